//! The recognition page: `Cliente già registrato` or `Nuovo cliente`.

use domain::party::Field;
use domain::sign_in::SignInError;
use leptos::prelude::*;

use super::api::{RegistrationView, SignIn, SignInView, load_sign_in};
use super::register_page::{Attempt, RegistrationFields};
use super::signed_in_already::SignedInAlready;
use super::{WithNext, next_page, with_next};
use ui::components::{
    Card, PageTitle, PasswordField, Refusal, Step, Steps, SubmitButton, TextField, loaded,
};
use ui::error::AppError;
use ui::form::last_error;
use ui::live::live;
use ui::{paths, wording};

#[component]
pub fn SignInPage() -> impl IntoView {
    let next = next_page();
    loaded(load_sign_in(), |view| live(SIGN_IN, WithNext { view, next }, recognition))
}

/// The name of the living part.
pub const SIGN_IN: &str = "accesso";

/// Both doors, as they live in the browser and as the server draws them first.
pub fn recognition(given: WithNext<SignInView>) -> AnyView {
    let WithNext { view, next } = given;
    let SignInView { signed_in_as, is_buying, account_suffix, kept, registration } = view;
    let attempt = Attempt::new(&registration);
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let action = ServerAction::<SignIn>::new();
    let error = last_error(action, kept_error);
    let in_error = move || error.with(Option::is_some) || attempt.error.with(Option::is_some);

    view! {
        {is_buying.then(|| view! { <Steps current=Step::WhoYouAre/> })}
        <PageTitle text="Accedi o registrati" in_error=in_error/>
        {signed_in_as.map(|username| view! { <SignedInAlready username is_buying/> })}
        <Refusal error/>
        <div class="recognition">
            <RegisteredCustomer
                action
                error
                username=typed.unwrap_or_default()
                account_suffix
                next=next.clone()
            />
            <NewCustomer registration attempt next/>
        </div>
    }
    .into_any()
}

#[component]
fn RegisteredCustomer(
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
            <p class="when-registering">
                <a class="text-link" href=with_next(paths::SIGN_IN, &next)>
                    "Accedi con il tuo account"
                </a>
            </p>
            <ActionForm action attr:novalidate=true>
                <input type="hidden" name="next" value=next.clone()/>
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
                    <PasswordField name=Field::Password.as_str() id="accesso-password" label="Password"/>
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
    view! {
        <p class="forgotten mt-5 flex flex-wrap gap-x-6 gap-y-2">
            <a class="text-link" href=paths::RECOVER_USERNAME>"Non ricordi lo username?"</a>
            <a class="text-link" href=paths::RECOVER_PASSWORD>"Non ricordi la password?"</a>
        </p>
    }
}

/// The registration opens in its place, and then the form of those who have an account gives way
/// (`style/components/recognition.css`).
#[component]
fn NewCustomer(registration: RegistrationView, attempt: Attempt, next: String) -> impl IntoView {
    view! {
        <section aria-labelledby="nuovo-cliente">
            <div class="panel p-5 sm:p-7">
                <h2 id="nuovo-cliente" class="mb-4">"Nuovo cliente"</h2>
                <p>
                    "Per acquistare serve un account. Scrivi i dati una volta sola: nella pagina dopo \
                     li controlli e basta. Alla fine ricevi il tuo username."
                </p>
            </div>
            <details class="registration">
                <summary class="btn btn-outline">"Registrati"</summary>
                <RegistrationFields view=registration attempt next/>
            </details>
        </section>
    }
}
