//! Who looks at a page, as its header says it.

use domain::grant::Permission;
use services::panel::Access;
use services::{account, accountant, panel};
use tower_sessions::Session;
use web::identity::{self, Found};

use crate::visitor::{Identity, Visitor};
use crate::{Zone, paths};

/// Who looks at the page at a path, before it is rendered. The office asks by itself, since every look at its pages
/// makes the sign-in last longer; a demonstration's own pages belong to nobody.
pub async fn visitor_of(
    ctx: &services::Context,
    session: &Session,
    found: &Found,
    path: &str,
) -> web::Result<Visitor> {
    match Zone::of(path) {
        Zone::Shop => Ok(identity::visitor(ctx, session, found).await?.into()),
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
