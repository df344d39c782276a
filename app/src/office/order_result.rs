//! One order, as it was looked for or as a registration left it.

use domain::Money;
use domain::calendar::Date;
use domain::format::{date, euro};
use domain::order::{Order, OrderState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::api::{TypedPayment, TypedRefund};
use super::refund_form::RefundForm;
use super::register_form::RegisterForm;
use crate::components::{Card, Definition, DefinitionList, Notice, StateBadge, Tone};
use crate::form::Kept;
use crate::{paths, wording};

/// What a registration did, in the address of the page that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Registered {
    Now,
    Before,
}

impl Registered {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Now => "registrato",
            Self::Before => "gia-registrato",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        [Self::Now, Self::Before].into_iter().find(|known| known.as_str() == name)
    }
}

#[component]
pub fn OrderResult(
    order: Order,
    refundable: Money,
    today: Date,
    kept: Option<Kept<TypedPayment>>,
    kept_refund: Option<Kept<TypedRefund>>,
    refused: RwSignal<bool>,
    outcome: Option<Registered>,
) -> impl IntoView {
    let (number, due) = (order.number, order.totals.due);
    let said = outcome.and_then(|outcome| said(outcome, &order));
    let form = order.state.is_awaiting_payment().then(|| {
        view! { <div class="mt-6"><RegisterForm number due today kept refused/></div> }
    });
    let give_back = (refundable > Money::ZERO).then(|| {
        view! {
            <div class="mt-6">
                <RefundForm number most=refundable case=None kept=kept_refund refused/>
            </div>
        }
    });

    view! {
        {said}
        <Card title=format!("Ordine {number}") action=move || view! { <a class="text-link" href=paths::OFFICE>"Tutti gli ordini"</a> }>
            <Facts order/>
            {form}
            {give_back}
        </Card>
    }
}

#[component]
fn Facts(order: Order) -> impl IntoView {
    let products: Vec<_> = order
        .lines
        .iter()
        .map(|line| {
            let kind = wording::line_kind_name(line.kind);
            view! { <li>{kind} ": " {wording::counted(line.product, line.quantity)}</li> }
        })
        .collect();
    let due = if order.state.is_awaiting_payment() { "Da pagare" } else { "Importo" };

    view! {
        <DefinitionList>
            <Definition term="Stato">
                <StateBadge text=wording::order_state_name(&order.state) tone=tone(order.state)/>
                {state_details(order.state).map(|details| view! { <p class="mt-1 font-normal">{details}</p> })}
            </Definition>
            <Definition term="Tipo">{wording::order_kind_name(order.kind)}</Definition>
            <Definition term="Data">{date(order.concluded_on)}</Definition>
            <Definition term="Intestatario">{order.holder.party.name.to_string()}</Definition>
            <Definition term="Contenuto"><ul>{products}</ul></Definition>
            <Definition term="Totale"><span class="figure">{euro(order.totals.total)}</span></Definition>
            <Definition term=due><span class="figure">{euro(order.totals.due)}</span></Definition>
            <Definition term="Metodo">{wording::payment_method_name(order.method)}</Definition>
        </DefinitionList>
    }
}

fn tone(state: OrderState) -> Tone {
    match state {
        OrderState::AwaitingPayment { .. } => Tone::Warning,
        OrderState::Fulfilled { .. } => Tone::Success,
        OrderState::ActivationFailed { .. } => Tone::Error,
        OrderState::Cancelled { .. } => Tone::Neutral,
    }
}

fn state_details(state: OrderState) -> Option<String> {
    Some(match state {
        OrderState::AwaitingPayment { valid_until } => {
            format!("Valido fino al {}.", date(valid_until))
        }
        OrderState::Fulfilled { paid_on, .. } => {
            format!("Pagamento registrato il {}.", date(paid_on))
        }
        OrderState::ActivationFailed { paid_on, reason } => format!(
            "Pagamento registrato il {}. {}",
            date(paid_on),
            wording::failure_reason(reason)
        ),
        OrderState::Cancelled { reason, .. } => wording::cancel_reason(reason).to_owned(),
    })
}

/// What the registration did; nothing when the address says so of an order that was never paid.
fn said(outcome: Registered, order: &Order) -> Option<impl IntoView + use<>> {
    let number = order.number;
    let received = euro(order.totals.due);
    let is_failed = match order.state {
        OrderState::Fulfilled { .. } => false,
        OrderState::ActivationFailed { .. } => true,
        OrderState::AwaitingPayment { .. } | OrderState::Cancelled { .. } => return None,
    };
    let (tone, title, sentence) = match (outcome, is_failed) {
        (Registered::Before, _) => (
            Tone::Info,
            format!("Il pagamento dell’ordine {number} era già registrato"),
            "Non è cambiato nulla.".to_owned(),
        ),
        (Registered::Now, false) => (
            Tone::Success,
            format!("Pagamento dell’ordine {number} registrato"),
            format!(
                "Incassati {received}: tutto ciò che è stato ordinato è attivo, e il cliente riceve le email."
            ),
        ),
        (Registered::Now, true) => (
            Tone::Warning,
            format!("Pagamento dell’ordine {number} registrato, ma l’attivazione non è riuscita"),
            format!("Incassati {received}: serve una decisione, il motivo è qui sotto."),
        ),
    };
    Some(view! {
        <div class="mb-6">
            <Notice tone title=title><p>{sentence}</p></Notice>
        </div>
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_read_from_the_address() {
        for outcome in [Registered::Now, Registered::Before] {
            assert_eq!(Registered::named(outcome.as_str()), Some(outcome));
        }
        assert_eq!(Registered::named("altro"), None);
    }
}
