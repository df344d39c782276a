//! The row of a service: its state, its expiry, how it goes on, and the ways from there.

use domain::calendar::Date;
use domain::format::date;
use domain::hindrance::First;
use domain::money::Money;
use domain::renewal::{Button, RenewalStatus};
use domain::subscription::{Standing, Subscription};
use leptos::either::Either;
use leptos::prelude::*;

use ui::components::{Blocked, Card, Notice, StateBadge, Tone};
use ui::renewal::{is_urgent, way_to_pay};
use ui::{paths, wording};

/// The row of a service on the home of the area.
#[component]
pub fn ServiceRow(
    subscription: Subscription,
    standing: Standing,
    renewal: Option<RenewalStatus>,
    renewal_due: Option<Money>,
) -> impl IntoView {
    let expires = subscription.expires();
    let id = subscription.id;
    let holder = subscription.holder.party.name.to_string();
    let title = subscription.service.name();
    let receives_invoices = standing.receives_invoices(subscription.service);
    let renewal = renewal.filter(|_| standing.can_be_renewed());
    let is_given_up = renewal.as_ref().is_some_and(|known| known.is_given_up);
    let sentence = renewal.as_ref().map(|known| {
        let sentence = wording::renewal_sentence(known, standing, renewal_due);
        view! { <p class="mt-2 max-w-prose">{sentence}</p> }
    });
    view! {
        <Card title action=move || view! { <Standings standing/> }>
            <p class="flex flex-wrap gap-x-3 text-muted">
                <span class="wrap-anywhere">{holder}</span>
                <Expiry standing expires/>
            </p>
            {sentence}
            <Consultation standing expires receives_invoices is_given_up/>
            <div class="print-hidden mt-5 flex flex-wrap items-center gap-x-4 gap-y-3">
                <a class="btn btn-primary" href=paths::service(id)>"Gestisci"</a>
                {renewal.map(|known| view! { <Ways known standing/> })}
            </div>
        </Card>
    }
}

/// `Attivo`, `Scaduto`, `Cancellato`.
#[component]
pub fn Standings(standing: Standing) -> impl IntoView {
    view! { <StateBadge text=wording::standing_name(standing) tone=tone(standing)/> }
}

/// The last day, in its colour, and how near it is.
#[component]
pub fn Expiry(standing: Standing, expires: Date) -> impl IntoView {
    let remark = remark(standing).map(|remark| view! { <span class="text-muted">{remark}</span> });
    let word = if standing.is_active() { "Scade il " } else { "Scaduto il " };
    view! {
        <span class=expiry_class(standing)>{word} {date(expires)}</span>
        {remark}
    }
}

/// Into the panel, to the renewal, whose button never vanishes, and to an order that has to be paid
/// for it.
#[component]
pub fn Ways(known: RenewalStatus, standing: Standing) -> impl IntoView {
    let button = known.button(standing);
    let renews = if is_urgent(&button, standing) { "btn btn-primary" } else { "btn btn-outline" };
    // About a renewal that has not gone as it should, the notice above says what to press.
    let is_told = matches!(button, Button::Ordered { trouble: Some(_), .. });
    let pay = way_to_pay(&button).filter(|_| !is_told).map(|(href, text)| {
        view! { <a class="btn btn-outline" href=href>{text}</a> }
    });
    let verb = wording::renew_verb(standing);
    let renew = match button {
        Button::GivenUp => Either::Left(view! { <Blocked text=verb first=First::Termination/> }),
        Button::Renew
        | Button::Automatic { .. }
        | Button::Ordered { .. }
        | Button::Blocked { .. }
        | Button::Reactivate { .. }
        | Button::Over => Either::Right(view! { <a class=renews href=paths::RENEWAL>{verb}</a> }),
    };
    view! {
        <a class="btn btn-outline" href=paths::PANEL rel="external">"Accedi al pannello"</a>
        {pay}
        {renew}
    }
}

/// What the customer can do once the service has expired.
#[component]
pub fn Consultation(
    standing: Standing,
    expires: Date,
    receives_invoices: bool,
    /// The disdetta was asked for, so it is not said how to go on.
    is_given_up: bool,
) -> impl IntoView {
    match standing {
        Standing::Active | Standing::NearExpiry { .. } => ().into_any(),
        Standing::Consultation { until } => view! {
            <div class="mt-4">
                <Notice tone=Tone::Warning title=format!("Il servizio è scaduto il {}", date(expires))>
                    <p>
                        "Fino al " <strong>{date(until)}</strong>
                        " puoi leggere e scaricare i tuoi documenti"
                        {if receives_invoices {
                            ", e le fatture continuano ad arrivare. "
                        } else {
                            ", ma non arrivano altre fatture. "
                        }}
                        {format!("Poi {}. ", wording::AT_THE_END)}
                        {(!is_given_up).then(|| view! {
                            "Moduli e utenti si aggiungono solo a un servizio attivo: quando lo \
                             riattivi, riparte da dove era arrivato. "
                            <a class="text-link" href=paths::RENEWAL>"Riattiva il servizio"</a>
                        })}
                    </p>
                </Notice>
            </div>
        }
        .into_any(),
        Standing::Over => view! {
            <div class="mt-4">
                <Notice tone=Tone::Neutral title="Il servizio è cancellato">
                    <p>{format!("I giorni di consultazione sono finiti: {}.", wording::AT_THE_END)}</p>
                </Notice>
            </div>
        }
        .into_any(),
    }
}

/// How near the expiry is, where that matters.
fn remark(standing: Standing) -> Option<String> {
    match standing {
        Standing::NearExpiry { days_left: 0 } => Some("scade oggi".into()),
        Standing::NearExpiry { days_left: 1 } => Some("scade domani".into()),
        Standing::NearExpiry { days_left } => {
            Some(format!("in scadenza: mancano {days_left} giorni"))
        }
        Standing::Active | Standing::Consultation { .. } | Standing::Over => None,
    }
}

fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Active | Standing::NearExpiry { .. } => Tone::Success,
        Standing::Consultation { .. } => Tone::Error,
        Standing::Over => Tone::Neutral,
    }
}

/// Yellow when it is near, red from the expiry on.
fn expiry_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Active | Standing::Over => "",
        Standing::NearExpiry { .. } => "text-warning",
        Standing::Consultation { .. } => "text-error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_days_are_counted() {
        let near = |days_left| remark(Standing::NearExpiry { days_left }).unwrap();
        assert_eq!(near(0), "scade oggi");
        assert_eq!(near(1), "scade domani");
        assert_eq!(near(45), "in scadenza: mancano 45 giorni");
        assert_eq!(remark(Standing::Active), None);
    }
}
