//! Orders, their lines, and what was accepted with them: a file for each thing that is asked.

mod acceptance;
mod desk;
mod find;
mod insert;
mod pending;
mod row;
mod state;
mod unpaid;
mod wanted;

pub use acceptance::{Accepted, acceptances, insert_acceptance};
pub use desk::on_desk;
pub use find::{by_id, by_number, of_account, of_intent, own, pending};
pub use insert::{Form, insert};
pub use pending::{Pending, pending_products};
pub use state::{save_method, save_state};
pub use unpaid::{Unpaid, reminders, save_reminders, unpaid};
pub use wanted::wanted;

use domain::id::AccountId;

use crate::{Error, Result, Tx};

/// Makes other units of work on this order wait, and tells whose it is.
pub async fn hold(tx: &mut Tx, number: i64) -> Result<AccountId> {
    let row: Option<(AccountId,)> = tx
        .sql("UPDATE purchase_order SET number = number WHERE number = $1 RETURNING account_id")
        .bind(number)
        .optional()
        .await?;
    row.map(|(account,)| account).ok_or(Error::NotFound("order"))
}
