//! Whoever has given a password and not yet the code that goes with it.

use domain::second_factor::Door;
use serde::{Deserialize, Serialize};
use services::Context;
use services::second_factor::Half;
use tower_sessions::Session;

use crate::Result;
use crate::session::enter;

/// A password that was right, and where its owner was going.
#[derive(Serialize, Deserialize)]
struct Waiting {
    half: Half,
    next: String,
}

/// Under which name a sign-in of a door waits for its code.
fn half_of(door: Door) -> &'static str {
    match door {
        Door::Account => "half_customer",
        Door::Panel => "half_panel_user",
        Door::Accountant => "half_accountant",
        Door::Staff => "half_staff",
    }
}

/// Notes that a password was right whose owner gives a code as well. It opens nothing else.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn wait_for_code(session: &Session, half: Half, next: &str) -> Result<()> {
    let key = half_of(half.owner().door());
    enter(session, key, &Waiting { half, next: next.to_owned() }).await
}

/// Whoever has given the password at a door and not yet the code, and where they were going. Nobody
/// after ten minutes.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn half(ctx: &Context, session: &Session, door: Door) -> Result<Option<(Half, String)>> {
    let waiting = waiting(session, door).await?.filter(|waiting| waiting.half.is_fresh(ctx));
    Ok(waiting.map(|Waiting { half, next }| (half, next)))
}

/// Where whoever gave the password at a door was going, however long ago that was. Nowhere once they are
/// in.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn half_was_going(session: &Session, door: Door) -> Result<Option<String>> {
    Ok(waiting(session, door).await?.map(|waiting| waiting.next))
}

/// What a session keeps of it. What an older version kept is nothing.
async fn waiting(session: &Session, door: Door) -> Result<Option<Waiting>> {
    let waiting = session.get::<serde_json::Value>(half_of(door)).await?;
    Ok(waiting.and_then(|waiting| serde_json::from_value(waiting).ok()))
}

/// Whoever is in has given the code, or was asked for none.
pub(super) async fn no_longer_half(session: &Session, door: Door) -> Result<()> {
    // Looking first keeps a sign-in without a code from writing more than it has to.
    if session.get::<serde_json::Value>(half_of(door)).await?.is_some() {
        session.remove_value(half_of(door)).await?;
    }
    Ok(())
}
