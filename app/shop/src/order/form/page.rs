//! `Modulo d'ordine`: everything is checked once more, accepted and confirmed.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::acceptances::Acceptances;
use super::api::{ConcludeOrder, OrderFormView, load_order_form};
use super::filled::{FilledForm, Form, Stage};
use super::payment::PaymentMethods;
use super::problems::ANSWERS;
use super::review::{HolderBlock, Items};
use super::tender::TenderCodes;
use crate::order::cancel::CancelOrderForm;
use crate::order::state::next_step;
use domain::format::{date, euro};
use domain::order::Order;
use ui::components::OrderBadge;
use ui::components::{
    Card, EmptyState, ErrorSummary, Failure, Notice, PageTitle, Step, Steps, SubmitButton, Tone,
    Way, fetched,
};
use ui::error::AppError;
use ui::{paths, wording};

#[component]
pub fn OrderFormPage() -> impl IntoView {
    fetched(load_order_form(), |view| match view {
        Ok(view) => Either::Left(view! { <TheForm view/> }),
        Err(error) => Either::Right(view! { <Failure error title="Modulo d’ordine"/> }),
    })
}

#[component]
fn TheForm(view: OrderFormView) -> impl IntoView {
    let form = FilledForm::new(view);
    let way = Way::of(form.is_first_purchase(), form.view.was_asked);
    let content = match form.stage() {
        Stage::Ready => view! { <Ready form/> }.into_any(),
        Stage::GivenUp => view! { <GivenUp/> }.into_any(),
        Stage::Pending => view! { <Pending form/> }.into_any(),
        Stage::Refused => view! { <Refused form/> }.into_any(),
        Stage::HolderMissing => view! { <HolderMissing/> }.into_any(),
        Stage::Empty => view! { <Empty/> }.into_any(),
    };
    view! {
        <Steps current=Step::OrderForm way/>
        {content}
    }
}

/// The page to check and confirm.
#[component]
fn Ready(form: Form) -> impl IntoView {
    let in_error = form.error.is_some() || form.coupon_error.is_some();
    let due = form.priced().map(|quote| euro(quote.totals.due));
    view! {
        <PageTitle text="Modulo d’ordine" in_error>
            "Controlla tutto prima di confermare: fino ad allora non ordini e non paghi nulla."
        </PageTitle>
        <WhatWentWrong form=form.clone()/>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
            <div class="min-w-0 lg:col-start-2">
                <Items form=form.clone()/>
            </div>
            <div class="min-w-0 lg:col-start-1 lg:row-start-1">
                <Confirmation form/>
            </div>
        </div>
        <div class="in-sight">
            <p>"Totale da pagare " <strong class="figure">{due}</strong></p>
            <SubmitButton form=ANSWERS>"Conferma e completa l’ordine"</SubmitButton>
        </div>
    }
}

const NOTHING_ORDERED: &str = "Non abbiamo ancora ordinato nulla";

/// On top of the page: all that keeps the order from being made.
#[component]
fn WhatWentWrong(form: Form) -> impl IntoView {
    let error = |(place, sentence): &(&str, String)| ((*place).to_owned(), sentence.clone());
    let errors: Vec<_> = form.problems.iter().map(error).collect();
    view! {
        <ErrorSummary errors title=NOTHING_ORDERED/>
        {form.error.as_ref().and_then(failure)}
    }
}

/// What is no fault of an answer.
fn failure(error: &AppError) -> Option<impl IntoView + use<>> {
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
    let sentence = wording::app_sentence(error);
    Some(view! {
        <div class="mb-6">
            <Notice tone=Tone::Error title=title>
                <p>{sentence}</p>
                <p>"Puoi premere di nuovo il pulsante: lo stesso modulo non fa mai due ordini."</p>
            </Notice>
        </div>
    })
}

/// How to pay, for whom, what is accepted, and the button.
#[component]
fn Confirmation(form: Form) -> impl IntoView {
    let hidden = form.priced().map(|quote| {
        let totals = quote.totals;
        view! {
            <input type="hidden" name="form[digest]" value=quote.digest()/>
            <input type="hidden" name="form[shown][net]" value=totals.net.to_string()/>
            <input type="hidden" name="form[shown][vat]" value=totals.vat.to_string()/>
            <input type="hidden" name="form[shown][total]" value=totals.total.to_string()/>
            <input type="hidden" name="form[shown][due]" value=totals.due.to_string()/>
        }
    });
    let intent = form.view.intent.to_string();
    let due = form.priced().map(|quote| euro(quote.totals.due));
    view! {
        <form id=ANSWERS action=ConcludeOrder::url() method="post" novalidate autocomplete="off">
            <input type="hidden" name="form[intent]" value=intent/>
            {hidden}
            <div class="stack">
                <PaymentMethods form=form.clone()/>
                <TenderCodes form=form.clone()/>
                <HolderBlock form=form.clone()/>
                <Acceptances form/>
                <section class="panel p-4 sm:p-6" aria-labelledby="conferma">
                    <h2 id="conferma" class="sr-only">"Conferma"</h2>
                    <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
                        <p class="max-lg:hidden">
                            "Totale da pagare "
                            <strong class="figure block text-2xl">{due}</strong>
                        </p>
                        <SubmitButton class="btn-primary max-lg:hidden">
                            "Conferma e completa l’ordine"
                        </SubmitButton>
                    </div>
                    <p class="text-sm text-muted lg:mt-3">
                        "Con la conferma concludi un ordine che comporta l’obbligo di pagare. \
                         Se premi due volte, l’ordine resta uno solo."
                    </p>
                </section>
            </div>
        </form>
    }
}

/// Nothing is ordered for a service that is being given up.
#[component]
fn GivenUp() -> impl IntoView {
    view! {
        <PageTitle text="Modulo d’ordine"/>
        <Notice tone=Tone::Warning title="Hai chiesto la disdetta del servizio">
            <p>
                "Finché non ritiri la richiesta non si può ordinare niente. Quello che hai nel \
                 carrello resta lì."
            </p>
            <p class="mt-3">
                <a class="btn btn-primary" href=paths::TERMINATION>"Vai alla disdetta"</a>
            </p>
        </Notice>
    }
}

/// An unpaid order comes first.
#[component]
fn Pending(form: Form) -> impl IntoView {
    let not_cancelled = form.view.not_cancelled.as_ref().map(wording::app_sentence);
    let has_cart = form.view.open.is_some();
    view! {
        <PageTitle text="Modulo d’ordine" in_error=not_cancelled.is_some()>
            "C’è già un ordine che aspetta il pagamento: viene prima di uno nuovo."
        </PageTitle>
        {not_cancelled.map(|sentence| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=sentence/></div>
        })}
        {form.view.pending.clone().map(|order| view! { <PendingOrder order/> })}
        {has_cart.then(|| view! {
            <p class="mt-6 text-muted">
                "Quello che hai nel "
                <a class="text-link" href=paths::CART>"carrello"</a>
                " resta lì: quando l’ordine è pagato o annullato, torna qui per confermarlo."
            </p>
        })}
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
fn Refused(form: Form) -> impl IntoView {
    let errors = form.quote.as_ref().and_then(|quote| quote.as_ref().err());
    let item = |error| view! { <li>{wording::cart_sentence(error)}</li> };
    let sentences: Vec<_> = errors.into_iter().flatten().map(item).collect();
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
