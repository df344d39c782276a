//! On the way to the provider's page where a way to pay is left, and back from there.

use domain::payment::Refusal;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{SetupResult, load_setup};
use ui::components::{Card, Notice, PageTitle, Tone, loaded};
use ui::{paths, wording};

#[component]
pub fn MethodReturnPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    loaded(load_setup(id.unwrap_or_default()), |setup| view! { <Outcome setup/> })
}

#[component]
fn Outcome(setup: SetupResult) -> impl IntoView {
    let outcome = match setup {
        SetupResult::Stored => view! { <Stored/> }.into_any(),
        SetupResult::Open { page: Some(page) } => view! { <Open page/> }.into_any(),
        SetupResult::Open { page: None } => view! {
            <Notice tone=Tone::Info title="Prepariamo la pagina del fornitore dei pagamenti">
                <p>"Ci vuole qualche secondo. Se non succede nulla, ricarica questa pagina."</p>
            </Notice>
        }
        .into_any(),
        SetupResult::GivenUp => view! { <GivenUp/> }.into_any(),
        SetupResult::Refused(refusal) => view! { <Refused refusal/> }.into_any(),
    };
    view! {
        <PageTitle text="Metodo di pagamento"/>
        <div class="stack max-w-3xl">
            {outcome}
            <p class="flex flex-wrap gap-x-6 gap-y-2">
                <a class="text-link" href=paths::METHODS>"Vedi i metodi di pagamento"</a>
                <a class="text-link" href=paths::RENEWAL>"Gestisci il rinnovo"</a>
            </p>
        </div>
    }
}

#[component]
fn Stored() -> impl IntoView {
    view! {
        <Notice tone=Tone::Success title="Il metodo di pagamento è registrato">
            <p>"Te lo confermiamo anche per email. Lo trovi tra i tuoi metodi di pagamento."</p>
        </Notice>
    }
}

/// The provider waits for the customer. On the way there the browser goes on by itself; whoever
/// comes back is not sent there again.
#[component]
fn Open(page: String) -> impl IntoView {
    let query = use_query_map();
    let on_the_way = query.with_untracked(|map| map.get(paths::ON_THE_WAY).is_some());
    let onward = on_the_way.then(|| {
        let content = format!("0; url={page}");
        view! { <Meta http_equiv="refresh" content=content/> }
    });
    let (title, sentence) = if on_the_way {
        (
            "Ti portiamo alla pagina sicura del fornitore dei pagamenti",
            "Se non si apre da sola, prosegui da qui.",
        )
    } else {
        (
            "Il metodo non è ancora registrato",
            "Puoi riprendere da dove hai lasciato. Se hai appena finito, ricarica questa pagina tra \
             qualche secondo.",
        )
    };
    view! {
        {onward}
        <Card title=title>
            <p>{sentence}</p>
            <p class="mt-4">
                <a class="btn btn-primary" href=page rel="external">"Vai alla pagina sicura"</a>
            </p>
        </Card>
    }
}

#[component]
fn GivenUp() -> impl IntoView {
    view! {
        <Notice tone=Tone::Neutral title="Il metodo non è stato registrato">
            <p>
                "Non hai concluso la registrazione, e non è cambiato nulla. "
                <a class="text-link" href=paths::NEW_METHOD>"Riprova"</a>
            </p>
        </Notice>
    }
}

#[component]
fn Refused(refusal: Refusal) -> impl IntoView {
    view! {
        <Notice tone=Tone::Error title="Il metodo non è stato registrato">
            <p>
                {wording::refusal_sentence(refusal)} " "
                <a class="text-link" href=paths::NEW_METHOD>"Riprova con un altro metodo"</a>
            </p>
        </Notice>
    }
}
