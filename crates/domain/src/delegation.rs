//! A delegation: the owner of a service offers its panel to an accountant, who accepts or declines, and
//! either of them ends it. It takes up no seat, and it never comes back: whoever goes on offers anew.

use chrono::Days;
use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::entitlements::Entitlements;
use crate::grant::{Permissions, plain_username};
use crate::party::{Field, PartyError};

/// For so many days an offer waits for an answer; the day on which it is made is not counted.
pub const OFFER_DAYS: u64 = 30;

/// Who ends a delegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Whose service it is.
    Owner,
    /// To whom it was offered.
    Accountant,
}

/// How a delegation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum Ending {
    /// The owner took the offer back.
    Withdrawn,
    /// The accountant did not want it.
    Declined,
    /// Nobody answered in time.
    Lapsed,
    /// The owner ended it after it was accepted.
    Revoked,
    /// The accountant ended it after that.
    GivenUp,
}

/// Where a delegation stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// It waits for the accountant, until the end of this day.
    Offered {
        /// The last day on which it can be accepted.
        until: Date,
    },
    /// The panel is open to the accountant.
    Active,
    /// It is over.
    Ended(Ending),
}

/// Why nothing was done about a delegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DelegationError {
    /// There is one to this username already, whatever the accountant says to it.
    OfferedAlready,
    /// Somebody has ended it meanwhile, or the offer has lapsed.
    Gone,
}

/// A delegation, from its offer to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delegation {
    offered_on: Date,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Offered,
    Accepted,
    Ended(Ending),
}

impl Delegation {
    /// A new one.
    #[must_use]
    pub fn offer(today: Date) -> Self {
        Self { offered_on: today, stage: Stage::Offered }
    }

    /// One as it was written down.
    #[must_use]
    pub fn restore(offered_on: Date, is_accepted: bool, ending: Option<Ending>) -> Self {
        let stage = match (ending, is_accepted) {
            (Some(ending), _) => Stage::Ended(ending),
            (None, true) => Stage::Accepted,
            (None, false) => Stage::Offered,
        };
        Self { offered_on, stage }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(self, today: Date) -> State {
        let until = last_day(self.offered_on);
        match self.stage {
            Stage::Offered if today > until => State::Ended(Ending::Lapsed),
            Stage::Offered => State::Offered { until },
            Stage::Accepted => State::Active,
            Stage::Ended(ending) => State::Ended(ending),
        }
    }

    /// The accountant accepts. Accepting again changes nothing.
    ///
    /// # Errors
    /// `Gone` once it is over.
    pub fn accept(self, today: Date) -> Result<Self, DelegationError> {
        match self.state(today) {
            State::Offered { .. } | State::Active => Ok(Self { stage: Stage::Accepted, ..self }),
            State::Ended(_) => Err(DelegationError::Gone),
        }
    }

    /// One of both ends it, whether it was accepted or not.
    ///
    /// # Errors
    /// `Gone` once it is over.
    pub fn end(self, by: Side, today: Date) -> Result<Ending, DelegationError> {
        match (self.state(today), by) {
            (State::Offered { .. }, Side::Owner) => Ok(Ending::Withdrawn),
            (State::Offered { .. }, Side::Accountant) => Ok(Ending::Declined),
            (State::Active, Side::Owner) => Ok(Ending::Revoked),
            (State::Active, Side::Accountant) => Ok(Ending::GivenUp),
            (State::Ended(_), _) => Err(DelegationError::Gone),
        }
    }

    /// # Errors
    /// `Gone` once it is over: nothing is changed about it any more.
    pub fn is_open(self, today: Date) -> Result<(), DelegationError> {
        match self.state(today) {
            State::Offered { .. } | State::Active => Ok(()),
            State::Ended(_) => Err(DelegationError::Gone),
        }
    }

    /// True while the panel is open to the accountant.
    #[must_use]
    pub fn is_active(self, today: Date) -> bool {
        self.state(today) == State::Active
    }
}

/// An offer that was made before this day has lapsed.
#[must_use]
pub fn oldest_offer(today: Date) -> Date {
    today.checked_sub_days(Days::new(OFFER_DAYS)).unwrap_or(today)
}

fn last_day(offered_on: Date) -> Date {
    offered_on.checked_add_days(Days::new(OFFER_DAYS)).unwrap_or(offered_on)
}

/// The form of an offer, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    /// Of the accountant. Nobody is told whether anybody has it.
    pub username: String,
    /// The codes of what is ticked.
    pub permissions: Vec<String>,
}

/// An offer in which nothing is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// As usernames are kept, in capitals.
    pub username: String,
    /// What the accountant will be able to do.
    pub permissions: Permissions,
}

impl Offer {
    /// Reads the form; whether somebody has the username is not looked at.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn check(form: &OfferForm, entitlements: &Entitlements) -> Result<Self, PartyError> {
        let username = plain_username(&form.username);
        let permissions = Permissions::ticked(&form.permissions, entitlements);
        match (username, permissions) {
            (Ok(username), Ok(permissions)) => Ok(Self { username, permissions }),
            (username, permissions) => {
                let wrong = username.err().map(|error| (Field::Username, error));
                let none = permissions.err().map(|error| (Field::Permissions, error));
                Err(PartyError::Fields(wrong.into_iter().chain(none).collect()))
            }
        }
    }
}

#[cfg(test)]
#[path = "delegation_tests.rs"]
mod tests;
