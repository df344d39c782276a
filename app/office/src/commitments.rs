//! `Impegni da registrare`: letters of public bodies, each with what was typed beside it.

use domain::commitment::{LetterType, Tender};
use domain::format::{date, euro, short_date};
use leptos::prelude::*;

use super::api::{LetterOnDesk, RefuseCommitment, RegisterCommitment, TypedDecision};
use super::order_row::Cell;
use super::orders::list;
use super::refused::{Why, tell_title};
use super::row_field::RowField;
use ui::components::SubmitButton;
use ui::form::{Kept, last_error};
use ui::paths;

/// The letters that nobody has decided about. Nothing is shown when there are none.
pub fn to_register(
    letters: Vec<LetterOnDesk>,
    kept: Option<Kept<TypedDecision>>,
    refused: RwSignal<bool>,
) -> Option<impl IntoView> {
    let count = letters.len();
    let row = move |letter: LetterOnDesk| {
        let kept = kept.clone().filter(|kept| kept.typed.number == letter.order_number);
        let number = letter.order_number;
        let sent_on = short_date(letter.sent_on);
        let holder = letter.holder.clone();
        let due = euro(letter.due);
        let said = view! { <Letter letter=letter.clone()/> };
        let decide = view! { <Decide letter kept refused/> };
        view! {
            <tr role="row">
                <Cell name="Ordine">
                    <a class="text-link figure" href=paths::office_order(number)>{number}</a>
                </Cell>
                <Cell name="Inviata il"><span class="figure">{sent_on}</span></Cell>
                <Cell name="Intestatario"><span class="wrap-anywhere">{holder}</span></Cell>
                <Cell name="Da pagare"><strong class="figure">{due}</strong></Cell>
                <Cell name="Lettera" is_wide=true>{said}</Cell>
                <Cell name="Decisione" is_wide=true>{decide}</Cell>
            </tr>
        }
    };
    let heads = ["Ordine", "Inviata il", "Intestatario", "Da pagare", "Lettera", "Decisione"];
    (count > 0).then(|| {
        list(
            "impegni",
            format!("Impegni da registrare ({count})"),
            "",
            &heads,
            letters.into_iter().map(row).collect(),
        )
    })
}

/// What was typed beside the letter, to be compared with it.
#[component]
pub fn Letter(letter: LetterOnDesk) -> impl IntoView {
    let commitment = letter.commitment;
    let tender = match commitment.tender {
        Tender::Cig(cig) => format!("CIG {cig}"),
        Tender::Without(reason) => format!("Senza CIG: {reason}"),
    };
    let cup = commitment.cup.map(|cup| view! { <li>"CUP " {cup.to_string()}</li> });
    let split = if letter.is_split {
        "Deve dichiarare la scissione dei pagamenti"
    } else {
        "Senza scissione dei pagamenti: paga anche l’IVA"
    };
    let name = match letter.kind {
        LetterType::Pdf => "Scarica il PDF",
        LetterType::SignedPdf => "Scarica il P7M",
    };
    let number = letter.order_number;
    view! {
        <ul class="grid gap-0.5">
            <li>"Protocollo " {commitment.protocol} " del " {date(commitment.dated)}</li>
            <li class="wrap-anywhere">{tender}</li>
            {cup}
            <li>"Ufficio " {commitment.office_code.to_string()}</li>
            <li class="text-muted">{split}</li>
        </ul>
        <p class="mt-2">
            <a class="text-link" href=paths::office_letter(number) rel="external">
                {name} <span class="sr-only">{format!(" dell’ordine {number}")}</span>
            </a>
        </p>
    }
}

/// `Registra impegno`, or `Rifiuta` with a reason.
#[component]
pub fn Decide(
    letter: LetterOnDesk,
    /// What came back without WASM.
    kept: Option<Kept<TypedDecision>>,
    /// Set while a decision is refused; the title of the page tells it.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let number = letter.order_number;
    let id = letter.id.to_string();
    let refused_id = id.clone();
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let reason = typed.map(|typed| typed.reason).unwrap_or_default();
    let register = ServerAction::<RegisterCommitment>::new();
    let refuse = ServerAction::<RefuseCommitment>::new();
    let kept_error = StoredValue::new(kept_error);
    let not_registered = last_error(register, None);
    let not_refused = last_error(refuse, kept_error.get_value());
    let error = Signal::derive(move || not_refused.get().or(not_registered.get()));
    tell_title(refused, error);
    let [reason_id, error_id] =
        ["rifiuto", "impegno-errore"].map(|what| format!("{what}-{number}"));
    let why = error_id.clone();
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let open = kept_error.with_value(Option::is_some);

    view! {
        <div class="grid gap-3">
            <ActionForm action=register>
                <input type="hidden" name="decision[number]" value=number/>
                <input type="hidden" name="decision[letter]" value=id/>
                <SubmitButton
                    pending=register.pending()
                    class="btn-primary whitespace-nowrap"
                    aria_label=format!("Registra impegno dell’ordine {number}")
                >
                    "Registra impegno"
                </SubmitButton>
            </ActionForm>
            <details open=open>
                <summary class="text-link">
                    "Rifiuta" <span class="sr-only">{format!(" la lettera dell’ordine {number}")}</span>
                </summary>
                <div class="mt-2">
                    <ActionForm action=refuse attr:novalidate=true>
                        <input type="hidden" name="decision[number]" value=number/>
                        <input type="hidden" name="decision[letter]" value=refused_id/>
                        <div class="flex flex-wrap items-end gap-2">
                            <RowField
                                label="Motivo"
                                id=reason_id
                                name="decision[reason]"
                                value=reason
                                class="w-56!"
                                is_wrong
                                why
                            />
                            <SubmitButton
                                pending=refuse.pending()
                                class="btn-outline"
                                aria_label=format!("Rifiuta la lettera dell’ordine {number}")
                            >
                                "Rifiuta"
                            </SubmitButton>
                        </div>
                    </ActionForm>
                </div>
            </details>
            <Why error id=error_id/>
        </div>
    }
}
