//! The blocks to check before confirming, each with the way back to where it was decided.

use domain::extension::is_proposed;
use domain::format::date;
use domain::party::{Holder, Kind};
use domain::quote::{Line, LineKind, Owned};
use leptos::prelude::*;

use super::filled::FilledForm;
use super::problems::{HOLDER, ITEMS};
use crate::order::holder::{HolderData, InvoiceRecipient};
use crate::order::lines::Lines;
use ui::components::Card;
use ui::{paths, wording};

/// The lines that have a block of their own.
const EXTENDED: LineKind = LineKind::Extension;

/// `Modifica`, with what it changes for those who listen.
#[component]
fn Change(href: &'static str, what: &'static str) -> impl IntoView {
    view! {
        <a class="text-link print-hidden" href=href>
            "Modifica" <span class="sr-only">" " {what}</span>
        </a>
    }
}

/// What is bought or renewed.
#[component]
pub fn Items(form: FilledForm) -> impl IntoView {
    let term = move || {
        if is_public(form) {
            "La durata comincia il giorno in cui registriamo l’impegno: le date qui sopra sono \
             quelle che avresti oggi."
        } else {
            "La durata comincia il giorno in cui registriamo il pagamento: le date qui sopra sono \
             quelle che avresti pagando oggi."
        }
    };
    view! {
        <div id=ITEMS tabindex="-1">
            <Card
                title="Che cosa ordini"
                action=|| view! { <Change href=paths::CART what="il carrello"/> }
            >
                {move || view! { <Lines lines=lines_of(form) only=|kind| kind != EXTENDED/> }}
                <Show when=move || form.is_first_purchase()>
                    <p class="mt-4 border-t border-base-300 pt-4 text-muted">{term}</p>
                </Show>
            </Card>
        </div>
    }
}

/// `Estensione dei servizi attivi`: what moves, or what stays when it is turned off.
#[component]
pub fn Extension(form: FilledForm) -> impl IntoView {
    let has_moves = |lines: &[Line]| lines.iter().any(|line| line.kind == EXTENDED);
    let declined = move || {
        form.view.with(|view| {
            let open = view.open.as_ref();
            let open = open.filter(|o| !o.cart.extends_owned && is_proposed(&o.cart, &view.given));
            open.map(|_| view.given.owned.clone())
        })
    };
    let content = move || match (lines_of(form), declined()) {
        (lines, _) if has_moves(&lines) => Some(view! { <Moves lines/> }.into_any()),
        (_, Some(owned)) => Some(view! { <Unmoved owned/> }.into_any()),
        (_, None) => None,
    };
    view! { {content} }
}

#[component]
fn Moves(lines: Vec<Line>) -> impl IntoView {
    view! {
        <Card
            title="Estensione dei servizi attivi"
            action=|| view! { <Change href=paths::CART what="l’estensione"/> }
        >
            <p class="mb-4 text-muted">
                "Attivata: quello che hai già arriva alla nuova scadenza, e paghi solo i mesi che mancano."
            </p>
            <Lines lines only=|kind| kind == EXTENDED/>
        </Card>
    }
}

#[component]
fn Unmoved(owned: Vec<Owned>) -> impl IntoView {
    let item = |owned: Owned| {
        let name = wording::counted(owned.product, owned.quantity);
        view! { <li>{name} " fino al " {date(owned.expires)}</li> }
    };
    view! {
        <Card
            title="Estensione dei servizi attivi"
            action=|| view! { <Change href=paths::CART what="l’estensione"/> }
        >
            <p class="mb-3 text-muted">"Disattivata: quello che hai già conserva la sua scadenza."</p>
            <ul class="list-disc ps-5">{owned.into_iter().map(item).collect_view()}</ul>
        </Card>
    }
}

/// `Dati intestatario`.
#[component]
pub fn HolderBlock(form: FilledForm) -> impl IntoView {
    let data = move || holder(form).map(|holder| view! { <HolderData party=holder.party/> });
    view! {
        <div id=HOLDER tabindex="-1">
            <Card title="Intestatario" action=move || view! { <ChangeHolder form what="l’intestatario"/> }>
                {data}
                <Show when=move || !form.is_first_purchase()>
                    <p class="mt-3 border-t border-base-300 pt-4 text-muted">
                        "Sono i dati del servizio che hai già: valgono anche per quest’ordine."
                    </p>
                </Show>
            </Card>
        </div>
    }
}

/// The address that everything about the service is written to.
#[component]
pub fn Email(form: FilledForm) -> impl IntoView {
    let email = move || holder(form).map(|holder| holder.email.to_string());
    let what = move || {
        if is_public(form) {
            "Qui ti scriviamo dell’impegno, di che cosa si è attivato e del pagamento."
        } else if form.is_first_purchase() {
            "Qui ti scriviamo come pagare, che il pagamento è registrato e le credenziali del pannello."
        } else {
            "Qui ti scriviamo come pagare, che il pagamento è registrato e che cosa si è attivato."
        }
    };
    view! {
        <Card title="Email" action=move || view! { <ChangeHolder form what="l’email"/> }>
            <p class="font-semibold wrap-anywhere">{email}</p>
            <p class="mt-1 text-muted">{what}</p>
        </Card>
    }
}

/// Where the invoice goes.
#[component]
pub fn Invoice(form: FilledForm) -> impl IntoView {
    let recipient =
        move || holder(form).map(|holder| view! { <InvoiceRecipient recipient=holder.recipient/> });
    view! {
        <Card
            title="Invio della fattura elettronica"
            action=move || view! { <ChangeHolder form what="l’identificativo per la fattura"/> }
        >
            {recipient}
        </Card>
    }
}

/// The holder of a running service is not changed by an order.
#[component]
fn ChangeHolder(form: FilledForm, what: &'static str) -> impl IntoView {
    view! {
        <Show when=move || form.is_first_purchase()>
            <Change href=paths::HOLDER what/>
        </Show>
    }
}

fn holder(form: FilledForm) -> Option<Holder> {
    form.view.with(|view| view.holder.clone())
}

/// True for an order of a public body.
fn is_public(form: FilledForm) -> bool {
    holder(form).is_some_and(|holder| holder.party.kind == Kind::PublicBody)
}

fn lines_of(form: FilledForm) -> Vec<Line> {
    form.priced().map(|quote| quote.lines).unwrap_or_default()
}
