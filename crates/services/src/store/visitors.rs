//! Who looks at a page, as its header says it: one statement for each page.

use chrono::NaiveDate;
use domain::Product;
use domain::cart::Purpose;
use domain::grant::{Permission, Permissions};
use domain::id::{AccountId, CartId, PanelUserId, SubscriptionId};
use domain::party::{Holder, Name, Party};
use domain::subscription::{Expired, Standing};
use platform::{Result, Tx};
use uuid::Uuid;

/// An account with its cart.
#[derive(sqlx::FromRow)]
pub struct Customer {
    pub number: i64,
    pub password_hash: String,
    /// The second factor, while it is on.
    pub factor: Option<Uuid>,
    party: String,
    #[sqlx(flatten)]
    cart: InCart,
}

impl Customer {
    /// None while it cannot be read; the pages that need more of it tell the office.
    pub fn name(&self) -> Option<Name> {
        serde_json::from_str(&self.party).ok().map(|party: Party| party.name)
    }

    pub fn things(&self) -> usize {
        self.cart.things()
    }
}

/// What is in a cart, as far as it is counted.
#[derive(sqlx::FromRow)]
pub struct InCart {
    purpose: Option<String>,
    add_ons: i64,
}

impl InCart {
    /// How many things are bought; nothing without a cart.
    pub fn things(&self) -> usize {
        let add_ons = usize::try_from(self.add_ons).unwrap_or_default();
        match self.purpose.as_deref() {
            Some("add") => Purpose::Add.things(add_ons),
            // For how long does not change how many.
            Some(_) => Purpose::FirstPurchase { years: 1 }.things(add_ons),
            None => 0,
        }
    }
}

pub async fn customer(tx: &mut Tx, account: AccountId) -> Result<Option<Customer>> {
    tx.sql(
        "SELECT account.number, account.password_hash, account.party, cart.purpose, \
         (SELECT COUNT(*) FROM cart_item WHERE cart_item.cart_id = cart.id) AS add_ons, \
         (SELECT second_factor.id FROM second_factor WHERE door = 'account' \
           AND owner = account.id AND on_since IS NOT NULL) AS factor \
         FROM account LEFT JOIN cart ON cart.account_id = account.id WHERE account.id = $1",
    )
    .bind(account)
    .optional()
    .await
}

/// A cart that has an owner is not a visitor's any more, whatever their session says.
pub async fn cart_of_nobody(tx: &mut Tx, cart: CartId) -> Result<Option<InCart>> {
    tx.sql(
        "SELECT purpose, \
         (SELECT COUNT(*) FROM cart_item WHERE cart_item.cart_id = cart.id) AS add_ons \
         FROM cart WHERE id = $1 AND account_id IS NULL",
    )
    .bind(cart)
    .optional()
    .await
}

/// A user of a panel and whose service it is.
#[derive(sqlx::FromRow)]
pub struct PanelVisitor {
    pub subscription_id: SubscriptionId,
    pub username: String,
    permissions: Option<String>,
    holder: String,
    service: String,
    expires_on: NaiveDate,
    closed_on: Option<NaiveDate>,
}

impl PanelVisitor {
    pub fn is_owner(&self) -> bool {
        self.permissions.is_none()
    }

    /// Nobody but the owner while what was given cannot be read.
    pub fn may_configure(&self) -> bool {
        match &self.permissions {
            None => true,
            Some(given) => {
                Permissions::parse(given).is_some_and(|given| given.has(Permission::CONFIGURE))
            }
        }
    }

    /// None while it cannot be read.
    pub fn holder(&self) -> Option<Name> {
        serde_json::from_str(&self.holder).ok().map(|holder: Holder| holder.party.name)
    }

    /// What is told of the service on a day when it is `Scaduto`.
    pub fn expired(&self, today: NaiveDate) -> Option<Expired> {
        let service = self.service.parse::<Product>().ok().filter(|_| self.closed_on.is_none())?;
        Expired::of(service, self.expires_on, Standing::of(self.expires_on, today))
    }
}

pub async fn panel_visitor(tx: &mut Tx, user: PanelUserId) -> Result<Option<PanelVisitor>> {
    tx.sql(
        "SELECT panel_user.subscription_id, panel_user.username, \
         panel_user.permissions, subscription.holder, subscription.service, \
         subscription.expires_on, subscription.closed_on FROM panel_user \
         JOIN subscription ON subscription.id = panel_user.subscription_id \
         WHERE panel_user.id = $1 AND panel_user.former_username IS NULL",
    )
    .bind(user)
    .optional()
    .await
}
