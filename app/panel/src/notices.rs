//! What somebody has to know before anything else: a press that led nowhere, a renewal that has not
//! gone as it should, an order that waits for its payment; and on every page behind the door, that the
//! service has expired.

use domain::format::{date, euro};
use domain::renewal::Button;
use domain::subscription::Expired;
use leptos::prelude::*;

use super::service::api::{PanelView, PendingOrder};
use ui::components::{Notice, Tone};
use ui::renewal::way_to_pay;
use ui::visitor::Visitor;
use ui::{paths, wording};

/// The notices on top of a page of the panel.
pub fn notices(view: &PanelView) -> impl IntoView + use<> {
    let error = view.error.as_ref().map(|error| {
        view! { <Notice tone=Tone::Error title=wording::app_sentence(error)/> }
    });
    let renewal = renewal(view);
    // The banner of a renewal leads to the same order.
    let pending = view.pending.clone().filter(|_| renewal.is_none());
    let pending = pending.map(|order| view! { <Pending order/> });

    (error.is_some() || renewal.is_some() || pending.is_some())
        .then(|| view! { <div class="mb-6 grid gap-3">{error}{renewal}{pending}</div> })
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

/// Told to everybody who reads in a service that is `Scaduto`: the frames show it above the page.
#[component]
pub fn ExpiredNotice(
    /// Where its owner finds `Riattiva`.
    way: String,
) -> impl IntoView {
    let Visitor { expired, is_additional_user, .. } = Visitor::current();
    expired.map(|expired| {
        let title = format!("Il servizio è scaduto il {}", date(expired.on));
        let sentence = of_expired(expired, !is_additional_user);
        let way = (!is_additional_user).then(|| {
            view! { <p class="mt-3"><a class="btn btn-outline" href=way>"Riattiva"</a></p> }
        });
        view! {
            <div class="mb-6">
                <Notice tone=Tone::Error title=title><p>{sentence}</p>{way}</Notice>
            </div>
        }
    })
}

fn of_expired(expired: Expired, is_owner: bool) -> String {
    let Expired { until, receives_invoices, .. } = expired;
    let invoices = match receives_invoices {
        true => ", e le fatture continuano ad arrivare",
        false => "; non arrivano altre fatture",
    };
    let (until, end) = (date(until), wording::AT_THE_END);
    match is_owner {
        true => format!(
            "Fino al {until} puoi consultare e scaricare quello che contiene{invoices}. Per usarlo \
             di nuovo, e per acquistare servizi aggiuntivi, riattivalo entro quel giorno. Dopo, {end}."
        ),
        false => format!(
            "Fino al {until} si può consultare e scaricare quello che contiene{invoices}. Può \
             riattivarlo solo il titolare."
        ),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_is_told_to_reactivate() {
        let told = |receives_invoices, is_owner| {
            let (on, until) = ("2027-11-22".parse().unwrap(), "2028-02-20".parse().unwrap());
            of_expired(Expired { on, until, receives_invoices }, is_owner).replace('\u{a0}', " ")
        };
        let owner = told(true, true);
        assert!(
            owner.starts_with("Fino al 20 febbraio 2028 puoi consultare e scaricare"),
            "{owner}"
        );
        assert!(owner.contains(", e le fatture continuano ad arrivare. Per usarlo"), "{owner}");
        assert_eq!(
            told(false, false),
            "Fino al 20 febbraio 2028 si può consultare e scaricare quello che contiene; non arrivano \
             altre fatture. Può riattivarlo solo il titolare."
        );
    }
}
