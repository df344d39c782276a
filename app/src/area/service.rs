//! The row of the service: its state, its expiry and the way into the panel.

use domain::calendar::Date;
use domain::format::date;
use domain::subscription::{Standing, Subscription};
use leptos::prelude::*;

use crate::components::{Card, CopyButton, Definition, DefinitionList, Notice, StateBadge, Tone};
use crate::layout::Site;
use crate::{paths, wording};

#[component]
pub fn ServiceRow(
    subscription: Subscription,
    standing: Standing,
    panel_username: Option<String>,
) -> impl IntoView {
    let expires = subscription.expires();
    let holder = subscription.holder.party.name.to_string();
    let remark = remark(standing).map(|remark| view! { <span class="text-muted">{remark}</span> });
    let username = panel_username.map(|username| view! {
        <Definition term="Username del pannello">
            <span class="-my-1.5 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <span class="wrap-anywhere">{username.clone()}</span>
                <CopyButton text=username what="lo username del pannello"/>
            </span>
        </Definition>
    });
    let title = subscription.service.name();
    view! {
        <Card title action=move || view! {
            <StateBadge text=wording::standing_name(standing) tone=tone(standing)/>
        }>
            <DefinitionList>
                <Definition term="Scadenza">
                    <span class="flex flex-wrap gap-x-3">
                        <span class=expiry_class(standing)>{date(expires)}</span>
                        {remark}
                    </span>
                </Definition>
                {username}
                <Definition term="Intestatario">{holder}</Definition>
            </DefinitionList>
            <Consultation standing expires/>
            {(standing != Standing::Over).then(|| view! {
                <p class="print-hidden mt-5">
                    <a class="btn btn-primary" href=paths::PANEL rel="external">"Accedi al pannello"</a>
                </p>
            })}
        </Card>
    }
}

/// What the customer can do once the service has expired.
#[component]
fn Consultation(standing: Standing, expires: Date) -> impl IntoView {
    let support = Site::current().support_email;
    let mail = format!("mailto:{support}");
    match standing {
        Standing::Active | Standing::NearExpiry { .. } => ().into_any(),
        Standing::Consultation { until } => view! {
            <div class="mt-4">
                <Notice tone=Tone::Warning title=format!("Il servizio è scaduto il {}", date(expires))>
                    <p>
                        "Fino al " <strong>{date(until)}</strong>
                        " puoi leggere e scaricare i tuoi documenti, e le fatture continuano ad \
                         arrivare. Poi i dati vengono cancellati. Moduli e utenti si aggiungono \
                         solo a un servizio attivo: per riattivarlo scrivi a "
                        <a class="text-link" href=mail>{support}</a> "."
                    </p>
                </Notice>
            </div>
        }
        .into_any(),
        Standing::Over => view! {
            <div class="mt-4">
                <Notice tone=Tone::Neutral title="Il servizio è cancellato">
                    <p>"I giorni di consultazione sono finiti. Se ti serve ancora, puoi acquistarlo di nuovo."</p>
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
