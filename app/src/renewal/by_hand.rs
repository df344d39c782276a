//! `Rinnova`, `Riattiva`: into the cart with everything that is owned.

use domain::format::date;
use domain::renewal::Button;
use leptos::prelude::*;

use super::api::{RenewalView, StartRenewal};
use super::automatic::Years;
use crate::components::{Card, SubmitButton};
use crate::wording;

#[component]
pub fn ByHand(view: RenewalView, start: ServerAction<StartRenewal>) -> impl IntoView {
    let standing = view.standing();
    let verb = wording::renew_verb(standing);
    let button = view.known.button(standing);
    let years = view.not_started.as_ref().map_or(view.years, |kept| kept.typed);
    let content = match in_the_way(&button) {
        Some(sentence) => view! { <p>{sentence}</p> }.into_any(),
        None => view! {
            <p class="mb-4 text-muted">{meaning(&button, &date(view.expires))}</p>
            <ActionForm action=start>
                <div class="flex flex-wrap items-end gap-4">
                    <Years id="anni" label="Per quanti anni" years/>
                    <SubmitButton pending=start.pending()>{verb}</SubmitButton>
                </div>
            </ActionForm>
        }
        .into_any(),
    };
    view! { <Card title=format!("{verb} adesso")>{content}</Card> }
}

/// Why it cannot be renewed before something else is done.
fn in_the_way(button: &Button) -> Option<String> {
    match button {
        Button::Ordered { number, .. } => Some(format!(
            "Il rinnovo è già nell’ordine {number}: pagalo, oppure annullalo e rinnova di nuovo."
        )),
        Button::Blocked { number } => {
            Some(format!("Prima va pagato o annullato l’ordine {number}."))
        }
        Button::Over => Some("I giorni per riattivarlo sono finiti.".into()),
        Button::Renew | Button::Automatic { .. } | Button::Reactivate { .. } => None,
    }
}

/// What a press leads to.
fn meaning(button: &Button, expires: &str) -> String {
    let start = format!(
        "Metti nel carrello tutto quello che hai: lì puoi togliere quello che non ti serve più. La \
         nuova durata si conta dalla scadenza del {expires}, quindi non perdi nessun giorno."
    );
    match button {
        Button::Automatic { .. } => {
            format!("{start} Il rinnovo automatico si sposta da solo alla nuova scadenza.")
        }
        Button::Reactivate { until } => format!("{start} Puoi farlo fino al {}.", date(*until)),
        Button::Renew | Button::Ordered { .. } | Button::Blocked { .. } | Button::Over => start,
    }
}
