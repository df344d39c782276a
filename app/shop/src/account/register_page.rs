//! `Registrati`: somebody becomes a customer.

use domain::party::{Field, FieldError, PartyError, Registration, RegistrationForm};
use leptos::prelude::*;

use super::api::{Register, RegistrationView, load_registration};
use super::email_field::EmailField;
use super::in_cart::InCart;
use super::live::Live;
use super::party_fields::{AddressFields, SubjectFields};
use super::signed_in_already::SignedInAlready;
use super::{WithNext, next_page, with_next};
use ui::components::{Card, PageTitle, PasswordField, Refusal, Step, Steps, SubmitButton, loaded};
use ui::error::AppError;
use ui::form::last_error;
use ui::live::live;
use ui::{paths, wording};

#[component]
pub fn RegisterPage() -> impl IntoView {
    let next = next_page();
    loaded(load_registration(), |(view, in_cart)| {
        let form = live(REGISTRATION, WithNext { view, next }, registering);
        let Some(quote) = in_cart else { return form };
        view! { <div class="beside-cart">{form} <InCart quote/></div> }.into_any()
    })
}

/// The name of the living part.
pub const REGISTRATION: &str = "registrazione";

/// The registration, as it lives in the browser and as the server draws it first.
pub fn registering(given: WithNext<RegistrationView>) -> AnyView {
    let WithNext { view, next } = given;
    let RegistrationView { signed_in_as, is_buying, .. } = view.clone();
    let attempt = Attempt::new(&view);
    let in_error = move || attempt.error.with(Option::is_some);
    let sign_in = with_next(paths::SIGN_IN, &next);

    view! {
        {is_buying.then(|| view! { <Steps current=Step::WhoYouAre/> })}
        <div class="page-narrow">
            <PageTitle text="Registrati" in_error>
                "Scrivi i dati una volta sola: nella pagina dopo li controlli e basta. \
                 Hai già un account? " <a class="text-link" href=sign_in>"Accedi"</a>
            </PageTitle>
            {signed_in_as.map(|username| view! { <SignedInAlready username is_buying/> })}
            <RegistrationFields view attempt next/>
        </div>
    }
    .into_any()
}

/// The registration that is sent, and what came of it.
#[derive(Clone, Copy)]
pub struct Attempt {
    action: ServerAction<Register>,
    live: Live<RegistrationForm>,
    /// Why the last one made no account, without what was mended since.
    pub error: Signal<Option<AppError>>,
}

impl Attempt {
    /// Of a page that was just loaded.
    pub fn new(view: &RegistrationView) -> Self {
        let action = ServerAction::<Register>::new();
        let (typed, kept) = view.kept.clone().map(|kept| (kept.typed, kept.error)).unzip();
        let error = last_error(action, kept);
        let live = Live::new(typed.unwrap_or_default(), error, wrong_fields);
        Self { action, live, error: live.left(error) }
    }
}

/// What a new customer writes: who they are, where, and how they sign in.
#[component]
pub fn RegistrationFields(view: RegistrationView, attempt: Attempt, next: String) -> impl IntoView {
    let RegistrationView { password_length_min, intent, kept, .. } = view;
    let Attempt { action, live, error } = attempt;
    let came_back = kept.is_some();
    let typed: RegistrationForm = kept.map(|kept| kept.typed).unwrap_or_default();
    let first = StoredValue::new(typed);
    let look = move |event| live.look(&event, |sent: Register| sent.form);

    view! {
        <Refusal error/>
        <ActionForm action attr:novalidate=true>
            <input type="hidden" name="next" value=next/>
            <input type="hidden" name="intent" value=intent.to_string()/>
            <div class="stack" on:change=look>
                <Card title="La tua attività">
                    <SubjectFields
                        party=first.get_value().party
                        vat_number=move || live.typed.with(|form| form.party.vat_number.clone())
                        errors=live.errors
                        is_short=true
                    />
                </Card>
                <Card title="Sede">
                    <AddressFields party=first.get_value().party errors=live.errors/>
                </Card>
                <Card title="Accesso">
                    <AccessFields typed=first.get_value() live password_length_min came_back/>
                    <PrivacyNotice/>
                </Card>
                <div>
                    <SubmitButton pending=action.pending()>"Avanti con la registrazione"</SubmitButton>
                </div>
            </div>
        </ActionForm>
    }
}

/// The password is left to the server, which knows the common ones.
fn wrong_fields(form: &RegistrationForm) -> Vec<(Field, FieldError)> {
    match Registration::check(form, None) {
        Err(PartyError::Fields(fields)) => fields,
        _ => Vec::new(),
    }
}

/// E-mail and password.
#[component]
fn AccessFields(
    typed: RegistrationForm,
    live: Live<RegistrationForm>,
    password_length_min: usize,
    /// The page was loaded again, and the password was not kept.
    came_back: bool,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let missing = move || {
        let length = password.with(|password| password.trim().chars().count());
        password_length_min.saturating_sub(length)
    };
    let progress = move || match (password.with(String::is_empty), missing()) {
        (true, _) => None,
        (false, 0) => Some("La lunghezza va bene.".to_owned()),
        (false, 1) => Some("Ancora 1 carattere.".to_owned()),
        (false, missing) => Some(format!("Ancora {missing} caratteri.")),
    };
    let again =
        if came_back { "Scrivila di nuovo: per sicurezza non la conserviamo. " } else { "" };
    let rule = format!(
        "{again}Almeno {password_length_min} caratteri. Una frase lunga è meglio di una parola con \
         simboli; evita nomi, date e password molto usate."
    );

    view! {
        <div class="form-grid">
            <div class="wide">
                <EmailField
                    name="form[email]"
                    value=typed.email
                    hint="Un indirizzo di posta ordinaria, che leggi abitualmente."
                    now=move || live.typed.with(|form| form.email.clone())
                    error=live.errors.at(Field::Email)
                />
            </div>
            <div class="wide">
                <PasswordField
                    name="form[password]"
                    id=Field::Password.as_str()
                    label=wording::field_label(Field::Password)
                    hint=rule
                    error=live.errors.at(Field::Password)
                    autocomplete="new-password"
                    on_input=move |text| password.set(text)
                />
                <p class="field-hint min-h-6" role="status">{progress}</p>
            </div>
        </div>
    }
}

/// Who registers is told what becomes of their data; there is nothing to agree to, since an account
/// cannot be kept without them.
#[component]
fn PrivacyNotice() -> impl IntoView {
    view! {
        <p class="field-hint">
            "Che cosa facciamo dei dati che scrivi qui lo dice l’"
            <a class="text-link" href=paths::PRIVACY target="_blank">
                "informativa sulla privacy"
                <span class="sr-only">" (si apre in un’altra scheda)"</span>
            </a>
            "."
        </p>
    }
}
