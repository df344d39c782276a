//! The totals, and what has changed in them since the form was sent.

use domain::RuleError;
use domain::format::euro;
use domain::money::Money;
use domain::order::{OrderError, PaymentMethod};
use domain::renewal::next_year;
use domain::vat::Totals as Amounts;
use leptos::prelude::*;

use super::filled::FilledForm;
use super::problems::SUMMARY;
use crate::cart::TheNextYear;
use ui::components::Totals;
use ui::error::AppError;

/// `Imponibile`, `Sconto`, `IVA 22%`, `Totale`.
#[component]
pub fn Summary(form: FilledForm) -> impl IntoView {
    let terms = form.view.with_untracked(|view| view.terms.clone());
    let regime = form.view.with_untracked(|view| view.given.vat_regime);
    let none = Amounts::of(Money::ZERO, terms.vat_rate, regime);
    let totals = Signal::derive(move || form.priced().map_or(none, |quote| quote.totals));
    let stated = move || {
        form.view.with(|view| view.holder.as_ref().is_some_and(|holder| holder.split_payment))
    };
    let next = Signal::derive(move || {
        let (order, view) = (form.priced()?, form.view.get());
        next_year(view.open?.cart.service, &order, &view.given, &view.terms)
    });
    // Only those who can pay at once have it renewed by itself.
    let is_asked = form
        .view
        .with_untracked(|view| !view.methods.iter().copied().any(PaymentMethod::is_immediate));
    let discount = Signal::derive(move || form.priced().map(|quote| quote.discount));
    view! {
        <section class="panel p-4 sm:p-6" id=SUMMARY tabindex="-1" aria-labelledby="totali">
            <h2 id="totali" class="mb-4">"Totale"</h2>
            <Totals totals discount rate=terms.vat_rate/>
            {move || view! { <SplitNote totals=totals.get() stated=stated()/> }}
            <Difference form totals/>
            <TheNextYear next is_asked/>
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

/// After a change of price: the figures that were shown before, beside those of now. Until the page
/// has the new ones from the server there is nothing to compare.
#[component]
fn Difference(form: FilledForm, totals: Signal<Amounts>) -> impl IntoView {
    let changed = move || {
        let error = form.error.get();
        let refused =
            matches!(error, Some(AppError::Rule(RuleError::Order(OrderError::QuoteChanged))));
        let sent = form.answers.with(|answers| answers.digest.clone());
        refused && form.priced().is_some_and(|quote| quote.digest() != sent)
    };
    let before = move || form.answers.with(|answers| answers.shown).filter(|_| changed());
    let content = move || {
        before().map(|before| {
            let now = totals.get();
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
        })
    };
    view! { {content} }
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
