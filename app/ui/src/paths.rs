//! Every address of the site, as a constant or a function: pages never spell an address out.
//!
//! The route tables of the zones repeat the segments, because `path!` needs literals.

mod accountant;
mod area;
mod demo;
mod office;
mod panel;

use domain::catalog::Product;

pub use self::accountant::*;
pub use self::area::*;
pub use self::demo::*;
pub use self::office::*;
pub use self::panel::*;

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

/// The parameter that names what has just been done. Only the session in which it was done knows
/// what that is, so no link can make a page say that something has happened.
pub const OUTCOME: &str = "esito";

/// A page that says what has just been done; `name` is what the session calls it.
#[must_use]
pub fn with_outcome(page: &str, name: &str) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}{OUTCOME}={name}")
}

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

/// A picture of the shop.
#[must_use]
pub fn picture(name: &str) -> String {
    format!("/immagini/{name}")
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

/// Where a public body sends the document by which it commits itself to pay.
#[must_use]
pub fn commitment(number: i64) -> String {
    format!("/ordini/{number}/impegno")
}

/// The same page, at the place that tells what became of the document.
#[must_use]
pub fn order_commitment(number: i64) -> String {
    format!("{}#impegno", order(number))
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
    use domain::id::SubscriptionId;

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
    fn the_sign_in_of_the_panel_leads_back_into_the_panel_or_the_telephone_and_to_nothing_else() {
        let [own, other] = ["1", "2"].map(|last| {
            let id = format!("00000000-0000-7000-8000-00000000000{last}");
            id.parse::<SubscriptionId>().unwrap()
        });
        let own_pages = [panel_home(own), panel_new_user(own)];
        let of_nobody = [APP, APP_ADD_ONS, PANEL_ACCESS, PANEL_OWN_PASSWORD, PANEL_FACTOR];
        for page in own_pages.into_iter().chain(of_nobody.map(str::to_owned)) {
            assert_eq!(panel_sign_in(&page), format!("/pannello/accedi?poi={page}"));
            assert_eq!(panel_password(&page), format!("/pannello/cambio-password?poi={page}"));
            let changed = format!("/pannello/password-cambiata?poi={page}");
            assert_eq!(panel_password_changed(&page), changed);
            assert_eq!(after_panel_sign_in(&page, own), page);
        }
        assert_eq!(after_panel_sign_in(&panel_home(other), own), PANEL, "somebody else's");

        let home = panel_home(own);
        for odd in ["", "/", "/pannello", "/apparecchio", "//app/x", "/app/x?poi=/y", "/app&x"]
            .map(str::to_owned)
            .into_iter()
            .chain([
                PANELS.to_owned(),
                format!("{PANELS}/niente"),
                format!("{PANELS}/niente/{own}"),
                format!("{home}?poi=/y"),
                format!("{home}/../../ufficio"),
                format!("/{home}"),
                format!("https://evil.example{home}"),
                format!("/ufficio{home}"),
                format!("{PANEL}/servizi{own}"),
                format!("{PANEL_ACCESS}/x"),
                format!("{PANEL_FACTOR}?poi=/y"),
                PANEL_PASSWORD.to_owned(),
                PANEL_SIGN_IN.to_owned(),
            ])
        {
            assert_eq!(panel_sign_in(&odd), PANEL_SIGN_IN, "{odd}");
            assert_eq!(panel_password(&odd), PANEL_PASSWORD, "{odd}");
            assert_eq!(panel_password_changed(&odd), PANEL_PASSWORD_CHANGED, "{odd}");
            assert_eq!(after_panel_sign_in(&odd, own), PANEL, "{odd}");
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
