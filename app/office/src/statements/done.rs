//! What a decision did, said on the page that comes after it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::components::{Notice, Tone};
use ui::paths;

/// What was decided, and for which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub done: Done,
    pub order: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    Paid,
    /// Paid, and something is too much.
    PaidAndHeld,
    /// A part has arrived.
    Part,
    /// The order was paid or called off.
    Held,
    SetAside,
    /// Somebody had decided before.
    Before,
    /// What was said of a table is forgotten.
    Forgotten,
}

#[cfg(feature = "ssr")]
impl Done {
    pub fn of(accepted: services::statement::Accepted) -> Self {
        use domain::payment::{CaseKind, Effect};
        use services::statement::Accepted;
        match accepted {
            Accepted::Before => Self::Before,
            Accepted::Now(Effect::Pay) => Self::Paid,
            Accepted::Now(Effect::PayAndHold(_)) => Self::PaidAndHeld,
            Accepted::Now(Effect::Hold(CaseKind::Underpaid)) => Self::Part,
            Accepted::Now(Effect::Hold(
                CaseKind::PaidTwice
                | CaseKind::PaidAfterCancel
                | CaseKind::Overpaid
                | CaseKind::Unmatched
                | CaseKind::NeverAnswered,
            )) => Self::Held,
        }
    }
}

/// Says it above the credit that has the focus now, with a way to what was done.
pub fn outcome_notice(decided: Decided) -> impl IntoView {
    let Decided { done, order: number } = decided;
    let order = number.map(|number| format!("l’ordine {number}")).unwrap_or_default();
    let (tone, title, sentence) = match done {
        Done::Paid => (
            Tone::Success,
            format!("Accreditato: {order} è pagato"),
            "Tutto ciò che è stato ordinato è attivo, e il cliente riceve le email.",
        ),
        Done::PaidAndHeld => (
            Tone::Success,
            format!("Accreditato: {order} è pagato, e avanza un resto"),
            "Il resto è tra le cose da decidere: rimborsalo o assegnalo a un altro ordine.",
        ),
        Done::Part => (
            Tone::Warning,
            format!("Acconto registrato: {order} resta in attesa"),
            "Quando arriva il resto l’ordine è pagato. Se non arriva, rimborsa l’acconto.",
        ),
        Done::Held => (
            Tone::Warning,
            format!("Registrato, ma {order} non aspettava un pagamento"),
            "L’importo è tra le cose da decidere: rimborsalo o assegnalo a un altro ordine.",
        ),
        Done::SetAside => (
            Tone::Info,
            "Messo da parte".to_owned(),
            "L’importo è tra le cose da decidere, finché non trovi il suo ordine o torna indietro.",
        ),
        Done::Before => (
            Tone::Info,
            "Su questo accredito era già stato deciso".to_owned(),
            "Non è cambiato nulla.",
        ),
        Done::Forgotten => (
            Tone::Info,
            "Tabella dimenticata".to_owned(),
            "Il prossimo file con queste colonne chiederà di nuovo che cosa contengono. Gli \
             accrediti già importati restano.",
        ),
    };
    let (href, name) = match (done, number) {
        (Done::Paid, Some(number)) => {
            (paths::office_order(number), format!("Vai all’ordine {number}"))
        }
        _ => (paths::OFFICE_DECISIONS.to_owned(), "Vai alle cose da decidere".to_owned()),
    };

    view! {
        <div class="mb-4">
            <Notice tone title=title>
                <p>{sentence} " " <a class="text-link" href=href>{name}</a></p>
            </Notice>
        </div>
    }
}
