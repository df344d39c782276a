//! Whom the service is for, as `I tuoi dati` shows it.

use domain::party::{Holder, Recipient};
use domain::recovery::Whose;
use leptos::prelude::*;

use super::subject::{ContactFacts, Locked, LockedFacts};
use ui::components::{Card, Definition, DefinitionList};
use ui::layout::Site;
use ui::paths;

/// The holder of the service, or of the next one.
#[component]
pub fn HolderCard(holder: Holder, has_service: bool, is_one_subject: bool) -> impl IntoView {
    let Holder { party, email, recipient, split_payment } = holder;
    let subject = if is_one_subject {
        view! {
            <p class="mb-4">
                "È lo stesso soggetto dell’account: nome, numeri, indirizzo e telefono sono quelli \
                 scritti sopra."
            </p>
        }
        .into_any()
    } else {
        view! {
            <LockedFacts party=party.clone()/>
            {has_service.then(|| view! { <Locked/> })}
            <ContactFacts party whose=Whose::Holder is_fixed=!has_service/>
        }
        .into_any()
    };

    view! {
        <Card title="Intestatario del servizio">
            {subject}
            <DefinitionList>
                <Definition term="Indirizzo email">
                    <span class="wrap-anywhere">{email.to_string()}</span>
                    <p class="text-sm font-normal text-muted">
                        "Qui arrivano le credenziali del pannello."
                    </p>
                    {has_service.then(|| view! {
                        <p class="font-normal">
                            <a class="text-link" href=paths::of_holder(paths::DATA_EMAIL)>
                                "Cambia"
                                <span class="sr-only">" l’indirizzo email dell’intestatario"</span>
                            </a>
                        </p>
                    })}
                </Definition>
                <Definition term="Fattura elettronica">
                    <span class="wrap-anywhere">{where_invoices_go(&recipient)}</span>
                </Definition>
                {split_payment.then(|| view! {
                    <Definition term="Scissione dei pagamenti">"Sì"</Definition>
                })}
            </DefinitionList>
            <Fixed has_service/>
        </Card>
    }
}

/// What cannot be changed here, and who can.
#[component]
fn Fixed(has_service: bool) -> impl IntoView {
    if !has_service {
        return view! {
            <p class="mt-2 text-sm text-muted">
                "Non hai un servizio attivo: questi dati si scrivono di nuovo al prossimo acquisto."
            </p>
        }
        .into_any();
    }
    let email = Site::current().support_email;
    let link = format!("mailto:{email}");
    view! {
        <p class="mt-2 text-sm text-muted">
            "Il recapito della fattura elettronica lo cambia l’assistenza, che controlla chi lo \
             chiede: scrivi a "
            <a class="text-link wrap-anywhere" href=link>{email}</a> "."
        </p>
    }
    .into_any()
}

fn where_invoices_go(recipient: &Recipient) -> String {
    match recipient {
        Recipient::Code(code) => format!("Codice {code}"),
        Recipient::Pec(pec) => format!("PEC {pec}"),
        Recipient::None => "Nessun identificativo".into(),
    }
}
