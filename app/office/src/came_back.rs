//! Forms that are filled in with what was typed before.

use ui::error::AppError;
use ui::form::Kept;

/// What stands in a form that comes back: refused, or to be changed before it is confirmed.
#[derive(Clone, Debug)]
pub struct CameBack<T> {
    pub typed: T,
    /// Why it was refused; none when somebody only wants to change it.
    pub error: Option<AppError>,
}

/// A form that was refused comes before one that waits to be confirmed.
pub fn came_back<T>(kept: Option<Kept<T>>, again: Option<T>) -> Option<CameBack<T>> {
    match kept {
        Some(Kept { typed, error }) => Some(CameBack { typed, error: Some(error) }),
        None => again.map(|typed| CameBack { typed, error: None }),
    }
}
