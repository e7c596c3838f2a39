//! `LineWriter`: passes on what it was given up to the last end of a line.

use super::{BufWriter, IntoInnerError, Result, Write};
use crate::fmt;

pub struct LineWriter<W: Write> {
    inner: BufWriter<W>,
}
impl<W: Write> LineWriter<W> {
    pub fn new(inner: W) -> LineWriter<W> {
        LineWriter::with_capacity(1024, inner)
    }
    pub fn with_capacity(capacity: usize, inner: W) -> LineWriter<W> {
        LineWriter {
            inner: BufWriter::with_capacity(capacity, inner),
        }
    }
    pub fn get_ref(&self) -> &W {
        self.inner.get_ref()
    }
    pub fn get_mut(&mut self) -> &mut W {
        self.inner.get_mut()
    }
    pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<LineWriter<W>>> {
        self.inner
            .into_inner()
            .map_err(|error| error.map(|inner| LineWriter { inner }))
    }
}
impl<W: Write> Write for LineWriter<W> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        let Some(end) = buf.iter().rposition(|b| *b == b'\n') else {
            // A line that was completed earlier does not wait for this one.
            if self.inner.buffer().last() == Some(&b'\n') {
                self.inner.flush()?;
            }
            return self.inner.write(buf);
        };
        self.inner.write_all(&buf[..=end])?;
        self.inner.flush()?;
        self.inner.write_all(&buf[end + 1..])?;
        Ok(buf.len())
    }
    fn flush(&mut self) -> Result<()> {
        self.inner.flush()
    }
}
impl<W: Write + fmt::Debug> fmt::Debug for LineWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineWriter")
            .field("writer", self.get_ref())
            .finish_non_exhaustive()
    }
}
