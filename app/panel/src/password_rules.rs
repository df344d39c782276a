//! What a password has to have, ticked off while it is typed.

use domain::party::Field;
use domain::password::{LENGTH_MIN, PasswordRule, SYMBOLS};
use leptos::prelude::*;

use ui::components::{Icon, PasswordField, Sign};
use ui::error::AppError;
use ui::form::about;

/// A new password, twice, with its rules.
#[component]
pub fn NewPassword(error: Signal<Option<AppError>>) -> impl IntoView {
    view! {
        <PasswordField
            name=Field::Password.as_str()
            label="Nuova password"
            error=about(error, Field::Password)
            autocomplete="new-password"
        />
        <PasswordRules of=Field::Password/>
        <PasswordField
            name=Field::PasswordAgain.as_str()
            label="Conferma la nuova password"
            error=about(error, Field::PasswordAgain)
            autocomplete="new-password"
        />
    }
}

/// The rules of a new password; the browser ticks them off (`ui::behaviour`).
#[component]
pub fn PasswordRules(
    /// Where the password is typed.
    of: Field,
) -> impl IntoView {
    let rule = |rule: PasswordRule| view! { <Rule rule/> };

    view! {
        <div class="rounded-field bg-base-200 px-4 py-3">
            <p class="font-semibold" id="regole-password">"La nuova password deve avere"</p>
            <ul class="mt-2 grid gap-1.5" aria-labelledby="regole-password" data-rules-of=of.as_str()>
                {PasswordRule::ALL.map(rule).into_iter().collect::<Vec<_>>()}
            </ul>
            <p class="mt-2 text-sm text-muted">
                "Non sono accettate le password facili da indovinare, per esempio con il tuo \
                 username o con parole molto usate."
            </p>
        </div>
    }
}

#[component]
fn Rule(rule: PasswordRule) -> impl IntoView {
    view! {
        <li class="rule">
            <span class="rule-mark" aria-hidden="true"><Icon sign=Sign::Check/></span>
            <span>{text(rule)}</span>
            <span class="sr-only rule-told">"(c’è)"</span>
        </li>
    }
}

fn text(rule: PasswordRule) -> String {
    match rule {
        PasswordRule::Length => format!("almeno {LENGTH_MIN} caratteri"),
        PasswordRule::UpperCase => "una lettera maiuscola".into(),
        PasswordRule::LowerCase => "una lettera minuscola".into(),
        PasswordRule::Digit => "una cifra".into(),
        PasswordRule::Symbol => {
            let spaced: Vec<String> = SYMBOLS.chars().map(String::from).collect();
            format!("un simbolo fra questi: {}", spaced.join(" "))
        }
    }
}
