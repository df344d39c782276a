//! The way through a purchase.

use leptos::prelude::*;

/// The stations of a purchase, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Cart,
    WhoYouAre,
    Holder,
    OrderForm,
    Confirmation,
}

impl Step {
    const ALL: [Self; 5] =
        [Self::Cart, Self::WhoYouAre, Self::Holder, Self::OrderForm, Self::Confirmation];

    fn name(self) -> &'static str {
        match self {
            Self::Cart => "Carrello",
            Self::WhoYouAre => "Chi sei",
            Self::Holder => "Dati intestatario",
            Self::OrderForm => "Modulo d’ordine",
            Self::Confirmation => "Conferma",
        }
    }
}

/// Where in the purchase the page stands, among the stations that will come.
#[component]
pub fn Steps(
    current: Step,
    /// Who buys and for whom is known already, so nobody asks.
    #[prop(optional)]
    is_known: bool,
) -> impl IntoView {
    let asks = |step: &Step| matches!(step, Step::WhoYouAre | Step::Holder);
    let all: Vec<Step> = Step::ALL.into_iter().filter(|step| !(is_known && asks(step))).collect();
    let station = |step: Step| {
        let class = if step < current { "is-done" } else { "" };
        let done = (step < current).then(|| view! { <span class="sr-only">" (fatto)"</span> });
        view! {
            <li class=class aria-current=(step == current).then_some("step")>
                {step.name()}
                {done}
            </li>
        }
    };
    let place = all.iter().position(|step| *step == current).map_or(1, |index| index + 1);
    let now = format!("Passo {place} di {}: {}", all.len(), current.name());
    let stations = all.into_iter().map(station).collect_view();

    view! {
        <nav class="mb-4 md:mb-6" aria-label="Passi dell’acquisto">
            <ol class="steps-way">{stations}</ol>
            <p class="steps-now" aria-hidden="true">{now}</p>
        </nav>
    }
}
