//! What goes wrong here is always ours: no randomness, no cryptography, a wrong address.

use std::fmt::{self, Display};

/// The answer of the platform.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A cause that this crate has no word for.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A failure of ours.
#[derive(Debug)]
pub struct Error(Cause);

impl Error {
    /// From another error or from a sentence.
    pub fn broken(cause: impl Into<Cause>) -> Self {
        Self(cause.into())
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The sentence of the cause is already ours; what follows is what is behind it.
        self.0.source()
    }
}
