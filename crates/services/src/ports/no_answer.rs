//! The provider gave no answer. That is no outcome: money may have moved all the same.

use std::fmt::{self, Display};

/// No answer: nobody was reached, it took too long, or it could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer(pub String);

impl From<&str> for NoAnswer {
    fn from(why: &str) -> Self {
        Self(why.to_owned())
    }
}

impl Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the payment provider gave no answer: {}", self.0)
    }
}

impl std::error::Error for NoAnswer {}
