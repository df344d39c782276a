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

/// Which stations a purchase has: those that ask what is known already are not announced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Somebody says who they are, and for whom the service is.
    #[default]
    Whole,
    /// They had signed in before.
    SignedIn,
    /// Something is added or renewed: it is known for whom, too.
    Known,
}

impl Way {
    /// Of a purchase that is somebody's first or not, by whoever was asked who they are in it or not.
    #[must_use]
    pub fn of(is_first: bool, was_asked: bool) -> Self {
        match (is_first, was_asked) {
            (false, _) => Self::Known,
            (true, false) => Self::SignedIn,
            (true, true) => Self::Whole,
        }
    }

    fn passes(self, step: Step) -> bool {
        match self {
            Self::Whole => true,
            Self::SignedIn => step != Step::WhoYouAre,
            Self::Known => !matches!(step, Step::WhoYouAre | Step::Holder),
        }
    }
}

/// Where in the purchase the page stands, among the stations that will come.
#[component]
pub fn Steps(current: Step, #[prop(optional)] way: Way) -> impl IntoView {
    let all: Vec<Step> = Step::ALL.into_iter().filter(|step| way.passes(*step)).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_stations_that_will_come_are_announced() {
        let stations = |is_first, was_asked| {
            let way = Way::of(is_first, was_asked);
            Step::ALL.into_iter().filter(|step| way.passes(*step)).count()
        };
        assert_eq!((stations(true, true), stations(true, false)), (5, 4));
        assert_eq!((stations(false, true), stations(false, false)), (3, 3));
    }
}
