//! `Assegna` and `Restituito`: money that is for another order than it was booked for, or for none.

use std::cmp::Ordering;

use domain::Money;
use domain::format::euro;
use domain::id::CaseId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AllocateCase, NoteSentBack, TypedAllocation};
use super::came_back::CameBack;
use super::confirm::Confirm;
use super::refused::{Why, sentence};
use super::row_field::RowField;
use super::statements::wrong_number;
use ui::components::SubmitButton;
use ui::error::AppError;

/// The number of the order that it was meant for.
#[component]
pub fn AllocateForm(
    case: CaseId,
    /// True for money without an order, where this is the first thing to do.
    of_nobody: bool,
    came_back: Option<CameBack<TypedAllocation>>,
) -> impl IntoView {
    let is_open = of_nobody || came_back.is_some();
    let (typed, error) = came_back.map(|form| (form.typed, form.error)).unzip();
    let error = error.flatten();
    let is_wrong = error.is_some();
    let number_id = format!("assegna-{case}");
    let error_id = format!("assegna-{case}-errore");

    view! {
        <details open=is_open>
            <summary class="text-link inline-flex min-h-11 cursor-pointer items-center">
                {if of_nobody { "Assegna a un ordine" } else { "Era per un altro ordine" }}
            </summary>
            <form action=AllocateCase::url() method="post" novalidate=true>
                <input type="hidden" name="allocation[case]" value=case.to_string()/>
                <div class="flex flex-wrap items-end gap-2">
                    <RowField
                        label="Numero d’ordine"
                        id=number_id
                        name="allocation[number]"
                        value=typed.unwrap_or_default().number
                        class="w-36!"
                        inputmode="numeric"
                        takes_focus=is_wrong
                        is_wrong
                        why=error_id.clone()
                    />
                    <SubmitButton class="btn-outline">"Assegna"</SubmitButton>
                </div>
                <Why error=Signal::stored(error) id=error_id words=not_allocated/>
            </form>
        </details>
    }
}

/// The bank has sent it back. A form of the browser's own: the page comes anew without the case.
#[component]
pub fn SentBackForm(
    case: CaseId,
    /// What the server refused.
    error: Option<AppError>,
) -> impl IntoView {
    let error_id = format!("restituito-{case}-errore");

    view! {
        <form action=NoteSentBack::url() method="post">
            <input type="hidden" name="allocation[case]" value=case.to_string()/>
            <input type="hidden" name="allocation[sent_back]" value="true"/>
            <SubmitButton class="btn-outline">"Restituito"</SubmitButton>
            <Why error=Signal::stored(error) id=error_id words=not_sent_back/>
        </form>
    }
}

/// Which money goes to which order: asked before it does.
#[component]
pub fn ConfirmAllocation(
    typed: TypedAllocation,
    /// Of the case.
    amount: Money,
    number: i64,
    holder: String,
    /// What is still to come for the order.
    missing: Money,
    back: String,
) -> impl IntoView {
    let (compared, consequence) = match amount.cmp(&missing) {
        Ordering::Equal => (
            "uguale".to_owned(),
            "L’ordine risulta pagato, tutto ciò che è stato ordinato si attiva subito e il cliente \
             riceve le email.",
        ),
        Ordering::Less => (
            format!("mancano {}", euro(missing - amount)),
            "L’importo resta come acconto, e l’ordine continua ad aspettare il resto.",
        ),
        Ordering::Greater if missing.is_zero() => (
            "l’ordine non aspetta denaro".to_owned(),
            "L’importo passa a quest’ordine e torna tra le cose da decidere.",
        ),
        Ordering::Greater => (
            format!("{} in più", euro(amount - missing)),
            "L’ordine risulta pagato e si attiva subito; quello che avanza torna tra le cose da \
             decidere.",
        ),
    };
    let amount = euro(amount);
    let facts = vec![
        ("Ordine", number.to_string()),
        ("Intestatario", holder),
        ("Da incassare", euro(missing)),
        ("Rispetto al dovuto", compared),
    ];
    let mut fields =
        vec![("allocation[number]", typed.number), ("allocation[confirmed]", "true".to_owned())];
    fields.extend(typed.case.map(|case| ("allocation[case]", case.to_string())));

    view! {
        <Confirm
            question=format!("Assegni {amount} all’ordine {number}?")
            facts
            consequence=consequence.to_owned()
            action=AllocateCase::url()
            fields
            yes=format!("Sì, assegna {amount}")
            back
        />
    }
}

/// Whether the bank has sent it back: asked before it is noted.
#[component]
pub fn ConfirmSentBack(case: CaseId, amount: Money, note: String, back: String) -> impl IntoView {
    let amount = euro(amount);
    let facts = vec![("Importo", amount.clone()), ("Ordinante e causale", note)];
    let fields = vec![
        ("allocation[case]", case.to_string()),
        ("allocation[sent_back]", "true".to_owned()),
        ("allocation[confirmed]", "true".to_owned()),
    ];

    view! {
        <Confirm
            question=format!("La banca ha restituito {amount}?")
            facts
            consequence="Viene annotato che l’importo è tornato a chi l’aveva mandato: da qui non \
                         si può più assegnare né rimborsare.".to_owned()
            action=NoteSentBack::url()
            fields
            yes=format!("Sì, {amount} sono tornati indietro")
            back
            back_name="Torna indietro"
        />
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
