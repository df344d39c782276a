//! How a renewal stands, in words, and what to do when something is in the way.

use domain::format::date;
use domain::money::Money;
use domain::renewal::{Button, Trouble};
use leptos::prelude::*;

use super::api::Renewing;
use super::live::LiveRenewal;
use ui::components::{Card, Definition, DefinitionList, Notice, StateBadge, Tone};
use ui::renewal::way_to_pay;
use ui::{paths, wording};

/// `Come prosegue`.
#[component]
pub fn State(live: LiveRenewal) -> impl IntoView {
    let about = live.about(Clone::clone);
    let is_automatic = about.status.automatic.is_some();
    let (badge, tone) = match (is_automatic, about.status.trouble) {
        _ if about.status.is_given_up => ("Disdetta chiesta", Tone::Warning),
        _ if !about.standing().is_active() => ("Servizio scaduto", Tone::Warning),
        (true, None) if about.status.charged_on.is_some() => {
            ("Rinnovo automatico attivo", Tone::Success)
        }
        (true, _) => ("Rinnovo automatico attivo", Tone::Warning),
        (false, _) => ("Rinnovo automatico non attivo", Tone::Neutral),
    };
    let charged = about.status.charged_on.filter(|_| is_automatic).map(|day| {
        view! { <Definition term="Prossimo addebito">{date(day)}</Definition> }
    });
    let with = about.status.automatic.as_ref().map(|name| {
        let name = wording::method_name(name);
        view! { <Definition term="Metodo">{name}</Definition> }
    });
    let expires = date(about.expires);
    view! {
        <Card title="Come prosegue" action=move || view! { <StateBadge text=badge tone/> }>
            <Remark live about/>
            <div class="mt-4">
                <DefinitionList>
                    <Definition term="Scadenza">{expires}</Definition>
                    {charged}
                    {with}
                </DefinitionList>
            </div>
        </Card>
    }
}

/// The sentence; as a notice with its buttons while an order has to be paid.
#[component]
fn Remark(live: LiveRenewal, about: Renewing) -> impl IntoView {
    let standing = about.standing();
    let button = about.status.button(standing);
    let known = about.status.clone();
    let sentence = move || {
        let due = live.then.get().map(|quote| quote.totals.due);
        wording::renewal_sentence(&known, standing, due)
    };
    let Some((href, text)) = way_to_pay(&button) else {
        // A longer amount has its room, so that no press moves what stands below.
        let is_priced = about.given_then.is_some();
        let longest = is_priced.then(|| {
            let due = Some(Money::from_cents(9_999_999));
            let sentence = wording::renewal_sentence(&about.status, standing, due);
            view! { <p class="text-lg invisible">{sentence}</p> }
        });
        let sentence = view! { <p class="text-lg">{sentence}</p> };
        return view! { <div class="either">{sentence} {longest}</div> }.into_any();
    };
    let (tone, title, sentence) = match button {
        Button::Ordered { number, trouble: Some(trouble) } => {
            let title = wording::trouble_title(trouble);
            let advice = wording::trouble_sentence(trouble, number, standing, about.expires);
            (Tone::Error, title, advice)
        }
        _ => (Tone::Warning, "C’è un ordine da pagare", sentence()),
    };
    let may_replace = matches!(about.status.trouble, Some(Trouble::NotCollected { .. }));
    let replace = about.replaceable.filter(|_| may_replace).map(|id| {
        let href = paths::replace_method(&id.to_string());
        view! { <a class="btn btn-outline" href=href>"Sostituisci metodo"</a> }
    });
    view! {
        <Notice tone title>
            <p>{sentence}</p>
            <p class="mt-4 flex flex-wrap gap-3">
                <a class="btn btn-primary" href=href>{text}</a>
                {replace}
            </p>
        </Notice>
    }
    .into_any()
}
