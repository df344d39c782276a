//! What somebody has to know before anything else: a press that led nowhere, a renewal that has not
//! gone as it should, an order that waits for its payment, a service that has expired.

use domain::format::{date, euro};
use domain::renewal::Button;
use domain::subscription::Standing;
use leptos::prelude::*;

use super::api::{PanelView, PendingOrder};
use ui::components::{Notice, Tone};
use ui::renewal::way_to_pay;
use ui::{paths, wording};

/// The notices on top of a page of the panel.
pub fn notices(view: &PanelView) -> impl IntoView + use<> {
    let error = view.error.as_ref().map(|error| {
        view! { <Notice tone=Tone::Error title=wording::app_sentence(error)/> }
    });
    let expired = expired(view);
    let renewal = renewal(view);
    // The banner of a renewal leads to the same order.
    let pending = view.pending.clone().filter(|_| renewal.is_none());
    let pending = pending.map(|order| view! { <Pending order/> });

    (error.is_some() || expired.is_some() || renewal.is_some() || pending.is_some())
        .then(|| view! { <div class="mb-6 grid gap-3">{error}{expired}{renewal}{pending}</div> })
}

/// An automatic renewal that failed, wants its customer, or waits behind another order.
fn renewal(view: &PanelView) -> Option<impl IntoView + use<>> {
    let standing = view.entitlements.standing();
    let expires = view.entitlements.expires();
    let button = view.renewal.button(standing);
    let (title, sentence) = match button {
        Button::Ordered { number, trouble: Some(trouble) } => (
            wording::trouble_title(trouble),
            wording::trouble_sentence(trouble, number, standing, expires),
        ),
        Button::Blocked { .. }
            if view.renewal.automatic.is_some() && standing.is_near_its_end() =>
        {
            (
                "Il rinnovo automatico aspetta un altro ordine",
                wording::renewal_sentence(&view.renewal, standing, None),
            )
        }
        _ => return None,
    };
    let (href, text) = way_to_pay(&button)?;

    Some(view! {
        <Notice tone=Tone::Error title>
            <p>{sentence}</p>
            <p class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-3">
                <a class="btn btn-primary" href=href rel="external">{text}</a>
                <a class="text-link" href=paths::METHODS rel="external">"Metodi di pagamento"</a>
            </p>
        </Notice>
    })
}

fn expired(view: &PanelView) -> Option<impl IntoView + use<>> {
    let (title, sentence) = match view.entitlements.standing() {
        Standing::Active | Standing::NearExpiry { .. } => return None,
        Standing::Consultation { until } => (
            format!("Il servizio è scaduto il {}", date(view.entitlements.expires())),
            format!(
                "Fino al {} puoi consultare e scaricare quello che contiene{}. Per usarlo di nuovo, \
                 e per acquistare servizi aggiuntivi, riattivalo entro quel giorno. Dopo, {}.",
                date(until),
                if view.entitlements.receives_invoices() {
                    ", e le fatture continuano ad arrivare"
                } else {
                    "; non arrivano altre fatture"
                },
                wording::AT_THE_END
            ),
        ),
        Standing::Over => (
            "Il servizio è cancellato".to_owned(),
            format!("I giorni di consultazione sono finiti: {}.", wording::AT_THE_END),
        ),
    };
    Some(view! { <Notice tone=Tone::Error title=title><p>{sentence}</p></Notice> })
}

#[component]
fn Pending(order: PendingOrder) -> impl IntoView {
    let title = format!("L’ordine {} attende il pagamento", order.number);

    view! {
        <Notice tone=Tone::Info title=title>
            <p>
                "Sono dovuti " <strong class="figure">{euro(order.due)}</strong> " entro il "
                {date(order.valid_until)} ". Per ordinare altro, prima pagalo o annullalo. "
                <a class="text-link" href=paths::order(order.number) rel="external">"Vai all’ordine"</a>
            </p>
        </Notice>
    }
}
