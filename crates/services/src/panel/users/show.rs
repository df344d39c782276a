//! `Utenti aggiuntivi`: who has a seat, and how many there are.

use chrono::{DateTime, Utc};
use domain::entitlements::Seats;
use domain::grant::{Permissions, UserState};
use domain::hindrance::First;
use domain::id::PanelUserId;
use domain::{Money, Product};

use super::super::ServiceAccess;
use super::find;
use crate::store::panel_users::{self, Additional};
use crate::store::{orders, terminations};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

/// An additional user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Who it is.
    pub id: PanelUserId,
    /// With what they sign in.
    pub username: String,
    /// Where their passwords are sent.
    pub email: String,
    /// What they may do.
    pub permissions: Permissions,
    /// Where they stand.
    pub state: UserState,
    /// When they were let in last.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// They rest before the others when there are fewer seats.
    pub leaves: bool,
}

/// The additional users of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Users {
    /// In the order in which they have their seats.
    pub users: Vec<User>,
    /// How many have a seat, of how many that run.
    pub seats: Seats,
    /// What a year of one more costs today, without IVA; none when it is not sold.
    pub yearly: Option<Money>,
    /// What is settled before another one can be bought.
    pub first: Option<First>,
}

/// Everybody beside the owner.
///
/// # Errors
/// `NotAllowed` for whoever is not the owner.
pub async fn list(ctx: &Context, access: &ServiceAccess) -> Result<Users> {
    access.is_the_owner()?;
    let mut tx = ctx.db.read().await?;
    let rows = panel_users::of_service(&mut tx, access.subscription().id).await?;
    let pending = orders::pending_products(&mut tx, access.account()).await?;
    let is_given_up = terminations::is_asked_by(&mut tx, access.account()).await?;
    drop(tx);
    let used = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let mut aside = Vec::new();
    let users = readable(rows, &mut aside)?;
    set_aside(ctx, aside).await;
    Ok(Users {
        users: users.into_iter().map(|user| shown(ctx, access, user)).collect(),
        seats: access.entitlements().seats(used),
        yearly: ctx.prices().terms.yearly(Product::User, access.today()),
        first: First::of(pending.map(|order| order.number), is_given_up),
    })
}

/// One of them.
///
/// # Errors
/// `NotAllowed` for whoever is not the owner, `NotFound` for anybody who is no additional user here.
pub async fn user(ctx: &Context, access: &ServiceAccess, id: PanelUserId) -> Result<User> {
    access.is_the_owner()?;
    let user = find(&mut ctx.db.read().await?, access, id).await?;
    Ok(shown(ctx, access, user))
}

fn shown(ctx: &Context, access: &ServiceAccess, user: Additional) -> User {
    let has_seat = access.entitlements().has_seat(user.earlier);
    User {
        id: user.id,
        username: user.username,
        email: user.email,
        permissions: user.permissions,
        state: UserState::of(user.temporary_until, has_seat, ctx.now()),
        last_sign_in_at: user.last_sign_in_at,
        leaves: user.leaves,
    }
}
