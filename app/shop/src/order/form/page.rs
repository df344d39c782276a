//! `Modulo d'ordine`: everything is checked once more, accepted and confirmed.

use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::acceptances::Acceptances;
use super::api::{ConcludeOrder, OrderFormView, load_order_form};
use super::coupon::DiscountCode;
use super::filled::{FilledForm, Stage};
use super::payment::PaymentMethods;
use super::review::{Email, Extension, HolderBlock, Invoice, Items};
use super::summary::Summary;
use super::tender::TenderCodes;
use crate::order::cancel::CancelOrderForm;
use crate::order::state::next_step;
use domain::format::{date, euro};
use domain::order::Order;
use ui::components::OrderBadge;
use ui::components::{
    Card, EmptyState, ErrorSummary, Failure, Notice, PageTitle, Step, Steps, SubmitButton, Tone,
    fetched,
};
use ui::error::AppError;
use ui::{paths, wording};

#[component]
pub fn OrderFormPage() -> impl IntoView {
    fetched(load_order_form(), |view| match view {
        Ok(view) => EitherOf3::A(view! { <TheForm view/> }),
        Err(error @ AppError::SignInForMore { .. }) => EitherOf3::B(view! { <Failure error/> }),
        Err(error) => EitherOf3::C(view! {
            <PageTitle text="Modulo d’ordine" in_error=true/>
            <Failure error/>
        }),
    })
}

#[component]
fn TheForm(view: OrderFormView) -> impl IntoView {
    let form = FilledForm::new(view);
    let stage = form.stage();
    let content = move || match stage.get() {
        Stage::Ready => view! { <Ready form/> }.into_any(),
        Stage::Pending => view! { <Pending form/> }.into_any(),
        Stage::Refused => view! { <Refused form/> }.into_any(),
        Stage::HolderMissing => view! { <HolderMissing/> }.into_any(),
        Stage::Empty => view! { <Empty/> }.into_any(),
    };
    view! {
        <Steps current=Step::OrderForm is_known=untrack(|| !form.is_first_purchase())/>
        {content}
    }
}

/// The page to check and confirm.
#[component]
fn Ready(form: FilledForm) -> impl IntoView {
    let failed =
        Signal::derive(move || form.error.get().is_some() || form.coupon_error.get().is_some());
    view! {
        <PageTitle text="Modulo d’ordine" in_error=failed>
            "Controlla tutto prima di confermare: fino ad allora non ordini e non paghi nulla."
        </PageTitle>
        <WhatWentWrong form/>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
            <div class="stack min-w-0 lg:col-start-2">
                <Items form/>
                <Extension form/>
                <Summary form/>
                <DiscountCode form/>
            </div>
            <div class="min-w-0 lg:col-start-1 lg:row-start-1">
                <Confirmation form/>
            </div>
        </div>
    }
}

/// The id of the form with all the answers.
pub const ANSWERS: &str = "risposte";

const NOTHING_ORDERED: &str = "Non abbiamo ancora ordinato nulla";

/// On top of the page: all that keeps the order from being made.
#[component]
fn WhatWentWrong(form: FilledForm) -> impl IntoView {
    let errors = Signal::derive(move || {
        let text = |(place, sentence): (&str, String)| (place.to_owned(), sentence);
        form.problems.get().into_iter().map(text).collect::<Vec<_>>()
    });
    let failure = move || {
        let error = form.error.get()?;
        let title = match error {
            AppError::Internal { .. }
            | AppError::Unavailable
            | AppError::Unreachable
            | AppError::NotAllowed => "Non sappiamo se l’ordine è arrivato",
            AppError::NotUnderstood
            | AppError::UnusableCharacter
            | AppError::TooLarge
            | AppError::SetAside => NOTHING_ORDERED,
            AppError::Rule(_)
            | AppError::NotFound
            | AppError::SignInFirst
            | AppError::SignInForMore { .. } => return None,
        };
        Some(view! {
            <div class="mb-6">
                <Notice tone=Tone::Error title=title>
                    <p>{wording::app_sentence(&error)}</p>
                    <p>"Puoi premere di nuovo il pulsante: lo stesso modulo non fa mai due ordini."</p>
                </Notice>
            </div>
        })
    };
    view! {
        <ErrorSummary errors title=NOTHING_ORDERED/>
        {failure}
    }
}

/// How to pay, for whom, what is accepted, and the button.
#[component]
fn Confirmation(form: FilledForm) -> impl IntoView {
    let hidden = move || {
        form.priced().map(|quote| {
            let totals = quote.totals;
            view! {
                <input type="hidden" name="form[digest]" value=quote.digest()/>
                <input type="hidden" name="form[shown][net]" value=totals.net.to_string()/>
                <input type="hidden" name="form[shown][vat]" value=totals.vat.to_string()/>
                <input type="hidden" name="form[shown][total]" value=totals.total.to_string()/>
                <input type="hidden" name="form[shown][due]" value=totals.due.to_string()/>
            }
        })
    };
    let intent = form.view.with_untracked(|view| view.intent.to_string());
    let due = move || form.priced().map(|quote| euro(quote.totals.due));
    view! {
        <form id=ANSWERS action=ConcludeOrder::url() method="post" novalidate autocomplete="off">
            <input type="hidden" name="form[intent]" value=intent/>
            {hidden}
            <div class="stack">
                <PaymentMethods form/>
                <TenderCodes form/>
                <HolderBlock form/>
                <Email form/>
                <Invoice form/>
                <Acceptances form/>
                <section class="panel p-4 sm:p-6" aria-labelledby="conferma">
                    <h2 id="conferma" class="sr-only">"Conferma"</h2>
                    <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
                        <p>
                            "Totale da pagare "
                            <strong class="figure block text-2xl">{due}</strong>
                        </p>
                        <SubmitButton>"Conferma e completa l’ordine"</SubmitButton>
                    </div>
                    <p class="mt-3 text-sm text-muted">
                        "Con la conferma concludi un ordine che comporta l’obbligo di pagare. \
                         Se premi due volte, l’ordine resta uno solo."
                    </p>
                </section>
            </div>
        </form>
    }
}

/// An unpaid order comes first.
#[component]
fn Pending(form: FilledForm) -> impl IntoView {
    let not_cancelled = form.view.with_untracked(|view| view.not_cancelled.clone());
    let failed = not_cancelled.is_some();
    let has_cart = move || form.view.with(|view| view.open.is_some());
    let pending = move || {
        form.view.with(|view| view.pending.clone()).map(|order| {
            view! {
                <PendingOrder order/>
            }
        })
    };
    view! {
        <PageTitle text="Modulo d’ordine" in_error=failed>
            "C’è già un ordine che aspetta il pagamento: viene prima di uno nuovo."
        </PageTitle>
        {not_cancelled.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        {pending}
        <Show when=has_cart>
            <p class="mt-6 text-muted">
                "Quello che hai nel "
                <a class="text-link" href=paths::CART>"carrello"</a>
                " resta lì: quando l’ordine è pagato o annullato, torna qui per confermarlo."
            </p>
        </Show>
    }
}

/// The unpaid order, with `Paga` and `Annulla`.
#[component]
fn PendingOrder(order: Order) -> impl IntoView {
    let number = order.number;
    let (step, link) = next_step(order.holder.party.kind);
    view! {
        <Card title=format!("Ordine {number}")>
            <div class="flex flex-wrap items-center justify-between gap-4">
                <p>
                    {wording::order_kind_name(order.kind)} " del " {date(order.concluded_on)} ": "
                    <strong class="figure">{euro(order.totals.due)}</strong>
                </p>
                <OrderBadge state=order.state kind=order.holder.party.kind/>
            </div>
            <div class="mt-5 flex flex-wrap items-start gap-3">
                <a class="btn btn-primary" href=paths::order(number)>
                    {step} <span class="sr-only">{format!("{link} l’ordine {number}")}</span>
                </a>
                <CancelOrderForm number page=paths::ORDER_FORM/>
            </div>
        </Card>
    }
}

/// The cart cannot be ordered as it is.
#[component]
fn Refused(form: FilledForm) -> impl IntoView {
    let sentences = move || {
        let errors = form.quote.get().and_then(Result::err).unwrap_or_default();
        let item = |error| view! { <li>{wording::cart_sentence(&error)}</li> };
        errors.into_iter().map(item).collect_view()
    };
    view! {
        <PageTitle text="Modulo d’ordine"/>
        <Notice tone=Tone::Warning title="Così il carrello non si può ordinare">
            <ul class="list-disc ps-5">{sentences}</ul>
            <p class="mt-3"><a class="text-link" href=paths::CART>"Torna al carrello"</a></p>
        </Notice>
    }
}

/// Nobody knows yet for whom the service is. The server has sent the browser on already; this is
/// for the moment in between.
#[component]
fn HolderMissing() -> impl IntoView {
    view! {
        <PageTitle text="Modulo d’ordine"/>
        <EmptyState title="Prima servono i dati dell’intestatario">
            <p>"Compilali una volta: ti riportano qui."</p>
            <a class="btn btn-primary" href=paths::HOLDER>"Vai ai dati intestatario"</a>
        </EmptyState>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <PageTitle text="Modulo d’ordine"/>
        <EmptyState title="Non c’è nulla da ordinare">
            <p>
                "Il carrello è vuoto. Se hai appena concluso un ordine, lo trovi nell’"
                <a class="text-link" href=paths::AREA>"area clienti"</a> "."
            </p>
            <a class="btn btn-primary" href=paths::PRODUCTS>"Guarda i prodotti"</a>
        </EmptyState>
    }
}
