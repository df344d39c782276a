//! What can go wrong in a use case, sorted by whose fault it is.
//!
//! * [`Error::Rule`]: the request breaks a rule of the business. It is a normal answer, made by
//!   `domain`, shown to the customer in words and never logged as a failure.
//! * [`Error::NotFound`]: what was asked for does not exist, or belongs to somebody else.
//!   The two are the same on purpose, so that nobody can probe for other people's things.
//! * [`Error::NotAllowed`]: it exists and may be known, but this person may not do this.
//! * [`Error::Corrupt`]: a stored value that no version of this program would have written.
//!   Name the spot with [`Error::corrupt`]; somebody has to look at that row, and everybody else
//!   goes on without it ([`crate::unreadable`]).
//! * [`Error::Unavailable`]: the database is away, full or too busy. Nothing is wrong with what was
//!   asked, and whoever asks again later may well be answered.
//! * [`Error::Broken`]: the rest, always ours: a constraint violation that the rule before it
//!   should have caught.
//!
//! Use `?` for all of them. Log nothing here: the edge logs once, with the whole chain.

use std::borrow::Cow;
use std::fmt::{self, Display};

use domain::RuleError;
use domain::cart::CartError;
use domain::commitment::CommitmentError;
use domain::configuration::ConfigurationError;
use domain::coupon::CouponError;
use domain::delegation::DelegationError;
use domain::erasure::ErasureError;
use domain::grant::GrantError;
use domain::order::OrderError;
use domain::party::PartyError;
use domain::payment::PaymentError;
use domain::recovery::RecoveryError;
use domain::refund::RefundError;
use domain::sign_in::SignInError;
use domain::termination::TerminationError;
use platform::{Cause, Passing, is_collision};

/// The answer of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// A rule refuses it; the page has the words.
    Rule(RuleError),
    /// The thing that is missing, in one English word: `"cart"`.
    NotFound(&'static str),
    /// Whoever asks may not do this.
    NotAllowed,
    /// Stored nonsense, with its spot.
    Corrupt {
        /// Where the row stands.
        table: &'static str,
        /// What cannot be read.
        column: Cow<'static, str>,
        /// Which row it is.
        id: String,
    },
    /// The database is away, too slow or full. Trying later is no mistake.
    Unavailable(Cause),
    /// Anything else: the fault is ours.
    Broken(Cause),
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
            Error::Rule(rule) => write!(f, "refused: {rule}"),
            Error::NotFound(what) => write!(f, "{what} not found"),
            Error::NotAllowed => f.write_str("not allowed"),
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
            Error::Rule(_) | Error::NotFound(_) | Error::NotAllowed | Error::Corrupt { .. } => None,
        }
    }
}

impl Passing for Error {
    fn is_passing(&self) -> bool {
        matches!(self, Error::Unavailable(cause) if is_collision(cause))
    }
}

/// Why a use case did not do what was asked whose refusals have words of their own, which nothing else
/// in the shop needs: what is wrong with a bank's file, with a letter, with a message.
#[derive(Debug)]
pub enum UseCaseError<R> {
    /// A normal answer, for whoever asked.
    Refused(R),
    /// Something else than a rule: nothing there, no right to it, or a fault of ours.
    Failed(Error),
}

impl<R> UseCaseError<R> {
    /// The refusal.
    ///
    /// # Errors
    /// What failed, when nothing was refused.
    pub fn refusal(self) -> Result<R> {
        match self {
            Self::Refused(refusal) => Ok(refusal),
            Self::Failed(error) => Err(error),
        }
    }
}

impl<R, E: Into<Error>> From<E> for UseCaseError<R> {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl From<platform::Error> for Error {
    fn from(cause: platform::Error) -> Self {
        match cause {
            platform::Error::NotFound(what) => Error::NotFound(what),
            platform::Error::Corrupt { table, column, id } => Error::Corrupt { table, column, id },
            platform::Error::Unavailable(cause) => Error::Unavailable(cause),
            platform::Error::Broken(cause) => Error::Broken(cause),
        }
    }
}

/// So that `?` works on each rule of `domain` directly.
macro_rules! refusals {
    ($($refusal:ty,)*) => {$(
        impl From<$refusal> for Error {
            fn from(refusal: $refusal) -> Self {
                Error::Rule(refusal.into())
            }
        }
    )*};
}

refusals! {
    CartError, CommitmentError, CouponError, OrderError, PartyError, PaymentError, RefundError,
    ConfigurationError, DelegationError, ErasureError, GrantError, RecoveryError, RuleError, SignInError, TerminationError,
    Vec<CartError>,
}
