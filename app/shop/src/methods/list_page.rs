//! The list of the ways to pay that are kept.

use domain::calendar::Date;
use domain::format::date;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{MethodsView, RemoveMethod, Renews, Stored, load_methods};
use super::method::MethodLine;
use ui::components::{
    Card, EmptyState, Failure, Notice, PageTitle, StateBadge, SubmitButton, Tone, fetched,
};
use ui::{paths, wording};

#[component]
pub fn MethodsPage() -> impl IntoView {
    fetched(load_methods(), |view| match view {
        Ok(view) => Either::Left(view! { <Methods view/> }),
        Err(error) => Either::Right(view! { <Failure error title="Metodi di pagamento"/> }),
    })
}

#[component]
fn Methods(view: MethodsView) -> impl IntoView {
    let MethodsView { methods, hidden, kinds, renews, today, not_removed } = view;
    let failed = not_removed.is_some();
    let can_add = !kinds.is_empty();
    let list = match methods.is_empty() {
        true => view! { <NoMethod can_add/> }.into_any(),
        false => {
            let row = move |stored: Stored| {
                let renews = renews.filter(|renews| renews.with == stored.id);
                view! { <Method stored renews today can_add/> }
            };
            view! {
                <Card>
                    <ul class="divide-y divide-base-300">
                        {methods.into_iter().map(row).collect_view()}
                    </ul>
                </Card>
                {can_add.then(|| view! { <p><AddMethod/></p> })}
            }
            .into_any()
        }
    };
    view! {
        <PageTitle text="Metodi di pagamento" in_error=failed>
            "Li conserva il fornitore dei pagamenti: il numero della carta non passa da noi."
        </PageTitle>
        <div class="stack max-w-3xl">
            {not_removed.map(|error| view! {
                <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
            })}
            {list}
            {(hidden > 0).then(|| view! {
                <Notice tone=Tone::Neutral title="Non tutti i metodi si possono mostrare">
                    <p>
                        "Abbiamo un problema con i dati di almeno un metodo di pagamento, e il \
                         nostro ufficio lo sa già."
                    </p>
                </Notice>
            })}
            <p class="flex flex-wrap gap-x-6 gap-y-2">
                <a class="text-link" href=paths::RENEWAL>"Gestisci il rinnovo"</a>
                <a class="text-link" href=paths::AREA>"Vai all’area clienti"</a>
            </p>
        </div>
    }
}

#[component]
fn AddMethod() -> impl IntoView {
    view! { <a class="btn btn-primary" href=paths::NEW_METHOD>"Aggiungi nuovo metodo"</a> }
}

/// There is none yet, or this shop keeps none.
#[component]
fn NoMethod(can_add: bool) -> impl IntoView {
    if can_add {
        view! {
            <EmptyState title="Non hai ancora metodi di pagamento">
                <p>
                    "Aggiungi una carta o PayPal: con un metodo registrato il servizio si rinnova \
                     da solo, e non rischi di dimenticarlo."
                </p>
                <AddMethod/>
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            <EmptyState title="Qui non si paga con carta o PayPal">
                <p>
                    "Questo negozio non accetta carte e PayPal, quindi non c’è nulla da registrare. \
                     Gli ordini si pagano con le altre modalità."
                </p>
            </EmptyState>
        }
        .into_any()
    }
}

/// One of them: what it is, what renews with it, and how it gives way or goes.
#[component]
fn Method(stored: Stored, renews: Option<Renews>, today: Date, can_add: bool) -> impl IntoView {
    let id = stored.id.to_string();
    let label = wording::method_name(&stored.name);
    let is_void = stored.name.is_void(today);
    let warning = warning(&stored, renews, today);
    let renewed = renews.map(|renews| {
        view! { <p class="text-muted">{renewal_line(renews)}</p> }
    });
    let replace = can_add.then(|| {
        let label = label.clone();
        view! {
            <a class="btn btn-outline" href=paths::replace_method(&id)>
                "Sostituisci" <span class="sr-only">" " {label}</span>
            </a>
        }
    });
    view! {
        <li class="grid gap-3 py-5 first:pt-0 last:pb-0">
            <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                <h2 class="text-lg!"><MethodLine name=stored.name.clone()/></h2>
                {is_void.then(|| view! { <StateBadge text="Scaduta" tone=Tone::Error/> })}
            </div>
            {renewed}
            {warning.map(|title| view! { <Notice tone=Tone::Warning title/> })}
            <div class="flex flex-wrap items-start gap-3">
                {replace}
                <Remove stored renews/>
            </div>
        </li>
    }
}

/// `Rinnovo automatico di …: prossimo addebito il …`.
fn renewal_line(renews: Renews) -> String {
    let service = renews.service.name();
    match renews.charged_on {
        Some(day) => {
            format!("Rinnovo automatico di {service}: prossimo addebito il {}.", date(day))
        }
        None => format!("Rinnovo automatico di {service}."),
    }
}

/// A card that is void, or will be before it is charged again.
fn warning(stored: &Stored, renews: Option<Renews>, today: Date) -> Option<String> {
    let is_void_on = |day| stored.name.is_void(day);
    match renews.map(|renews| renews.charged_on.unwrap_or(renews.expires)) {
        Some(_) if is_void_on(today) => {
            Some("La carta è scaduta: sostituiscila, o il rinnovo automatico non riuscirà.".into())
        }
        Some(day) if is_void_on(day) => {
            Some(format!("La carta scade prima dell’addebito del {}: sostituiscila.", date(day)))
        }
        Some(_) | None => None,
    }
}

/// `Rimuovi`, with a second question that needs no WASM and says what stops.
#[component]
fn Remove(stored: Stored, renews: Option<Renews>) -> impl IntoView {
    let id = stored.id;
    let label = wording::method_name(&stored.name);
    let question = format!("Vuoi rimuovere {label}? {}", what_stops(renews));
    view! {
        <details class="group">
            <summary class="btn btn-outline list-none [&::-webkit-details-marker]:hidden">
                <span class="group-open:hidden">
                    "Rimuovi" <span class="sr-only">{format!(" {label}")}</span>
                </span>
                <span class="hidden group-open:inline">"No, tieni il metodo"</span>
            </summary>
            <div class="mt-3 max-w-prose rounded-field border border-base-300 bg-base-200 p-4">
                <p>{question}</p>
                <div class="mt-3">
                    <form action=RemoveMethod::url() method="post">
                        <input type="hidden" name="id" value=id.to_string()/>
                        <SubmitButton class="btn-outline">"Sì, rimuovi il metodo"</SubmitButton>
                    </form>
                </div>
            </div>
        </details>
    }
}

fn what_stops(renews: Option<Renews>) -> String {
    match renews {
        Some(renews) => format!(
            "Il rinnovo automatico di {} si disattiva: il servizio scade il {} se non lo rinnovi tu.",
            renews.service.name(),
            date(renews.expires)
        ),
        None => "Nessun rinnovo automatico lo usa.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Product;
    use domain::id::StoredMethodId;
    use domain::order::PaymentMethod;
    use domain::renewal::MethodName;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_card_that_will_be_void_is_told_before_it_fails() {
        let id: StoredMethodId = "01234567-89ab-7cde-8123-456789abcdef".parse().unwrap();
        let name = MethodName {
            kind: PaymentMethod::Card,
            label: "visa 4242".into(),
            expires: Some((2027, 10)),
        };
        let stored = Stored { id, name };
        let renews = Renews {
            service: Product::Invoicing,
            with: id,
            charged_on: Some(day("2027-11-15")),
            expires: day("2027-11-22"),
        };
        assert_eq!(
            warning(&stored, Some(renews), day("2027-10-31")).as_deref(),
            Some(
                "La carta scade prima dell’addebito del 15\u{a0}novembre\u{a0}2027: sostituiscila."
            )
        );
        assert!(warning(&stored, Some(renews), day("2027-11-01")).unwrap().contains("è scaduta"));
        assert_eq!(warning(&stored, None, day("2027-11-01")), None);
        let soon = Renews { charged_on: Some(day("2027-10-31")), ..renews };
        assert_eq!(warning(&stored, Some(soon), day("2027-10-01")), None);
        assert!(what_stops(Some(renews)).contains("scade il 22\u{a0}novembre\u{a0}2027"));
    }
}
