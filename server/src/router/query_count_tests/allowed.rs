//! How much each page may read, and which are not asked for.

use ui::{Zone, paths};

/// The most that a page may read, besides the session and what it opens.
const MOST: usize = 4;

/// One statement for the session, and one for the name in the header, which in the office is who that
/// is today; the panel asks that as well, and has the name and the cart of the shop in its header.
fn access(page: &str) -> usize {
    if Zone::of(page) == Zone::Panel { 4 } else { 2 }
}

/// What some pages read besides, and why. Whoever comes back from the provider has it asked before
/// anything is shown, and what it says is written down in a unit of work of its own, which reads again
/// what it holds; the provider of a demonstration lives in the same database.
const MORE: [(&str, usize); 2] =
    [("/ordini/{number}/pagamento", 9), ("/metodi-di-pagamento/{id}", 6)];

/// What only leads on to the panel of a service.
pub(super) const LEADS_ON: [&str; 5] = [
    paths::PANEL,
    "/pannello/configurazione",
    "/pannello/servizi-aggiuntivi",
    "/pannello/impostazioni",
    "/pannello/impostazioni/utenti",
];

/// In the office a code follows the password where the operator wants it, which this shop does not;
/// each is one field, like those that follow the password of a customer and of the panel.
pub(super) const OF_ONE_FIELD: [&str; 2] = [paths::OFFICE_SIGN_IN_CODE, paths::OFFICE_ENROLMENT];

pub(super) fn may_read(route: &str) -> usize {
    let more = MORE.iter().find(|(of, _)| *of == route).map_or(0, |(_, more)| *more);
    MOST + access(route) + more
}
