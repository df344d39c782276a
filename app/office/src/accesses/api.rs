//! The server functions of `Accessi`.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessesView {
    /// Whoever was looked for.
    pub found: Option<FoundView>,
    /// The newest first.
    pub taken_off: Vec<TakenOffView>,
    /// The reason that was typed, and why nothing was taken off.
    pub kept: Option<Kept<String>>,
}

/// A customer or panel user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    pub username: String,
    pub is_panel: bool,
    /// Where they will be written to.
    pub email: Option<String>,
    /// Day and hour, for people; none when they have no second factor.
    pub since: Option<String>,
}

/// A second factor that was taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOffView {
    pub username: String,
    pub at: String,
    pub by: String,
    pub reason: String,
}

/// The name under which the form waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "office_take_off";

/// The page, with whoever has this username.
#[server(output = Json)]
pub async fn load_accesses(#[server(default)] username: String) -> Result<AccessesView, AppError> {
    use services::second_factor::{find, taken_off};
    use ui::request::{context, kept, staff};
    staff().await?;
    let ctx = context();
    let moment = |at| domain::format::moment(services::civil_time(at));
    let found = match find(&ctx, &username).await {
        Ok(found) => Some(FoundView {
            username: found.username,
            is_panel: found.is_panel,
            email: found.email,
            since: found.since.map(moment),
        }),
        Err(services::Error::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let taken_off = taken_off(&ctx).await?.into_iter().map(|it| TakenOffView {
        username: it.username,
        at: moment(it.at),
        by: it.done_by,
        reason: it.reason,
    });
    Ok(AccessesView { found, taken_off: taken_off.collect(), kept: kept(WAITING).await? })
}

/// `Togli la verifica`.
#[server(output = Json)]
pub async fn take_factor_off(
    #[server(default)] username: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, staff};
    let take_off = async {
        let by = staff().await?;
        services::second_factor::take_off(&context(), &username, &reason, &by).await?;
        Ok(paths::OFFICE_ACCESSES.to_owned())
    };
    let page = paths::office_access(&username);
    finish(WAITING, &reason, &page, take_off.await).await
}
