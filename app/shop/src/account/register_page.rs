//! `Registrati`: somebody becomes a customer.

use domain::party::{Field, FieldError, PartyError, Registration, RegistrationForm};
use leptos::prelude::*;

use super::api::{Register, RegistrationView, load_registration};
use super::email_field::EmailField;
use super::live::{FieldErrors, Live};
use super::party_fields::PartyCards;
use super::signed_in_already::SignedInAlready;
use super::{wanted_next, with_next};
use ui::components::{
    Card, Checkbox, PageTitle, PasswordField, Refusal, Step, Steps, SubmitButton, TextField, loaded,
};
use ui::form::last_error;
use ui::{paths, wording};

#[component]
pub fn RegisterPage() -> impl IntoView {
    let view = Resource::new(|| (), |()| load_registration());
    loaded(view, |view| view! { <Registering view/> })
}

#[component]
fn Registering(view: RegistrationView) -> impl IntoView {
    let RegistrationView { signed_in_as, is_buying, password_length_min, intent, kept } = view;
    let came_back = kept.is_some();
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let typed: RegistrationForm = typed.unwrap_or_default();
    let action = ServerAction::<Register>::new();
    let error = last_error(action, kept_error);
    let live = Live::new(typed.clone(), error, wrong_fields);
    let first = StoredValue::new(typed);
    let look = move |event| live.look(&event, |sent: Register| sent.form);
    let next = wanted_next();
    let sign_in = with_next(paths::SIGN_IN, &next);

    view! {
        {is_buying.then(|| view! { <Steps current=Step::WhoYouAre/> })}
        <div class="page-narrow">
            <PageTitle text="Registrati" in_error=move || error.with(Option::is_some)>
                "Hai già un account? " <a class="text-link" href=sign_in>"Accedi"</a>
            </PageTitle>
            {signed_in_as.map(|username| view! { <SignedInAlready username is_buying/> })}
            <Refusal error/>
            <ActionForm action attr:novalidate=true>
                <input type="hidden" name="next" value=next/>
                <input type="hidden" name="intent" value=intent.to_string()/>
                <div class="stack" on:change=look>
                    <PartyCards
                        title="Chi sei"
                        party=first.get_value().party
                        vat_number=move || live.typed.with(|form| form.party.vat_number.clone())
                        errors=live.errors
                    />
                    <Card title="Email e password">
                        <AccessFields typed=first.get_value() live password_length_min came_back/>
                    </Card>
                    <Card title="Consensi">
                        <Consents typed=first.get_value() errors=live.errors/>
                    </Card>
                    <div>
                        <SubmitButton pending=action.pending()>"Avanti con la registrazione"</SubmitButton>
                    </div>
                </div>
            </ActionForm>
        </div>
    }
}

/// The password is left to the server, which knows the common ones.
fn wrong_fields(form: &RegistrationForm) -> Vec<(Field, FieldError)> {
    match Registration::check(form, None) {
        Err(PartyError::Fields(fields)) => fields,
        _ => Vec::new(),
    }
}

/// E-mail twice, and a password.
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
                <TextField
                    name="form[email_again]"
                    id=Field::EmailAgain.as_str()
                    label=wording::field_label(Field::EmailAgain)
                    value=typed.email_again
                    error=live.errors.at(Field::EmailAgain)
                    r#type="email"
                    inputmode="email"
                    autocomplete="email"
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

/// The privacy notice, and apart from it what is up to the customer.
#[component]
fn Consents(typed: RegistrationForm, errors: FieldErrors) -> impl IntoView {
    view! {
        <Checkbox
            name="form[privacy]"
            id=Field::Privacy.as_str()
            checked=typed.privacy
            error=errors.at(Field::Privacy)
        >
            "Ho letto l’"
            <a class="text-link" href=paths::PRIVACY target="_blank">
                "informativa sulla privacy"
                <span class="sr-only">" (si apre in un’altra scheda)"</span>
            </a>
            "."
        </Checkbox>
        <Checkbox name="form[marketing]" id="marketing" checked=typed.marketing>
            "Desidero ricevere offerte e novità per email "
            <span class="field-optional">"(facoltativo)"</span>
        </Checkbox>
    }
}
