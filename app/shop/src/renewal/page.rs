//! The page of the renewal: how things stand, the switch, the next one's price, and `Rinnova`.

use domain::calendar::Date;
use domain::format::date;
use domain::quote::Quote;
use domain::renewal::{Button, Trouble};
use leptos::either::EitherOf3;
use leptos::prelude::*;

use super::api::{RenewalView, load_renewal};
use super::automatic::Automatic;
use super::by_hand::ByHand;
use crate::order::Lines;
use ui::components::{
    Card, Definition, DefinitionList, EmptyState, Failure, Notice, PageTitle, StateBadge, Tone,
    Totals, fetched,
};
use ui::renewal::way_to_pay;
use ui::{paths, wording};

#[component]
pub fn RenewalPage() -> impl IntoView {
    fetched(load_renewal(), |view| match view {
        Ok(Some(view)) => EitherOf3::A(view! { <Renewal view/> }),
        Ok(None) => EitherOf3::B(view! { <NothingToRenew/> }),
        Err(error) => EitherOf3::C(view! {
            <PageTitle text="Rinnovo" in_error=true/>
            <Failure error/>
        }),
    })
}

#[component]
fn NothingToRenew() -> impl IntoView {
    view! {
        <PageTitle text="Rinnovo"/>
        <EmptyState title="Non c’è un servizio da rinnovare">
            <p>"Qui compare il tuo servizio da quando è attivo fino a 90 giorni dopo la scadenza."</p>
            <a class="btn btn-primary" href=paths::AREA>"Vai all’area clienti"</a>
        </EmptyState>
    }
}

#[component]
fn Renewal(view: RenewalView) -> impl IntoView {
    let kept = view.kept.as_ref().map(|kept| kept.error.clone());
    let error = kept.or(view.not_started.as_ref().map(|kept| kept.error.clone()));
    let failed = error.is_some();
    let charged_on = view.known.charged_on.filter(|_| view.known.automatic.is_some());
    let next = view.next.clone().map(|quote| view! { <Next quote charged_on/> });
    view! {
        <PageTitle text="Rinnovo" in_error=failed>{view.service.name()}</PageTitle>
        {error.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
            <div class="stack min-w-0">
                <State view=view.clone()/>
                <Automatic view=view.clone()/>
                <ByHand view/>
            </div>
            <div class="stack min-w-0 lg:sticky lg:top-6">
                {next}
                <p class="flex flex-wrap gap-x-6 gap-y-2">
                    <a class="text-link" href=paths::METHODS>"Metodi di pagamento"</a>
                    <a class="text-link" href=paths::AREA>"Vai all’area clienti"</a>
                </p>
            </div>
        </div>
    }
}

/// How things stand, in words, and what to do when something is in the way.
#[component]
fn State(view: RenewalView) -> impl IntoView {
    let standing = view.standing();
    let button = view.known.button(standing);
    let due = view.next.as_ref().map(|quote| quote.totals.due);
    let sentence = wording::renewal_sentence(&view.known, standing, due);
    let is_automatic = view.known.automatic.is_some();
    let (badge, tone) = match (is_automatic, view.known.trouble) {
        (true, None) => ("Rinnovo automatico attivo", Tone::Success),
        (true, Some(_)) => ("Rinnovo automatico attivo", Tone::Warning),
        (false, _) => ("Rinnovo automatico non attivo", Tone::Neutral),
    };
    let charged = view.known.charged_on.filter(|_| is_automatic).map(|day| {
        view! { <Definition term="Prossimo addebito">{date(day)}</Definition> }
    });
    let with = view.known.automatic.as_ref().map(|name| {
        let name = wording::method_name(name);
        view! { <Definition term="Metodo">{name}</Definition> }
    });
    view! {
        <Card title="Come prosegue" action=move || view! { <StateBadge text=badge tone/> }>
            <Remark view=view.clone() button sentence/>
            <div class="mt-4">
                <DefinitionList>
                    <Definition term="Scadenza">{date(view.expires)}</Definition>
                    {charged}
                    {with}
                </DefinitionList>
            </div>
        </Card>
    }
}

/// The sentence; as a notice with its buttons while an order has to be paid.
#[component]
fn Remark(view: RenewalView, button: Button, sentence: String) -> impl IntoView {
    let Some((href, text)) = way_to_pay(&button) else {
        return view! { <p class="text-lg">{sentence}</p> }.into_any();
    };
    let (tone, title, sentence) = match button {
        Button::Ordered { number, trouble: Some(trouble) } => {
            let title = wording::trouble_title(trouble);
            let standing = view.standing();
            let advice = wording::trouble_sentence(trouble, number, standing, view.expires);
            (Tone::Error, title, advice)
        }
        _ => (Tone::Warning, "C’è un ordine da pagare", sentence),
    };
    let may_replace = matches!(view.known.trouble, Some(Trouble::NotCollected { .. }));
    let replace = view.method.filter(|_| may_replace && !view.kinds.is_empty()).map(|id| {
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

/// What the next renewal costs, line by line: by itself on its day, or else today.
#[component]
fn Next(quote: Quote, charged_on: Option<Date>) -> impl IntoView {
    let of_what = match charged_on {
        Some(day) => format!("Tutto quello che avrai il {}, ai prezzi di quel giorno.", date(day)),
        None => "Tutto quello che hai, ai prezzi di oggi.".into(),
    };
    let rate = domain::vat::ordinary_rate();
    view! {
        <Card title="Il prossimo rinnovo">
            <p class="mb-4 text-muted">{of_what}</p>
            <Lines lines=quote.lines/>
            <div class="mt-4 border-t border-base-300 pt-4">
                <Totals totals=quote.totals rate is_fixed=true/>
            </div>
        </Card>
    }
}
