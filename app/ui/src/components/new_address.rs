//! Another e-mail address: the form that asks for it, and the page to which the link of its mail leads.

use domain::party::Field;
use leptos::prelude::*;

use super::{Card, LinkVoid, Notice, PageTitle, PasswordField, SubmitButton, TextField, Tone};
use crate::error::AppError;
use crate::form::about;

/// The new address and the password that goes with it, with the button.
#[component]
pub fn NewAddressFields(
    /// What was typed.
    typed: String,
    /// Whose password it is.
    password_label: &'static str,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    view! {
        <TextField
            name=Field::Email.as_str()
            label="Nuovo indirizzo email"
            value=typed
            hint="Un indirizzo di posta ordinaria, che leggi abitualmente."
            error=about(error, Field::Email)
            r#type="email"
            autocomplete="email"
            inputmode="email"
        />
        <PasswordField
            name=Field::CurrentPassword.as_str()
            label=password_label
            hint="Per essere sicuri che sei tu."
            error=about(error, Field::CurrentPassword)
        />
        <SubmitButton>"Invia il link"</SubmitButton>
    }
}

/// The address that the link of a mail is about.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum NewAddress {
    /// It waits for the button.
    Open(String),
    /// It has just been confirmed.
    Done(String),
    /// The link is void.
    Void,
}

/// Where that link leads to: the address is confirmed by a button, since programs that look through
/// mails follow links.
#[component]
pub fn ConfirmAddress(
    /// The secret of the link.
    link: String,
    address: NewAddress,
    /// Whose address it becomes: `dell’account`.
    of_whom: &'static str,
    /// Where the form is sent to.
    action: &'static str,
    /// The page on which another link is asked for.
    data: &'static str,
) -> impl IntoView {
    let is_void = address == NewAddress::Void;
    let page = match address {
        NewAddress::Open(email) => view! {
            <Card>
                <form action=action method="post">
                    <input type="hidden" name="link" value=link/>
                    <div class="stack">
                        <p>
                            <strong class="wrap-anywhere">{email}</strong>
                            " diventa l’indirizzo email " {of_whom}
                            ". Da quel momento non scriviamo più a quello di prima."
                        </p>
                        <SubmitButton>"Conferma l’indirizzo"</SubmitButton>
                    </div>
                </form>
            </Card>
        }
        .into_any(),
        NewAddress::Done(email) => view! {
            <Notice tone=Tone::Success title="L’indirizzo è confermato">
                <p>
                    "L’indirizzo email " {of_whom} " è ora "
                    <strong class="wrap-anywhere">{email}</strong> "."
                </p>
            </Notice>
            <a class="btn btn-primary mt-6" href=data>"Vai ai tuoi dati"</a>
        }
        .into_any(),
        NewAddress::Void => view! { <LinkVoid ask=data/> }.into_any(),
    };
    view! {
        <PageTitle text="Conferma l’indirizzo" in_error=is_void/>
        {page}
    }
}
