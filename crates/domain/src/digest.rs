//! What the owner of a service is told of, and when: each thing at once, or many of them together
//! (`docs/rules.md` F8).
//!
//! Times are those that clocks in Italy show.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use crate::configuration::Pace;
use crate::timeline::{Deed, Noted, PanelDeed, Role, UserChange};

/// When a digest leaves, on its days.
const AT: NaiveTime = NaiveTime::from_hms_opt(7, 0, 0).expect("a time of day");

/// A digest waits for its day until so many are in it; with one more it leaves at once.
pub const MOST: u32 = 20;

/// True for what the owner of a service should hear of: what somebody else has done, and every sign-in
/// with something new, since nobody knows yet whose it was. None is the office.
#[must_use]
pub fn is_told(deed: &Deed, by: Option<Role>) -> bool {
    let is_others = by != Some(Role::Owner);
    match deed.noted() {
        Some(Noted::Panel(PanelDeed::NewDevice(_))) => true,
        // The owner has a mail of its own about each of the others.
        None
        | Some(
            Noted::Panel(PanelDeed::SignInEnded)
            | Noted::User(
                UserChange::DelegationOffered
                | UserChange::DelegationAccepted
                | UserChange::DelegationDeclined
                | UserChange::DelegationPermissions
                | UserChange::DelegationEnded,
                _,
            ),
        ) => false,
        Some(
            Noted::Panel(
                PanelDeed::Configured(_)
                | PanelDeed::Opened
                | PanelDeed::Factor(_)
                | PanelDeed::CartBegun(_)
                | PanelDeed::RenewalBegun,
            )
            | Noted::Changed(_)
            | Noted::User(
                UserChange::UserCreated
                | UserChange::UserPermissions
                | UserChange::UserPassword
                | UserChange::UserSignedOut
                | UserChange::UserLeaves
                | UserChange::UserStays
                | UserChange::UserRemoved
                | UserChange::UserEmail
                | UserChange::UserFactorOff,
                _,
            ),
        ) => is_others,
    }
}

/// True when what waits has to leave `now`: it began to wait at `oldest`, and there are so many of it.
#[must_use]
pub fn is_due(pace: Pace, oldest: NaiveDateTime, waiting: u32, now: NaiveDateTime) -> bool {
    match leaves(pace, oldest) {
        None => true,
        Some(at) => waiting > MOST || at <= now,
    }
}

/// When a digest leaves that began to wait at this time; none for what leaves at once.
///
/// Every day at seven, on Mondays, or on the first of a month: the next of those after it began.
#[must_use]
pub fn leaves(pace: Pace, oldest: NaiveDateTime) -> Option<NaiveDateTime> {
    let today = oldest.date();
    let first = if oldest.time() < AT { today } else { today + Days::new(1) };
    let day = match pace {
        Pace::Each => return None,
        Pace::Daily => first,
        Pace::Weekly => {
            let since_monday = first.weekday().days_since(Weekday::Mon);
            first + Days::new(u64::from((7 - since_monday) % 7))
        }
        Pace::Monthly if first.day() == 1 => first,
        Pace::Monthly => month_after(first),
    };
    Some(day.and_time(AT))
}

/// When the agenda leaves next after a time: with a digest of this pace, and every day where each
/// thing is told at once.
fn agenda_leaves(pace: Pace, after: NaiveDateTime) -> NaiveDateTime {
    let pace = match pace {
        Pace::Each => Pace::Daily,
        Pace::Daily | Pace::Weekly | Pace::Monthly => pace,
    };
    leaves(pace, after).unwrap_or(after)
}

/// Up to which day the agenda is told `now`, if it is to be told. Whoever was told up to a day hears
/// on that day what comes after it, up to the day on which they are told next.
#[must_use]
pub fn agenda_until(pace: Pace, told: NaiveDate, now: NaiveDateTime) -> Option<NaiveDate> {
    (told <= agenda_day(now)).then(|| agenda_leaves(pace, now).date())
}

/// The last day on which an agenda has left by `now`.
#[must_use]
pub fn agenda_day(now: NaiveDateTime) -> NaiveDate {
    let today = now.date();
    if now.time() < AT { today - Days::new(1) } else { today }
}

/// The first of the month that follows.
fn month_after(day: NaiveDate) -> NaiveDate {
    let next = day + Months::new(1);
    next.with_day(1).unwrap_or(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::second_factor;
    use crate::timeline::{Change, UserChange};

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%d/%m/%Y %H:%M").unwrap()
    }

    #[test]
    fn a_digest_leaves_on_the_next_of_its_days_at_seven() {
        for (pace, began, leaves_at) in [
            (Pace::Daily, "22/11/2026 06:59", "22/11/2026 07:00"),
            (Pace::Daily, "22/11/2026 07:00", "23/11/2026 07:00"),
            (Pace::Daily, "31/12/2026 23:59", "01/01/2027 07:00"),
            // The nights in which clocks change.
            (Pace::Daily, "27/03/2027 12:00", "28/03/2027 07:00"),
            (Pace::Daily, "30/10/2027 12:00", "31/10/2027 07:00"),
            // The 22nd of November 2026 is a Sunday.
            (Pace::Weekly, "22/11/2026 12:00", "23/11/2026 07:00"),
            (Pace::Weekly, "23/11/2026 06:00", "23/11/2026 07:00"),
            (Pace::Weekly, "23/11/2026 07:00", "30/11/2026 07:00"),
            (Pace::Weekly, "24/11/2026 01:00", "30/11/2026 07:00"),
            (Pace::Monthly, "22/11/2026 12:00", "01/12/2026 07:00"),
            (Pace::Monthly, "30/11/2026 23:00", "01/12/2026 07:00"),
            (Pace::Monthly, "01/12/2026 06:00", "01/12/2026 07:00"),
            (Pace::Monthly, "01/12/2026 07:00", "01/01/2027 07:00"),
            (Pace::Monthly, "31/01/2027 08:00", "01/02/2027 07:00"),
            (Pace::Monthly, "30/01/2028 08:00", "01/02/2028 07:00"),
            (Pace::Monthly, "28/02/2027 08:00", "01/03/2027 07:00"),
        ] {
            assert_eq!(leaves(pace, at(began)), Some(at(leaves_at)), "{pace:?} from {began}");
            let minute = chrono::TimeDelta::minutes(1);
            assert!(!is_due(pace, at(began), MOST, at(leaves_at) - minute), "{pace:?} {began}");
            assert!(is_due(pace, at(began), 1, at(leaves_at)), "{pace:?} {began}");
        }
    }

    #[test]
    fn more_than_twenty_do_not_wait_and_neither_does_each_for_itself() {
        let (began, now) = (at("22/11/2026 12:00"), at("22/11/2026 12:01"));
        assert!(!is_due(Pace::Monthly, began, 20, now));
        assert!(is_due(Pace::Monthly, began, 21, now));
        // Also while the clock is behind the one that wrote it.
        assert!(is_due(Pace::Each, now, 1, began));
        assert!(!is_due(Pace::Daily, now, 1, began));
    }

    #[test]
    fn each_day_of_the_agenda_is_told_once_and_before_it_comes() {
        let day = |text: &str| at(&format!("{text} 00:00")).date();
        for (pace, told, now, until) in [
            (Pace::Each, "22/11/2026", "22/11/2026 07:00", Some("23/11/2026")),
            (Pace::Daily, "22/11/2026", "22/11/2026 06:59", None),
            (Pace::Daily, "22/11/2026", "22/11/2026 07:00", Some("23/11/2026")),
            (Pace::Daily, "23/11/2026", "22/11/2026 23:00", None),
            // Whoever has just asked for it, on a Tuesday.
            (Pace::Weekly, "24/11/2026", "24/11/2026 15:00", Some("30/11/2026")),
            (Pace::Weekly, "30/11/2026", "30/11/2026 07:00", Some("07/12/2026")),
            // A server that was away.
            (Pace::Weekly, "30/11/2026", "09/12/2026 12:00", Some("14/12/2026")),
            (Pace::Monthly, "01/12/2026", "01/12/2026 07:00", Some("01/01/2027")),
        ] {
            let found = agenda_until(pace, day(told), at(now));
            assert_eq!(found, until.map(day), "{pace:?}, told up to {told}, {now}");
        }
    }

    #[test]
    fn an_owner_hears_of_what_others_have_done_and_of_every_new_device() {
        let created = Deed::User(UserChange::UserCreated, "MARCO2026".into());
        let factor = Deed::Panel(PanelDeed::Factor(second_factor::Change::TurnedOff));
        let password = Deed::Changed(Change::PanelPassword);
        for deed in [created, factor, password] {
            assert!(!is_told(&deed, Some(Role::Owner)), "{deed:?}");
            assert!(is_told(&deed, Some(Role::User)), "{deed:?}");
            assert!(is_told(&deed, None), "{deed:?}");
        }
        let device = Deed::Panel(PanelDeed::NewDevice(crate::device::Device::default()));
        assert!(is_told(&device, Some(Role::Owner)));
        assert!(!is_told(&Deed::TerminationAsked(None), None));
        let given_up = Deed::User(UserChange::DelegationEnded, "STUDIOVERDI1".into());
        assert!(!is_told(&given_up, Some(Role::Accountant)), "a mail of its own tells it");
    }
}
