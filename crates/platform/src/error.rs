//! What can go wrong with what everything stands on.
//!
//! * [`Error::NotFound`]: there is no such row.
//! * [`Error::Corrupt`]: a stored value that no version of this program would have written.
//!   Name the spot with [`Error::corrupt`]; somebody has to look at that row, and everybody else
//!   goes on without it.
//! * [`Error::Unavailable`]: the database is away, full or too busy. Nothing is wrong with what was
//!   asked, and whoever asks again later may well be answered.
//! * [`Error::Broken`]: the rest, always ours.

use std::borrow::Cow;
use std::fmt::{self, Display};

mod passing;

pub use passing::is_collision;

/// The answer of the platform.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A cause that this crate has no word for.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why something could not be had or stored.
#[derive(Debug)]
pub enum Error {
    /// The thing that is missing, in one English word: `"session"`.
    NotFound(&'static str),
    /// The spot that holds nonsense.
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: Cow<'static, str>,
        /// What its row is known by.
        id: String,
    },
    /// Later it may be had.
    Unavailable(Cause),
    /// A failure of ours.
    Broken(Cause),
}

/// A failure that tells whether the work should be done again ([`crate::Db::retrying`]).
pub trait Passing: Display {
    /// Whether the same piece of work may well succeed when it is done again at once.
    fn is_passing(&self) -> bool;
}

impl Error {
    /// Stored nonsense in one column of one row.
    pub fn corrupt(
        table: &'static str,
        column: impl Into<Cow<'static, str>>,
        id: impl Display,
    ) -> Self {
        Error::Corrupt { table, column: column.into(), id: id.to_string() }
    }

    /// A failure of ours, from another error or from a sentence.
    pub fn broken(cause: impl Into<Cause>) -> Self {
        Error::Broken(cause.into())
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotFound(what) => write!(f, "{what} not found"),
            Error::Corrupt { table, column, id } => {
                write!(f, "row {id} of {table} holds nonsense in {column}")
            }
            Error::Unavailable(cause) | Error::Broken(cause) => write!(f, "{cause}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // The sentence of the cause is already ours; what follows is what is behind it.
            Error::Unavailable(cause) | Error::Broken(cause) => cause.source(),
            Error::NotFound(_) | Error::Corrupt { .. } => None,
        }
    }
}

impl Passing for Error {
    fn is_passing(&self) -> bool {
        matches!(self, Error::Unavailable(cause) if is_collision(cause))
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        if passing::is_unavailable(&cause) {
            Error::Unavailable(Box::new(cause))
        } else {
            Error::Broken(Box::new(cause))
        }
    }
}
