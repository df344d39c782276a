//! The mails, newest first.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{Envelope, load_mails};
use super::frame::Simulator;
use ui::components::{EmptyState, PageTitle, SearchForm, loaded};
use ui::paths;

#[component]
pub fn ListPage() -> impl IntoView {
    let recipient = use_query_map().with_untracked(|query| query.get(paths::RECIPIENT));
    let recipient = recipient.unwrap_or_default();
    loaded(load_mails(recipient.clone()), |mails| view! { <List mails recipient/> })
}

#[component]
fn List(mails: Vec<Envelope>, recipient: String) -> impl IntoView {
    let rows: Vec<_> = mails.into_iter().map(|mail| view! { <Row mail/> }).collect();
    let list = if rows.is_empty() {
        view! { <Empty is_search=!recipient.is_empty()/> }.into_any()
    } else {
        view! { <ul class="panel divide-y divide-base-300">{rows}</ul> }.into_any()
    };

    view! {
        <PageTitle text="Posta dimostrativa"/>
        <Simulator/>
        <Search recipient/>
        {list}
    }
}

/// A mail arrives a moment after what causes it, so each press asks the server anew.
#[component]
fn Search(recipient: String) -> impl IntoView {
    view! {
        <div class="mb-6">
            <SearchForm
                action=paths::MAILBOX
                name=paths::RECIPIENT
                label="Destinatario"
                value=recipient
            >
                <a class="btn btn-ghost" href=paths::MAILBOX rel="external">
                    "Mostra tutte e aggiorna"
                </a>
            </SearchForm>
        </div>
    }
}

#[component]
fn Row(mail: Envelope) -> impl IntoView {
    let Envelope { message_id, to, subject, received, .. } = mail;

    view! {
        <li class="grid gap-x-6 gap-y-0.5 px-5 py-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_13rem] lg:items-baseline">
            <a class="text-link min-w-0 font-semibold! wrap-anywhere" href=paths::mail(&message_id) rel="external">{subject}</a>
            <p class="min-w-0 wrap-anywhere"><span class="text-muted">"a "</span>{to}</p>
            <p class="text-muted lg:text-end">{received}</p>
        </li>
    }
}

#[component]
fn Empty(is_search: bool) -> impl IntoView {
    let (title, sentence) = if is_search {
        ("Nessuna email a questo destinatario", "Prova con una parte sola dell’indirizzo.")
    } else {
        ("Nessuna email", "Arrivano quando qualcuno fa un ordine, lo paga o riceve un servizio.")
    };
    view! { <EmptyState title><p>{sentence}</p></EmptyState> }
}
