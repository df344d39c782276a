//! `Aggiungi nuovo metodo` and `Sostituisci`: which kind, what is agreed to, and on to the provider.

use domain::format::{date, euro};
use domain::id::StoredMethodId;
use domain::order::PaymentMethod;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{AddMethod, Ceiling, NewMethodView, Stored, load_new_method};
use ui::components::{
    Card, Choice, EmptyState, Notice, PageTitle, RadioGroup, SubmitButton, Tone, loaded,
};
use ui::error::AppError;
use ui::{paths, wording};

#[component]
pub fn NewMethodPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let replaces = query.get(paths::REPLACES).map(|id| id.parse::<StoredMethodId>());
    let chosen = query.get(paths::KIND).unwrap_or_default();
    let load = async move {
        match replaces.transpose() {
            Ok(replaces) => load_new_method(replaces).await,
            Err(_) => Err(AppError::NotFound),
        }
    };
    loaded(load, |view| view! { <NewMethod view chosen/> })
}

/// The first step asks for the kind, the second for the consent.
#[component]
fn NewMethod(view: NewMethodView, chosen: String) -> impl IntoView {
    let NewMethodView { kinds, replaces, ceiling, error } = view;
    let failed = error.is_some();
    let title = match &replaces {
        Some(_) => "Sostituisci il metodo",
        None => "Aggiungi nuovo metodo",
    };
    let sentence = replaces.as_ref().map(|stored| {
        let name = wording::method_name(&stored.name);
        format!("Il nuovo metodo prende il posto di {name}: i rinnovi automatici passano a quello.")
    });
    let kind = kinds.iter().copied().find(|kind| kind.word() == chosen);
    let step = match kind {
        _ if kinds.is_empty() => view! { <NotOffered/> }.into_any(),
        Some(kind) => view! { <Authorise kind replaces ceiling/> }.into_any(),
        None => view! { <ChooseKind kinds replaces/> }.into_any(),
    };
    view! {
        <PageTitle text=title in_error=failed>{sentence}</PageTitle>
        <div class="stack max-w-3xl">
            {error.map(|error| view! {
                <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
            })}
            {step}
            <p><a class="text-link" href=paths::METHODS>"Torna ai metodi di pagamento"</a></p>
        </div>
    }
}

#[component]
fn NotOffered() -> impl IntoView {
    view! {
        <EmptyState title="Qui non si paga con carta o PayPal">
            <p>"Questo negozio non accetta carte e PayPal, quindi non c’è nulla da registrare."</p>
        </EmptyState>
    }
}

/// A form that asks for the next page, so it is the browser's own.
#[component]
fn ChooseKind(kinds: Vec<PaymentMethod>, replaces: Option<Stored>) -> impl IntoView {
    let first = kinds.first().copied().map(PaymentMethod::word).unwrap_or_default();
    let choice = |kind: PaymentMethod| {
        Choice::new(kind.word(), wording::payment_method_name(kind)).with_hint(hint(kind))
    };
    let choices: Vec<Choice> = kinds.into_iter().map(choice).collect();
    let replaces = replaces.map(|stored| {
        view! {
            <input type="hidden" name=paths::REPLACES value=stored.id.to_string()/>
        }
    });
    view! {
        <Card>
            <form action=paths::NEW_METHOD method="get" class="stack">
                {replaces}
                <RadioGroup name=paths::KIND legend="Che cosa vuoi registrare?" choices value=first/>
                <p><button type="submit" class="btn btn-primary">"Prosegui"</button></p>
            </form>
        </Card>
    }
}

fn hint(kind: PaymentMethod) -> &'static str {
    match kind {
        PaymentMethod::PayPal => "Accedi al tuo conto PayPal e autorizzi gli addebiti.",
        PaymentMethod::Card | PaymentMethod::BankTransfer | PaymentMethod::PostalSlip => {
            "Scrivi i dati della carta sulla pagina sicura del fornitore dei pagamenti."
        }
    }
}

/// What is agreed to, with what a renewal costs, before the provider's page.
#[component]
fn Authorise(
    kind: PaymentMethod,
    replaces: Option<Stored>,
    ceiling: Option<Ceiling>,
) -> impl IntoView {
    let replaces = replaces.map(|stored| {
        view! {
            <input type="hidden" name="replaces" value=stored.id.to_string()/>
        }
    });
    let most = ceiling.map(|ceiling| {
        view! {
            <p>{before_ceiling(ceiling)} <strong class="figure">{euro(ceiling.due)}</strong>
            " ai prezzi di oggi. Se l’importo cambia, lo leggi nell’e-mail che viene prima di ogni \
            addebito. Il rinnovo automatico lo disattivi quando vuoi in "
            <a class="text-link" href=paths::RENEWAL>"Rinnovo"</a> "."</p>
        }
    });
    view! {
        <Card title=wording::payment_method_name(kind)>
            <div class="stack gap-3!">
                {most}
                <p class="text-muted">
                    "Ora non si addebita nulla. Prosegui sulla pagina sicura del fornitore dei \
                     pagamenti, poi torni qui; ti scriviamo quando il metodo è registrato, e lo puoi \
                     rimuovere quando vuoi."
                </p>
                <form action=AddMethod::url() method="post">
                    <input type="hidden" name="kind" value=kind.word()/>
                    {replaces}
                    <SubmitButton>"Autorizza e procedi"</SubmitButton>
                </form>
            </div>
        </Card>
    }
}

fn before_ceiling(ceiling: Ceiling) -> String {
    let service = ceiling.service.name();
    let authorised = "con questo metodo autorizzi l’addebito di ogni rinnovo, ";
    match (ceiling.is_charged, ceiling.on, ceiling.expires) {
        (true, Some(on), _) => {
            let on = date(on);
            format!("{service} si rinnova da sola, la prossima volta il {on}: {authorised}")
        }
        (true, None, _) => format!("{service} si rinnova da sola: {authorised}"),
        (false, Some(on), _) => {
            let on = date(on);
            format!("Se lo usi per il rinnovo automatico di {service}, dal {on} {authorised}")
        }
        (false, None, Some(expires)) => format!(
            "Se lo usi per il rinnovo automatico di {service}, prima della scadenza del {} \
             {authorised}",
            date(expires)
        ),
        (false, None, None) => {
            format!("Se lo usi per il rinnovo automatico di {service}, {authorised}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::calendar::Date;
    use domain::{Money, Product};

    #[test]
    fn whoever_leaves_a_method_is_told_from_when_it_is_charged() {
        let day = |text: &str| text.parse::<Date>().ok();
        let ceiling = Ceiling {
            service: Product::Invoicing,
            due: Money::from_cents(3660),
            is_charged: true,
            on: day("2027-11-15"),
            expires: day("2027-11-22"),
        };
        let charged = before_ceiling(ceiling);
        let on = "la prossima volta il 15\u{a0}novembre\u{a0}2027: con questo metodo autorizzi";
        assert!(charged.contains(on), "{charged}");
        let beside = before_ceiling(Ceiling { is_charged: false, ..ceiling });
        assert!(beside.contains("dal 15\u{a0}novembre\u{a0}2027 con questo metodo"), "{beside}");
        let by_hand = before_ceiling(Ceiling { is_charged: false, on: None, ..ceiling });
        let before = "prima della scadenza del 22\u{a0}novembre\u{a0}2027 con questo metodo";
        assert!(by_hand.contains(before), "{by_hand}");
    }
}
