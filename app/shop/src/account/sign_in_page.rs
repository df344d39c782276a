//! The recognition page: `Cliente già registrato` or `Nuovo cliente`.

use domain::party::Field;
use domain::sign_in::SignInError;
use leptos::prelude::*;

use super::api::{SignIn, SignInView, load_sign_in};
use super::signed_in_already::SignedInAlready;
use super::{wanted_next, with_next};
use ui::components::{
    Card, PageTitle, PasswordField, Refusal, Step, Steps, SubmitButton, TextField, loaded,
};
use ui::error::AppError;
use ui::form::last_error;
use ui::layout::Site;
use ui::{paths, wording};

#[component]
pub fn SignInPage() -> impl IntoView {
    let view = Resource::new(|| (), |()| load_sign_in());
    loaded(view, |view| view! { <Recognition view/> })
}

#[component]
fn Recognition(view: SignInView) -> impl IntoView {
    let SignInView { signed_in_as, is_buying, account_suffix, kept } = view;
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let action = ServerAction::<SignIn>::new();
    let error = last_error(action, kept_error);
    let next = wanted_next();

    view! {
        {is_buying.then(|| view! { <Steps current=Step::WhoYouAre/> })}
        <PageTitle text="Accedi o registrati" in_error=move || error.with(Option::is_some)/>
        {signed_in_as.map(|username| view! { <SignedInAlready username is_buying/> })}
        <Refusal error/>
        <div class="grid items-start gap-6 md:grid-cols-2">
            <KnownCustomer
                action
                error
                username=typed.unwrap_or_default()
                account_suffix
                next=next.clone()
            />
            <NewCustomer next/>
        </div>
    }
}

#[component]
fn KnownCustomer(
    action: ServerAction<SignIn>,
    error: Signal<Option<AppError>>,
    /// What was typed before.
    username: String,
    account_suffix: String,
    next: String,
) -> impl IntoView {
    let hint = format!("Sette cifre e {account_suffix}, per esempio 1234567{account_suffix}.");
    let wrong = move || error.with(|error| error.as_ref().and_then(pec_as_username));

    view! {
        <Card title="Cliente già registrato">
            <ActionForm action attr:novalidate=true>
                <input type="hidden" name="next" value=next/>
                <div class="stack">
                    <TextField
                        name=Field::Username.as_str()
                        label="Username dell’account"
                        value=username
                        hint
                        error=Signal::derive(wrong)
                        autocomplete="username"
                        inputmode="email"
                    />
                    <PasswordField name=Field::Password.as_str() label="Password"/>
                    <SubmitButton pending=action.pending()>"Accedi"</SubmitButton>
                </div>
            </ActionForm>
            <Forgotten/>
        </Card>
    }
}

/// Only this reason is about one field; which of username and password is wrong is not told.
fn pec_as_username(error: &AppError) -> Option<String> {
    use domain::RuleError;
    matches!(error, AppError::Rule(RuleError::SignIn(SignInError::PecAsUsername)))
        .then(|| wording::app_sentence(error))
}

#[component]
fn Forgotten() -> impl IntoView {
    let email = Site::current().support_email;
    let link = format!("mailto:{email}");

    view! {
        <p class="mt-5 text-sm text-muted">
            "Non ricordi lo username o la password? Scrivi all’assistenza: "
            <a class="text-link wrap-anywhere" href=link>{email}</a>
        </p>
    }
}

#[component]
fn NewCustomer(next: String) -> impl IntoView {
    view! {
        <Card title="Nuovo cliente">
            <p>
                "Per acquistare serve un account. Registrati: servono pochi minuti, la partita IVA \
                 e il codice fiscale. Alla fine ricevi il tuo username."
            </p>
            <a class="btn btn-outline mt-5" href=with_next(paths::REGISTER, &next)>"Registrati"</a>
        </Card>
    }
}
