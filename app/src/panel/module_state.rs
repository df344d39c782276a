//! Where a module stands: owned, ordered, or neither.

use domain::Product;
use domain::quote::Owned;
use leptos::prelude::*;

use super::api::{PanelView, PendingOrder};
use crate::components::{StateBadge, Tone};
use crate::paths;

/// The state of one module of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleState {
    /// It can be used.
    Active(Owned),
    /// The service has expired, so what is in it can only be read.
    Consultation(Owned),
    /// Its own term is over.
    Expired(Owned),
    /// It stands in this order, which waits for its payment.
    Ordered(i64),
    /// Neither owned nor ordered.
    NotActive,
}

impl ModuleState {
    pub fn of(view: &PanelView, module: Product) -> Self {
        let is_ordered = |order: &&PendingOrder| order.products.contains(&module);
        match view.items(module).into_iter().max_by_key(|item| item.expires) {
            Some(item) if !view.can_buy() => Self::Consultation(item),
            Some(item) if item.expires < view.today => Self::Expired(item),
            Some(item) => Self::Active(item),
            None => match view.pending.as_ref().filter(is_ordered) {
                Some(order) => Self::Ordered(order.number),
                None => Self::NotActive,
            },
        }
    }

    /// What is owned of it.
    pub fn item(self) -> Option<Owned> {
        match self {
            Self::Active(item) | Self::Consultation(item) | Self::Expired(item) => Some(item),
            Self::Ordered(_) | Self::NotActive => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Active(_) => "Attivo",
            Self::Consultation(_) => "In consultazione",
            Self::Expired(_) => "Scaduto",
            Self::Ordered(_) => "In attesa di pagamento",
            Self::NotActive => "Non attivo",
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::Active(_) => Tone::Success,
            Self::Consultation(_) => Tone::Neutral,
            Self::Expired(_) => Tone::Error,
            Self::Ordered(_) => Tone::Info,
            Self::NotActive => Tone::Warning,
        }
    }
}

/// The state in its colour, and the way to the order that is waited for.
#[component]
pub fn ModuleBadge(state: ModuleState) -> impl IntoView {
    let order = match state {
        ModuleState::Ordered(number) => Some(view! {
            <a class="text-link" href=paths::order(number) rel="external">{format!("Ordine {number}")}</a>
        }),
        ModuleState::Active(_)
        | ModuleState::Consultation(_)
        | ModuleState::Expired(_)
        | ModuleState::NotActive => None,
    };
    view! {
        <StateBadge text=state.name() tone=state.tone()/>
        {order}
    }
}

#[cfg(test)]
mod tests {
    use domain::Money;
    use domain::renewal::RenewalStatus;

    use super::*;
    use crate::panel::api::Seats;

    fn day(text: &str) -> domain::Date {
        text.parse().unwrap()
    }

    fn a_service_until(expires: &str) -> PanelView {
        let item = |product, expires| Owned { product, quantity: 1, expires };
        PanelView {
            username: "BT01234560512".into(),
            holder: "Ceramiche Bianchi S.r.l.".into(),
            service: Product::Invoicing,
            expires: day(expires),
            owned: vec![
                item(Product::Invoicing, day(expires)),
                item(Product::Documents, day("2027-04-14")),
            ],
            seats: Seats { used: 0, bought: 0 },
            pending: None,
            renewal: RenewalStatus {
                automatic: None,
                charged_on: None,
                waiting: None,
                trouble: None,
            },
            today: day("2026-11-22"),
            error: None,
        }
    }

    #[test]
    fn an_owned_module_is_active_and_another_is_not() {
        let view = a_service_until("2027-04-14");
        assert_eq!(ModuleState::of(&view, Product::Documents).name(), "Attivo");
        assert_eq!(ModuleState::of(&view, Product::Collections), ModuleState::NotActive);
    }

    #[test]
    fn an_ordered_module_is_not_offered_again() {
        let mut view = a_service_until("2027-04-14");
        view.pending = Some(PendingOrder {
            number: 26_000_001,
            due: Money::from_cents(4331),
            valid_until: day("2026-12-22"),
            products: vec![Product::Collections],
        });
        assert_eq!(ModuleState::of(&view, Product::Collections), ModuleState::Ordered(26_000_001));
        assert_eq!(ModuleState::of(&view, Product::ElectronicOrders), ModuleState::NotActive);
    }

    #[test]
    fn nothing_is_active_in_a_service_that_has_expired() {
        let view = a_service_until("2026-11-21");
        assert_eq!(ModuleState::of(&view, Product::Documents).name(), "In consultazione");
    }
}
