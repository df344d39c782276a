//! Carts and their items.

use chrono::{DateTime, Utc};
use domain::cart::{Cart, CartOwner, Item, OpenCart, Purpose};
use domain::id::{AccountId, CartId};
use domain::party::Holder;
use platform::{Error, Result, Tx};

use crate::store::accounts::{self, HeldAccount};
use crate::store::{Joined, Keyed, json, read_product};

#[derive(sqlx::FromRow)]
struct CartRow {
    id: CartId,
    purpose: String,
    years: Option<i64>,
    service: String,
    extends_owned: bool,
    discount_code: Option<String>,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct WithItemRow {
    #[sqlx(flatten)]
    cart: CartRow,
    /// None on the only row of a cart without items.
    product: Option<String>,
    quantity: i64,
}

/// The cart of somebody, with its items in the order in which they were chosen.
pub async fn of_owner(tx: &mut Tx, owner: CartOwner) -> Result<Option<OpenCart>> {
    let rows: Vec<WithItemRow> = match owner {
        CartOwner::Visitor(None) => Vec::new(),
        // A cart that has an owner is not a visitor's any more, whatever their session says.
        CartOwner::Visitor(Some(id)) => {
            tx.sql(
                "SELECT id, purpose, years, service, extends_owned, discount_code, version, \
                 product, COALESCE(quantity, 0) AS quantity \
                 FROM cart LEFT JOIN cart_item ON cart_item.cart_id = cart.id \
                 WHERE id = $1 AND account_id IS NULL ORDER BY position, product",
            )
            .bind(id)
            .all()
            .await?
        }
        CartOwner::Account(account) => {
            tx.sql(
                "SELECT id, purpose, years, service, extends_owned, discount_code, version, \
                 product, COALESCE(quantity, 0) AS quantity \
                 FROM cart LEFT JOIN cart_item ON cart_item.cart_id = cart.id \
                 WHERE account_id = $1 ORDER BY position, product",
            )
            .bind(account)
            .all()
            .await?
        }
    };
    let mut items = Vec::new();
    let mut cart = None;
    for row in rows {
        items.extend(row.product.map(|product| (product, row.quantity)));
        cart = Some(row.cart);
    }
    cart.map(|row| open_cart(row, items)).transpose()
}

impl Keyed for CartRow {
    const KEY: &'static str = "id";
}

#[derive(sqlx::FromRow)]
struct ForOrderRow {
    #[sqlx(flatten)]
    cart: Joined<CartRow>,
    product: Option<String>,
    quantity: i64,
    holder: Option<String>,
    pending: Option<i64>,
    asked: i64,
}

/// What the order form of an account begins with.
#[derive(Clone, Debug, Default)]
pub struct ForOrder {
    pub open: Option<OpenCart>,
    /// Who was filled in as the holder of a new service.
    pub holder: Option<Holder>,
    /// The number of an order that waits for its payment.
    pub pending: Option<i64>,
    /// The disdetta of the service was asked for.
    pub is_given_up: bool,
}

/// The cart of an account with what its order form depends on, in one statement.
pub async fn for_order(tx: &mut Tx, account: AccountId) -> Result<ForOrder> {
    let rows: Vec<ForOrderRow> = tx
        .sql(
            "SELECT cart.id AS id, purpose, years, service, extends_owned, discount_code, version, \
             product, COALESCE(quantity, 0) AS quantity, holder.data AS holder, \
             (SELECT MAX(number) FROM purchase_order WHERE account_id = account.id \
              AND state = 'awaiting_payment' AND committed_on IS NULL) AS pending, \
             (SELECT COUNT(*) FROM termination \
              JOIN subscription ON subscription.id = subscription_id \
              WHERE subscription.account_id = account.id AND closed_on IS NULL \
              AND termination.state = 'asked') AS asked \
             FROM account LEFT JOIN cart ON cart.account_id = account.id \
             LEFT JOIN cart_item ON cart_item.cart_id = cart.id \
             LEFT JOIN holder ON holder.account_id = account.id \
             WHERE account.id = $1 ORDER BY position, product",
        )
        .bind(account)
        .all()
        .await?;
    let (mut cart, mut items, mut holder) = (None, Vec::new(), None);
    let (mut pending, mut is_given_up) = (None, false);
    for row in rows {
        items.extend(row.product.map(|product| (product, row.quantity)));
        (cart, holder) = (row.cart.0, row.holder);
        (pending, is_given_up) = (row.pending, row.asked > 0);
    }
    let corrupt = || Error::corrupt("holder", "data", account);
    Ok(ForOrder {
        open: cart.map(|row| open_cart(row, items)).transpose()?,
        holder: holder.map(|data| json::read(&data, corrupt)).transpose()?,
        pending,
        is_given_up,
    })
}

fn open_cart(row: CartRow, items: Vec<(String, i64)>) -> Result<OpenCart> {
    let id = row.id;
    let corrupt = |column| move || Error::corrupt("cart", column, id);
    let years = row.years.map(u32::try_from).transpose().map_err(|_| corrupt("years")())?;
    let purpose = match (row.purpose.as_str(), years) {
        ("first_purchase", Some(years)) => Purpose::FirstPurchase { years },
        ("renewal", Some(years)) => Purpose::Renewal { years },
        ("add", None) => Purpose::Add,
        _ => return Err(corrupt("purpose")()),
    };
    let items = items
        .into_iter()
        .map(|(product, quantity)| {
            Ok(Item {
                product: read_product(&product, corrupt("product"))?,
                quantity: u32::try_from(quantity).map_err(|_| corrupt("quantity")())?,
            })
        })
        .collect::<Result<_>>()?;
    let service = read_product(&row.service, corrupt("service"))?;
    let cart = Cart { purpose, service, items, extends_owned: row.extends_owned };
    Ok(OpenCart { id, version: row.version, cart, discount_code: row.discount_code })
}

/// Writes the whole cart. A cart of an account takes the place of the one it had.
pub async fn save(tx: &mut Tx, held: &HeldCart, open: &OpenCart, now: DateTime<Utc>) -> Result<()> {
    let owner = held.0.as_ref().map(HeldAccount::id);
    if let Some(account) = owner {
        tx.sql("DELETE FROM cart WHERE account_id = $1 AND id <> $2")
            .bind(account)
            .bind(open.id)
            .run()
            .await?;
    }
    let (purpose, years) = match open.cart.purpose {
        Purpose::FirstPurchase { years } => ("first_purchase", Some(i64::from(years))),
        Purpose::Renewal { years } => ("renewal", Some(i64::from(years))),
        Purpose::Add => ("add", None),
    };
    tx.sql(
        "INSERT INTO cart (id, account_id, purpose, years, service, extends_owned, discount_code, \
         version, touched_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, \
         purpose = excluded.purpose, years = excluded.years, service = excluded.service, \
         extends_owned = excluded.extends_owned, discount_code = excluded.discount_code, \
         version = excluded.version, touched_at = excluded.touched_at",
    )
    .bind(open.id)
    .bind(owner)
    .bind(purpose)
    .bind(years)
    .bind(open.cart.service.code())
    .bind(open.cart.extends_owned)
    .bind(open.discount_code.clone())
    .bind(open.version)
    .bind(now)
    .run()
    .await?;
    tx.sql("DELETE FROM cart_item WHERE cart_id = $1").bind(open.id).run().await?;
    for (position, item) in (0_i64..).zip(&open.cart.items) {
        tx.sql(
            "INSERT INTO cart_item (cart_id, product, position, quantity) VALUES ($1, $2, $3, $4)",
        )
        .bind(open.id)
        .bind(item.product.code())
        .bind(position)
        .bind(i64::from(item.quantity))
        .run()
        .await?;
    }
    Ok(())
}

/// The cart of an owner that no other unit of work changes until this one has ended; made by
/// [`hold`] only.
#[derive(Debug)]
pub struct HeldCart(Option<HeldAccount>);

/// Holds what owns the cart, so that two presses at the same moment come one after the other: the
/// account, or the visitor's cart itself. A visitor without a cart has nothing to hold.
pub async fn hold(tx: &mut Tx, owner: CartOwner) -> Result<HeldCart> {
    match owner {
        CartOwner::Account(account) => Ok(HeldCart(Some(accounts::hold(tx, account).await?))),
        CartOwner::Visitor(cart) => {
            if let Some(id) = cart {
                tx.sql("UPDATE cart SET touched_at = touched_at WHERE id = $1")
                    .bind(id)
                    .run()
                    .await?;
            }
            Ok(HeldCart(None))
        }
    }
}

pub async fn remove(tx: &mut Tx, id: CartId) -> Result<()> {
    tx.sql("DELETE FROM cart WHERE id = $1").bind(id).run().await?;
    Ok(())
}

/// Removes the carts of visitors that nobody has touched since.
pub async fn remove_abandoned(tx: &mut Tx, since: DateTime<Utc>) -> Result<u64> {
    tx.sql("DELETE FROM cart WHERE account_id IS NULL AND touched_at < $1").bind(since).run().await
}
