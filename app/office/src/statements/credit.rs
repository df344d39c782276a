//! One credit: what the bank says on the left, what we think of it on the right.

use domain::format::{euro, short_date};
use domain::statement::{Candidate, Confidence, Credit, Match};
use leptos::prelude::*;

use super::api::{CreditView, TypedDecision};
use super::decide::{AcceptForm, OtherWays};
use super::words;
use ui::components::StateBadge;
use ui::form::Kept;
use ui::paths;

#[component]
pub fn CreditCard(
    view: CreditView,
    /// The browser puts the focus on its `Accetta`.
    takes_focus: bool,
    /// What came back for this credit.
    kept: Option<Kept<TypedDecision>>,
) -> impl IntoView {
    let CreditView { id, credit, found } = view;
    let amount = euro(credit.amount);
    let proposal = match found {
        Match::Nothing => view! {
            <p class="font-semibold">"Nessun ordine riconosciuto"</p>
            <p class="text-muted">"Scrivi tu il numero, oppure metti da parte l’importo."</p>
        }
        .into_any(),
        Match::One { best, others } => {
            let is_unsure = best.confidence != Confidence::Sure;
            let others = (is_unsure && !others.is_empty()).then(|| {
                let others: Vec<_> = others.into_iter().map(also).collect();
                view! {
                    <p class="mt-3 text-sm text-muted">"Potrebbe anche essere:"</p>
                    <ul class="text-sm">{others}</ul>
                }
            });
            let number = best.number;
            view! {
                <Proposal candidate=best is_chosen=true/>
                <div class="mt-4"><AcceptForm id number amount takes_focus is_main=true/></div>
                {others}
            }
            .into_any()
        }
        Match::Several(several) => {
            let several: Vec<_> = several
                .into_iter()
                .map(|candidate| {
                    let (number, amount) = (candidate.number, amount.clone());
                    view! {
                        <li class="flex flex-wrap items-end justify-between gap-3">
                            <div><Proposal candidate is_chosen=false/></div>
                            <AcceptForm id number amount takes_focus=false is_main=false/>
                        </li>
                    }
                })
                .collect();
            view! {
                <p class="font-semibold">"Più ordini vanno ugualmente bene: scegli tu"</p>
                <ul class="mt-3 flex flex-col gap-4">{several}</ul>
            }
            .into_any()
        }
    };

    view! {
        <li class="panel credit" id=format!("accredito-{id}")>
            <div class="credit-said"><CreditText credit/></div>
            <div class="credit-found">{proposal}</div>
            <OtherWays id kept/>
        </li>
    }
}

/// What the bank says.
#[component]
fn CreditText(credit: Credit) -> impl IntoView {
    let (payer, class) = match credit.payer {
        payer if payer.is_empty() => ("Ordinante non indicato".to_owned(), "text-muted"),
        payer => (payer, "font-semibold wrap-anywhere"),
    };
    let class = format!("mt-1 {class}");
    let text = if credit.text.is_empty() { "Senza causale".to_owned() } else { credit.text };
    let iban =
        credit.iban.map(|iban| view! { <p class="wrap-anywhere text-sm text-muted">{iban}</p> });

    view! {
        <p class="flex flex-wrap items-baseline gap-x-3">
            <strong class="figure text-xl">{euro(credit.amount)}</strong>
            <span class="figure text-muted">{short_date(credit.booked_on)}</span>
        </p>
        <p class=class>{payer}</p>
        {iban}
        <p class="mt-1 wrap-anywhere">{text}</p>
    }
}

/// An order with what speaks for it and what would happen.
#[component]
fn Proposal(
    candidate: Candidate,
    /// False for one of several, which need no word of trust.
    is_chosen: bool,
) -> impl IntoView {
    let number = candidate.number;
    let reasons: Vec<_> = candidate
        .reasons
        .iter()
        .map(|reason| view! { <li>{words::reason(*reason, &candidate)}</li> })
        .collect();
    let (trust, tone) = words::confidence(candidate.confidence);
    let trust = is_chosen.then(|| view! { <StateBadge text=trust tone=tone/> });
    let missing = (candidate.confidence != Confidence::Sure && candidate.consequence.is_wanted())
        .then(|| format!("Da pagare {}. ", euro(candidate.missing)));

    view! {
        <h3 class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
                "Ordine " <a class="text-link figure" href=paths::office_order(number)>{number}</a>
            </span>
            {trust}
        </h3>
        <p class="wrap-anywhere">{candidate.holder.clone()}</p>
        <ul class="ticks mt-2 gap-1! text-[0.9375rem]">{reasons}</ul>
        <p class="mt-2 font-semibold">{missing} {words::consequence(candidate.consequence)}</p>
    }
}

/// A less likely order, in one line.
fn also(candidate: Candidate) -> impl IntoView {
    let number = candidate.number;
    let reasons: Vec<_> =
        candidate.reasons.iter().map(|reason| words::reason(*reason, &candidate)).collect();
    view! {
        <li>
            <a class="text-link figure" href=paths::office_order(number)>{number}</a>
            " – " {reasons.join(", ")}
        </li>
    }
}
