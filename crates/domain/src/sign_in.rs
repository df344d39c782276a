//! What is refused about a sign-in, to whichever zone.

use serde::{Deserialize, Serialize};

/// Why somebody is not signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInError {
    /// A PEC mailbox was written where the username of an account belongs.
    PecAsUsername,
    /// Username or password are wrong; which of them is not said.
    WrongCredentials,
    /// Too many attempts.
    TooManyAttempts {
        /// How long to wait before the next one.
        seconds: u32,
    },
    /// So many people are signing in right now that another one would wait too long.
    Crowded {
        /// When there is room again.
        seconds: u32,
    },
    /// The temporary password was not used in time.
    TemporaryPasswordExpired,
    /// The code that follows a password was not given in time.
    CodeTooLate,
    /// The seat of an additional user has ended, or rests with its service.
    SeatRests,
}
