//! The office, where staff work.

use domain::id::{DraftId, ErasureId, SubscriptionId, TerminationId};

pub const OFFICE: &str = "/ufficio";
pub const OFFICE_SIGN_IN: &str = "/ufficio/accedi";
/// The code that follows the password of a member of staff.
pub const OFFICE_SIGN_IN_CODE: &str = "/ufficio/accedi/codice";
/// Where a member of staff takes a second factor into use.
pub const OFFICE_ENROLMENT: &str = "/ufficio/accedi/verifica";
/// Their own second factor, once they are in.
pub const OFFICE_FACTOR: &str = "/ufficio/verifica";
/// The second factors of customers and panel users.
pub const OFFICE_ACCESSES: &str = "/ufficio/accessi";
/// The parameter that says whose.
pub const USERNAME: &str = "username";
/// Services that their owners give up.
pub const OFFICE_TERMINATIONS: &str = "/ufficio/disdette";
/// The parameter that says which one is looked at once more.
pub const TERMINATION_ID: &str = "richiesta";
/// Customers who want to see, or to have forgotten, what is kept about them.
pub const OFFICE_CUSTOMERS: &str = "/ufficio/clienti";
/// The parameter that says which wish to be forgotten is looked at once more.
pub const ERASURE_ID: &str = "cancellazione";
/// A copy of what is kept about one of them.
pub const OFFICE_CUSTOMER_EXPORT: &str = "/ufficio/clienti/dati.zip";
/// The parameter that says whom.
pub const CUSTOMER_NUMBER: &str = "numero";
/// The page of each service for the office.
pub const OFFICE_SERVICES: &str = "/ufficio/servizi";
/// The automatic renewals of the next days.
pub const OFFICE_RENEWALS: &str = "/ufficio/rinnovi";
/// The parameter of the office's lists that says behind which row a page begins.
pub const AFTER: &str = "dopo";
/// What the office tells whoever works in a panel.
pub const OFFICE_NEWS: &str = "/ufficio/novita";
/// What goes on while nobody looks.
pub const OFFICE_JOBS: &str = "/ufficio/lavori";
pub const OFFICE_STATEMENTS: &str = "/ufficio/estratti";
/// Where somebody says what the columns of a table mean.
pub const OFFICE_STATEMENT_COLUMNS: &str = "/ufficio/estratti/colonne";
/// The parameter that says which table.
pub const DRAFT: &str = "bozza";
/// Where a bank statement is sent to. The server answers it without `app`.
pub const OFFICE_STATEMENT_FILE: &str = "/ufficio/estratti/file";
/// The clock of a demonstration and the film of its days.
pub const OFFICE_CLOCK: &str = "/ufficio/orologio";
/// Where it is moved forward, in a demonstration only. The server answers it without `app`.
pub const OFFICE_CLOCK_FORWARD: &str = "/ufficio/orologio/avanti";
/// The parameter that says by how many days.
pub const DAYS_FORWARD: &str = "giorni";
/// Money, refunds and commitment documents that wait for a decision.
pub const OFFICE_DECISIONS: &str = "/ufficio/da-decidere";
/// The parameter of the office: which order is shown.
pub const ORDER_NUMBER: &str = "ordine";
/// The parameters of the office's list of orders: what was typed, what has to be done with them,
/// how they are paid, what they are for, and the number of the newest one on the page.
pub const ORDERS_SOUGHT: &str = "cerca";
pub const ORDERS_METHOD: &str = "metodo";
pub const ORDERS_KIND: &str = "tipo";
/// The parameter of the office that says that a form is filled in again instead of confirmed.
pub const AGAIN: &str = "dati";

/// The same for the office.
#[must_use]
pub fn office_service(id: SubscriptionId) -> String {
    format!("{OFFICE_SERVICES}/{id}")
}

/// The commitment document itself, for the office.
#[must_use]
pub fn office_document(number: i64) -> String {
    format!("{OFFICE}/ordini/{number}/impegno")
}

/// An order on the office's desk.
#[must_use]
pub fn office_order(number: i64) -> String {
    format!("{OFFICE}?{ORDER_NUMBER}={number}")
}

/// Where somebody says what the columns of this table mean.
#[must_use]
pub fn statement_columns(draft: DraftId) -> String {
    format!("{OFFICE_STATEMENT_COLUMNS}?{DRAFT}={draft}")
}

/// A page of a list of the office that begins behind a row.
#[must_use]
pub fn office_list_after(list: &str, after: &str) -> String {
    format!("{list}?{AFTER}={after}")
}

/// A wish to give up a service, looked at once more.
#[must_use]
pub fn office_termination(id: TerminationId) -> String {
    format!("{OFFICE_TERMINATIONS}?{TERMINATION_ID}={id}")
}

/// A wish to be forgotten, looked at once more.
#[must_use]
pub fn office_erasure(id: ErasureId) -> String {
    format!("{OFFICE_CUSTOMERS}?{ERASURE_ID}={id}")
}

/// The second factor of whoever signs in with this name; what cannot be one is left out.
#[must_use]
pub fn office_access(username: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@.-_".contains(c);
    if !username.is_empty() && username.chars().all(is_plain) {
        format!("{OFFICE_ACCESSES}?{USERNAME}={username}")
    } else {
        OFFICE_ACCESSES.to_owned()
    }
}
