//! What a renewal costs: by hand now, and by itself on its day.

use domain::calendar::Date;
use domain::cart::CartError;
use domain::format::date;
use domain::renewal::Button;
use domain::vat::Totals as Amounts;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::StartRenewal;
use super::choices::Carried;
use super::live::LiveRenewal;
use crate::order::Lines;
use ui::components::{Card, Notice, SubmitButton, Tone, Totals};
use ui::{paths, wording};

/// `Rinnova`, `Riattiva`: the totals of what is chosen, and the way to the order.
#[component]
pub fn ByHand(live: LiveRenewal) -> impl IntoView {
    let verb = live.about(|about| wording::renew_verb(about.standing()));
    let hindered = live.about(|about| match &about.link {
        Some(link) if link.is_strangers => Some(Hindrance::Stranger),
        Some(link) if link.is_blocked => Some(Hindrance::Blocked),
        Some(_) => None,
        None => in_the_way(&about.status.button(about.standing())),
    });
    let content = match hindered {
        Some(hindrance) => view! { <Hindered hindrance/> }.into_any(),
        None => view! { <WayOn live verb/> }.into_any(),
    };
    view! { <Card title=format!("{verb} adesso")>{content}</Card> }
}

#[component]
fn WayOn(live: LiveRenewal, verb: &'static str) -> impl IntoView {
    let zero = live.about(|about| {
        Amounts::of(domain::Money::ZERO, about.terms.vat_rate, about.given.vat_regime)
    });
    let rate = live.about(|about| about.terms.vat_rate);
    let totals = Signal::derive(move || live.quote.get().map_or(zero, |quote| quote.totals));
    let until = move || {
        let until = live.quote.get().ok()?.lines.first()?.until;
        Some(format!("Tutto quello che rinnovi scade insieme il {}.", date(until)))
    };
    let errors = move || live.quote.get().err().unwrap_or_default();
    let refusal = |error: CartError| {
        view! { <Notice tone=Tone::Warning title=wording::cart_sentence(&error)/> }
    };
    let counted = live.about(|about| {
        let from = date(about.expires);
        match (about.status.button(about.standing()), &about.link) {
            (Button::Automatic { .. }, _) => format!(
                "La nuova durata si conta dalla scadenza del {from}, quindi non perdi nessun \
                 giorno. Il rinnovo automatico si sposta da solo alla nuova scadenza."
            ),
            (Button::Reactivate { until }, _) => format!(
                "La nuova durata si conta dalla scadenza del {from}. Puoi riattivarlo fino al {}.",
                date(until)
            ),
            (_, Some(_)) => format!(
                "La nuova durata si conta dalla scadenza del {from}, quindi non perdi nessun \
                 giorno. Per ordinare non devi accedere: carte registrate, dati e altri ordini \
                 restano nell’area clienti."
            ),
            (_, None) => format!(
                "La nuova durata si conta dalla scadenza del {from}, quindi non perdi nessun giorno."
            ),
        }
    });
    view! {
        <p class="mb-3">{until}</p>
        <Totals totals rate/>
        <div class="mt-4 stack">{move || errors().into_iter().map(refusal).collect_view()}</div>
        <form action=StartRenewal::url() method="post" class="mt-4">
            <Carried live/>
            <SubmitButton class="btn-primary btn-big w-full">{verb}</SubmitButton>
        </form>
        <p class="mt-4 text-sm text-muted">{counted}</p>
        <p class="mt-2 text-sm text-muted">
            "Nessun pagamento adesso: prima vedi tutto il riepilogo sul Modulo d’ordine."
        </p>
    }
}

/// Why it cannot be renewed now.
enum Hindrance {
    /// Something has to be done about this order first.
    Order {
        before: &'static str,
        number: i64,
        after: &'static str,
    },
    TooLate,
    /// The disdetta is taken back first.
    GivenUp,
    /// Somebody else has signed in.
    Stranger,
    /// Its owner is told why.
    Blocked,
}

fn in_the_way(button: &Button) -> Option<Hindrance> {
    match *button {
        Button::Ordered { number, .. } => Some(Hindrance::Order {
            before: "Il rinnovo è già nell’",
            number,
            after: ": pagalo, oppure annullalo e rinnova di nuovo.",
        }),
        Button::Blocked { number } => {
            Some(Hindrance::Order {
                before: "Prima va pagato o annullato l’", number, after: "."
            })
        }
        Button::GivenUp => Some(Hindrance::GivenUp),
        Button::Over => Some(Hindrance::TooLate),
        Button::Renew | Button::Automatic { .. } | Button::Reactivate { .. } => None,
    }
}

#[component]
fn Hindered(hindrance: Hindrance) -> impl IntoView {
    match hindrance {
        Hindrance::Order { before, number, after } => view! {
            <p>
                {before}
                <a class="text-link" href=paths::order(number)>{format!("ordine {number}")}</a>
                {after}
            </p>
        }
        .into_any(),
        Hindrance::TooLate => {
            view! { <p>"I giorni per riattivarlo sono finiti."</p> }.into_any()
        }
        Hindrance::GivenUp => view! {
            <p class="mb-4">"Hai chiesto la disdetta: per rinnovare, prima ritira la richiesta."</p>
            <a class="btn btn-primary" href=paths::TERMINATION>"Vai alla disdetta"</a>
        }
        .into_any(),
        Hindrance::Stranger => view! {
            <p>
                "In questo browser è entrato un altro account: per rinnovare questo servizio esci, e \
                 accedi con il suo. "
                <a class="text-link" href=paths::AREA>"Vai all’area clienti"</a>
            </p>
        }
        .into_any(),
        Hindrance::Blocked => view! {
            <p class="mb-4">"C’è già una richiesta per questo servizio: accedi per vedere come prosegue."</p>
            <a class="btn btn-primary" href=paths::sign_in(paths::RENEWAL)>"Accedi"</a>
        }
        .into_any(),
    }
}

/// What the automatic renewal will charge on its day, line by line.
#[component]
pub fn ByItself(live: LiveRenewal) -> impl IntoView {
    let on = live.about(|about| about.status.charged_on)?;
    let lines = move || live.then.get().map(|quote| quote.lines).unwrap_or_default();
    let totals = move || {
        let rate = live.about(|about| about.terms.vat_rate);
        live.then.get().map(|quote| {
            view! { <Totals totals=quote.totals rate is_fixed=true/> }
        })
    };
    live.about(|about| about.given_then.is_some()).then(|| {
        view! {
            <Card title="Il prossimo rinnovo">
                <p class="mb-4 text-muted">{of_what(on)}</p>
                {move || view! { <Lines lines=lines()/> }}
                <div class="mt-4 border-t border-base-300 pt-4">{totals}</div>
            </Card>
        }
    })
}

fn of_what(on: Date) -> String {
    format!(
        "Quello che tieni di ciò che avrai il {}, ai prezzi di quel giorno. Niente di nuovo: quello \
         lo acquisti solo tu.",
        date(on)
    )
}
