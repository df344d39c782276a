//! `Rinnova`, `Riattiva`: into the cart with everything that is owned.

use domain::format::date;
use domain::renewal::Button;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{RenewalView, StartRenewal};
use super::automatic::Years;
use ui::components::{Card, SubmitButton};
use ui::{paths, wording};

#[component]
pub fn ByHand(view: RenewalView) -> impl IntoView {
    let standing = view.standing();
    let verb = wording::renew_verb(standing);
    let button = view.known.button(standing);
    let years = view.not_started.as_ref().map_or(view.years, |kept| kept.typed);
    let content = match in_the_way(&button) {
        Some(InTheWay::Order { before, number, after }) => view! {
            <p>
                {before}
                <a class="text-link" href=paths::order(number)>{format!("ordine {number}")}</a>
                {after}
            </p>
        }
        .into_any(),
        Some(InTheWay::TooLate) => {
            view! { <p>"I giorni per riattivarlo sono finiti."</p> }.into_any()
        }
        None => view! {
            <p class="mb-4 text-muted">{meaning(&button, &date(view.expires))}</p>
            <form action=StartRenewal::url() method="post">
                <div class="flex flex-wrap items-end gap-4">
                    <Years id="anni" label="Per quanti anni" years/>
                    <SubmitButton>{verb}</SubmitButton>
                </div>
            </form>
        }
        .into_any(),
    };
    view! { <Card title=format!("{verb} adesso")>{content}</Card> }
}

/// Why it cannot be renewed now.
enum InTheWay {
    /// Something has to be done about this order first.
    Order {
        before: &'static str,
        number: i64,
        after: &'static str,
    },
    TooLate,
}

fn in_the_way(button: &Button) -> Option<InTheWay> {
    match *button {
        Button::Ordered { number, .. } => Some(InTheWay::Order {
            before: "Il rinnovo è già nell’",
            number,
            after: ": pagalo, oppure annullalo e rinnova di nuovo.",
        }),
        Button::Blocked { number } => {
            Some(InTheWay::Order { before: "Prima va pagato o annullato l’", number, after: "." })
        }
        Button::Over => Some(InTheWay::TooLate),
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
