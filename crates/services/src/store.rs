//! All the SQL of the shop, which nobody outside this crate sees. Each file has the rows of one
//! thing and the statements on them, nothing else.

use domain::Product;
use platform::{Error, Result};

pub mod accountant_sign_ins;
pub mod accountants;
pub mod accounts;
pub mod attempts;
pub mod carts;
pub mod cases;
pub mod checks;
pub mod commitments;
pub mod configurations;
pub(crate) mod copying;
pub mod credits;
pub mod delegations;
pub mod demo_clock;
pub mod demo_mark;
pub mod discounts;
pub mod erasures;
pub mod events;
pub mod figures;
pub mod file;
pub mod guesses;
pub mod job_leases;
pub(crate) mod json;
pub mod lapses;
pub mod layouts;
pub mod ledger;
pub mod mailbox;
pub mod method_setups;
pub mod methods;
pub mod news;
pub mod numbers;
pub mod orders;
pub mod panel_sign_ins;
pub mod panel_users;
pub mod payments;
pub mod personal_data;
pub mod price_lists;
pub mod put_off;
pub mod recoveries;
pub mod refunds;
pub mod reminders;
pub mod renewal_plans;
pub mod renewals;
pub mod schema;
pub mod second_factors;
pub mod secret_links;
pub mod sign_ins;
pub mod staff;
pub mod statements;
pub mod subscriptions;
pub mod terminations;
pub mod timeline;
pub mod trace;
pub mod unreadable;
pub mod visitors;
pub(crate) mod write_probe;

/// A product column.
fn read_product(code: &str, corrupt: impl FnOnce() -> Error) -> Result<Product> {
    code.parse().map_err(|_| corrupt())
}

/// A row type with a column that is never empty, by which it is told whether it was joined.
trait Keyed {
    const KEY: &'static str;
}

/// What was joined from the left: nothing where there was no such row.
struct Joined<T>(Option<T>);

impl<'r, R, T> sqlx::FromRow<'r, R> for Joined<T>
where
    R: sqlx::Row,
    T: sqlx::FromRow<'r, R> + Keyed,
    &'r str: sqlx::ColumnIndex<R>,
    Option<uuid::Uuid>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let key: Option<uuid::Uuid> = row.try_get(T::KEY)?;
        Ok(Self(key.map(|_| T::from_row(row)).transpose()?))
    }
}
