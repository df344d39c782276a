//! `Disdetta`: a customer gives up a service before it ends by itself.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::reason::{ReasonError, reason};
use crate::subscription::Standing;

/// When a service ends that is given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// As soon as the office confirms it.
    #[default]
    Now,
    /// At its natural expiry: it is used through its last day, and confirmed after it.
    AtExpiry,
}

impl When {
    /// The word in a form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::AtExpiry => "at_expiry",
        }
    }

    /// True once the office may end a service that expires on this day.
    #[must_use]
    pub fn has_come(self, expires: Date, today: Date) -> bool {
        match self {
            Self::Now => true,
            Self::AtExpiry => today > expires,
        }
    }
}

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
    /// It was asked for the natural expiry, and is confirmed after this day.
    BeforeExpiry {
        /// The last day of the service.
        expires: Date,
    },
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
    fn a_disdetta_for_the_expiry_has_its_day_after_it() {
        let day = |text: &str| text.parse().unwrap();
        let expires = day("2027-11-22");
        assert!(When::Now.has_come(expires, day("2027-01-01")));
        for (today, has_come) in
            [("2027-11-21", false), ("2027-11-22", false), ("2027-11-23", true)]
        {
            assert_eq!(When::AtExpiry.has_come(expires, day(today)), has_come, "{today}");
        }
        for when in [When::Now, When::AtExpiry] {
            let word = format!("\"{}\"", when.as_str());
            assert_eq!(serde_json::from_str::<When>(&word).unwrap(), when);
        }
    }

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
