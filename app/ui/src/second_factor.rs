//! The pages of the second factor, as every zone shows them: the code after a password, the key with
//! its QR code, the recovery codes once, and how it is turned off.

use domain::party::Field;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{
    Card, CopyButton, Definition, DefinitionList, Notice, PageTitle, PasswordField, Refusal,
    SubmitButton, TextField, Tone,
};
use crate::error::AppError;
use crate::form::about;
use crate::layout::Site;

/// What a page of somebody's second factor shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorView {
    pub state: FactorState,
    /// What has just been done.
    pub done: Option<Done>,
    /// Made a moment ago, and shown this once.
    pub codes: Vec<String>,
    /// What was wrong with the form. What is typed into it is never kept.
    pub error: Option<AppError>,
}

/// How it stands with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactorState {
    Off,
    Begun(KeyView),
    On {
        /// Day and hour, for people.
        since: String,
        codes_left: usize,
    },
}

/// A key that waits for its first code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyView {
    /// In groups of four letters.
    pub key: String,
    /// The address that a program on the same telephone opens.
    pub address: String,
    /// The same for a camera: the side of the square, and a path to be stroked one unit wide.
    pub code: Option<(u16, String)>,
}

/// What has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    TurnedOn,
    TurnedOff,
    NewCodes,
}

/// Where the forms are sent to.
#[derive(Clone, Copy, Debug)]
pub struct FactorForms {
    pub begin: &'static str,
    pub confirm: &'static str,
    pub new_codes: &'static str,
    /// None where nobody may do without.
    pub turn_off: Option<&'static str>,
    /// Where the page leads in the end, and in which words.
    pub back: (&'static str, &'static str),
}

/// `Verifica in due passaggi` of somebody who is inside.
#[component]
pub fn FactorPage(view: FactorView, forms: FactorForms) -> impl IntoView {
    let FactorView { state, done, codes, error } = view;
    let error = Signal::stored(error);
    let (back, back_name) = forms.back;

    view! {
        <PageTitle text="Verifica in due passaggi" in_error=move || error.with(Option::is_some)>
            "Dopo la password si scrive un codice che solo il tuo telefono conosce: chi scopre la \
             password non entra."
        </PageTitle>
        <Refusal error/>
        <div class="stack">
            {done.map(|done| view! { <Happened done/> })}
            {(!codes.is_empty()).then(|| view! { <RecoveryCodes codes/> })}
            {match state {
                FactorState::Off => view! { <Begin action=forms.begin error/> }.into_any(),
                FactorState::Begun(key) => {
                    view! { <Key key action=forms.confirm error/> }.into_any()
                }
                FactorState::On { since, codes_left } => {
                    view! { <On since codes_left forms error/> }.into_any()
                }
            }}
        </div>
        <p class="mt-6"><a class="text-link" href=back>{back_name}</a></p>
    }
}

/// The page between password and zone.
#[component]
pub fn CodePage(
    /// Where the code is sent to.
    action: &'static str,
    /// The sign-in, for whoever begins again.
    sign_in: &'static str,
    /// What was wrong with the last one.
    error: Option<AppError>,
) -> impl IntoView {
    let error = Signal::stored(error);
    let email = Site::current().support_email;
    let link = format!("mailto:{email}");

    view! {
        <PageTitle text="Codice di verifica" in_error=move || error.with(Option::is_some)>
            "Scrivi il codice di 6 cifre che l’app del telefono mostra adesso."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=action method="post" novalidate>
                <div class="stack">
                    <Code
                        error
                        hint="Senza telefono vale uno dei tuoi codici di recupero, una volta sola."
                    />
                    <SubmitButton>"Accedi"</SubmitButton>
                </div>
            </form>
        </Card>
        <p class="mt-6"><a class="text-link" href=sign_in>"Accedi con un altro username"</a></p>
        <p class="mt-6 text-sm text-muted">
            "Hai perso sia il telefono sia i codici di recupero? Scrivi all’assistenza: "
            <a class="text-link wrap-anywhere" href=link>{email}</a>
        </p>
    }
}

/// The page on which a member of staff takes one into use before anything else.
#[component]
pub fn EnrolmentPage(
    key: KeyView,
    action: &'static str,
    /// What was wrong with the code.
    error: Option<AppError>,
) -> impl IntoView {
    let error = Signal::stored(error);

    view! {
        <PageTitle text="Attiva la verifica in due passaggi" in_error=move || error.with(Option::is_some)>
            "In ufficio si entra con la password e con il codice del telefono: preparalo adesso, una \
             volta sola."
        </PageTitle>
        <Refusal error/>
        <Key key action error/>
    }
}

/// The one field, for both kinds of code.
#[component]
fn Code(error: Signal<Option<AppError>>, #[prop(into)] hint: String) -> impl IntoView {
    view! {
        <TextField
            name=Field::OneTimeCode.as_str()
            label="Codice di verifica"
            hint
            error=about(error, Field::OneTimeCode)
            autocomplete="one-time-code"
            is_code=true
        />
    }
}

#[component]
fn Password(error: Signal<Option<AppError>>) -> impl IntoView {
    view! {
        <PasswordField
            name=Field::CurrentPassword.as_str()
            label="Password"
            hint="Quella con cui accedi, per essere sicuri che sei tu."
            error=about(error, Field::CurrentPassword)
        />
    }
}

#[component]
fn Begin(action: &'static str, error: Signal<Option<AppError>>) -> impl IntoView {
    view! {
        <Card title="Non è attiva">
            <p class="mb-4">
                "Serve un’app che calcola codici, per esempio quella del tuo gestore di password. \
                 Quando la verifica è attiva, sugli altri dispositivi accedi di nuovo."
            </p>
            <form action=action method="post" novalidate>
                <div class="stack">
                    <Password error/>
                    <SubmitButton>"Prosegui"</SubmitButton>
                </div>
            </form>
        </Card>
    }
}

/// The key in three forms, and the field for the first code.
#[component]
fn Key(key: KeyView, action: &'static str, error: Signal<Option<AppError>>) -> impl IntoView {
    let KeyView { key, address, code } = key;
    let copied = key.clone();
    let code = code.map(|(size, path)| {
        let view_box = format!("0 0 {size} {size}");
        view! {
            <svg
                class="forced-color-adjust-none size-52 shrink-0 rounded-field bg-white"
                viewBox=view_box
                role="img"
                aria-label="Codice QR con la chiave: è la stessa scritta qui accanto"
                shape-rendering="crispEdges"
            >
                <rect width="100%" height="100%" fill="#fff"/>
                <path stroke="#000" d=path/>
            </svg>
        }
    });

    view! {
        <Card title="1. Aggiungi la chiave all’app">
            <div class="flex flex-wrap items-center gap-6">
                {code}
                <div class="max-w-sm">
                    <p class="mb-3">
                        "Inquadra il codice con l’app. Se l’app è su questo dispositivo "
                        <a class="text-link" href=address rel="external">"aprila con la chiave"</a>
                        ", oppure scrivi la chiave a mano:"
                    </p>
                    <p class="font-mono font-medium break-words">{key}</p>
                    <p class="mt-2"><CopyButton text=copied what="la chiave"/></p>
                </div>
            </div>
        </Card>
        <div class="mt-6">
            <Card title="2. Scrivi il primo codice">
                <form action=action method="post" novalidate>
                    <div class="stack">
                        <Code error hint="Le 6 cifre che l’app mostra adesso."/>
                        <SubmitButton>"Attiva"</SubmitButton>
                    </div>
                </form>
            </Card>
        </div>
    }
}

#[component]
fn On(
    since: String,
    codes_left: usize,
    forms: FactorForms,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let FactorForms { new_codes, turn_off, .. } = forms;
    let left = match codes_left {
        0 => "nessuno: creane di nuovi".to_owned(),
        1 => "uno solo".to_owned(),
        left => left.to_string(),
    };

    view! {
        <Card title="È attiva">
            <DefinitionList>
                <Definition term="Dal">{since}</Definition>
                <Definition term="Codici di recupero rimasti">{left}</Definition>
            </DefinitionList>
        </Card>
        <Card title="Cambia qualcosa">
            <form action=new_codes method="post" novalidate>
                <div class="stack">
                    <Password error/>
                    <Code error hint="Quello che l’app mostra adesso, oppure un codice di recupero."/>
                    <p class="flex flex-wrap gap-3">
                        <SubmitButton class="btn-outline">"Crea nuovi codici di recupero"</SubmitButton>
                        {turn_off.map(|turn_off| view! {
                            <button type="submit" class="btn btn-ghost" formaction=turn_off>
                                "Disattiva la verifica"
                            </button>
                        })}
                    </p>
                </div>
            </form>
        </Card>
    }
}

#[component]
fn Happened(done: Done) -> impl IntoView {
    let title = match done {
        Done::TurnedOn => "La verifica in due passaggi è attiva",
        Done::TurnedOff => "La verifica in due passaggi è disattivata",
        Done::NewCodes => "I codici di prima non valgono più",
    };
    view! { <Notice tone=Tone::Success title/> }
}

/// They are never shown again.
#[component]
fn RecoveryCodes(codes: Vec<String>) -> impl IntoView {
    let all = codes.join("\n");
    let rows = codes.into_iter().map(|code| view! { <li class="font-mono">{code}</li> });

    view! {
        <Card title="I tuoi codici di recupero" id="codici">
            <p class="mb-3">
                "Se perdi il telefono entri con uno di questi, ciascuno una volta sola. Stampali o \
                 copiali in un posto sicuro: "
                <strong>"non li mostriamo più."</strong>
            </p>
            <ol class="grid list-inside list-decimal gap-x-8 gap-y-1 sm:grid-cols-2">
                {rows.collect_view()}
            </ol>
            <p class="mt-4"><CopyButton text=all what="i codici di recupero"/></p>
        </Card>
    }
}
