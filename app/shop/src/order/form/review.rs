//! The blocks to check before confirming, each with the way back to where it was decided.

use domain::extension::is_proposed;
use domain::format::date;
use domain::party::{Holder, Name};
use domain::quote::{LineKind, Owned};
use leptos::either::Either;
use leptos::prelude::*;

use super::coupon::DiscountCode;
use super::filled::{FilledForm, Form};
use super::problems::{HOLDER, ITEMS};
use super::summary::Summary;
use crate::order::holder::{HolderWithheld, InvoiceRecipient};
use crate::order::lines::Lines;
use ui::components::Card;
use ui::{paths, wording};

/// The lines that have a heading of their own.
const EXTENDED: LineKind = LineKind::Extension;

/// What is bought or renewed, what moves with it, and what it costs.
#[component]
pub fn Items(form: Form) -> impl IntoView {
    let term = form.is_first_purchase().then(|| term(&form));
    view! {
        <div id=ITEMS tabindex="-1">
            <Card
                title="Che cosa ordini"
                action=|| view! {
                    <a class="text-link print-hidden" href=paths::CART>"Modifica il tuo ordine"</a>
                }
            >
                <Lines lines=form.lines() only=|kind| kind != EXTENDED later=form.yearly_later()/>
                {term.map(|term| view! { <p class="mt-3 text-sm text-muted">{term}</p> })}
                <Extension form=form.clone()/>
                <Summary form=form.clone()/>
                <DiscountCode form/>
            </Card>
        </div>
    }
}

/// When the term begins that the lines show.
fn term(form: &FilledForm) -> &'static str {
    if form.is_public() {
        "La durata comincia il giorno in cui registriamo l’impegno: le date qui sopra sono quelle \
         che avresti oggi."
    } else {
        "La durata comincia il giorno in cui registriamo il pagamento: le date qui sopra sono \
         quelle che avresti pagando oggi."
    }
}

/// `Estensione dei servizi attivi`: what moves, or what stays when it is turned off.
#[component]
fn Extension(form: Form) -> impl IntoView {
    let lines = form.lines();
    let declined = || {
        let open = form.view.open.as_ref();
        open.is_some_and(|o| !o.cart.extends_owned && is_proposed(&o.cart, &form.view.given))
    };
    let (what, content) = if lines.iter().any(|line| line.kind == EXTENDED) {
        let what = "Attivata: quello che hai già arriva alla nuova scadenza, e paghi solo i mesi \
                    che mancano.";
        (what, view! { <Lines lines only=|kind| kind == EXTENDED/> }.into_any())
    } else if declined() {
        let what = "Disattivata: quello che hai già conserva la sua scadenza.";
        (what, view! { <Unmoved owned=form.view.given.owned.clone()/> }.into_any())
    } else {
        return None;
    };
    Some(view! {
        <div class="mt-4 border-t border-base-300 pt-4">
            <h3>"Estensione dei servizi attivi"</h3>
            <p class="mt-1 mb-3 text-sm text-muted">{what}</p>
            {content}
        </div>
    })
}

#[component]
fn Unmoved(owned: Vec<Owned>) -> impl IntoView {
    let item = |owned: Owned| {
        let name = wording::counted(owned.product, owned.quantity);
        view! { <li>{name} " fino al " {date(owned.expires)}</li> }
    };
    view! { <ul class="list-disc ps-5">{owned.into_iter().map(item).collect_view()}</ul> }
}

/// `Dati intestatario` in short: whom the service is for, where the invoice goes, and where the mails.
#[component]
pub fn HolderBlock(form: Form) -> impl IntoView {
    let is_first = form.is_first_purchase();
    let mails = mails(&form);
    let is_shown = form.holder().is_some_and(|holder| !holder.is_withheld());
    let holder = form.holder().cloned().map(|holder| match is_shown {
        true => Either::Left(view! { <InShort holder mails/> }),
        false => Either::Right(view! { <HolderWithheld/> }),
    });
    view! {
        <div id=HOLDER tabindex="-1">
            <Card
                title="Intestatario e fattura"
                action=move || is_first.then(|| view! {
                    <a class="text-link print-hidden" href=paths::HOLDER>
                        "Modifica" <span class="sr-only">" i dati dell’intestatario"</span>
                    </a>
                })
            >
                {holder}
                {(is_shown && !is_first).then(|| view! {
                    <p class="mt-3 text-sm text-muted">
                        "Sono i dati del servizio che hai già: valgono anche per quest’ordine."
                    </p>
                })}
            </Card>
        </div>
    }
}

#[component]
fn InShort(holder: Holder, mails: &'static str) -> impl IntoView {
    let Holder { party, email, recipient, .. } = holder;
    let name = party.name.to_string();
    let representative = match party.name {
        Name::Business { legal_representative, .. } if !legal_representative.is_empty() => {
            Some(legal_representative)
        }
        Name::Business { .. } | Name::Person { .. } => None,
    };
    let address = party.address;
    let phone = Some(party.phone).filter(|phone| !phone.is_empty());
    let place = format!(
        "{}, {} {} ({})",
        address.street, address.postal_code, address.city, address.province
    );
    view! {
        <div class="grid gap-1">
            <p><strong class="wrap-anywhere">{name}</strong></p>
            <p class="text-muted">
                {wording::party_kind_name(party.kind)}
                {representative.map(|name| format!(", rappresentante legale {name}"))}
            </p>
            <p class="text-muted">
                {party.vat_number.map(|number| view! {
                    "Partita IVA " <span class="figure">{number.to_string()}</span> ", "
                })}
                "codice fiscale " <span class="figure">{party.tax_code.to_string()}</span>
            </p>
            <p class="text-muted">{place} {phone.map(|phone| format!(", tel. {phone}"))}</p>
        </div>
        <div class="mt-4 grid gap-1 border-t border-base-300 pt-4">
            <h3>"Fattura elettronica"</h3>
            <InvoiceRecipient recipient/>
        </div>
        <div class="mt-4 grid gap-1 border-t border-base-300 pt-4">
            <h3>"Email"</h3>
            <p class="wrap-anywhere">{email.to_string()}</p>
            <p class="text-sm text-muted">{mails}</p>
        </div>
    }
}

/// What is written to the address.
fn mails(form: &FilledForm) -> &'static str {
    if form.is_public() {
        "Qui ti scriviamo dell’impegno, di che cosa si è attivato e del pagamento."
    } else if form.is_first_purchase() {
        "Qui ti scriviamo come pagare, che il pagamento è registrato e le credenziali del pannello."
    } else {
        "Qui ti scriviamo come pagare, che il pagamento è registrato e che cosa si è attivato."
    }
}
