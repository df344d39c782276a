//! `Disdetta`: a customer gives up a service before it ends by itself.

use serde::{Deserialize, Serialize};

use crate::reason::{ReasonError, reason};
use crate::subscription::Standing;

/// Why a service is not given up, or what that keeps from being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TerminationError {
    /// There is no service that could be given up.
    NothingToGiveUp,
    /// This order has to be paid or called off first.
    OrderWaits(i64),
    /// Nobody has said that the documents were downloaded.
    NotDownloaded,
    /// What the customer wrote is too long.
    ReasonTooLong {
        /// The most characters there can be.
        max: usize,
    },
    /// The service is being given up: nothing can be ordered for it.
    Asked,
    /// The wish was taken back, or is confirmed already.
    Gone,
}

/// The reason as it is kept, once everything that the customer has to know is settled. It may be
/// empty.
///
/// # Errors
/// The first thing that is in the way.
pub fn ask(
    standing: Option<Standing>,
    waiting: Option<i64>,
    has_downloaded: bool,
    typed: &str,
) -> Result<String, TerminationError> {
    if standing.is_none_or(|standing| standing == Standing::Over) {
        return Err(TerminationError::NothingToGiveUp);
    }
    if let Some(number) = waiting {
        return Err(TerminationError::OrderWaits(number));
    }
    let kept = match reason(typed) {
        Ok(kept) => kept,
        Err(ReasonError::Missing) => String::new(),
        Err(ReasonError::TooLong { max }) => return Err(TerminationError::ReasonTooLong { max }),
    };
    if has_downloaded { Ok(kept) } else { Err(TerminationError::NotDownloaded) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_given_up_by_somebody_who_knows_what_that_means() {
        let active = Some(Standing::Active);
        assert_eq!(ask(active, None, true, " dati  sbagliati "), Ok("dati sbagliati".into()));
        assert_eq!(ask(active, None, true, ""), Ok(String::new()), "nobody has to say why");
        assert_eq!(ask(active, None, false, ""), Err(TerminationError::NotDownloaded));
        assert_eq!(ask(active, Some(7), true, ""), Err(TerminationError::OrderWaits(7)));
        let long = "a".repeat(201);
        let too_long = Err(TerminationError::ReasonTooLong { max: 200 });
        assert_eq!(ask(active, None, false, &long), too_long);
        for gone in [None, Some(Standing::Over)] {
            assert_eq!(ask(gone, None, true, ""), Err(TerminationError::NothingToGiveUp));
        }
    }
}
