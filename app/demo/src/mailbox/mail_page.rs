//! One mail: what it says in plain text, and how it looks.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{Envelope, MailView, load_mail};
use super::frame::Simulator;
use ui::components::{Card, Definition, DefinitionList, PageTitle, loaded};
use ui::paths;

#[component]
pub fn MailPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("messaggio"));
    loaded(load_mail(id.unwrap_or_default()), |mail| view! { <Mail mail/> })
}

#[component]
fn Mail(mail: MailView) -> impl IntoView {
    let MailView { envelope, text } = mail;
    let Envelope { message_id, from, to, subject, received } = envelope;
    let html = paths::mail_html(&message_id);

    view! {
        <p class="mb-4"><a class="text-link" href=paths::MAILBOX>"Tutta la posta"</a></p>
        <PageTitle text=subject/>
        <Simulator/>
        <div class="stack">
            <Card>
                <DefinitionList>
                    <Definition term="Da"><span class="wrap-anywhere">{from}</span></Definition>
                    <Definition term="A"><span class="wrap-anywhere">{to}</span></Definition>
                    <Definition term="Data">{received}</Definition>
                </DefinitionList>
            </Card>
            <Looks html/>
            <Card title="Versione testo">
                <pre class="text-sm whitespace-pre-wrap wrap-anywhere">{text}</pre>
            </Card>
        </div>
    }
}

/// The HTML in a frame that may neither run scripts nor touch this page; its links open beside it.
#[component]
fn Looks(html: String) -> impl IntoView {
    let alone = html.clone();

    view! {
        <Card title="Versione HTML" action=move || view! {
            <a class="text-link" href=alone target="_blank" rel="external">"Apri in una nuova scheda"</a>
        }>
            <iframe
                class="h-184 w-full rounded-field border border-base-300 bg-white"
                src=html
                title="Email in versione HTML"
                sandbox="allow-popups allow-popups-to-escape-sandbox"
            ></iframe>
        </Card>
    }
}
