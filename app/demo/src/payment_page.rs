//! The hosted page of the demo's payment provider: instead of a card it asks what shall happen.

use domain::demo::DemoOutcome;
use domain::format::euro;
use domain::id::AttemptId;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{ChooseDemoOutcome, DemoPaymentView, Step, load_demo_payment};
use ui::components::{Card, Notice, PageTitle, SubmitButton, Tone, loaded};
use ui::error::AppError;

#[component]
pub fn PaymentPage() -> impl IntoView {
    let attempt = use_params_map().with_untracked(|params| params.get("attempt"));
    let load = async move {
        match attempt.and_then(|text| text.parse::<AttemptId>().ok()) {
            Some(attempt) => load_demo_payment(attempt).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, |view| view! { <ThePayment view/> })
}

#[component]
fn ThePayment(view: DemoPaymentView) -> impl IntoView {
    let DemoPaymentView { attempt, order_number, amount, back, step } = view;
    let outcomes = match step {
        Step::Pay => Either::Left(view! { <Outcomes attempt outcomes=&AT_FIRST/> }),
        Step::Confirm => Either::Left(view! { <Outcomes attempt outcomes=&TO_CONFIRM/> }),
        Step::Over => Either::Right(view! {
            <p>"Qui non c’è più nulla da fare."</p>
        }),
    };
    let title = match step {
        Step::Pay | Step::Over => "Che cosa deve succedere?",
        Step::Confirm => "Conferma presso la tua banca",
    };
    view! {
        <PageTitle text="Pagamento dimostrativo">
            "Ordine " {order_number} ", importo " <strong class="figure">{euro(amount)}</strong>
        </PageTitle>
        <div class="stack max-w-3xl">
            <Notice tone=Tone::Info title="È un simulatore: non si addebita nulla">
                <p>
                    "In un negozio vero questa è la pagina del fornitore dei pagamenti. Qui scegli \
                     tu come va a finire."
                </p>
            </Notice>
            <Card title=title>{outcomes}</Card>
            <p><a class="text-link" href=back rel="external">"Torna al negozio senza scegliere"</a></p>
        </div>
    }
}

/// A choice, what it is called, and what it shows.
type Choice = (DemoOutcome, &'static str, &'static str);

const AT_FIRST: [Choice; 8] = [
    (DemoOutcome::Succeeds, "Il pagamento riesce", "Subito, come di solito."),
    (DemoOutcome::Declined, "La banca rifiuta", "Poi si può pagare in un altro modo."),
    (
        DemoOutcome::NeedsAuthentication,
        "La banca chiede una conferma",
        "Prima di addebitare vuole sapere che sei tu.",
    ),
    (DemoOutcome::GivesUp, "Il cliente rinuncia", "Torna al negozio senza pagare."),
    (
        DemoOutcome::AnswersLate,
        "La risposta arriva tardi",
        "Il pagamento riesce, e il negozio lo scopre dopo qualche minuto.",
    ),
    (
        DemoOutcome::NeverAnswers,
        "La risposta non arriva mai",
        "Il negozio continua a chiedere, poi lo dice all’ufficio.",
    ),
    (
        DemoOutcome::SaysItTwice,
        "La risposta arriva due volte",
        "Il pagamento è uno solo, e si registra una volta.",
    ),
    (
        DemoOutcome::SucceedsAfterCancel,
        "Riesce dopo l’annullamento",
        "Torna al negozio e annulla l’ordine: i soldi arrivano lo stesso, e l’ufficio li vede.",
    ),
];

const TO_CONFIRM: [Choice; 3] = [
    (DemoOutcome::Succeeds, "Confermo", "Il pagamento riesce."),
    (DemoOutcome::AuthenticationFails, "La conferma non riesce", "Il pagamento è rifiutato."),
    (DemoOutcome::GivesUp, "Rinuncio", "Torna al negozio senza pagare."),
];

#[component]
fn Outcomes(attempt: AttemptId, outcomes: &'static [Choice]) -> impl IntoView {
    let row = move |&(outcome, name, meaning): &Choice| {
        // Serde and Debug know a plain variant by the same name.
        let value = format!("{outcome:?}");
        view! {
            <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
                <span class="min-w-0 flex-1 basis-64">
                    <strong class="block">{name}</strong>
                    <span class="text-muted">{meaning}</span>
                </span>
                <form action=ChooseDemoOutcome::url() method="post">
                    <input type="hidden" name="attempt" value=attempt.to_string()/>
                    <input type="hidden" name="outcome" value=value/>
                    <SubmitButton class="btn-outline" aria_label=format!("Scegli: {name}")>
                        "Scegli"
                    </SubmitButton>
                </form>
            </li>
        }
    };
    view! { <ul class="divide-y divide-base-300">{outcomes.iter().map(row).collect_view()}</ul> }
}
