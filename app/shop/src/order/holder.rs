//! Whom an order is for, as facts to check.

use domain::party::{Holder, Name, Party, Recipient, RecipientCode};
use leptos::either::Either;
use leptos::prelude::*;

use ui::components::{Definition, DefinitionList};
use ui::paths;
use ui::wording::party_kind_name;

/// Name, numbers and address.
#[component]
fn HolderData(party: Party) -> impl IntoView {
    let name = party.name.to_string();
    let (term, representative) = match party.name {
        Name::Business { legal_representative, .. } => {
            ("Denominazione", Some(legal_representative).filter(|name| !name.is_empty()))
        }
        Name::Person { .. } => ("Nome e cognome", None),
    };
    let phone = Some(party.phone).filter(|phone| !phone.is_empty());
    let address = party.address;
    view! {
        <DefinitionList>
            <Definition term>{name}</Definition>
            <Definition term="Tipo di cliente">{party_kind_name(party.kind)}</Definition>
            {representative.map(|name| view! {
                <Definition term="Rappresentante legale">{name}</Definition>
            })}
            {party.vat_number.map(|number| view! {
                <Definition term="Partita IVA"><span class="figure">{number.to_string()}</span></Definition>
            })}
            <Definition term="Codice fiscale">
                <span class="figure">{party.tax_code.to_string()}</span>
            </Definition>
            <Definition term="Indirizzo">
                {address.street} <br/>
                {format!("{} {} ({})", address.postal_code, address.city, address.province)}
            </Definition>
            {phone.map(|phone| view! { <Definition term="Telefono">{phone}</Definition> })}
        </DefinitionList>
    }
}

/// `Identificativo per l'invio della fattura elettronica`.
#[component]
pub fn InvoiceRecipient(recipient: Recipient) -> impl IntoView {
    match recipient {
        Recipient::Code(code) => view! {
            <p>{name_of(&code)} " " <strong class="figure">{code.to_string()}</strong></p>
        }
        .into_any(),
        Recipient::Pec(pec) => view! {
            <p>"Casella PEC " <strong class="wrap-anywhere">{pec.to_string()}</strong></p>
        }
        .into_any(),
        Recipient::None => view! {
            <p>
                "Nessun identificativo: la fattura resta a disposizione nell’area riservata del \
                 portale dell’Agenzia delle Entrate."
            </p>
        }
        .into_any(),
    }
}

/// An office of a public body has a code of its own kind, of six characters.
fn name_of(code: &RecipientCode) -> &'static str {
    if code.as_str().len() == 6 { "Codice univoco ufficio" } else { "Codice destinatario" }
}

/// Where the holder is not shown, and how to see it.
#[component]
pub fn HolderWithheld() -> impl IntoView {
    view! {
        <p>
            "Sono i dati del servizio che rinnovi. Sei qui dal link di un’email, che può leggere anche \
             qualcun altro: per vederli "
            <a class="text-link" href=paths::sign_in(paths::AREA)>"accedi con il tuo account"</a> "."
        </p>
    }
}

/// To whom is written about an order: `a` and the address, as far as it is shown.
#[component]
pub fn Mailbox(holder: Holder) -> impl IntoView {
    if holder.is_withheld() {
        Either::Left("all’email dell’intestatario")
    } else {
        Either::Right(view! {
            "a " <strong class="wrap-anywhere">{holder.email.to_string()}</strong>
        })
    }
}

/// Everything about the holder, for the page of an order.
#[component]
pub fn WholeHolder(holder: Holder) -> impl IntoView {
    if holder.is_withheld() {
        return Either::Left(view! { <HolderWithheld/> });
    }
    Either::Right(view! {
        <HolderData party=holder.party/>
        <div class="mt-2 border-t border-base-300 pt-2">
            <DefinitionList>
                <Definition term="Email">
                    <span class="wrap-anywhere">{holder.email.to_string()}</span>
                </Definition>
                <Definition term="Fattura elettronica">
                    <InvoiceRecipient recipient=holder.recipient/>
                </Definition>
                {holder.split_payment.then(|| view! {
                    <Definition term="Scissione dei pagamenti">"Dichiarata dall’ente"</Definition>
                })}
            </DefinitionList>
        </div>
    })
}
