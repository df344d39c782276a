//! What a customer has: services, orders, renewal, ways to pay, data.

use domain::id::SubscriptionId;

use super::{LINK, ON_THE_WAY};

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
/// Where a customer gives a service up.
pub const TERMINATION: &str = "/disdetta";
/// The parameters of lists of orders: what has to be done with them, and the number of the newest one on
/// the page.
pub const ORDERS_PILE: &str = "stato";
pub const ORDERS_FROM: &str = "da";

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

/// `Gestisci`: the page of a service.
#[must_use]
pub fn service(id: SubscriptionId) -> String {
    format!("{SERVICES}/{id}")
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
