//! Who asks for a page of the panel, and what of a service is open to them.

use domain::id::{PanelUserId, SubscriptionId};
use services::panel::{Access, ServiceAccess, ServiceToConfigure};
use web::identity;

use super::{device, not_found, sign_in_first};
use crate::error::AppError;
use crate::request::{context, page_asked_from, parts, session};
use crate::{NamedService, paths};

/// Who has signed in to the panel, and what that still opens.
async fn panel_visitor() -> Result<Option<(PanelUserId, Access)>, AppError> {
    Ok(identity::panel_visitor(&context(), &session()?).await?)
}

/// True for somebody who need not sign in to the panel again.
pub async fn is_in_panel() -> Result<bool, AppError> {
    Ok(identity::is_in_panel(&context(), &session()?).await?)
}

/// What whoever has signed in to a panel may do with the service that a page or a form names.
async fn panel_visitor_at(service: &NamedService) -> Result<Option<Access>, AppError> {
    let (ctx, session) = (context(), session()?);
    match service.is_named() {
        true => Ok(identity::panel_visitor_at(&ctx, &session, service.id()).await?),
        // On a telephone the address names none: it is that of the user who has signed in.
        false => Ok(identity::panel_user_at(&ctx, &session, None).await?),
    }
}

/// The service of whoever has signed in to a panel, whatever is open of it. Anybody else is sent to the
/// sign-in.
pub async fn own_service() -> Result<SubscriptionId, AppError> {
    let (ctx, session) = (context(), session()?);
    let user = match identity::is_in_panel(&ctx, &session).await? {
        true => identity::panel_user(&ctx, &session).await?,
        false => None,
    };
    user.map(|user| user.service).ok_or_else(|| sign_in_first(paths::PANEL_SIGN_IN))
}

/// The panel of a service to whoever has signed in to it with a password of their own; none when the
/// service is over. Anybody else is sent to the panel's sign-in, to the change of a temporary password, or
/// to the first configuration; to the user of another service it is not there.
pub async fn service_access(service: &NamedService) -> Result<Option<ServiceAccess>, AppError> {
    opened(panel_visitor_at(service).await?)
}

/// The panel of whoever has signed in, for what is theirs and not of a service.
pub async fn own_panel() -> Result<Option<ServiceAccess>, AppError> {
    opened(panel_visitor().await?.map(|(_, access)| access))
}

fn opened(access: Option<Access>) -> Result<Option<ServiceAccess>, AppError> {
    match access {
        Some(Access::Open(access)) => Ok(Some(*access)),
        Some(Access::ServiceOver) => Ok(None),
        Some(Access::ToConfigure(access)) => {
            Err(sign_in_first(&paths::configuration(access.subscription().id)))
        }
        Some(Access::OnlyChange) => Err(sign_in_first(&paths::panel_password(&asked_page()))),
        Some(Access::Elsewhere) => Err(not_found()),
        Some(Access::Ended) | None => Err(sign_in_first(&paths::panel_sign_in(&asked_page()))),
    }
}

/// The page that is asked for, or on which a form was filled in, for the sign-in to lead back to.
fn asked_page() -> String {
    let asked = parts().and_then(|parts| page_asked_from(&parts)).unwrap_or_default();
    // What its address says beside, such as what had just been done, is of that moment.
    asked.split('?').next().unwrap_or_default().to_owned()
}

/// The same as [`service_access`] for what is the owner's alone: to an additional user it is not there.
pub async fn owner_access(service: &NamedService) -> Result<Option<ServiceAccess>, AppError> {
    match service_access(service).await? {
        Some(access) if !access.is_owner() => Err(not_found()),
        access => Ok(access),
    }
}

/// The user of the panel who has signed in with a temporary password, on the way to `next`.
pub async fn panel_newcomer(next: &str) -> Result<PanelUserId, AppError> {
    match panel_visitor().await? {
        Some((user, Access::OnlyChange)) => Ok(user),
        Some((_, Access::Open(_) | Access::ToConfigure(_) | Access::ServiceOver)) => {
            Err(sign_in_first(paths::PANEL))
        }
        Some((_, Access::Elsewhere | Access::Ended)) | None => {
            Err(sign_in_first(&paths::panel_sign_in(next)))
        }
    }
}

/// Whoever has signed in to the panel of a service that is still to be configured. Anybody else is sent
/// to where they belong; to the user of another service it is not there.
pub async fn service_to_configure(service: &NamedService) -> Result<ServiceToConfigure, AppError> {
    match panel_visitor_at(service).await? {
        Some(Access::ToConfigure(access)) => Ok(*access),
        Some(Access::Open(access)) => {
            Err(sign_in_first(&paths::panel_home(access.subscription().id)))
        }
        Some(Access::ServiceOver) => Err(sign_in_first(paths::PANEL)),
        Some(Access::OnlyChange) => Err(sign_in_first(&paths::panel_password(&asked_page()))),
        Some(Access::Elsewhere) => Err(not_found()),
        Some(Access::Ended) | None => Err(sign_in_first(&paths::panel_sign_in(&asked_page()))),
    }
}

/// Lets a user into the panel who has given everything that this mark stands for. A browser that has
/// not signed in before is told to them.
pub async fn let_into_panel(
    user: PanelUserId,
    mark: String,
    is_known: bool,
) -> Result<(), AppError> {
    let with = (device(), is_known);
    Ok(identity::let_into_panel(&context(), &session()?, (user, mark), with).await?)
}

/// Lets a user out of the panel; the other sign-ins of this browser stay.
pub async fn leave_panel() -> Result<(), AppError> {
    Ok(identity::leave_panel(&context(), &session()?).await?)
}
