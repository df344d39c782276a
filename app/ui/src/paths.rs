//! Every address of the site, as a constant or a function: pages never spell an address out.
//!
//! The route tables of the zones repeat the segments, because `path!` needs literals.

use domain::catalog::Product;
use domain::id::{DraftId, ErasureId, SubscriptionId, TerminationId};

pub const HOME: &str = "/";
pub const PRODUCTS: &str = "/prodotti";
pub const CART: &str = "/carrello";
pub const SIGN_IN: &str = "/accedi";
/// The code that follows the password.
pub const SIGN_IN_CODE: &str = "/accedi/codice";
pub const REGISTER: &str = "/registrati";
/// Where somebody asks for the username that they have forgotten.
pub const RECOVER_USERNAME: &str = "/recupera-username";
/// Where somebody asks for a link to a new password.
pub const RECOVER_PASSWORD: &str = "/recupera-password";
/// Where the link of a mail leads to: a new password.
pub const NEW_PASSWORD: &str = "/recupera-password/nuova";
/// Where the link of a mail leads to that confirms an address.
pub const CONFIRM_EMAIL: &str = "/conferma-email";
/// The parameter of these pages that is the secret of a link.
pub const LINK: &str = "link";
/// Where a new customer reads the username that they were given.
pub const WELCOME: &str = "/benvenuto";
pub const HOLDER: &str = "/dati-intestatario";
pub const ORDER_FORM: &str = "/modulo-ordine";
pub const AREA: &str = "/area-clienti";
/// `I tuoi dati`: of account and holder, and where somebody has signed in.
pub const DATA: &str = "/area-clienti/dati";
pub const DATA_PASSWORD: &str = "/area-clienti/dati/password";
pub const DATA_EMAIL: &str = "/area-clienti/dati/email";
/// `Verifica in due passaggi`.
pub const DATA_FACTOR: &str = "/area-clienti/dati/verifica";
/// Address and telephone number.
pub const DATA_CONTACT: &str = "/area-clienti/dati/recapiti";
/// A copy of everything, and the wish to be forgotten.
pub const DATA_RIGHTS: &str = "/area-clienti/dati/diritti";
/// The copy. Like that of the office, the server answers it without `app`.
pub const DATA_EXPORT: &str = "/area-clienti/dati/esporta.zip";
/// The parameter of [`DATA_EMAIL`] and [`DATA_CONTACT`] for the holder of the service, if it is another subject.
pub const OF_HOLDER: &str = "intestatario";
/// The orders on the page of the area.
pub const ORDERS: &str = "ordini";
/// `Gestisci`: the page of each service.
pub const SERVICES: &str = "/area-clienti/servizi";
/// All orders of a customer.
pub const OWN_ORDERS: &str = "/area-clienti/ordini";
/// The parameters of their list, beside [`ORDERS_PILE`] and [`ORDERS_FROM`].
pub const ORDERS_YEAR: &str = "anno";
pub const ORDERS_SERVICE: &str = "servizio";
/// What has happened, on the page of a service.
pub const EVENTS: &str = "storia";
/// The parameter of such a page: what happened before it begins there.
pub const EVENTS_BEFORE: &str = "prima";
/// `Rinnovo`: how the service goes on.
pub const RENEWAL: &str = "/rinnovo";
/// The parameters of that page: for how many years, and what was chosen by somebody who has come by the
/// link of a mail.
pub const RENEWAL_YEARS: &str = "anni";
pub const RENEWAL_PLAN: &str = "scelta";
/// `Metodi di pagamento`.
pub const METHODS: &str = "/metodi-di-pagamento";
/// Where a way to pay is added, or takes the place of another one.
pub const NEW_METHOD: &str = "/metodi-di-pagamento/nuovo";
pub const MAILBOX: &str = "/posta";
/// What a telephone shows of the shop. The server answers it, and the pictures, without `app`.
pub const MANIFEST: &str = "/manifest.webmanifest";

pub const CONDITIONS: &str = "/condizioni";
pub const ONEROUS_CLAUSES: &str = "/clausole";
pub const SUPPLY_SHEETS: &str = "/schede";
pub const PRIVACY: &str = "/privacy";
/// Who runs the shop.
pub const LEGAL_NOTES: &str = "/note-legali";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibilita";

/// Where a customer gives a service up.
pub const TERMINATION: &str = "/disdetta";

pub const PANEL: &str = "/pannello";
pub const PANEL_SIGN_IN: &str = "/pannello/accedi";
/// The code that follows the password of a panel.
pub const PANEL_SIGN_IN_CODE: &str = "/pannello/accedi/codice";
/// `Verifica in due passaggi` of a panel user.
pub const PANEL_FACTOR: &str = "/pannello/verifica";
pub const PANEL_PASSWORD: &str = "/pannello/cambio-password";
pub const PANEL_PASSWORD_CHANGED: &str = "/pannello/password-cambiata";
/// Where somebody asks for a link to a new password of the panel.
pub const PANEL_RECOVER_PASSWORD: &str = "/pannello/recupera-password";
/// Where the link of a mail leads to: a new password of the panel.
pub const PANEL_NEW_PASSWORD: &str = "/pannello/recupera-password/nuova";
pub const PANEL_ADD_ONS: &str = "/pannello/servizi-aggiuntivi";

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

/// Money, refunds and letters of commitment that wait for a decision.
pub const OFFICE_DECISIONS: &str = "/ufficio/da-decidere";

/// The parameter of the office: which order is shown.
pub const ORDER_NUMBER: &str = "ordine";
/// The parameters of the office's list of orders: what was typed, what has to be done with them,
/// how they are paid, what they are for, and the number of the newest one on the page.
pub const ORDERS_SOUGHT: &str = "cerca";
pub const ORDERS_PILE: &str = "stato";
pub const ORDERS_METHOD: &str = "metodo";
pub const ORDERS_KIND: &str = "tipo";
pub const ORDERS_FROM: &str = "da";
/// The parameter of the office that says that a form is filled in again instead of confirmed.
pub const AGAIN: &str = "dati";

/// The parameter that names what has just been done. Only the session in which it was done knows
/// what that is, so no link can make a page say that something has happened.
pub const OUTCOME: &str = "esito";

/// A page that says what has just been done; `name` is what the session calls it.
#[must_use]
pub fn with_outcome(page: &str, name: &str) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}{OUTCOME}={name}")
}

/// The parameter of the demo mailbox: to whom.
pub const RECIPIENT: &str = "destinatario";

/// The parameter that says where to go after the sign-in.
pub const NEXT: &str = "poi";
/// In the address of [`HOLDER`] for somebody who has registered a moment ago.
pub const NEW_ACCOUNT: &str = "benvenuto";

/// The sign-in that leads back to a page.
#[must_use]
pub fn sign_in(next: &str) -> String {
    format!("{SIGN_IN}?{NEXT}={next}")
}

/// `Dati intestatario`, which tells a new customer their username.
#[must_use]
pub fn holder_of_new_account() -> String {
    format!("{HOLDER}?{NEW_ACCOUNT}=1")
}

/// A page that the link of a mail leads to. The secret is a parameter, which no log repeats; what is no
/// secret of ours stands in no address.
#[must_use]
pub fn with_link(page: &str, link: &str) -> String {
    let is_ours = link.len() == 64 && link.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_ours { format!("{page}?{LINK}={link}") } else { page.to_owned() }
}

/// The renewal for so many years; by a link, with what was chosen so far. What is no link of ours stands
/// in no address.
#[must_use]
pub fn renewal(years: u32, by_link: Option<(&str, &str)>) -> String {
    let is_ours =
        |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    let page = format!("{RENEWAL}?{RENEWAL_YEARS}={years}");
    match by_link.filter(|(link, plan)| is_ours(link) && is_ours(plan)) {
        Some((link, plan)) => format!("{page}&{RENEWAL_PLAN}={plan}&{LINK}={link}"),
        None => page,
    }
}

/// A page of `I tuoi dati` about the holder of the service.
#[must_use]
pub fn of_holder(page: &str) -> String {
    format!("{page}?{OF_HOLDER}=si")
}

/// A picture of the shop.
#[must_use]
pub fn picture(name: &str) -> String {
    format!("/immagini/{name}")
}

/// `Gestisci`: the page of a service.
#[must_use]
pub fn service(id: SubscriptionId) -> String {
    format!("{SERVICES}/{id}")
}

/// The same for the office.
#[must_use]
pub fn office_service(id: SubscriptionId) -> String {
    format!("{OFFICE_SERVICES}/{id}")
}

/// The page of an order.
#[must_use]
pub fn order(number: i64) -> String {
    format!("/ordini/{number}")
}

/// What was accepted with an order, as it was worded then.
#[must_use]
pub fn accepted(number: i64) -> String {
    format!("/ordini/{number}/condizioni")
}

/// The page that tells how the payment of an order is going.
#[must_use]
pub fn payment(number: i64) -> String {
    format!("/ordini/{number}/pagamento")
}

/// The parameter of that page when the customer is on the way to the provider.
pub const ON_THE_WAY: &str = "vai";

/// The same page, for somebody who goes on to the provider at once.
#[must_use]
pub fn payment_on_the_way(number: i64) -> String {
    format!("{}?{ON_THE_WAY}", payment(number))
}

/// The parameters of [`NEW_METHOD`]: a card or `PayPal`, and the method that gives way.
pub const KIND: &str = "tipo";
pub const REPLACES: &str = "sostituisce";

/// `Sostituisci`: a new way to pay that takes the place of this one.
#[must_use]
pub fn replace_method(id: &str) -> String {
    format!("{NEW_METHOD}?{REPLACES}={id}")
}

/// The page where somebody agrees to leave a way to pay of this kind.
#[must_use]
pub fn new_method(kind: &str, replaces: Option<&str>) -> String {
    let page = format!("{NEW_METHOD}?{KIND}={kind}");
    match replaces {
        Some(id) => format!("{page}&{REPLACES}={id}"),
        None => page,
    }
}

/// Where somebody comes back from the provider's page on which a way to pay is left.
#[must_use]
pub fn method(id: &str) -> String {
    format!("{METHODS}/{id}")
}

/// The same page, for somebody who goes on to the provider at once.
#[must_use]
pub fn method_on_the_way(id: &str) -> String {
    format!("{}?{ON_THE_WAY}", method(id))
}

/// What changes in an order, as events. The server answers it without `app`.
#[must_use]
pub fn order_events(number: i64) -> String {
    format!("/ordini/{number}/eventi")
}

/// The PDF with everything that a bank asks for. Like the next, the server answers it without
/// `app`.
#[must_use]
pub fn transfer_sheet(number: i64) -> String {
    format!("/ordini/{number}/bonifico.pdf")
}

/// The PDF of the bollettino.
#[must_use]
pub fn postal_slip(number: i64) -> String {
    format!("/ordini/{number}/bollettino.pdf")
}

/// Where the letter by which a public body commits itself to pay is sent to.
#[must_use]
pub fn commitment(number: i64) -> String {
    format!("/ordini/{number}/impegno")
}

/// The same page, at the place that tells what became of the letter.
#[must_use]
pub fn order_commitment(number: i64) -> String {
    format!("{}#impegno", order(number))
}

/// The letter itself, for the office.
#[must_use]
pub fn office_document(number: i64) -> String {
    format!("{OFFICE}/ordini/{number}/impegno")
}

/// The page of the demo's payment provider.
#[must_use]
pub fn demo_payment(attempt: &str) -> String {
    format!("/demo/pagamento/{attempt}")
}

/// Its page on which a way to pay is left.
#[must_use]
pub fn demo_method(id: &str) -> String {
    format!("/demo/metodo/{id}")
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

/// The page of a mail in the demo mailbox.
#[must_use]
pub fn mail(message_id: &str) -> String {
    format!("{MAILBOX}/{message_id}")
}

/// The HTML of a mail, for the frame in its page.
#[must_use]
pub fn mail_html(message_id: &str) -> String {
    format!("{MAILBOX}/{message_id}/html")
}

/// The page of a product.
#[must_use]
pub fn product(product: Product) -> String {
    format!("/prodotti/{}", product_slug(product))
}

/// The id of the extension in the cart.
pub const EXTENSION: &str = "estensione";

/// The parameter of the cart that says which add-ons stand below the service.
pub const CART_PLACES: &str = "posti";

/// The cart with everything in the place where it was, shown from the row that was pressed.
#[must_use]
pub fn cart_with_places(codes: &str, pressed: Option<Product>) -> String {
    let row = pressed.map(|product| format!("#{}", place_in_cart(product))).unwrap_or_default();
    format!("{CART}?{CART_PLACES}={codes}{row}")
}

/// The id of an add-on's row in the cart.
#[must_use]
pub fn place_in_cart(product: Product) -> String {
    format!("posto-{}", product.code())
}

/// The parameter of a product's page that asks whether the cart of another service may go.
pub const REPLACES_CART: &str = "invece";

/// The page of a product, with that question.
#[must_use]
pub fn product_replacing_cart(chosen: Product) -> String {
    format!("{}?{REPLACES_CART}", product(chosen))
}

/// The last part of a product's address.
#[must_use]
pub fn product_slug(product: Product) -> &'static str {
    match product {
        Product::Invoicing => "fatturazione-elettronica",
        Product::ReceiveOnly => "fatturazione-elettronica-solo-ricezione",
        Product::Documents => "documenti",
        Product::Collections => "incassi-e-pagamenti",
        Product::WooCommerce => "woocommerce",
        Product::ElectronicOrders => "ordini-elettronici",
        Product::User => "utenti-aggiuntivi",
        Product::Storage => "spazio-aggiuntivo",
    }
}

/// True for an address of this site, so that a parameter can never lead to somebody else's.
#[must_use]
pub fn is_local(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-_".contains(c);
    path.starts_with('/') && !path.starts_with("//") && path.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_renewal_of_a_link_carries_what_was_chosen() {
        assert_eq!(renewal(2, None), "/rinnovo?anni=2");
        let chosen = renewal(2, Some(("ab.c_-9", "DOC-0_UT-1")));
        assert_eq!(chosen, "/rinnovo?anni=2&scelta=DOC-0_UT-1&link=ab.c_-9");
        assert_eq!(renewal(1, Some(("x&poi=//evil.example", ""))), "/rinnovo?anni=1");
    }

    #[test]
    fn only_paths_of_this_site_are_local() {
        assert!(is_local("/ordini/26000001"));
        for path in ["//evil.example", "https://evil.example", "/\\evil", "", "carrello", "/a b"] {
            assert!(!is_local(path), "{path}");
        }
    }

    #[test]
    fn an_outcome_is_named_beside_what_an_address_has_already() {
        assert_eq!(with_outcome(OFFICE, "1"), "/ufficio?esito=1");
        assert_eq!(
            with_outcome(&office_order(26_000_001), "1"),
            "/ufficio?ordine=26000001&esito=1"
        );
    }

    #[test]
    fn only_a_secret_of_ours_stands_in_an_address() {
        let secret = "0f".repeat(32);
        assert_eq!(with_link(CONFIRM_EMAIL, &secret), format!("/conferma-email?link={secret}"));
        for odd in ["", "0f", "&esito=1", &"è".repeat(32), &"g".repeat(64)] {
            assert_eq!(with_link(CONFIRM_EMAIL, odd), CONFIRM_EMAIL, "{odd}");
        }
    }

    #[test]
    fn every_product_has_a_page_of_its_own() {
        let mut slugs = Product::ALL.map(product_slug).to_vec();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), Product::ALL.len());
    }
}
