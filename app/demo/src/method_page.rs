//! The page of the demo's payment provider on which a way to pay is left: instead of a number it
//! asks how the card will behave when a renewal is charged.

use domain::demo::DemoMethod;
use domain::order::PaymentMethod;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{ChooseDemoMethod, DemoMethodView, load_demo_method};
use ui::components::{Card, Notice, PageTitle, SubmitButton, Tone, loaded};
use ui::wording;

#[component]
pub fn MethodPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    loaded(load_demo_method(id.unwrap_or_default()), |view| view! { <TheMethod view/> })
}

#[component]
fn TheMethod(view: DemoMethodView) -> impl IntoView {
    let DemoMethodView { id, kind, back, is_over } = view;
    let choices = match is_over {
        true => Either::Left(view! { <p>"Qui non c’è più nulla da fare."</p> }),
        false => Either::Right(view! { <Choices id kind/> }),
    };
    view! {
        <PageTitle text="Metodo di pagamento dimostrativo">
            {wording::payment_method_name(kind)}
        </PageTitle>
        <div class="stack max-w-3xl">
            <Notice tone=Tone::Info title="È un simulatore: non si addebita nulla">
                <p>
                    "In un negozio vero qui il fornitore dei pagamenti chiede i dati della carta. \
                     Qui scegli tu come si comporterà ai rinnovi automatici."
                </p>
            </Notice>
            <Card title="Che metodo registri?">{choices}</Card>
            <p><a class="text-link" href=back rel="external">"Torna al negozio senza scegliere"</a></p>
        </div>
    }
}

/// A choice, what it is called, and what it shows.
type Choice = (Option<DemoMethod>, &'static str, &'static str);

const CARDS: [Choice; 5] = [
    (Some(DemoMethod::Pays), "La carta paga", "I rinnovi automatici riescono."),
    (
        Some(DemoMethod::IsRefused),
        "La carta non ha disponibilità",
        "I rinnovi automatici sono rifiutati, e il negozio ci riprova.",
    ),
    (
        Some(DemoMethod::IsVoid),
        "La carta è scaduta",
        "I rinnovi automatici sono rifiutati, e il negozio non ci riprova.",
    ),
    (
        Some(DemoMethod::WantsConfirmation),
        "La banca chiede conferma",
        "Ai rinnovi automatici il cliente deve confermare il pagamento.",
    ),
    (None, "Il cliente rinuncia", "Torna al negozio senza registrare nulla."),
];

#[component]
fn Choices(id: String, kind: PaymentMethod) -> impl IntoView {
    // Only cards end on a day.
    let fits = move |(method, ..): &&Choice| {
        kind == PaymentMethod::Card || *method != Some(DemoMethod::IsVoid)
    };
    let row = move |&(method, name, meaning): &Choice| {
        // Serde and Debug know a plain variant by the same name.
        let value = method.map(|method| format!("{method:?}"));
        let id = id.clone();
        let method = value.map(|value| view! { <input type="hidden" name="method" value=value/> });
        view! {
            <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
                <span class="min-w-0 flex-1 basis-64">
                    <strong class="block">{name}</strong>
                    <span class="text-muted">{meaning}</span>
                </span>
                <form action=ChooseDemoMethod::url() method="post">
                    <input type="hidden" name="id" value=id/>
                    {method}
                    <SubmitButton class="btn-outline" aria_label=format!("Scegli: {name}")>
                        "Scegli"
                    </SubmitButton>
                </form>
            </li>
        }
    };
    let rows = CARDS.iter().filter(fits).map(row).collect_view();
    view! { <ul class="divide-y divide-base-300">{rows}</ul> }
}
