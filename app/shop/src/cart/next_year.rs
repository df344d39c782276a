//! What goes on costs something again: said wherever something that goes on is bought.

use domain::format::{euro, short_date};
use domain::renewal::NextYear;
use leptos::prelude::*;

use ui::components::{Icon, Sign};

/// The next year, its price, and who decides whether it comes. `is_asked`: nobody who pays so can
/// have it renewed by itself.
#[component]
pub fn TheNextYear(
    #[prop(into)] next: Signal<Option<NextYear>>,
    #[prop(optional)] is_asked: bool,
) -> impl IntoView {
    let text = move || {
        next.get().map(|next| {
            view! {
                <div class="next-year">
                    <Icon sign=Sign::Renew/>
                    <p class="font-semibold">{headline(&next)}</p>
                    <p>{if is_asked { ASKED } else { BY_ITSELF }}</p>
                </div>
            }
        })
    };
    view! { {text} }
}

const BY_ITSELF: &str = "Se paghi con carta o PayPal il servizio si rinnova da sé con lo stesso \
    metodo, salvo che tu l’abbia già disattivato: lo cambi o lo disattivi quando vuoi, in «Rinnovo». \
    Con bonifico o bollettino decidi tu alla scadenza.";

const ASKED: &str = "Non si rinnova da sé: decidi tu alla scadenza.";

/// `Dal 22/11/2027: 95,16 € all’anno, IVA inclusa`.
fn headline(next: &NextYear) -> String {
    let NextYear { on, totals, is_every_year } = next;
    let (day, amount) = (short_date(*on), euro(totals.due));
    let tax = if totals.due == totals.total { ", IVA inclusa" } else { "" };
    if *is_every_year {
        format!("Dal {day}: {amount} all’anno{tax}")
    } else {
        format!("Dal {day}: {amount} per il primo anno di rinnovo{tax}")
    }
}
