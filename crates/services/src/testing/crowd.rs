//! Many people who can sign in everywhere, made with a statement for each door.

#![allow(
    clippy::missing_panics_doc,
    reason = "a benchmark ends where something is not as it should"
)]

use platform::Db;

/// Whoever has registered with this number or a later one gets a service with a panel (`BT…`), and
/// is an accountant (`STUDIO…`) and a member of staff (`impiegata…`), under the same number and with
/// the same password: buying all that would take longer than what is measured. The database is the
/// file of a demonstration. Tells how many people there are.
pub async fn let_everybody_in_everywhere(db: &Db, first: u32) -> u64 {
    let statements = [
        "INSERT INTO subscription (id, account_id, service, holder, tax_code, activated_on, \
         expires_on, remind_on) SELECT randomblob(16), account.id, 'FE', demo.holder, \
         number || '', '2026-11-22', '2028-11-22', NULL FROM account, \
         (SELECT holder FROM subscription WHERE service = 'FE' LIMIT 1) AS demo WHERE number >= $1",
        "INSERT INTO panel_user (id, subscription_id, username, password_hash) \
         SELECT randomblob(16), subscription.id, 'BT' || number, password_hash FROM subscription \
         JOIN account ON account.id = subscription.account_id WHERE number >= $1",
        "INSERT INTO accountant (id, username, email, name, tax_number, password_hash, intent_id, \
         registered_at, conditions_sha256, privacy_sha256) SELECT randomblob(16), \
         'STUDIO' || number, email, 'Studio Verdi', tax_code, password_hash, randomblob(16), \
         registered_at, '', '' FROM account WHERE number >= $1",
        "INSERT INTO staff (id, username, password_hash, created_at) SELECT randomblob(16), \
         'impiegata' || number, password_hash, registered_at FROM account WHERE number >= $1",
    ];
    let mut tx = db.write().await.expect("the shop lets others write as well");
    let mut people = None;
    for statement in statements {
        let rows = tx.sql(statement).bind(i64::from(first)).run().await.expect("the rows fit");
        assert_eq!(*people.get_or_insert(rows), rows, "{statement}");
    }
    tx.commit().await.expect("the rows fit together");
    people.unwrap_or_default()
}
