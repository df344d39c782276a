//! The server functions of `Accessi`.

use domain::second_factor::Door;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessesView {
    /// Whoever has the username that was looked for, each at another door.
    pub found: Vec<FoundView>,
    /// The newest first.
    pub taken_off: Vec<TakenOffView>,
    /// The reason that was typed, for whom, and why nothing was taken off.
    pub kept: Option<Kept<(Door, String)>>,
}

/// A customer, panel user or accountant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    pub username: String,
    pub door: Door,
    /// Where they will be written to.
    pub email: Option<String>,
    /// Day and hour, for people; none when they have no second factor.
    pub since: Option<String>,
}

/// A second factor that was taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOffView {
    pub door: Door,
    pub username: String,
    pub at: String,
    pub by: String,
    pub reason: String,
}

/// The name under which the form waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "office_take_off";

/// The page, with everybody who has this username.
#[server(output = Json)]
pub async fn load_accesses(#[server(default)] username: String) -> Result<AccessesView, AppError> {
    use services::second_factor::{find, taken_off};
    use ui::request::{context, kept, staff};
    staff().await?;
    let ctx = context();
    let moment = |at| domain::format::moment(services::civil_time(at));
    let found = find(&ctx, &username).await?.into_iter().map(|found| FoundView {
        username: found.username,
        door: found.door,
        email: found.email,
        since: found.since.map(moment),
    });
    let found = found.collect();
    let taken_off = taken_off(&ctx).await?.into_iter().map(|it| TakenOffView {
        door: it.door,
        username: it.username,
        at: moment(it.at),
        by: it.done_by,
        reason: it.reason,
    });
    Ok(AccessesView { found, taken_off: taken_off.collect(), kept: kept(WAITING).await? })
}

/// `Togli la verifica`, for whoever has the username at this door.
#[server(output = Json)]
pub async fn take_factor_off(
    door: Door,
    #[server(default)] username: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, staff};
    let take_off = async {
        let by = staff().await?;
        services::second_factor::take_off(&context(), (door, &username), &reason, &by).await?;
        Ok(paths::OFFICE_ACCESSES.to_owned())
    };
    let page = paths::office_access(&username);
    let outcome = take_off.await;
    finish(WAITING, &(door, reason), &page, outcome).await
}
