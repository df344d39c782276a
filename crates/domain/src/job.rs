//! The work that goes on while nobody looks, by name, and how well it goes.
//!
//! What each of them does, how often and where is one table of the server, `server/src/jobs.rs`.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A job, as the table of jobs, the figures and the office name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Job {
    /// Mails leave the outbox.
    Mails,
    /// What the payment provider says has its consequences.
    ProviderMessages,
    /// The provider is asked what became of a try to collect.
    Attempts,
    /// Ways to pay are stored, and removed ones given up at the provider.
    StoredMethods,
    /// Refunds are confirmed by the provider.
    Refunds,
    /// Unpaid orders are reminded of and called off.
    UnpaidOrders,
    /// Services renew by themselves.
    Renewals,
    /// Customers are reminded of an expiry.
    ExpiryReminders,
    /// Owners hear what others have done in their panel.
    PanelNotices,
    /// Earlier accounts hear of a registration with their numbers, and accountants of offers.
    Registrations,
    /// Whoever has forgotten a username or a password is written to.
    Recoveries,
    /// Rows that could not be read are looked at again.
    UnreadableRows,
    /// What is old is cleared away.
    Housekeeping,
}

impl Job {
    /// All of them, those first that money waits for.
    pub const ALL: [Self; 13] = [
        Self::ProviderMessages,
        Self::Attempts,
        Self::Refunds,
        Self::StoredMethods,
        Self::Renewals,
        Self::ExpiryReminders,
        Self::UnpaidOrders,
        Self::PanelNotices,
        Self::Mails,
        Self::Registrations,
        Self::Recoveries,
        Self::UnreadableRows,
        Self::Housekeeping,
    ];

    /// The name in figures, in the log and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mails => "mails",
            Self::ProviderMessages => "provider_messages",
            Self::Attempts => "attempts",
            Self::StoredMethods => "stored_methods",
            Self::Refunds => "refunds",
            Self::UnpaidOrders => "unpaid_orders",
            Self::Renewals => "renewals",
            Self::ExpiryReminders => "expiry_reminders",
            Self::PanelNotices => "panel_notices",
            Self::Registrations => "registrations",
            Self::Recoveries => "recoveries",
            Self::UnreadableRows => "unreadable_rows",
            Self::Housekeeping => "housekeeping",
        }
    }
}

/// On which of several servers a job runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Servers {
    /// On each of them: they share the rows, since each row is held while it is worked on.
    Each,
    /// On one at a time, under a lease of the whole run.
    OneAtATime,
}

/// How a run ended that did not end well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// It gave up with an error.
    Failed,
    /// The program broke while doing it.
    Panicked,
    /// It took longer than it may.
    CutOff,
}

impl Trouble {
    /// The name in figures.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Panicked => "panicked",
            Self::CutOff => "cut_off",
        }
    }
}

/// A run that ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Success {
    /// The moment of its end.
    pub at: DateTime<Utc>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// What is known of the runs of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runs {
    /// From the end of one run to the next one, in seconds.
    pub period_s: u32,
    /// On which of several servers it runs.
    pub servers: Servers,
    /// Since when the server looks after it.
    pub known_since: DateTime<Utc>,
    /// The beginning of the run that is under way.
    pub running_since: Option<DateTime<Utc>>,
    /// The last run that ended well.
    pub success: Option<Success>,
    /// The last run that did not.
    pub trouble: Option<(DateTime<Utc>, Trouble)>,
}

/// How well a job goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Health {
    /// The last run ended well, not long ago.
    Well,
    /// It is under way for the first time, or its first turn has not come.
    Beginning,
    /// It should have ended well by now, and nothing is known to be wrong.
    Late,
    /// The last run ended like this.
    InTrouble(Trouble),
}

/// A run may take this long beyond its period before the job is late.
const LEEWAY: TimeDelta = TimeDelta::minutes(15);

impl Runs {
    /// How well it goes at this moment.
    #[must_use]
    pub fn health(&self, now: DateTime<Utc>) -> Health {
        let ended_well = self.success.map(|success| success.at);
        if let Some((at, trouble)) = self.trouble
            && ended_well.is_none_or(|well| well < at)
        {
            return Health::InTrouble(trouble);
        }
        let period = TimeDelta::seconds(self.period_s.into());
        let late = ended_well.unwrap_or(self.known_since) + period + LEEWAY;
        match ended_well {
            _ if late < now => Health::Late,
            Some(_) => Health::Well,
            None => Health::Beginning,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    fn success(at: i64) -> Option<Success> {
        Some(Success { at: minute(at), took_ms: 12 })
    }

    const NEVER_RAN: Runs = Runs {
        period_s: 3600,
        servers: Servers::Each,
        known_since: DateTime::UNIX_EPOCH,
        running_since: None,
        success: None,
        trouble: None,
    };

    #[test]
    fn a_job_is_late_a_quarter_of_an_hour_after_its_turn() {
        let once = Runs { success: success(10), ..NEVER_RAN };

        assert_eq!(once.health(minute(85)), Health::Well);
        assert_eq!(once.health(minute(86)), Health::Late);
        assert_eq!(NEVER_RAN.health(minute(75)), Health::Beginning);
        assert_eq!(NEVER_RAN.health(minute(76)), Health::Late);
    }

    #[test]
    fn trouble_lasts_until_a_run_ends_well() {
        let trouble = Some((minute(20), Trouble::Panicked));
        let in_trouble = Runs { success: success(10), trouble, ..NEVER_RAN };
        let again = Runs { success: success(20), ..in_trouble };

        assert_eq!(in_trouble.health(minute(30)), Health::InTrouble(Trouble::Panicked));
        assert_eq!(again.health(minute(30)), Health::Well);
    }

    #[test]
    fn each_job_has_a_name_of_its_own() {
        let mut names = Job::ALL.map(Job::as_str);
        names.sort_unstable();

        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}
