//! Why a member of staff did something, in their own words.

use serde::{Deserialize, Serialize};

use crate::text;

/// The longest reason, in characters.
pub const REASON_MAX: usize = 200;

/// What is wrong with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReasonError {
    /// Nothing was written.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// The most there can be.
        max: usize,
    },
}

/// A reason as it is kept: one line.
///
/// # Errors
/// When there is none, or too much of it.
pub fn reason(typed: &str) -> Result<String, ReasonError> {
    let reason = text::line(typed);
    match reason.chars().count() {
        0 => Err(ReasonError::Missing),
        length if length > REASON_MAX => Err(ReasonError::TooLong { max: REASON_MAX }),
        _ => Ok(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_is_missing_is_not_one_that_is_too_long() {
        assert_eq!(reason(" \n "), Err(ReasonError::Missing));
        assert_eq!(reason(&"à".repeat(201)), Err(ReasonError::TooLong { max: 200 }));
        assert_eq!(reason(&"à".repeat(200)).map(|kept| kept.chars().count()), Ok(200));
        assert_eq!(reason(" pagato \n due volte ").as_deref(), Ok("pagato due volte"));
    }
}
