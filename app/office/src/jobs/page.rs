//! One row for each job.

use domain::job::Health;
use leptos::prelude::*;

use super::api::{JobView, load_jobs};
use super::words;
use crate::desk_table::{Cell, list};
use crate::sections::{Section, Sections};
use ui::components::{PageTitle, StateBadge, loaded};

#[component]
pub fn JobsPage() -> impl IntoView {
    view! {
        <Sections current=Section::Jobs/>
        <PageTitle text="Lavori">
            "Quello che il negozio fa da solo, mentre nessuno guarda. Un lavoro che si interrompe \
             riparte da solo; se resta in errore, avvisa chi gestisce il sistema."
        </PageTitle>
        {loaded(load_jobs(), |jobs| {
            list(
                "lavori",
                title(&jobs),
                "Su questo server non gira nessun lavoro.",
                &["Lavoro", "Quando", "Dove", "Ultima riuscita", "Stato"],
                jobs.into_iter().map(row).collect(),
            )
        })}
    }
}

/// How many of them somebody should look after.
fn title(jobs: &[JobView]) -> String {
    let is_well = |job: &&JobView| matches!(job.health, Health::Well | Health::Beginning);
    match jobs.len() - jobs.iter().filter(is_well).count() {
        0 => "Tutto procede".into(),
        1 => "Un lavoro non procede".into(),
        count => format!("{count} lavori non procedono"),
    }
}

fn row(view: JobView) -> impl IntoView {
    let JobView { job, period_s, servers, health, running_since, succeeded, troubled } = view;
    let (name, what) = words::job(job);
    let (state, tone) = words::health(health);
    let success = match succeeded {
        Some((at, took_ms)) => view! {
            <span class="tabular-nums">{words::moment(&at)}</span>
            " " <span class="text-muted">{format!("in\u{a0}{}", words::took(took_ms))}</span>
        }
        .into_any(),
        None => "mai, da quando il server è partito".into_any(),
    };
    // While all is well, a job that takes a moment every second only flickers.
    let since = match health {
        Health::InTrouble(_) => troubled.map(|at| format!("dal {}", words::moment(&at))),
        Health::Well | Health::Beginning | Health::Late => {
            running_since.map(|at| format!("in corso dal {}", words::moment(&at)))
        }
    };

    view! {
        <tr role="row">
            <Cell name="Lavoro" is_wide=true>
                <strong>{name}</strong> <br/> <span class="text-muted">{what}</span>
            </Cell>
            <Cell name="Quando">{words::every(period_s)}</Cell>
            <Cell name="Dove">{words::servers(servers)}</Cell>
            <Cell name="Ultima riuscita">{success}</Cell>
            <Cell name="Stato">
                <StateBadge text=state tone/>
                {since.map(|since| view! { <p class="mt-1 text-muted">{since}</p> })}
            </Cell>
        </tr>
    }
}
