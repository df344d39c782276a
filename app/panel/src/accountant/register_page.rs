//! `Registrati come commercialista`.

use domain::accountant::AccountantForm;
use domain::grant::{USERNAME_MAX, USERNAME_MIN};
use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{RegisterAccountant, RegistrationView, load_accountant_registration};
use crate::password_rules::PasswordRules;
use ui::components::{
    Card, Checkbox, PageTitle, PasswordField, Refusal, SubmitButton, TextField, loaded,
};
use ui::error::AppError;
use ui::form::about;
use ui::paths;

#[component]
pub fn RegisterPage() -> impl IntoView {
    let page = loaded(load_accountant_registration(), |view| view! { <Register view/> });
    view! { <div class="page-narrow">{page}</div> }
}

#[component]
fn Register(view: RegistrationView) -> impl IntoView {
    let RegistrationView { intent, kept } = view;
    let came_back = kept.is_some();
    let (typed, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(error);
    let typed = typed.unwrap_or_default();

    view! {
        <PageTitle
            text="Registrati come commercialista"
            in_error=move || error.with(Option::is_some)
        >
            "L’utenza commercialista è gratuita. I tuoi clienti ti delegano il pannello del loro \
             servizio, e tu li trovi in un solo elenco. Hai già un’utenza? "
            <a class="text-link" href=paths::ACCOUNTANT_SIGN_IN>"Accedi"</a>
        </PageTitle>
        <Refusal error/>
        <form action=RegisterAccountant::url() method="post" novalidate>
            <input type="hidden" name="intent" value=intent.to_string()/>
            <div class="stack">
                <Who typed=typed.clone() error/>
                <Access typed came_back error/>
                <div><SubmitButton>"Registrati"</SubmitButton></div>
            </div>
        </form>
    }
}

#[component]
fn Who(typed: AccountantForm, error: Signal<Option<AppError>>) -> impl IntoView {
    view! {
        <Card title="Il tuo studio">
            <div class="stack">
                <TextField
                    name="form[name]"
                    id=Field::BusinessName.as_str()
                    label="Nome e cognome, o ragione sociale"
                    value=typed.name
                    hint="Così lo leggono i tuoi clienti."
                    error=about(error, Field::BusinessName)
                    autocomplete="organization"
                />
                <TextField
                    name="form[tax_number]"
                    id=Field::TaxCode.as_str()
                    label="Partita IVA o codice fiscale"
                    value=typed.tax_number
                    error=about(error, Field::TaxCode)
                    autocomplete="off"
                    is_code=true
                />
                <TextField
                    name="form[email]"
                    id=Field::Email.as_str()
                    label="Indirizzo email"
                    value=typed.email
                    hint="Qui ti arrivano le offerte di delega."
                    error=about(error, Field::Email)
                    r#type="email"
                    autocomplete="email"
                    inputmode="email"
                />
            </div>
        </Card>
    }
}

#[component]
fn Access(
    typed: AccountantForm,
    /// The page was loaded again, and the password was not kept.
    came_back: bool,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let username = format!(
        "Da {USERNAME_MIN} a {USERNAME_MAX} lettere e cifre. Lo dai ai tuoi clienti, e poi non cambia."
    );
    let password = match came_back {
        true => "Scrivila di nuovo: per sicurezza non la conserviamo.",
        false => "Segui le regole scritte qui sotto.",
    };

    view! {
        <Card title="Accesso">
            <div class="stack">
                <TextField
                    name="form[username]"
                    id=Field::Username.as_str()
                    label="Username"
                    value=typed.username
                    hint=username
                    error=about(error, Field::Username)
                    autocomplete="username"
                    is_code=true
                />
                <PasswordField
                    name="form[password]"
                    id=Field::Password.as_str()
                    label="Password"
                    hint=password
                    error=about(error, Field::Password)
                    autocomplete="new-password"
                />
                <PasswordRules of=Field::Password/>
                <Checkbox
                    name="form[conditions]"
                    id=Field::Conditions.as_str()
                    checked=typed.conditions
                    error=about(error, Field::Conditions)
                >
                    "Accetto le "
                    <a class="text-link" href=paths::CONDITIONS target="_blank">
                        "condizioni generali"
                        <span class="sr-only">" (si apre in un’altra scheda)"</span>
                    </a>
                    ", per quanto riguarda l’uso gratuito dell’utenza."
                </Checkbox>
                <p class="field-hint">
                    "Che cosa facciamo dei dati che scrivi qui lo dice l’"
                    <a class="text-link" href=paths::PRIVACY target="_blank">
                        "informativa sulla privacy"
                        <span class="sr-only">" (si apre in un’altra scheda)"</span>
                    </a>
                    "."
                </p>
            </div>
        </Card>
    }
}
