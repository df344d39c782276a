//! `Assegna` and `Restituito`: money that is for another order than it was booked for, or for none.

use domain::id::CaseId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AllocateCase, NoteSentBack, TypedAllocation};
use super::refused::{Why, sentence, tell_title};
use super::row_field::RowField;
use super::statements::wrong_number;
use ui::components::SubmitButton;
use ui::error::AppError;
use ui::form::{Kept, last_error};

/// The number of the order that it was meant for.
#[component]
pub fn AllocateForm(
    case: CaseId,
    /// True for money without an order, where this is the first thing to do.
    of_nobody: bool,
    /// What came back without WASM.
    kept: Option<Kept<TypedAllocation>>,
    /// Set while this form is refused; the title of the page tells it.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let typed = typed.unwrap_or_default();
    let is_open = of_nobody || kept_error.is_some();
    let action = ServerAction::<AllocateCase>::new();
    let error = last_error(action, kept_error);
    tell_title(refused, error);
    let number_id = format!("assegna-{case}");
    let error_id = format!("assegna-{case}-errore");
    let is_wrong = Signal::derive(move || error.with(Option::is_some));

    view! {
        <details open=is_open>
            <summary class="text-link inline-flex min-h-11 cursor-pointer items-center">
                {if of_nobody { "Assegna a un ordine" } else { "Era per un altro ordine" }}
            </summary>
            <ActionForm action attr:novalidate=true>
                <input type="hidden" name="allocation[case]" value=case.to_string()/>
                <div class="flex flex-wrap items-end gap-2">
                    <RowField
                        label="Numero d’ordine"
                        id=number_id
                        name="allocation[number]"
                        value=typed.number
                        class="w-36!"
                        inputmode="numeric"
                        is_wrong
                        why=error_id.clone()
                    />
                    <SubmitButton pending=action.pending() class="btn-outline">"Assegna"</SubmitButton>
                </div>
                <Why error id=error_id words=not_allocated/>
            </ActionForm>
        </details>
    }
}

/// The bank has sent it back. A form of the browser's own: the desk comes anew without the case.
#[component]
pub fn SentBackForm(
    case: CaseId,
    /// What the server refused, with what had been typed.
    kept: Option<Kept<TypedAllocation>>,
) -> impl IntoView {
    let error = Signal::stored(kept.map(|kept| kept.error));
    let error_id = format!("restituito-{case}-errore");

    view! {
        <form action=NoteSentBack::url() method="post">
            <input type="hidden" name="allocation[case]" value=case.to_string()/>
            <input type="hidden" name="allocation[sent_back]" value="true"/>
            <SubmitButton class="btn-outline">"Restituito"</SubmitButton>
            <Why error id=error_id words=not_sent_back/>
        </form>
    }
}

fn not_allocated(error: &AppError) -> String {
    match error {
        AppError::NotAllowed => {
            "L’importo è già di quest’ordine, oppure un rimborso è in corso: guarda più in basso."
                .into()
        }
        error => wrong_number(error),
    }
}

fn not_sent_back(error: &AppError) -> String {
    match error {
        AppError::NotAllowed => {
            "Un importo così alto lo registra un collega, non chi l’ha messo da parte.".into()
        }
        error => sentence(error),
    }
}
