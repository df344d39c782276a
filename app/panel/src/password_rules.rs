//! What a password has to have, ticked off while it is typed.

use domain::password::{LENGTH_MIN, PasswordRule, SYMBOLS};
use leptos::prelude::*;

use ui::components::{Icon, Sign};

/// The list stands there without WASM too, only without ticks.
#[component]
pub fn PasswordRules(#[prop(into)] password: Signal<String>) -> impl IntoView {
    let rule = |rule: PasswordRule| {
        let met = Memo::new(move |_| password.with(|password| rule.is_met(password)));
        view! { <Rule text=text(rule) met/> }
    };

    view! {
        <div class="rounded-field bg-base-200 px-4 py-3">
            <p class="font-semibold" id="regole-password">"La nuova password deve avere"</p>
            <ul class="mt-2 grid gap-1.5" aria-labelledby="regole-password">
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
fn Rule(text: String, #[prop(into)] met: Signal<bool>) -> impl IntoView {
    let class = move || if met.get() { "rule is-met" } else { "rule" };

    view! {
        <li class=class>
            <span class="rule-mark" aria-hidden="true">
                <Show when=move || met.get()>
                    <Icon sign=Sign::Check/>
                </Show>
            </span>
            <span>{text}</span>
            <Show when=move || met.get()>
                <span class="sr-only">"(c’è)"</span>
            </Show>
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
