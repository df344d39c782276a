//! The totals, and what has changed in them since the form was sent.

use domain::RuleError;
use domain::format::euro;
use domain::money::Money;
use domain::order::OrderError;
use domain::vat::Totals as Amounts;
use leptos::prelude::*;

use super::filled::{FilledForm, Form};
use super::problems::SUMMARY;
use crate::cart::TheNextYear;
use ui::components::Totals;
use ui::error::AppError;

/// `Imponibile`, `Sconto`, `IVA 22%`, `Totale`.
#[component]
pub fn Summary(form: Form) -> impl IntoView {
    let rate = form.view.terms.vat_rate;
    let quote = form.priced();
    let none = Amounts::of(Money::ZERO, rate, form.view.given.vat_regime);
    let totals = quote.map_or(none, |quote| quote.totals);
    let discount = quote.map(|quote| quote.discount);
    let stated = form.holder().is_some_and(|holder| holder.split_payment);
    // Those who can pay at once read it beside the ways to pay.
    let next = form.next_year().filter(|_| !form.is_paid_at_once());
    view! {
        <section
            class="mt-4 border-t border-base-300 pt-4"
            id=SUMMARY
            tabindex="-1"
            aria-labelledby="totali"
        >
            <h3 id="totali" class="sr-only">"Totale"</h3>
            <Totals totals discount rate is_fixed=true/>
            <SplitNote totals stated/>
            {difference(&form, totals).map(|(before, now)| view! { <Difference before now/> })}
            <TheNextYear next is_asked=true/>
        </section>
    }
}

/// Where the VAT goes when it is not among what is paid to us; or why it is among it, although
/// the body has stated to be under split payment.
#[component]
pub fn SplitNote(totals: Amounts, stated: bool) -> impl IntoView {
    let sentence = match (totals.due != totals.total, stated) {
        (true, _) => "L’IVA la versi tu all’Erario: art. 17-ter d.P.R. 633/1972.",
        (false, true) => {
            "Il giorno dell’ordine la scissione dei pagamenti non è in vigore: paghi a noi anche \
             l’IVA."
        }
        (false, false) => return None,
    };
    Some(view! { <p class="mt-3 text-sm text-muted">{sentence}</p> })
}

/// After a change of price: the figures that were shown before, and those of now. Nothing while the
/// form shows what was sent.
fn difference(form: &FilledForm, now: Amounts) -> Option<(Amounts, Amounts)> {
    let refused =
        matches!(form.error, Some(AppError::Rule(RuleError::Order(OrderError::QuoteChanged))));
    let changed = form.priced().is_some_and(|quote| quote.digest() != form.answers.digest);
    form.answers.shown.filter(|_| refused && changed).map(|before| (before, now))
}

#[component]
fn Difference(before: Amounts, now: Amounts) -> impl IntoView {
    if before == now {
        view! {
            <p class="mt-4 font-semibold">
                "Il totale non è cambiato: sono cambiati i servizi o i periodi. Ricontrollali."
            </p>
        }
        .into_any()
    } else {
        view! { <BeforeAndNow before now/> }.into_any()
    }
}

#[component]
fn BeforeAndNow(before: Amounts, now: Amounts) -> impl IntoView {
    let row = |name: &'static str, before: Money, now: Money| {
        view! {
            <tr>
                <th scope="row" class="px-0 font-medium">{name}</th>
                <td class="figure px-0 text-right text-muted"><s>{euro(before)}</s></td>
                <td class="figure px-0 text-right font-semibold">{euro(now)}</td>
            </tr>
        }
    };
    view! {
        <table class="table mt-5 border-t border-base-300">
            <caption class="sr-only">"Che cosa è cambiato"</caption>
            <thead>
                <tr>
                    <td class="px-0"></td>
                    <th scope="col" class="px-0 text-right text-muted">"Prima"</th>
                    <th scope="col" class="px-0 text-right text-muted">"Adesso"</th>
                </tr>
            </thead>
            <tbody>
                {row("Imponibile", before.net, now.net)}
                {row("IVA", before.vat, now.vat)}
                {row("Totale", before.total, now.total)}
            </tbody>
        </table>
    }
}
