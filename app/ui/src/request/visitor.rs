//! Who looks at a page, as its header says it.

use services::{account, panel};
use tower_sessions::Session;
use web::identity::{self, Found};

use super::{context, session};
use crate::Zone;
use crate::error::AppError;
use crate::visitor::{Identity, Visitor};

/// Who looks at the pages of a zone.
pub async fn visitor(zone: Zone) -> Result<Visitor, AppError> {
    Ok(visitor_of(&context(), &session()?, &Found::default(), zone).await?)
}

/// The same, before a page is rendered. The office asks by itself, since every look at its pages
/// makes the sign-in last longer; a demonstration's own pages belong to nobody.
pub async fn visitor_of(
    ctx: &services::Context,
    session: &Session,
    found: &Found,
    zone: Zone,
) -> web::Result<Visitor> {
    match zone {
        Zone::Shop => Ok(identity::visitor(ctx, session, found).await?.into()),
        Zone::Panel => {
            let user = identity::panel_user(ctx, session).await?;
            // The cart that its link opens is that of the shop, whoever works in the panel.
            let is_additional_user = user.as_ref().is_some_and(|user| !user.is_owner);
            let in_cart = match user {
                Some(_) if !is_additional_user => {
                    identity::visitor(ctx, session, found).await?.in_cart
                }
                Some(_) | None => 0,
            };
            let panel = user.as_ref().map(|user| user.service);
            Ok(Visitor { identity: user.map(Identity::from), in_cart, is_additional_user, panel })
        }
        Zone::Office | Zone::Demo => Ok(Visitor::default()),
    }
}

impl From<account::Visitor> for Visitor {
    fn from(visitor: account::Visitor) -> Self {
        let identity = visitor.identity.map(|known| Identity {
            name: known.name,
            company: known.company,
            username: known.username,
        });
        Self { identity, in_cart: visitor.in_cart, is_additional_user: false, panel: None }
    }
}

impl From<panel::Visitor> for Identity {
    fn from(user: panel::Visitor) -> Self {
        let panel::Visitor { holder, username, .. } = user;
        Self { name: holder.unwrap_or_else(|| username.clone()), company: None, username }
    }
}
