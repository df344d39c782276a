//! The second factor of customers, panel users, accountants and staff: how it is taken into use, asked
//! for, and taken off (docs/decisions/0036).
//!
//! What a session keeps of a sign-in ([`mark_with`](crate::password)) covers the factor, so a page
//! that forgot to ask for the code would let nobody in, and every change of a factor ends the
//! sign-ins that were made before it.

mod change;
mod code;
mod enrol;
mod off;
mod owner;
mod pass;
mod show;

pub use change::{Proof, SignedIn, Turned, new_codes, turn_off};
pub use enrol::{Enrolment, begin, begin_at_sign_in, confirm, confirm_at_sign_in};
pub use off::{Found, TakenOff, find, take_off, take_off_staff, taken_off};
pub use owner::Owner;
pub use pass::{Half, Passed, pass};
pub use show::{State, open_codes, seal_codes, state};
