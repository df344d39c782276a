//! The page of one order: where it stands, what happens next, and everything to pay it.

use domain::format::{date, euro};
use domain::money::Money;
use domain::order::{Order, OrderKind, OrderState};
use domain::party::Kind;
use domain::payment::LastAttempt;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::awaiting_settlement::{AwaitingSettlement, CommitmentStuck};
use super::how_to_pay::HowToPay;
use super::ordered::Ordered;
use super::outcome::{
    CalledOff, NewExpiries, PartReceived, RenewsByItself, ServiceBegun, Stuck, TurningRenewalOn,
};
use super::pay::Pay;
use super::payment_page::{HowItGoes, NoLongerToBePaid, may_begin_anew};
use super::watch::{Watched, number_in_address};
use crate::order::api::{OrderView, load_order};
use crate::order::cancel::CancelOrderForm;
use crate::order::commitment::{CameTooLate, CommitmentAwaited};
use crate::order::form::summary::SplitNote;
use crate::order::holder::WholeHolder;
use ui::components::NothingHere;
use ui::components::OrderBadge;
use ui::components::{
    Card, Failure, Notice, PageTitle, StateBadge, Step, Steps, Tone, Totals, Way, fetched,
};
use ui::error::AppError;
use ui::{paths, wording};

#[component]
pub fn OrderPage() -> impl IntoView {
    let number = number_in_address();
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    let load = async move {
        match number {
            Some(number) => load_order(number, outcome.unwrap_or_default()).await,
            None => Err(AppError::NotFound),
        }
    };
    fetched(load, |view| match view {
        Ok(view) => EitherOf3::A(view! { <TheOrder view/> }),
        Err(AppError::NotFound) => EitherOf3::B(view! { <NothingHere/> }),
        Err(error) => EitherOf3::C(view! { <Failure error title="Ordine"/> }),
    })
}

#[component]
fn TheOrder(view: OrderView) -> impl IntoView {
    let order = view.order.clone();
    let number = order.number;
    let not_cancelled = view.not_cancelled.clone();
    let document_failed = view.commitment.as_ref().is_some_and(|it| !it.problems.is_empty());
    let came_too_late = view.commitment.as_ref().is_some_and(|it| it.came_too_late);
    let failed = document_failed || not_cancelled.is_some();
    let may_cancel = match order.state {
        OrderState::AwaitingPayment { .. } | OrderState::CommitmentFailed { .. } => true,
        OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::Cancelled { .. } => false,
    };
    let follows = match view.renewal.clone() {
        Some(charge) => Some(Either::Left(view! { <RenewsByItself charge/> })),
        None if view.is_turning_renewal_on => {
            Some(Either::Right(view! { <TurningRenewalOn number=order.number/> }))
        }
        None => None,
    };
    // Nobody is asked for the money of what cannot be fulfilled.
    let asks = view.impossible.is_none() || !order.state.is_awaiting_payment();
    // They bear the address of the holder.
    let has_papers = !order.holder.is_withheld();
    let sheet = has_papers && view.transfer.is_some();
    let slip = has_papers && view.slip.is_some();
    let facts = view! { <Facts order=order.clone() asks/> };
    let holder = view! { <WholeHolder holder=order.holder.clone()/> };
    let thanks = view
        .just_concluded
        .then(|| view! { <Thanks order=order.clone() was_asked=view.was_asked/> });
    view! {
        <Watched number/>
        {thanks}
        <PageTitle text=format!("Ordine {number}") in_error=failed>
            {facts}
        </PageTitle>
        {not_cancelled.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="stack min-w-0">
                <PartReceived order=order.clone()/>
                {came_too_late.then(|| view! { <CameTooLate/> })}
                <WhatNext view/>
                {follows}
                <Ordered order=order.clone()/>
                <Card title="Intestatario">{holder}</Card>
            </div>
            <div class="stack min-w-0 lg:sticky lg:top-6">
                <Figures order asks/>
                <div class="print-hidden"><Documents number sheet slip/></div>
                {may_cancel.then(|| view! {
                    <CancelOrderForm number page=paths::order(number)/>
                })}
                <p class="print-hidden">
                    <a class="text-link" href=paths::AREA>"Vai all’area clienti"</a>
                </p>
            </div>
        </div>
    }
}

/// What can be read or printed of an order; the page itself is printed as it is.
#[component]
fn Documents(
    number: i64,
    /// A transfer is waited for.
    sheet: bool,
    /// A bollettino is waited for.
    slip: bool,
) -> impl IntoView {
    let link = |href: String, text: &'static str| {
        view! { <li><a class="text-link" href=href rel="external">{text}</a></li> }
    };
    view! {
        <Card title="Documenti" id="documenti">
            <ul class="grid gap-2">
                {sheet.then(|| link(paths::transfer_sheet(number), "Dati del bonifico (PDF)"))}
                {slip.then(|| link(paths::postal_slip(number), "Bollettino compilato (PDF)"))}
                {link(paths::accepted(number), "Condizioni accettate")}
            </ul>
        </Card>
    }
}

/// What becomes of the amount of an order that can no longer be fulfilled.
const NOT_TO_BE_PAID: &str = "Da non pagare";

/// Kind, day and state.
#[component]
fn Facts(order: Order, asks: bool) -> impl IntoView {
    let badge = if asks {
        Either::Left(view! { <OrderBadge state=order.state kind=order.holder.party.kind/> })
    } else {
        Either::Right(view! { <StateBadge text=NOT_TO_BE_PAID tone=Tone::Error/> })
    };
    view! {
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span>{wording::order_kind_name(order.kind)} " del " {date(order.concluded_on)}</span>
            {badge}
        </div>
    }
}

/// Right after `Conferma e completa l'ordine`.
#[component]
fn Thanks(order: Order, was_asked: bool) -> impl IntoView {
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
        <Steps
            current=Step::Confirmation
            way=Way::of(order.kind == OrderKind::FirstPurchase, was_asked)
        />
        <div class="mb-8">
            <Notice tone=Tone::Success title="Ordine concluso. Grazie!">
                <p>{sentence}</p>
            </Notice>
        </div>
    }
}

/// Where the order stands, in plain words.
#[component]
fn WhatNext(view: OrderView) -> impl IntoView {
    let order = view.order.clone();
    match order.state {
        OrderState::AwaitingPayment { .. } if view.impossible.is_some() => {
            view! { <NoLongerToBePaid view/> }.into_any()
        }
        OrderState::AwaitingPayment { .. } => match view.commitment.clone() {
            Some(commitment) => view! { <CommitmentAwaited order commitment/> }.into_any(),
            None => view! { <ToBePaid view/> }.into_any(),
        },
        OrderState::FulfilledOnCommitment { committed_on } => {
            view! { <AwaitingSettlement view committed_on=date(committed_on)/> }.into_any()
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
            view! { <Stuck paid_on=date(paid_on) reason holder=order.holder.clone()/> }.into_any()
        }
        OrderState::Cancelled { reason, on } => {
            view! { <CalledOff reason on=date(on)/> }.into_any()
        }
    }
}

/// The money is still to come: where it goes, or how the try to collect it is going, and every
/// other way to pay.
#[component]
fn ToBePaid(view: OrderView) -> impl IntoView {
    // Whoever has chosen another way since knows how the last try has ended.
    let is_over = |attempt: &LastAttempt| !attempt.state.is_live();
    let attempt = view.attempt.clone();
    let attempt =
        attempt.filter(|attempt| attempt.method == view.order.method || !is_over(attempt));
    let attempt = attempt.map(|attempt| view! { <HowItGoes attempt number=view.order.number/> });
    let may_pay = view.attempt.as_ref().is_none_or(may_begin_anew);
    view! {
        {attempt}
        <HowToPay view=view.clone()/>
        {may_pay.then(|| view! { <Pay view/> })}
    }
}

/// The frozen amounts.
#[component]
fn Figures(order: Order, asks: bool) -> impl IntoView {
    let discount = Some(order.discount).filter(|amount| *amount != Money::ZERO);
    let rate = domain::vat::ordinary_rate();
    let method = wording::payment_method_name(order.method);
    let amount = match order.part_received() {
        Some(received) => Either::Left(view! {
            <dl class="ledger">
                <div><dt>"Già ricevuto"</dt><dd>"−\u{a0}"{euro(received)}</dd></div>
                <div class="ledger-sum">
                    <dt>{if asks { "Da pagare" } else { NOT_TO_BE_PAID }}</dt>
                    <dd>{euro(order.missing())}</dd>
                </div>
            </dl>
        }),
        None => {
            let what = if asks { paid_or_due(&order) } else { "Importo, da non pagare: " };
            Either::Right(view! {
                <p class="mt-4 border-t border-base-300 pt-4">
                    {what} <strong class="figure">{euro(order.totals.due)}</strong>
                </p>
            })
        }
    };
    view! {
        <section class="panel p-4 sm:p-6" aria-labelledby="totali">
            <h2 id="totali" class="mb-4">"Totale"</h2>
            <Totals totals=order.totals discount rate/>
            <SplitNote totals=order.totals stated=order.holder.split_payment/>
            {amount}
            <p class="mt-2">"Modalità di pagamento: " {method}</p>
        </section>
    }
}

fn paid_or_due(order: &Order) -> &'static str {
    match order.state {
        OrderState::AwaitingPayment { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. } => "Da pagare: ",
        OrderState::Fulfilled { .. } | OrderState::ActivationFailed { .. } => "Pagato: ",
        OrderState::Cancelled { .. } => "Importo, non più da pagare: ",
    }
}
