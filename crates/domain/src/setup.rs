//! What the owner of a service has still to do before everything that was bought is in use.

use serde::{Deserialize, Serialize};

use crate::entitlements::Seats;

/// Something to be done once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// An answer to all that is asked of the service.
    Configuration,
    /// Users were bought, and nobody has been given a place.
    Users,
    /// The owner signs in with a second factor, too.
    SecondFactor,
}

/// A task, and whether it is done.
pub type Setup = Vec<(Task, bool)>;

/// The tasks of an owner whose panel is open, in the order in which they are best done; none once all of
/// them are done. A service from before there was a configuration is open and may have answered nothing.
#[must_use]
pub fn tasks(is_answered: bool, seats: Seats, has_factor: bool) -> Setup {
    let users = (seats.bought > 0).then_some((Task::Users, seats.used > 0));
    let all: Setup = [(Task::Configuration, is_answered)]
        .into_iter()
        .chain(users)
        .chain([(Task::SecondFactor, has_factor)])
        .collect();
    if all.iter().all(|(_, is_done)| *is_done) { Vec::new() } else { all }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_done_everything_is_asked_for_nothing() {
        let seats = |used, bought| Seats { used, bought, resting: 0 };
        assert_eq!(tasks(true, seats(0, 0), true), []);
        assert_eq!(tasks(true, seats(1, 3), true), [], "nobody has to fill every place");
        assert_eq!(
            tasks(false, seats(0, 0), false),
            [(Task::Configuration, false), (Task::SecondFactor, false)]
        );
        assert_eq!(
            tasks(true, seats(0, 1), true),
            [(Task::Configuration, true), (Task::Users, false), (Task::SecondFactor, true)]
        );
    }
}
