//! What can stop a run.

use std::fmt;

/// Something that stops a run, said in a sentence for a person: where, what, and what would be right.
#[derive(Debug)]
pub struct Error(String);

impl Error {
    /// An error with that message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// A result that can stop a run.
pub type Result<T> = std::result::Result<T, Error>;
