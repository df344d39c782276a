//! Where a module stands: owned, ordered, or neither.

use domain::Product;
use domain::quote::Owned;
use leptos::prelude::*;

use super::api::PanelView;
use crate::components::{StateBadge, Tone};

/// The state of one module of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleState {
    /// It can be used.
    Active(Owned),
    /// The service has expired, so what is in it can only be read.
    Consultation(Owned),
    /// Its own term is over.
    Expired(Owned),
    /// It stands in an order that waits for its payment.
    Ordered,
    /// Neither owned nor ordered.
    NotActive,
}

impl ModuleState {
    pub fn of(view: &PanelView, module: Product) -> Self {
        let is_ordered = || {
            let pending = view.pending.as_ref();
            pending.is_some_and(|order| order.products.contains(&module))
        };
        match view.items(module).into_iter().max_by_key(|item| item.expires) {
            Some(item) if !view.can_buy() => Self::Consultation(item),
            Some(item) if item.expires < view.today => Self::Expired(item),
            Some(item) => Self::Active(item),
            None if is_ordered() => Self::Ordered,
            None => Self::NotActive,
        }
    }

    /// What is owned of it.
    pub fn item(self) -> Option<Owned> {
        match self {
            Self::Active(item) | Self::Consultation(item) | Self::Expired(item) => Some(item),
            Self::Ordered | Self::NotActive => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Active(_) => "Attivo",
            Self::Consultation(_) => "In consultazione",
            Self::Expired(_) => "Scaduto",
            Self::Ordered => "In attesa di pagamento",
            Self::NotActive => "Non attivo",
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::Active(_) => Tone::Success,
            Self::Consultation(_) => Tone::Neutral,
            Self::Expired(_) => Tone::Error,
            Self::Ordered => Tone::Info,
            Self::NotActive => Tone::Warning,
        }
    }
}

/// The state in its colour.
#[component]
pub fn ModuleBadge(state: ModuleState) -> impl IntoView {
    view! { <StateBadge text=state.name() tone=state.tone()/> }
}

#[cfg(test)]
mod tests {
    use domain::Money;
    use domain::renewal::Known;

    use super::*;
    use crate::panel::api::{PendingOrder, Seats};

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
            renewal: Known { automatic: None, charged_on: None, waiting: None, trouble: None },
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
        assert_eq!(ModuleState::of(&view, Product::Collections), ModuleState::Ordered);
        assert_eq!(ModuleState::of(&view, Product::ElectronicOrders), ModuleState::NotActive);
    }

    #[test]
    fn nothing_is_active_in_a_service_that_has_expired() {
        let view = a_service_until("2026-11-21");
        assert_eq!(ModuleState::of(&view, Product::Documents).name(), "In consultazione");
    }
}
