//! One order: what it is, where it stands, what has happened and what can be done.

use domain::Money;
use domain::calendar::Date;
use domain::format::{date, euro, short_date};
use domain::names::line_name;
use domain::order::{FailureReason, Order, OrderState};
use leptos::prelude::*;

use super::api::{EventView, RefundView, Registered, TypedPayment};
use super::came_back::CameBack;
use super::events::Events;
use super::refused;
use super::register_form::{ConfirmPayment, RegisterForm};
use ui::components::{Icon, Notice, OrderBadge, Sign, Tone};
use ui::error::AppError;
use ui::{paths, wording};

/// Where the form that registers a payment stands.
pub enum Registering {
    /// It is filled in, for the first time or again.
    Form(Option<CameBack<TypedPayment>>),
    /// It waits for a second look; `back` is the form as it was.
    ToConfirm { typed: TypedPayment, paid_on: Date, back: String },
}

#[component]
pub fn OrderDetail(
    order: Order,
    /// Why it could not be fulfilled today, while it waits for its payment.
    impossible: Option<FailureReason>,
    /// Of commitment, with what can be decided about it.
    document: Option<AnyView>,
    /// What of its payment was given back.
    given_back: Money,
    /// How more of it could be.
    give_back: Option<AnyView>,
    /// Refunds of it that are not finished.
    refunds: Vec<RefundView>,
    events: Vec<EventView>,
    today: Date,
    registering: Registering,
    /// The list beside which it is shown, as a part of an address and as a whole one.
    list: String,
    list_address: String,
    outcome: Option<Registered>,
) -> impl IntoView {
    let (number, due) = (order.number, order.missing());
    let notice = outcome.and_then(|outcome| outcome_notice(outcome, &order));
    let warning = impossible.map(not_to_be_paid);
    let form = match registering {
        // Meanwhile it was called off: there is no form any more that could say why.
        Registering::Form(came_back) if !order.state.is_due() => came_back
            .and_then(|form| form.error)
            .map(|error| not_done("Il pagamento non è stato registrato", &error).into_any()),
        Registering::Form(came_back) => {
            Some(view! { <RegisterForm number due today list came_back/> }.into_any())
        }
        Registering::ToConfirm { .. } if !order.state.is_due() => None,
        Registering::ToConfirm { typed, paid_on, back } => {
            let order = order.clone();
            Some(view! { <ConfirmPayment order typed paid_on impossible back/> }.into_any())
        }
    };
    let kind = wording::order_kind_name(order.kind);
    let concluded_on = short_date(order.concluded_on);
    let (state, holder_kind) = (order.state, order.holder.party.kind);
    let service = order.subscription.map(|id| {
        view! {
            <a class="text-link" href=paths::office_service(id) rel="external">
                "Servizio e che cosa è successo"
            </a>
        }
    });

    view! {
        <section class="panel order-detail" aria-labelledby="dettaglio">
            <a class="order-back text-link" href=list_address rel="external">"Torna agli ordini"</a>
            <header>
                <div>
                    <h2 id="dettaglio">"Ordine " <span class="figure">{number}</span></h2>
                    <p class="text-sm text-muted">
                        {kind} ", " <span class="figure">{concluded_on}</span>
                    </p>
                </div>
                <OrderBadge state kind=holder_kind for_staff=true/>
            </header>
            {notice}
            <Facts order given_back/>
            {service}
            {document}
            {warning}
            {form}
            {give_back}
            {open_refunds(&refunds)}
            <Events events/>
        </section>
    }
}

/// A form came back to an order that has no such form any more.
pub fn not_done(title: &'static str, error: &AppError) -> impl IntoView + use<> {
    let why = refused::sentence(error);
    view! { <Notice tone=Tone::Warning title><p>{why}</p></Notice> }
}

/// Money is asked of nobody; what has come all the same is registered, and somebody decides.
fn not_to_be_paid(reason: FailureReason) -> impl IntoView {
    view! {
        <div>
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

/// Whom it is for, what was ordered, how much is due.
#[component]
fn Facts(order: Order, given_back: Money) -> impl IntoView {
    let party = &order.holder.party;
    let vat_number = party.vat_number.as_ref().map(|number| {
        view! { <br/> <span class="text-sm text-muted">"P.IVA " <span class="figure">{number.to_string()}</span></span> }
    });
    let tax_code = party.tax_code.to_string();
    let is_said = party.vat_number.as_ref().is_some_and(|number| number.to_string() == tax_code);
    let tax_code = (!is_said).then(|| {
        view! { <br/> <span class="text-sm text-muted">"C.F. " <span class="figure">{tax_code}</span></span> }
    });
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| {
            let name = line_name(line, &order.lines);
            view! { <div><dt>{name}</dt><dd class="figure">{euro(line.net)}</dd></div> }
        })
        .collect();
    let discount = (order.discount > Money::ZERO).then(|| {
        let discount = format!("−\u{a0}{}", euro(order.discount));
        view! { <div><dt>"Sconto"</dt><dd class="figure">{discount}</dd></div> }
    });
    let part = order.part_received().map(|received| {
        view! {
            <div><dt>"Già ricevuti"</dt><dd class="figure">{euro(received)}</dd></div>
        }
    });
    let given_back = (given_back > Money::ZERO).then(|| {
        view! { <div><dt>"Rimborsato"</dt><dd class="figure">{euro(given_back)}</dd></div> }
    });
    let split = (order.totals.due != order.totals.total).then(|| {
        view! {
            <div>
                <dt>"Da pagare (scissione dei pagamenti)"</dt>
                <dd class="figure">{euro(order.totals.due)}</dd>
            </div>
        }
    });
    let (term, amount) = match order.state {
        OrderState::AwaitingPayment { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. } => ("Da incassare", order.missing()),
        OrderState::Fulfilled { .. } | OrderState::ActivationFailed { .. } => {
            ("Incassato", order.totals.due)
        }
        OrderState::Cancelled { .. } => ("Importo", order.totals.due),
    };

    view! {
        <dl class="order-facts">
            <div>
                <dt>"Intestatario"</dt>
                <dd>{party.name.to_string()} {vat_number} {tax_code}</dd>
            </div>
            <div>
                <dt>"Metodo"</dt>
                <dd>{wording::payment_method_name(order.method)}</dd>
            </div>
            {lines}
            {discount}
            <div><dt>"IVA"</dt><dd class="figure">{euro(order.totals.vat)}</dd></div>
            <div><dt>"Totale"</dt><dd class="figure">{euro(order.totals.total)}</dd></div>
            {split}
            {part}
            <div class="order-sum"><dt>{term}</dt><dd class="figure">{euro(amount)}</dd></div>
            {given_back}
        </dl>
        <p>{state_details(order.state)}</p>
    }
}

/// Refunds that are not finished are decided among the decisions.
fn open_refunds(refunds: &[RefundView]) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = refunds
        .iter()
        .map(|refund| {
            let waits_for = if refund.awaits_approval {
                "aspetta l’approvazione di un collega"
            } else {
                "aspetta la conferma del fornitore dei pagamenti"
            };
            view! {
                <li>
                    "Rimborso di " <strong class="figure">{euro(refund.amount)}</strong> ": "
                    {waits_for} "."
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <div>
                <ul>{rows}</ul>
                <a class="text-link inline-flex min-h-11 items-center gap-1" href=paths::OFFICE_DECISIONS rel="external">
                    "Vai alle cose da decidere" <Icon sign=Sign::ArrowRight/>
                </a>
            </div>
        }
    })
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
        <div>
            <Notice tone title=title><p>{sentence}</p></Notice>
        </div>
    })
}
