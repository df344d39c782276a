//! `Prima configurazione`: which steps are done, which can be begun, and which not yet.

use domain::configuration::{State, Step};
use domain::id::SubscriptionId;
use domain::party::Holder;
use leptos::either::Either;
use leptos::prelude::*;

use super::api::{ConfigurationView, Told, load_configuration};
use super::facts::facts;
use super::seller::LockedFacts;
use crate::visited::visited;
use ui::components::{EmptyState, Notice, PageTitle, Sign, StateBadge, Tone, loaded};
use ui::{paths, wording};

#[component]
pub fn ListPage() -> impl IntoView {
    loaded(load_configuration(visited()), |view| match view.holder.clone() {
        Some(holder) => Either::Left(view! { <List view holder/> }),
        None => Either::Right(view! { <OnlyWaiting/> }),
    })
}

/// An additional user waits for the owner.
#[component]
fn OnlyWaiting() -> impl IntoView {
    view! {
        <PageTitle text="Prima configurazione"/>
        <EmptyState title="Il pannello non è ancora aperto" sign=Sign::Clock>
            <p>
                "Il titolare del servizio deve prima concludere la configurazione. Dopo ricarica questa \
                 pagina."
            </p>
        </EmptyState>
    }
}

#[component]
fn List(view: ConfigurationView, holder: Holder) -> impl IntoView {
    let ConfigurationView { service, steps, settled, next, sdi_code, error, .. } = view;
    let count = steps.len();
    let is_complete = settled == count;
    let number = |told: &Told| steps.iter().position(|it| it.step == told.step).unwrap_or(0) + 1;
    let group = |title: &'static str, id: &'static str, is_of: fn(Step) -> bool| {
        let rows: Vec<_> = steps
            .iter()
            .filter(|told| is_of(told.step))
            .map(|told| {
                let is_next = next == Some(told.step);
                row(service, told, number(told), is_next, sdi_code.as_deref())
            })
            .collect();
        view! {
            <section class="panel" aria-labelledby=id>
                <h2 class="panel-head" id=id>{title}</h2>
                <ol>{rows}</ol>
            </section>
        }
    };
    let progress = progress(settled, count);
    view! {
        <PageTitle text="Prima configurazione">
            "Va conclusa tutta prima di usare il pannello. Ogni passo si salva da solo: puoi fermarti e \
             riprendere da un altro dispositivo."
        </PageTitle>
        {error.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        <p class="mb-4 font-semibold">{progress}</p>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="stack">
                {group("Chi sei per il fisco", "fisco", is_about_taxes)}
                {group("Come lavori", "lavoro", |step| !is_about_taxes(step))}
                <section class="panel p-4 sm:p-6" aria-labelledby="riepilogo">
                    <h2 id="riepilogo">"Riepilogo"</h2>
                    {if is_complete {
                        Either::Left(view! {
                            <p class="mb-4">"Hai risposto a tutto: ricontrolla, poi concludi."</p>
                            <a class="btn btn-primary" href=paths::configuration_summary(service)>
                                "Vai al riepilogo"
                            </a>
                        })
                    } else {
                        Either::Right(view! {
                            <p class="text-muted">
                                "Si apre quando tutti i passi sono completati: lì ricontrolli e concludi."
                            </p>
                        })
                    }}
                </section>
            </div>
            <aside class="stack" aria-label="Da sapere">
                <Notice tone=Tone::Info title="Il resto si apre alla fine">
                    <p>
                        "Moduli e utenti che hai acquistato sono pronti. Rinnovo, ordini e una copia dei \
                         tuoi dati restano aperti nell’"
                        <a class="text-link" href=paths::AREA rel="external">"area clienti"</a> "."
                    </p>
                </Notice>
                <LockedFacts holder/>
            </aside>
        </div>
    }
}

fn is_about_taxes(step: Step) -> bool {
    match step {
        Step::Seller | Step::Regime | Step::Chargeability | Step::Funds | Step::Withholdings => {
            true
        }
        Step::Creation | Step::Notices | Step::Reception => false,
    }
}

fn row(
    service: SubscriptionId,
    told: &Told,
    number: usize,
    is_next: bool,
    sdi_code: Option<&str>,
) -> AnyView {
    let Told { step, state, answer } = told;
    let name = wording::step_name(*step);
    let first = answer.as_ref().filter(|_| *state == State::Done);
    let first = first.and_then(|answer| facts(answer, sdi_code).into_iter().next());
    let line = first
        .map(|(_, value)| value)
        .or_else(|| wording::step_reason(*state))
        .unwrap_or_else(|| wording::step_about(*step).to_owned());
    let verb = match state {
        State::Done => Some("Modifica"),
        State::Unfinished => Some("Riprendi"),
        State::Open => Some("Inizia"),
        State::Waits(_) | State::NotNeeded => None,
    };
    let class = if is_next { "btn btn-primary" } else { "btn btn-outline" };
    let sign = match state {
        State::Open => Some(Sign::Right),
        State::Waits(_) => Some(Sign::Lock),
        State::Done | State::Unfinished | State::NotNeeded => None,
    };
    let way = verb.map(|verb| {
        view! {
            <a class=class href=paths::configuration_step(service, *step)>
                {verb} <span class="sr-only">{format!(" {name}")}</span>
            </a>
        }
    });
    view! {
        <li class="service-row">
            <div class="service-text">
                <h3>{format!("{number}. {name}")}</h3>
                <p class="text-sm text-muted wrap-anywhere">{line}</p>
            </div>
            <div class="flex flex-wrap items-center gap-3">
                <StateBadge text=wording::step_state_name(*state) tone=tone(*state) sign/>
                {way}
            </div>
        </li>
    }
    .into_any()
}

fn tone(state: State) -> Tone {
    match state {
        State::Done => Tone::Success,
        State::Unfinished => Tone::Warning,
        State::Open => Tone::Info,
        State::Waits(_) | State::NotNeeded => Tone::Neutral,
    }
}

fn progress(settled: usize, count: usize) -> String {
    match count - settled {
        0 => format!("{count} passi su {count}: puoi concludere."),
        1 => format!("{settled} passi su {count}. Ne manca uno."),
        left => format!("{settled} passi su {count}. Ne mancano {left}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_counted() {
        assert_eq!(progress(0, 8), "0 passi su 8. Ne mancano 8.");
        assert_eq!(progress(7, 8), "7 passi su 8. Ne manca uno.");
        assert_eq!(progress(3, 3), "3 passi su 3: puoi concludere.");
    }
}
