//! The page of one order: where it stands, what happens next, and everything to pay it.

use domain::format::{date, euro, line_name};
use domain::money::Money;
use domain::order::{CancelReason, FailureReason, Order, OrderKind, OrderState};
use domain::party::Kind;
use domain::payment::LastAttempt;
use domain::quote::{Line, Owned};
use domain::subscription::begin;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{CancelOrder, NextCharge, OrderView, PayOrder, load_order};
use super::cancel::CancelOrderForm;
use super::commitment::{CameTooLate, CommitmentAwaited};
use super::holder::WholeHolder;
use super::how_to_pay::HowToPay;
use super::lines::Lines;
use super::part_received::PartReceived;
use super::pay::Pay;
use super::payment_page::{HowItGoes, may_begin_anew};
use super::state::OrderBadge;
use super::summary::SplitNote;
use super::to_settle::{CommitmentStuck, ToBeSettled};
use super::watch::watch;
use crate::components::{Card, Failure, Notice, PageTitle, Step, Steps, Tone, Totals};
use crate::error::AppError;
use crate::form::last_error;
use crate::layout::Site;
use crate::not_found::NothingHere;
use crate::{paths, wording};

#[component]
pub fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let number = move || params.with(|map| map.get("number").and_then(|n| n.parse::<i64>().ok()));
    let cancel = ServerAction::<CancelOrder>::new();
    let pay = ServerAction::<PayOrder>::new();
    let changes = watch(number);
    let view = Resource::new(
        move || (number(), cancel.version().get(), pay.version().get(), changes.get()),
        |(number, ..)| async move {
            match number {
                Some(number) => load_order(number).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let content = move || {
        Suspend::new(async move {
            match view.await {
                Ok(view) => EitherOf3::A(view! { <TheOrder view cancel pay/> }),
                Err(AppError::NotFound) => EitherOf3::B(view! { <NothingHere/> }),
                Err(error) => EitherOf3::C(view! {
                    <PageTitle text="Ordine" in_error=true/>
                    <Failure error/>
                }),
            }
        })
    };
    view! {
        <Transition fallback=|| view! { <p class="text-muted" role="status">"Apriamo l’ordine…"</p> }>
            {content}
        </Transition>
    }
}

#[component]
fn TheOrder(
    view: OrderView,
    cancel: ServerAction<CancelOrder>,
    pay: ServerAction<PayOrder>,
) -> impl IntoView {
    let order = view.order.clone();
    let number = order.number;
    let not_cancelled = last_error(cancel, view.not_cancelled.clone());
    let letter_failed = view.commitment.as_ref().is_some_and(|it| !it.problems.is_empty());
    let came_too_late = view.commitment.as_ref().is_some_and(|it| it.came_too_late);
    let failed = Signal::derive(move || letter_failed || not_cancelled.get().is_some());
    let may_cancel = match order.state {
        OrderState::AwaitingPayment { .. } | OrderState::CommitmentFailed { .. } => true,
        OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::Cancelled { .. } => false,
    };
    let renewal = view.renewal.clone();
    let facts = view! { <Facts order=order.clone()/> };
    let holder = view! { <WholeHolder holder=order.holder.clone()/> };
    view! {
        <Thanks order=order.clone()/>
        <PageTitle text=format!("Ordine {number}") in_error=failed>
            {facts}
        </PageTitle>
        {move || not_cancelled.get().map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="stack min-w-0">
                <PartReceived order=order.clone()/>
                {came_too_late.then(|| view! { <CameTooLate/> })}
                <WhatNext view pay/>
                {renewal.map(|charge| view! { <RenewsByItself charge/> })}
                <Ordered order=order.clone()/>
                <Card title="Intestatario">{holder}</Card>
            </div>
            <div class="stack min-w-0 lg:sticky lg:top-6">
                <Figures order/>
                {may_cancel.then(|| view! {
                    <CancelOrderForm number page=paths::order(number) action=cancel/>
                })}
                <p class="print-hidden">
                    <a class="text-link" href=paths::AREA>"Vai all’area clienti"</a>
                </p>
            </div>
        </div>
    }
}

/// Kind, day and state.
#[component]
fn Facts(order: Order) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span>{wording::order_kind_name(order.kind)} " del " {date(order.concluded_on)}</span>
            <OrderBadge state=order.state kind=order.holder.party.kind/>
        </div>
    }
}

/// Right after `Conferma e completa l'ordine`.
#[component]
fn Thanks(order: Order) -> impl IntoView {
    let query = use_query_map();
    let concluded = move || query.with(|map| map.get(paths::CONCLUDED).is_some());
    let sentence = match order.state {
        OrderState::AwaitingPayment { .. } if order.holder.party.kind == Kind::PublicBody => {
            "Ti abbiamo mandato la conferma all’email del tuo account. Ora serve la lettera \
             d’impegno."
        }
        OrderState::AwaitingPayment { .. } => {
            "Ti abbiamo mandato la conferma all’email del tuo account. Ora manca solo il pagamento."
        }
        OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. }
        | OrderState::Cancelled { .. } => {
            "Ti abbiamo mandato la conferma all’email del tuo account."
        }
    };
    view! {
        <Show when=concluded>
            <Steps current=Step::Confirmation/>
            <div class="mb-8">
                <Notice tone=Tone::Success title="Ordine concluso. Grazie!">
                    <p>{sentence}</p>
                </Notice>
            </div>
        </Show>
    }
}

/// Where the order stands, in plain words.
#[component]
fn WhatNext(view: OrderView, pay: ServerAction<PayOrder>) -> impl IntoView {
    let order = view.order.clone();
    match order.state {
        OrderState::AwaitingPayment { .. } => match view.commitment.clone() {
            Some(commitment) => view! { <CommitmentAwaited order commitment/> }.into_any(),
            None => view! { <ToBePaid view pay/> }.into_any(),
        },
        OrderState::FulfilledOnCommitment { committed_on } => {
            view! { <ToBeSettled view committed_on=date(committed_on)/> }.into_any()
        }
        OrderState::CommitmentFailed { committed_on, reason } => {
            view! { <CommitmentStuck order on=committed_on reason/> }.into_any()
        }
        OrderState::Fulfilled { fulfilled_on, .. } => match order.kind {
            OrderKind::FirstPurchase => view! { <ServiceBegun order/> }.into_any(),
            OrderKind::AddOns | OrderKind::Renewal => {
                view! { <NewExpiries order on=date(fulfilled_on)/> }.into_any()
            }
        },
        OrderState::ActivationFailed { paid_on, reason } => {
            view! { <Stuck paid_on=date(paid_on) reason email=order.holder.email.to_string()/> }
                .into_any()
        }
        OrderState::Cancelled { reason, on } => {
            view! { <CalledOff reason on=date(on)/> }.into_any()
        }
    }
}

/// The money is still to come: where it goes, or how the try to collect it is going, and every
/// other way to pay.
#[component]
fn ToBePaid(view: OrderView, pay: ServerAction<PayOrder>) -> impl IntoView {
    // Whoever has chosen another way since knows how the last try has ended.
    let is_over = |attempt: &LastAttempt| !attempt.state.is_live();
    let attempt = view.attempt.clone();
    let attempt =
        attempt.filter(|attempt| attempt.method == view.order.method || !is_over(attempt));
    let attempt = attempt.map(|attempt| view! { <HowItGoes attempt/> });
    let may_pay = view.attempt.as_ref().is_none_or(may_begin_anew);
    view! {
        {attempt}
        <HowToPay view=view.clone()/>
        {may_pay.then(|| view! { <Pay view pay/> })}
    }
}

/// A first purchase is paid: the service runs, and the way in is in a mail.
#[component]
pub fn ServiceBegun(order: Order) -> impl IntoView {
    let service = order.service.name();
    let email = order.holder.email.to_string();
    view! {
        <Card title="Il servizio è attivo">
            <p>{service} " è pronta. Ecco come entrare nel pannello:"</p>
            <ol class="mt-3 list-decimal space-y-2 ps-5">
                <li>
                    "Apri l’email di attivazione: a "
                    <strong class="wrap-anywhere">{email}</strong>
                    " abbiamo mandato lo username del pannello e una password provvisoria."
                </li>
                <li>"Accedi al pannello con quei dati, che non sono quelli del tuo account."</li>
                <li>"Al primo accesso scegli la tua password."</li>
            </ol>
            <p class="print-hidden mt-5">
                <a class="btn btn-primary" href=paths::PANEL rel="external">"Accedi al pannello"</a>
            </p>
        </Card>
    }
}

/// What the payment turned on, and where to turn it off.
#[component]
fn RenewsByItself(charge: NextCharge) -> impl IntoView {
    let with = wording::method_name(&charge.with);
    view! {
        <Card title="Il rinnovo automatico è attivo">
            <p>
                "Prossimo addebito il " <strong>{date(charge.on)}</strong> " con "
                <strong class="wrap-anywhere">{with}</strong>
                ". Puoi disattivarlo quando vuoi, fino al giorno prima."
            </p>
            <p class="print-hidden mt-4">
                <a class="btn btn-outline" href=paths::RENEWAL>"Gestisci il rinnovo"</a>
            </p>
        </Card>
    }
}

/// Add-ons or a renewal are paid: what was agreed is true now.
#[component]
pub fn NewExpiries(order: Order, on: String) -> impl IntoView {
    let item = |line: &Line| {
        view! {
            <li>{line_name(line, &order.lines)} ": fino al " <strong>{date(line.until)}</strong></li>
        }
    };
    let items = order.lines.iter().map(item).collect_view();
    view! {
        <Card title="È tutto attivo">
            <p>"Dal " {on} " valgono le nuove scadenze:"</p>
            <ul class="mt-3 list-disc space-y-1 ps-5">{items}</ul>
            <p class="print-hidden mt-5">
                <a class="btn btn-primary" href=paths::PANEL rel="external">"Accedi al pannello"</a>
            </p>
        </Card>
    }
}

/// `Attivazione KO`: the money is here and the office has to act.
#[component]
fn Stuck(paid_on: String, reason: FailureReason, email: String) -> impl IntoView {
    let why = why_stuck(reason);
    let support = Site::current().support_email;
    let mail = format!("mailto:{support}");
    view! {
        <Notice tone=Tone::Warning title="Il pagamento è arrivato, l’attivazione no">
            <p>"Abbiamo registrato il tuo pagamento il " {paid_on} ". " {why}</p>
            <p class="mt-2">
                "Non devi pagare di nuovo. Il nostro ufficio vede già quest’ordine e ti scrive a "
                <strong class="wrap-anywhere">{email}</strong>
                " per concordare il rimborso o un’altra soluzione. Per chiedere a che punto siamo: "
                <a class="text-link" href=mail>{support}</a> "."
            </p>
        </Notice>
    }
}

/// Why nothing could become active, for whoever ordered it.
pub fn why_stuck(reason: FailureReason) -> &'static str {
    match reason {
        FailureReason::AlreadyActive => {
            "Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA, quindi \
             non possiamo attivarne un’altra."
        }
        FailureReason::ServiceNotActive => {
            "Nel frattempo il servizio è scaduto, quindi quello che hai ordinato non si è potuto \
             aggiungere."
        }
        FailureReason::ServiceChanged => {
            "Nel frattempo è cambiato quello che possiedi, e le scadenze concordate non tornano più."
        }
    }
}

#[component]
fn CalledOff(reason: CancelReason, on: String) -> impl IntoView {
    let title = match reason {
        CancelReason::Customer => format!("Hai annullato l’ordine il {on}"),
        CancelReason::Unpaid => format!("L’ordine è stato annullato il {on}: non risultava pagato"),
    };
    view! {
        <Notice tone=Tone::Neutral title>
            <p>
                "Non va pagato, e nulla di quello che conteneva si attiva. Se ti serve ancora, "
                <a class="text-link" href=paths::PRODUCTS>"fai un nuovo ordine"</a> "."
            </p>
        </Notice>
    }
}

/// The frozen rows. Those of a first purchase begin on the day of the payment.
#[component]
fn Ordered(order: Order) -> impl IntoView {
    let is_first = order.kind == OrderKind::FirstPurchase;
    let what =
        if order.holder.party.kind == Kind::PublicBody { "l’impegno" } else { "il pagamento" };
    let dates = match order.state {
        OrderState::AwaitingPayment { .. } if is_first => Some(Either::Left(view! {
            <p class="mt-4 border-t border-base-300 pt-4 text-muted">
                "La durata comincia il giorno in cui registriamo " {what} ": le date qui sopra \
                 sono quelle del giorno dell’ordine."
            </p>
        })),
        OrderState::Fulfilled { fulfilled_on, .. }
        | OrderState::FulfilledOnCommitment { committed_on: fulfilled_on }
            if is_first =>
        {
            let owned = begin(&order.lines, fulfilled_on);
            Some(Either::Right(view! { <TrueDates on=date(fulfilled_on) owned/> }))
        }
        OrderState::AwaitingPayment { .. }
        | OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. }
        | OrderState::Cancelled { .. } => None,
    };
    view! {
        <Card title="Che cosa hai ordinato">
            <Lines lines=order.lines/>
            {dates}
        </Card>
    }
}

/// When everything really ends, where the day of the payment was not that of the order.
#[component]
fn TrueDates(on: String, owned: Vec<Owned>) -> impl IntoView {
    let until = owned.first().map(|owned| date(owned.expires));
    view! {
        <p class="mt-4 border-t border-base-300 pt-4 text-muted">
            "La durata è cominciata il " {on} ", con l’attivazione: tutto vale fino al " <strong>{until}</strong> "."
        </p>
    }
}

/// The frozen amounts.
#[component]
fn Figures(order: Order) -> impl IntoView {
    let discount = Some(order.discount).filter(|amount| *amount != Money::ZERO);
    let rate = domain::vat::ordinary_rate();
    let method = wording::payment_method_name(order.method);
    let received = order.part_received().map(|received| {
        view! {
            "Già ricevuto: " <span class="figure">{euro(received)}</span> <br/>
        }
    });
    let amount = if received.is_some() { order.missing() } else { order.totals.due };
    view! {
        <section class="panel p-5 sm:p-7" aria-labelledby="totali">
            <h2 id="totali" class="mb-4">"Totale"</h2>
            <Totals totals=order.totals discount rate/>
            <SplitNote totals=order.totals stated=order.holder.split_payment/>
            <p class="mt-4 border-t border-base-300 pt-4">
                {received}
                {paid_or_due(&order)} <strong class="figure">{euro(amount)}</strong>
                <br/> "Modalità di pagamento: " {method}
            </p>
        </section>
    }
}

fn paid_or_due(order: &Order) -> &'static str {
    match order.state {
        OrderState::AwaitingPayment { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. } => "Da pagare: ",
        OrderState::Fulfilled { .. } | OrderState::ActivationFailed { .. } => "Pagato: ",
        OrderState::Cancelled { .. } => "Non dovuto: ",
    }
}
