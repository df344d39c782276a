//! The server functions of the delegations. To everybody but the owner none of them is there.

use domain::delegation::{OfferForm, State};
use domain::entitlements::Entitlements;
use domain::grant::Permissions;
use domain::id::{DelegationId, SubscriptionId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::NamedService;
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// A delegation, as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DelegationRow {
    pub id: DelegationId,
    /// Empty once the accountant has closed the account.
    pub username: String,
    /// Of the accountant, once the offer is accepted.
    pub name: Option<String>,
    pub permissions: Permissions,
    pub state: State,
    /// The day on which it was accepted, for people.
    pub accepted_on: Option<String>,
}

/// The list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DelegationsView {
    pub service: SubscriptionId,
    pub entitlements: Entitlements,
    pub delegations: Vec<DelegationRow>,
    /// What has just been done.
    pub done: Option<DelegationDone>,
}

/// What has just been done about the accountant of this username.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DelegationDone {
    Offered(String),
    Changed(String),
    Withdrawn(String),
    Ended(String),
}

/// The form of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDelegationView {
    pub service: SubscriptionId,
    pub entitlements: Entitlements,
    /// What was typed, and what was wrong with it.
    pub kept: Option<Kept<OfferForm>>,
}

/// The page of a delegation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneDelegationView {
    pub service: SubscriptionId,
    pub entitlements: Entitlements,
    pub delegation: DelegationRow,
    /// What was ticked, where it was about permissions, and why it was not done.
    pub kept: Option<Kept<Option<Vec<String>>>>,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const NEW: &str = "new_delegation_form";
    pub const CHANGE: &str = "delegation_form";
    pub const DONE: &str = "delegation_done";
}

/// The owner, for a form: of a service that is over, nothing is there any more.
#[cfg(feature = "ssr")]
async fn owner(service: &NamedService) -> Result<services::panel::ServiceAccess, AppError> {
    use ui::request::{not_found, owner_access};
    owner_access(service).await?.ok_or_else(not_found)
}

#[cfg(feature = "ssr")]
fn row(delegate: services::panel::delegations::Delegate) -> DelegationRow {
    let day = |at| domain::format::date(services::civil_time(at).date());
    DelegationRow {
        id: delegate.id,
        username: delegate.username,
        name: delegate.name,
        permissions: delegate.permissions,
        state: delegate.state,
        accepted_on: delegate.accepted_at.map(day),
    }
}

/// `Deleghe`; nothing when the service is over.
#[server(output = Json)]
pub async fn load_delegations(
    #[server(default)] service: NamedService,
    #[server(default)] outcome: String,
) -> Result<Option<DelegationsView>, AppError> {
    use ui::request::{context, outcome as done, owner_access};
    let Some(access) = owner_access(&service).await? else { return Ok(None) };
    let found = services::panel::delegations::list(&context(), &access).await?;
    Ok(Some(DelegationsView {
        service: access.subscription().id,
        entitlements: access.entitlements().clone(),
        delegations: found.into_iter().map(row).collect(),
        done: done(waiting::DONE, &outcome).await?,
    }))
}

/// `Aggiungi una delega`; nothing when the service is over.
#[server(output = Json)]
pub async fn load_new_delegation(
    #[server(default)] service: NamedService,
) -> Result<Option<NewDelegationView>, AppError> {
    use crate::kept::kept;
    use ui::request::owner_access;
    let Some(access) = owner_access(&service).await? else { return Ok(None) };
    let service = access.subscription().id;
    Ok(Some(NewDelegationView {
        service,
        entitlements: access.entitlements().clone(),
        kept: kept(waiting::NEW, service).await?,
    }))
}

/// `Offri la delega`. The answer is the same whether anybody has the username or not.
#[server(output = Json)]
pub async fn offer_delegation(
    #[server(default)] service: NamedService,
    #[server(default)] form: OfferForm,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::context;
    let access = owner(&service).await;
    let Some(service) = crate::kept::waits_for(&service, &access) else {
        return access.map(drop);
    };
    let outcome = match access {
        Ok(access) => match services::panel::delegations::offer(&context(), &access, &form).await {
            Ok(()) => {
                let username = domain::text::word(&form.username).to_uppercase();
                done(service, DelegationDone::Offered(username)).await
            }
            Err(error) => Err(error.into()),
        },
        Err(error) => Err(error),
    };
    let page = paths::panel_new_delegation(service);
    crate::kept::finish(waiting::NEW, service, &form, &page, outcome).await
}

/// The page of a delegation; nothing when the service is over.
#[server(output = Json)]
pub async fn load_delegation(
    #[server(default)] service: NamedService,
    id: String,
) -> Result<Option<OneDelegationView>, AppError> {
    use crate::kept::kept_about;
    use ui::request::{context, not_found, owner_access};
    let Some(access) = owner_access(&service).await? else { return Ok(None) };
    let id: DelegationId = id.parse().map_err(|_| not_found())?;
    let found = services::panel::delegations::delegate(&context(), &access, id).await?;
    let service = access.subscription().id;
    Ok(Some(OneDelegationView {
        service,
        entitlements: access.entitlements().clone(),
        delegation: row(found),
        kept: kept_about(waiting::CHANGE, service, &id).await?,
    }))
}

/// `Salva i permessi`.
#[server(output = Json)]
pub async fn change_delegation(
    #[server(default)] service: NamedService,
    id: DelegationId,
    #[server(default)] permissions: Vec<String>,
) -> Result<(), AppError> {
    let found = found(&service, id).await;
    let Some(service) = crate::kept::waits_for(&service, &found) else { return found.map(drop) };
    let outcome = match found {
        Ok((ctx, access, before)) => {
            match services::panel::delegations::change(&ctx, &access, id, &permissions).await {
                Ok(()) => done(service, DelegationDone::Changed(before.username)).await,
                Err(error) => Err(error.into()),
            }
        }
        Err(error) => Err(error),
    };
    stay(service, id, Some(permissions), outcome).await
}

/// `Ritira l’offerta`, or `Sì, termina la delega`.
#[server(output = Json)]
pub async fn end_delegation(
    #[server(default)] service: NamedService,
    id: DelegationId,
) -> Result<(), AppError> {
    let (ctx, access, before) = found(&service, id).await?;
    let ended = services::panel::delegations::end(&ctx, &access, id).await;
    let what = match before.state {
        State::Offered { .. } => DelegationDone::Withdrawn(before.username),
        State::Active | State::Ended(_) => DelegationDone::Ended(before.username),
    };
    let service = access.subscription().id;
    let outcome = match ended {
        Ok(()) => done(service, what).await,
        Err(error) => Err(error.into()),
    };
    stay(service, id, None, outcome).await
}

/// The owner, and a delegation of theirs; anybody else's is not there.
#[cfg(feature = "ssr")]
async fn found(
    service: &NamedService,
    id: DelegationId,
) -> Result<
    (services::Context, services::panel::ServiceAccess, services::panel::delegations::Delegate),
    AppError,
> {
    let (ctx, access) = (ui::request::context(), owner(service).await?);
    let found = services::panel::delegations::delegate(&ctx, &access, id).await?;
    Ok((ctx, access, found))
}

/// On to the next page, or back to that of the delegation with what was ticked.
#[cfg(feature = "ssr")]
async fn stay(
    service: SubscriptionId,
    id: DelegationId,
    ticked: Option<Vec<String>>,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    let page = ui::paths::panel_delegation(service, id);
    crate::kept::finish(waiting::CHANGE, service, &(id, ticked), &page, outcome).await
}

#[cfg(feature = "ssr")]
async fn done(service: SubscriptionId, what: DelegationDone) -> Result<String, AppError> {
    let page = ui::paths::panel_delegations(service);
    ui::request::leave_outcome(&page, waiting::DONE, &what).await
}
