//! Where the link of a mail leads to: a new address is confirmed, by a button, since programs that
//! look through mails follow links.

use domain::recovery::Whose;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ConfirmEmail, ConfirmView, load_confirm_email};
use super::{link, outcome};
use ui::components::{Card, LinkVoid, Notice, PageTitle, Refusal, SubmitButton, Tone, loaded};
use ui::paths;

#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let (link, outcome) = (link(), outcome());
    let view = load_confirm_email(link.clone(), outcome);
    let page = move |view: ConfirmView| match view {
        ConfirmView::Open { whose, email } => view! { <Confirm link whose email/> }.into_any(),
        ConfirmView::Done { whose, email } => view! { <Confirmed whose email/> }.into_any(),
        ConfirmView::Void => view! {
            <PageTitle text="Conferma l’indirizzo" in_error=true/>
            <LinkVoid ask=paths::DATA/>
        }
        .into_any(),
    };
    view! { <div class="page-narrow">{loaded(view, page)}</div> }
}

#[component]
fn Confirm(link: String, whose: Whose, email: String) -> impl IntoView {
    let error = Signal::stored(None);

    view! {
        <PageTitle text="Conferma l’indirizzo" in_error=move || error.with(Option::is_some)/>
        <Refusal error/>
        <Card>
            <form action=ConfirmEmail::url() method="post">
                <input type="hidden" name="link" value=link/>
                <div class="stack">
                    <p>
                        <strong class="wrap-anywhere">{email}</strong> " diventa l’indirizzo email "
                        {of_whom(whose)} ". Da quel momento non scriviamo più a quello di prima."
                    </p>
                    <SubmitButton>"Conferma l’indirizzo"</SubmitButton>
                </div>
            </form>
        </Card>
    }
}

#[component]
fn Confirmed(whose: Whose, email: String) -> impl IntoView {
    view! {
        <PageTitle text="Conferma l’indirizzo"/>
        <Notice tone=Tone::Success title="L’indirizzo è confermato">
            <p>
                "L’indirizzo email " {of_whom(whose)} " è ora "
                <strong class="wrap-anywhere">{email}</strong> "."
            </p>
        </Notice>
        <a class="btn btn-primary mt-6" href=paths::DATA>"Vai ai tuoi dati"</a>
    }
}

fn of_whom(whose: Whose) -> &'static str {
    match whose {
        Whose::Account => "dell’account",
        Whose::Holder => "dell’intestatario",
    }
}
