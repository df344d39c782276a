//! Who looks at a page, as its header says it.

use domain::grant::Permission;
use services::panel::Access;
use services::{account, accountant, panel};
use tower_sessions::Session;
use web::identity::{self, Found};
use web::notes;

use super::session;
use crate::error::AppError;
use crate::visitor::{Identity, Visitor};
use crate::{Zone, paths};

/// Under this name a session keeps where the shop leads back to.
const WAY_BACK: &str = "way_back";

/// Notes from which page somebody goes into the shop for a purchase: it leads back to the view for a
/// telephone, and otherwise to the panel as ever.
pub async fn note_way_back(page: &str) -> Result<(), AppError> {
    let session = session()?;
    if paths::is_of_app(page) {
        notes::leave(&session, WAY_BACK, &paths::APP).await?;
    } else {
        notes::take::<String>(&session, WAY_BACK).await?;
    }
    Ok(())
}

/// Who looks at the page at a path, before it is rendered. The office asks by itself, since every look at its pages
/// makes the sign-in last longer; a demonstration's own pages belong to nobody.
pub async fn visitor_of(
    ctx: &services::Context,
    session: &Session,
    found: &Found,
    path: &str,
) -> web::Result<Visitor> {
    match Zone::of(path) {
        Zone::Shop => {
            let visitor = identity::visitor(ctx, session, found).await?;
            let way_back = session.get::<String>(WAY_BACK).await?;
            Ok(Visitor { way_back, ..visitor.into() })
        }
        Zone::Panel => {
            let is_of_service =
                path.strip_prefix(paths::PANELS).is_some_and(|it| it.starts_with('/'));
            let service = paths::panel_of(path);
            if is_of_service
                && let Some(access) = identity::accountant_at(ctx, session, service).await?
            {
                return Ok(of_accountant(&access));
            }
            let user = identity::panel_user(ctx, session).await?;
            // The cart that its link opens is that of the shop, whoever works in the panel.
            let is_additional_user = user.as_ref().is_some_and(|user| !user.is_owner);
            let in_cart = match user {
                Some(_) if !is_additional_user => {
                    identity::visitor(ctx, session, found).await?.in_cart
                }
                Some(_) | None => 0,
            };
            let may_configure = user.as_ref().is_some_and(|user| user.may_configure);
            let panel = user.as_ref().map(|user| user.service);
            let expired = user.as_ref().and_then(|user| user.expired);
            let identity = user.map(Identity::from);
            let is_accountant = false;
            Ok(Visitor {
                identity,
                in_cart,
                is_additional_user,
                may_configure,
                panel,
                is_accountant,
                expired,
                way_back: None,
            })
        }
        Zone::Accountant => {
            let known = identity::accountant(ctx, session).await?;
            let identity = known.map(|(_, known)| Identity::from(known));
            Ok(Visitor { identity, ..Visitor::default() })
        }
        Zone::Office | Zone::Demo => Ok(Visitor::default()),
    }
}

/// Whose panel it is, and the accountant who is in it; nobody where it is not delegated to them.
fn of_accountant(access: &Access) -> Visitor {
    let inside = match access {
        Access::Open(access) => {
            Some((access.subscription(), access.username(), access.entitlements()))
        }
        Access::ToConfigure(access) => {
            Some((access.subscription(), access.username(), access.entitlements()))
        }
        Access::OnlyChange | Access::ServiceOver | Access::Elsewhere | Access::Ended => None,
    };
    let identity = inside.map(|(service, username, _)| Identity {
        name: service.holder.party.name.to_string(),
        company: None,
        username: username.to_owned(),
    });
    Visitor {
        identity,
        panel: inside.map(|(service, ..)| service.id),
        expired: inside.and_then(|(.., entitlements)| entitlements.expired()),
        is_additional_user: true,
        may_configure: matches!(access, Access::Open(access) if access.may(Permission::CONFIGURE)),
        is_accountant: true,
        in_cart: 0,
        way_back: None,
    }
}

impl From<account::Visitor> for Visitor {
    fn from(visitor: account::Visitor) -> Self {
        let identity = visitor.identity.map(|known| Identity {
            name: known.name,
            company: known.company,
            username: known.username,
        });
        Self { identity, in_cart: visitor.in_cart, ..Self::default() }
    }
}

impl From<accountant::Visitor> for Identity {
    fn from(known: accountant::Visitor) -> Self {
        Self { name: known.name, company: None, username: known.username }
    }
}

impl From<panel::Visitor> for Identity {
    fn from(user: panel::Visitor) -> Self {
        let panel::Visitor { holder, username, .. } = user;
        Self { name: holder.unwrap_or_else(|| username.clone()), company: None, username }
    }
}
