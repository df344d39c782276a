//! The forms of a credit.

use domain::id::CreditId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AcceptCredit, SetCreditAside, TypedDecision};
use crate::refused;
use ui::components::{Icon, Sign, SubmitButton};
use ui::error::AppError;
use ui::form::Kept;

/// `Accetta`, for an order that is proposed.
#[component]
pub fn AcceptForm(
    id: CreditId,
    number: i64,
    amount: String,
    takes_focus: bool,
    /// False for one of several.
    is_main: bool,
) -> impl IntoView {
    let class = if is_main { "btn btn-primary" } else { "btn btn-outline" };
    let what = format!("Accetta {amount} per l’ordine {number}");

    view! {
        <form action=AcceptCredit::url() method="post">
            <input type="hidden" name="decision[credit]" value=id.to_string()/>
            <input type="hidden" name="decision[number]" value=number/>
            <button type="submit" class=class aria-label=what autofocus=takes_focus>"Accetta"</button>
        </form>
    }
}

/// Another order, or none.
#[component]
pub fn OtherWays(id: CreditId, kept: Option<Kept<TypedDecision>>) -> impl IntoView {
    let (typed, error) = kept.map(|kept| (kept.typed, sentence(&kept.error))).unzip();
    let typed = typed.unwrap_or_default();
    let is_wrong = error.is_some();
    let [number_id, why_id, error_id] =
        ["numero", "motivo", "errore"].map(|what| format!("{what}-{id}"));
    let error = error.map(|sentence| {
        view! {
            <p class="field-error mt-2" id=error_id.clone() role="alert">
                <Icon sign=Sign::Alert/>
                <span><span class="sr-only">"Errore: "</span>{sentence}</span>
            </p>
        }
    });

    view! {
        <details class="credit-other" open=is_wrong>
            <summary class="text-link">"Altro ordine, o nessuno"</summary>
            <div class="mt-4 flex flex-wrap gap-x-10 gap-y-5">
                <form action=AcceptCredit::url() method="post">
                    <input type="hidden" name="decision[credit]" value=id.to_string()/>
                    <div class="flex flex-wrap items-end gap-2">
                        <div class="field">
                            <label class="field-label text-sm" for=number_id.clone()>"Numero d’ordine"</label>
                            <input
                                class="input w-40!"
                                inputmode="numeric"
                                autocomplete="off"
                                id=number_id
                                name="decision[number]"
                                value=typed.number
                                aria-describedby=is_wrong.then_some(error_id)
                                aria-invalid=is_wrong.then_some("true")
                                autofocus=is_wrong
                            />
                        </div>
                        <SubmitButton class="btn-outline">"Assegna"</SubmitButton>
                    </div>
                    {error}
                </form>
                <form action=SetCreditAside::url() method="post">
                    <input type="hidden" name="decision[credit]" value=id.to_string()/>
                    <div class="flex flex-wrap items-end gap-2">
                        <div class="field">
                            <label class="field-label text-sm" for=why_id.clone()>
                                "Motivo" <span class="field-optional">" (facoltativo)"</span>
                            </label>
                            <input
                                class="input w-56!"
                                autocomplete="off"
                                id=why_id
                                name="decision[why]"
                                value=typed.why
                                maxlength="300"
                            />
                        </div>
                        <SubmitButton class="btn-outline">"Metti da parte"</SubmitButton>
                    </div>
                </form>
            </div>
        </details>
    }
}

/// Why a credit was not booked.
pub fn sentence(error: &AppError) -> String {
    match error {
        AppError::NotFound => {
            "Nessun ordine ha questo numero: controllalo, sono solo cifre, per esempio 26000001."
                .into()
        }
        error => refused::sentence(error),
    }
}
