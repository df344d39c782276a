//! How a payment is going: on the way to the provider, and back from there. It tells the truth,
//! also when the truth is that nobody knows yet.

use domain::format::euro;
use domain::payment::{AttemptState, LastAttempt};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

use super::outcome::{NotToBePaid, PartReceived};
use super::pay::Pay;
use super::watch::{Watched, number_in_address};
use crate::order::api::{OrderView, load_payment};
use ui::components::NothingHere;
use ui::components::{Card, Failure, Notice, PageTitle, Tone, fetched};
use ui::error::AppError;
use ui::{paths, wording};

#[component]
pub fn PaymentPage() -> impl IntoView {
    let number = number_in_address();
    let load = async move {
        match number {
            Some(number) => load_payment(number).await,
            None => Err(AppError::NotFound),
        }
    };
    fetched(load, |view| match view {
        Ok(view) => EitherOf3::A(view! { <Watched number=view.order.number/> <Going view/> }),
        Err(AppError::NotFound) => EitherOf3::B(view! { <NothingHere/> }),
        Err(error) => EitherOf3::C(view! { <Failure error title="Pagamento"/> }),
    })
}

#[component]
fn Going(view: OrderView) -> impl IntoView {
    let order = &view.order;
    let title = format!("Pagamento dell’ordine {}", order.number);
    let amount = euro(order.missing());
    let part = view! { <PartReceived order=order.clone()/> };
    let address = paths::order(order.number);
    let is_awaiting = order.state.is_awaiting_payment();
    if is_awaiting && view.impossible.is_some() {
        return view! {
            <PageTitle text=title/>
            <div class="stack max-w-3xl">
                <NoLongerToBePaid view/>
                <p><a class="text-link" href=address>"Torna all’ordine"</a></p>
            </div>
        }
        .into_any();
    }
    let may_pay = is_awaiting && view.attempt.as_ref().is_none_or(may_begin_anew);
    let state = match view.attempt.clone() {
        Some(attempt) if is_awaiting => {
            view! { <HowItGoes attempt number=order.number/> }.into_any()
        }
        Some(_) | None => ().into_any(),
    };
    view! {
        <PageTitle text=title>"Importo: " <strong class="figure">{amount}</strong></PageTitle>
        <div class="stack max-w-3xl">
            {state}
            {part}
            {may_pay.then(|| view! { <Pay view/> })}
            <p><a class="text-link" href=address>"Torna all’ordine"</a></p>
        </div>
    }
    .into_any()
}

/// While nobody knows the outcome, paying again could be paying twice.
pub fn may_begin_anew(attempt: &LastAttempt) -> bool {
    match attempt.state {
        AttemptState::Started
        | AttemptState::Unknown
        | AttemptState::Abandoned
        | AttemptState::Succeeded => false,
        AttemptState::Pending
        | AttemptState::NeedsAuthentication
        | AttemptState::Cancelled
        | AttemptState::Refused(_) => true,
    }
}

/// The money must not come any more. Whether some is on its way is told all the same.
#[component]
pub fn NoLongerToBePaid(view: OrderView) -> impl IntoView {
    let OrderView { order, attempt, impossible, .. } = view;
    let number = order.number;
    let attempt = attempt.filter(|attempt| attempt.state.is_live());
    view! {
        {attempt.map(|attempt| view! { <HowItGoes attempt number/> })}
        {impossible.map(|reason| view! { <NotToBePaid order reason/> })}
    }
}

/// How the newest try to pay is going.
#[component]
pub fn HowItGoes(attempt: LastAttempt, number: i64) -> impl IntoView {
    match attempt.state {
        AttemptState::Started | AttemptState::Pending | AttemptState::NeedsAuthentication => {
            view! { <AtTheProvider attempt/> }.into_any()
        }
        AttemptState::Unknown | AttemptState::Abandoned => {
            view! { <NobodyKnows number/> }.into_any()
        }
        AttemptState::Cancelled => view! {
            <Notice tone=Tone::Neutral title="Il pagamento non è stato concluso">
                <p>"Non è stato addebitato nulla. Quando vuoi, puoi pagare qui sotto."</p>
            </Notice>
        }
        .into_any(),
        AttemptState::Refused(refusal) => view! {
            <Notice tone=Tone::Error title="Il pagamento non è riuscito">
                <p>{wording::refusal_sentence(refusal)} " Non è stato addebitato nulla."</p>
            </Notice>
        }
        .into_any(),
        AttemptState::Succeeded => view! {
            <Notice tone=Tone::Success title="Il pagamento è riuscito">
                <p>"Lo stiamo registrando."</p>
            </Notice>
        }
        .into_any(),
    }
}

/// The provider waits for the customer. On the way there the browser goes on by itself; whoever
/// comes back is not sent there again.
#[component]
fn AtTheProvider(attempt: LastAttempt) -> impl IntoView {
    let query = use_query_map();
    let Some(page) = attempt.page else {
        // A renewal that was charged while nobody was there has no page of its own.
        if attempt.state == AttemptState::NeedsAuthentication {
            return view! { <BankAsks/> }.into_any();
        }
        return view! {
            <Notice tone=Tone::Info title="Prepariamo la pagina di pagamento">
                <p>"Ci vuole qualche secondo. Se non succede nulla, ricarica questa pagina."</p>
            </Notice>
        }
        .into_any();
    };
    let on_the_way = query.with_untracked(|map| map.get(paths::ON_THE_WAY).is_some());
    let onward = on_the_way.then(|| {
        let content = format!("0; url={page}");
        view! { <Meta http_equiv="refresh" content=content/> }
    });
    let (title, sentence) = match (on_the_way, attempt.state) {
        (true, _) => (
            "Ti portiamo alla pagina sicura di pagamento",
            "Se non si apre da sola, prosegui da qui.",
        ),
        (false, AttemptState::NeedsAuthentication) => (
            "La tua banca aspetta una conferma",
            "Torna alla pagina di pagamento per confermare, oppure scegli un altro metodo.",
        ),
        (false, _) => (
            "Il pagamento non è ancora concluso",
            "Puoi riprenderlo da dove l’hai lasciato, oppure scegliere un altro metodo.",
        ),
    };
    view! {
        {onward}
        <Card title=title>
            <p>{sentence}</p>
            <p class="mt-4">
                <a class="btn btn-primary" href=page rel="external">"Vai alla pagina di pagamento"</a>
            </p>
        </Card>
    }
    .into_any()
}

#[component]
fn BankAsks() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning title="La tua banca chiede una conferma">
            <p>"Non è stato ancora addebitato nulla: premi «Paga» e conferma il pagamento."</p>
        </Notice>
    }
}

#[component]
fn NobodyKnows(number: i64) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning title="Non sappiamo ancora com’è andato il pagamento">
            <p>
                "Il fornitore dei pagamenti non ci ha ancora risposto. Non pagare di nuovo: \
                 continuiamo a chiedere, e appena lo sappiamo aggiorniamo l’ordine e ti scriviamo."
            </p>
            <p class="mt-2">
                <a class="text-link" href=paths::payment(number) rel="external">
                    "Controlla di nuovo"
                </a>
            </p>
        </Notice>
    }
}
