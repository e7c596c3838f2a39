//! How a file is to be opened.

use std::fs;
use std::io::Result;
use std::path::Path;

use super::{File, asyncify};

#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    std: fs::OpenOptions,
}
macro_rules! setters {
    ($($name:ident)*) => { $(
        pub fn $name(&mut self, $name: bool) -> &mut OpenOptions {
            self.std.$name($name);
            self
        }
    )* };
}
impl OpenOptions {
    pub fn new() -> OpenOptions {
        OpenOptions::default()
    }
    setters! { read write append truncate create create_new }

    pub async fn open(&self, path: impl AsRef<Path>) -> Result<File> {
        let path = path.as_ref().to_owned();
        let std = self.std.clone();
        Ok(File::from_std(asyncify(move || std.open(path)).await?))
    }
}
impl From<fs::OpenOptions> for OpenOptions {
    fn from(std: fs::OpenOptions) -> OpenOptions {
        OpenOptions { std }
    }
}
