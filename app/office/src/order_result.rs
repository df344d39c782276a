//! One order, as it was looked for or as a registration left it.

use domain::Money;
use domain::calendar::Date;
use domain::format::{date, euro};
use domain::order::{FailureReason, Order, OrderFacts, OrderState};
use domain::party::Holder;
use leptos::prelude::*;

use super::api::{Registered, TypedPayment};
use super::register_form::RegisterForm;
use ui::components::OrderBadge;
use ui::components::{Card, Definition, DefinitionList, Notice, Tone};
use ui::form::Kept;
use ui::{paths, wording};

#[component]
pub fn OrderResult(
    order: Order,
    /// Why it could not be fulfilled today, while it waits for its payment.
    impossible: Option<FailureReason>,
    /// Of commitment, with what can be decided about it.
    document: Option<AnyView>,
    /// What of its payment was given back.
    given_back: Money,
    /// How more of it could be.
    give_back: Option<AnyView>,
    today: Date,
    kept: Option<Kept<TypedPayment>>,
    refused: RwSignal<bool>,
    outcome: Option<Registered>,
) -> impl IntoView {
    let (number, due) = (order.number, order.missing());
    let notice = outcome.and_then(|outcome| outcome_notice(outcome, &order));
    let warning = impossible.map(not_to_be_paid);
    let form = order.state.is_due().then(|| {
        view! { <div class="mt-6"><RegisterForm number due today kept refused/></div> }
    });
    let give_back = give_back.map(|form| view! { <div class="mt-6">{form}</div> });

    view! {
        {notice}
        <Card title=format!("Ordine {number}") action=move || view! { <a class="text-link" href=paths::OFFICE>"Tutti gli ordini"</a> }>
            <Facts order given_back/>
            {document}
            {warning}
            {form}
            {give_back}
        </Card>
    }
}

/// Money is asked of nobody; what has come all the same is registered, and somebody decides.
fn not_to_be_paid(reason: FailureReason) -> impl IntoView {
    view! {
        <div class="mt-6">
            <Notice tone=Tone::Warning title="Da non incassare">
                <p>
                    {wording::obstacle(reason)}
                    " Il cliente non può più pagarlo. Se il denaro è arrivato lo stesso, registralo: \
                     l’ordine non si attiva, e decidi tu se rimborsarlo o usarlo per un altro ordine."
                </p>
            </Notice>
        </div>
    }
}

#[component]
fn Facts(order: Order, given_back: Money) -> impl IntoView {
    let products: Vec<_> = order
        .lines
        .iter()
        .map(|line| {
            let kind = wording::line_kind_name(line.kind);
            view! { <li>{kind} ": " {wording::counted(line.product, line.quantity)}</li> }
        })
        .collect();
    let (term, amount) = match order.state {
        OrderState::AwaitingPayment { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. } => ("Da pagare", order.missing()),
        OrderState::Fulfilled { .. } | OrderState::ActivationFailed { .. } => {
            ("Incassato", order.totals.due)
        }
        OrderState::Cancelled { .. } => ("Importo", order.totals.due),
    };
    let part = order.part_received().map(|received| {
        view! {
            " " <span class="font-normal text-muted">
                "di " {euro(order.totals.due)} ", ricevuti " {euro(received)}
            </span>
        }
    });
    let given_back = (given_back > Money::ZERO).then(|| {
        view! {
            <Definition term="Rimborsato"><span class="figure">{euro(given_back)}</span></Definition>
        }
    });

    let OrderFacts {
        state, kind, concluded_on, holder: Holder { party, .. }, totals, method, ..
    } = order.into_facts();
    view! {
        <DefinitionList>
            <Definition term="Stato">
                <OrderBadge state kind=party.kind for_staff=true/>
                <p class="mt-1 font-normal">{state_details(state)}</p>
            </Definition>
            <Definition term="Tipo">{wording::order_kind_name(kind)}</Definition>
            <Definition term="Data">{date(concluded_on)}</Definition>
            <Definition term="Intestatario">{party.name.to_string()}</Definition>
            <Definition term="Contenuto"><ul>{products}</ul></Definition>
            <Definition term="Totale"><span class="figure">{euro(totals.total)}</span></Definition>
            <Definition term><span class="figure">{euro(amount)}</span> {part}</Definition>
            {given_back}
            <Definition term="Metodo">{wording::payment_method_name(method)}</Definition>
        </DefinitionList>
    }
}

fn state_details(state: OrderState) -> String {
    match state {
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
        OrderState::FulfilledOnCommitment { committed_on } => {
            format!("Impegno registrato il {}.", date(committed_on))
        }
        OrderState::CommitmentFailed { committed_on, reason } => format!(
            "Impegno registrato il {}. {}",
            date(committed_on),
            wording::failure_reason(reason)
        ),
        OrderState::Cancelled { reason, .. } => wording::cancel_reason(reason).to_owned(),
    }
}

/// What the registration did; nothing once the order stands otherwise than it left it.
fn outcome_notice(outcome: Registered, order: &Order) -> Option<impl IntoView + use<>> {
    let number = order.number;
    let received = euro(order.totals.due);
    let is_failed = match order.state {
        OrderState::Fulfilled { .. } | OrderState::FulfilledOnCommitment { .. } => false,
        OrderState::ActivationFailed { .. } | OrderState::CommitmentFailed { .. } => true,
        OrderState::AwaitingPayment { .. } if outcome == Registered::CommitmentRefused => false,
        OrderState::AwaitingPayment { .. } | OrderState::Cancelled { .. } => return None,
    };
    let is_paid = !order.state.is_due();
    let (tone, title, sentence) = match (outcome, is_failed) {
        (Registered::Now | Registered::Before, _) if !is_paid => return None,
        (Registered::CommitmentRefused, _) => (
            Tone::Info,
            format!("Lettera dell’ordine {number} rifiutata"),
            "Il cliente riceve il motivo per email e può inviarne un’altra.".to_owned(),
        ),
        (Registered::CommittedBefore, _) => (
            Tone::Info,
            format!("L’impegno dell’ordine {number} era già registrato, o l’ordine già pagato"),
            "Non è cambiato nulla.".to_owned(),
        ),
        (Registered::Committed, false) => (
            Tone::Success,
            format!("Impegno dell’ordine {number} registrato"),
            format!(
                "Tutto ciò che è stato ordinato è attivo, e il cliente riceve le email. Restano da \
                 incassare {}.",
                euro(order.missing())
            ),
        ),
        (Registered::Committed, true) => (
            Tone::Warning,
            format!("Impegno dell’ordine {number} registrato, ma l’attivazione non è riuscita"),
            "Serve una decisione, il motivo è qui sotto.".to_owned(),
        ),
        (Registered::Before, _) => (
            Tone::Info,
            format!("Il pagamento dell’ordine {number} era già registrato"),
            "Non è cambiato nulla.".to_owned(),
        ),
        (Registered::Now, false) => (
            Tone::Success,
            format!("Pagamento dell’ordine {number} registrato"),
            format!(
                "Incassati in tutto {received}: tutto ciò che è stato ordinato è attivo, e il cliente riceve le email."
            ),
        ),
        (Registered::Now, true) => (
            Tone::Warning,
            format!("Pagamento dell’ordine {number} registrato, ma l’attivazione non è riuscita"),
            format!("Incassati in tutto {received}: serve una decisione, il motivo è qui sotto."),
        ),
    };
    Some(view! {
        <div class="mb-6">
            <Notice tone title=title><p>{sentence}</p></Notice>
        </div>
    })
}
