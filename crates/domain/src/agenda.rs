//! `Agenda`: what is coming for a service, day by day (`docs/rules.md` F9).

mod file;

pub use file::calendar_file;

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::catalog::Product;
use crate::entitlements::Entitlements;
use crate::format::euro;
use crate::id::{DelegationId, PanelUserId};
use crate::money::Money;
use crate::names::counted;
use crate::order::PaymentMethod;
use crate::renewal::{Button, RenewalStatus, last_safe_day};
use crate::subscription::Standing;
use crate::termination::When;

/// Something that is coming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    /// Its day.
    pub on: Date,
    /// What it is.
    pub what: What,
}

/// What can be coming for a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The last day of the main service, or of an add-on with a term of its own.
    Ends {
        /// The main service or the add-on.
        product: Product,
        /// More than one of users and space only.
        quantity: u32,
    },
    /// Whoever renews in this way by this day is surely in time.
    LastSafeDay(PaymentMethod),
    /// The automatic renewal is charged.
    Charge,
    /// The last day on which a service that is `Scaduto` is read, and renewed.
    ConsultationEnds,
    /// The last day of the order with this number, which waits for its payment.
    OrderEnds(i64),
    /// The last day of an add-on that came as `Gratuito`.
    FreeEnds {
        /// The add-on.
        product: Product,
        /// What its next year costs without IVA; none when it is not sold then.
        yearly: Option<Money>,
    },
    /// The main service ends for good: its owner has given it up.
    GivenUp(Product),
    /// The last day of the temporary password of an additional user.
    PasswordLapses {
        /// Whose it is.
        user: PanelUserId,
        /// With what they sign in.
        username: String,
    },
    /// The last day on which an accountant can accept a delegation.
    OfferLapses {
        /// Names it in the address of its page.
        delegation: DelegationId,
        /// To whom it was offered.
        username: String,
    },
}

/// What only the owner of a service is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnersMatters {
    /// How the service goes on.
    pub renewal: RenewalStatus,
    /// The ways in which its next renewal can be paid.
    pub methods: Vec<PaymentMethod>,
    /// An order that waits for its payment: its number and its last day.
    pub order: Option<(i64, Date)>,
    /// Add-ons for which nothing was ever paid, with what their next year costs.
    pub free: Vec<(Product, Option<Money>)>,
    /// For when the disdetta was asked, if it was.
    pub given_up: Option<When>,
    /// Temporary passwords of additional users.
    pub passwords: Vec<(PanelUserId, String, Date)>,
    /// Delegations that wait for an answer.
    pub offers: Vec<(DelegationId, String, Date)>,
}

/// What is coming for a service from a day on, that day among it, the nearest first. Without the
/// matters of its owner it is what everybody else is told who works in the panel: nothing of
/// money, of other users, and of what else was bought than the modules.
#[must_use]
pub fn coming(service: &Entitlements, owners: Option<&OwnersMatters>, today: Date) -> Vec<Coming> {
    let mut found = ends(service, owners);
    if let Some(owners) = owners {
        of_the_renewal(service, owners, &mut found);
        of_the_panel(owners, &mut found);
    }
    let mut coming: Vec<_> = found
        .into_iter()
        .filter(|(on, _)| today <= *on)
        .map(|(on, what)| Coming { on, what })
        .collect();
    coming.sort_by_key(|coming| coming.on);
    coming
}

/// Whatever ends by itself.
fn ends(service: &Entitlements, owners: Option<&OwnersMatters>) -> Vec<(Date, What)> {
    let main = service.service();
    match service.standing() {
        Standing::Over => return Vec::new(),
        Standing::Consultation { until } => return vec![(until, What::ConsultationEnds)],
        Standing::Active | Standing::NearExpiry { .. } => {}
    }
    let is_given_up = owners.is_some_and(|owners| owners.given_up == Some(When::AtExpiry));
    let end =
        if is_given_up { What::GivenUp(main) } else { What::Ends { product: main, quantity: 1 } };
    let mut found = vec![(service.expires(), end)];
    for term in main.add_ons().flat_map(|product| service.terms(product)) {
        let free = owners.and_then(|owners| {
            owners.free.iter().find(|(product, _)| *product == term.product).copied()
        });
        if let Some((product, yearly)) = free {
            found.push((term.until, What::FreeEnds { product, yearly }));
        } else if term.until != service.expires() && (owners.is_some() || term.product.is_module())
        {
            let (product, quantity) = (term.product, term.quantity);
            found.push((term.until, What::Ends { product, quantity }));
        }
    }
    found
}

/// Until when the renewal is paid by hand, or the day on which it is charged.
fn of_the_renewal(service: &Entitlements, owners: &OwnersMatters, found: &mut Vec<(Date, What)>) {
    let by_hand = match owners.renewal.button(service.standing()) {
        Button::Automatic { on } => {
            found.push((on, What::Charge));
            None
        }
        Button::Renew | Button::Ordered { .. } | Button::Blocked { .. } => {
            match service.standing() {
                Standing::Consultation { until } => Some(until),
                Standing::Active | Standing::NearExpiry { .. } => Some(service.expires()),
                Standing::Over => None,
            }
        }
        Button::Reactivate { until } => Some(until),
        Button::GivenUp | Button::Over => None,
    };
    if let Some(by) = by_hand {
        let safe = |method: &PaymentMethod| (last_safe_day(*method, by), *method);
        let days = owners.methods.iter().map(safe);
        found.extend(days.map(|(on, method)| (on, What::LastSafeDay(method))));
    }
    found.extend(owners.order.map(|(number, until)| (until, What::OrderEnds(number))));
}

/// What waits for somebody else in the panel.
fn of_the_panel(owners: &OwnersMatters, found: &mut Vec<(Date, What)>) {
    let password = |(user, username, until): &(PanelUserId, String, Date)| {
        (*until, What::PasswordLapses { user: *user, username: username.clone() })
    };
    let offer = |(delegation, username, until): &(DelegationId, String, Date)| {
        (*until, What::OfferLapses { delegation: *delegation, username: username.clone() })
    };
    found.extend(owners.passwords.iter().map(password));
    found.extend(owners.offers.iter().map(offer));
}

impl What {
    /// What it is called on the page, in mails and in calendars, without its day.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Ends { product, quantity } => {
                format!("Scadenza: {}", counted(*product, *quantity))
            }
            Self::LastSafeDay(method) => {
                format!("Ultimo giorno sicuro per rinnovare con {}", way_to_pay(*method))
            }
            Self::Charge => "Addebito del rinnovo automatico".into(),
            Self::ConsultationEnds => "Ultimo giorno di consultazione".into(),
            Self::OrderEnds(number) => format!("Ultimo giorno per pagare: ordine {number}"),
            Self::FreeEnds { product, yearly: Some(yearly) } => {
                let (name, then) = (product.name(), euro(*yearly));
                format!("Ultimo giorno gratuito: {name} (poi {then} + IVA per anno)")
            }
            Self::FreeEnds { product, yearly: None } => {
                format!("Ultimo giorno gratuito: {}", product.name())
            }
            Self::GivenUp(product) => format!("Fine per disdetta: {}", product.name()),
            Self::PasswordLapses { username, .. } => {
                format!("Scadenza password temporanea: {username}")
            }
            Self::OfferLapses { username, .. } => format!("Scadenza offerta di delega: {username}"),
        }
    }
}

fn way_to_pay(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::BankTransfer => "bonifico",
        PaymentMethod::PostalSlip => "bollettino",
        PaymentMethod::Card => "carta di credito",
        PaymentMethod::PayPal => "PayPal",
    }
}

impl Coming {
    /// What tells it from everything else that is coming for the same service. It stays the same
    /// when its day moves, unless more than one of it can be there.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.what {
            What::Ends { product, .. } if product.is_main_service() || product.is_module() => {
                format!("ends-{}", product.code())
            }
            What::Ends { product, .. } => format!("ends-{}-{}", product.code(), self.on),
            What::LastSafeDay(method) => format!("safe-{}", method.word()),
            What::Charge => "charge".into(),
            What::ConsultationEnds => "consultation".into(),
            What::OrderEnds(number) => format!("order-{number}"),
            What::FreeEnds { product, .. } => format!("free-{}-{}", product.code(), self.on),
            What::GivenUp(product) => format!("ends-{}", product.code()),
            What::PasswordLapses { user, .. } => format!("password-{user}"),
            What::OfferLapses { delegation, .. } => format!("delegation-{delegation}"),
        }
    }
}

#[cfg(test)]
#[path = "agenda_tests.rs"]
mod tests;
