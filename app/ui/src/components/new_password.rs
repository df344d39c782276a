//! What shop and panel share where a password is forgotten and chosen anew.

use domain::party::Field;
use leptos::prelude::*;

use super::{Card, Notice, PasswordField, Refusal, SubmitButton, TextField, Tone};
use crate::error::AppError;
use crate::form::about;

/// A new password, twice, with the button that saves it. The form around it sends the rest.
#[component]
pub fn NewPasswordFields(
    error: Signal<Option<AppError>>,
    /// What a password has to have.
    #[prop(into)]
    rule: String,
) -> impl IntoView {
    view! {
        <PasswordField
            name=Field::Password.as_str()
            label="Nuova password"
            hint=rule
            error=about(error, Field::Password)
            autocomplete="new-password"
        />
        <PasswordField
            name=Field::PasswordAgain.as_str()
            label="Conferma la nuova password"
            error=about(error, Field::PasswordAgain)
            autocomplete="new-password"
        />
        <SubmitButton>"Salva la nuova password"</SubmitButton>
    }
}

/// Whose password it is, for people and for password managers.
#[component]
pub fn WhosePassword(username: String) -> impl IntoView {
    view! {
        <input type="hidden" name="username" value=username.clone() autocomplete="username"/>
        <p>"Username: " <strong class="wrap-anywhere">{username}</strong></p>
    }
}

/// Asks for the link that leads to a new password, and says that it is on its way.
#[component]
pub fn AskForLink(
    /// Where the form is sent to.
    action: &'static str,
    /// The name of the field: whose username it is.
    label: &'static str,
    #[prop(into)] hint: String,
    /// Written in capitals.
    #[prop(optional)]
    is_code: bool,
    /// What was typed before.
    typed: String,
    is_asked: bool,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    view! {
        {is_asked.then(|| view! {
            <div class="mb-6">
                <AskedByMail what="un link">
                    <p>"Il link vale un’ora. Se ne chiedi un altro, il primo non vale più."</p>
                </AskedByMail>
            </div>
        })}
        <Refusal error/>
        <Card>
            <form action=action method="post" novalidate>
                <div class="stack">
                    <TextField
                        name=Field::Username.as_str()
                        label
                        value=typed
                        hint
                        error=about(error, Field::Username)
                        autocomplete="username"
                        inputmode=if is_code { "text" } else { "email" }
                        is_code
                    />
                    <SubmitButton>"Ricevi il link"</SubmitButton>
                </div>
            </form>
        </Card>
    }
}

/// Something was asked for, and nobody is told whether anybody is meant.
#[component]
pub fn AskedByMail(
    /// What the mail has in it: `lo username`.
    what: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <Notice tone=Tone::Success title="Controlla la tua posta">
            <p>
                "Se quello che hai scritto corrisponde, entro qualche minuto ricevi " {what}
                " per email. Guarda anche fra la posta indesiderata."
            </p>
            {children()}
        </Notice>
    }
}

/// For whoever no longer reads the mailbox that the mail goes to.
#[component]
pub fn LostMailbox(
    /// Who answers.
    support_email: String,
) -> impl IntoView {
    let email = support_email;
    let link = format!("mailto:{email}");
    view! {
        <p class="mt-6 text-sm text-muted">
            "Non leggi più la casella di quell’indirizzo? Scrivi all’assistenza, che ti chiede un \
             documento e la cambia: "
            <a class="text-link wrap-anywhere" href=link>{email}</a>
        </p>
    }
}

/// The link of a mail can be used no more.
#[component]
pub fn LinkVoid(
    /// Where another one is asked for.
    ask: &'static str,
) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning title="Questo link non vale più">
            <p>
                "Un link vale un’ora e una volta sola, e ogni nuovo link annulla il precedente."
            </p>
            <p class="mt-3"><a class="btn btn-primary" href=ask>"Chiedi un altro link"</a></p>
        </Notice>
    }
}
