//! Bytes that are text in parts.

use crate::str;

#[derive(Clone, Debug)]
pub struct Utf8Chunks<'a> {
    rest: &'a [u8],
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf8Chunk<'a> {
    valid: &'a str,
    invalid: &'a [u8],
}
impl<'a> Utf8Chunk<'a> {
    pub fn valid(&self) -> &'a str {
        self.valid
    }
    pub fn invalid(&self) -> &'a [u8] {
        self.invalid
    }
}
impl [u8] {
    pub fn utf8_chunks(&self) -> Utf8Chunks<'_> {
        Utf8Chunks { rest: self }
    }
}
impl<'a> Iterator for Utf8Chunks<'a> {
    type Item = Utf8Chunk<'a>;
    fn next(&mut self) -> Option<Utf8Chunk<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let (end, invalid) = match str::from_utf8(self.rest) {
            Ok(_) => (self.rest.len(), 0),
            Err(error) => {
                let end = error.valid_up_to();
                (end, error.error_len().unwrap_or(self.rest.len() - end))
            }
        };
        let (valid, rest) = self.rest.split_at(end);
        let (invalid, rest) = rest.split_at(invalid);
        self.rest = rest;
        Some(Utf8Chunk {
            valid: unsafe { str::from_utf8_unchecked(valid) },
            invalid,
        })
    }
}
