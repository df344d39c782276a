//! The parts of the office, side by side.

use leptos::prelude::*;

use ui::layout::Site;
use ui::paths;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Orders,
    Decisions,
    Statements,
    Renewals,
    Terminations,
    Customers,
    Accesses,
    News,
    Jobs,
    /// In a demonstration only.
    Clock,
}

/// Ways to the other parts; the current one is marked. The pages are loaded whole, so that the
/// browser itself puts the focus where the page wants it.
#[component]
pub fn Sections(current: Section) -> impl IntoView {
    let is_demo = Site::current().is_demo;
    let all = [
        (Section::Orders, paths::OFFICE, "Ordini"),
        (Section::Decisions, paths::OFFICE_DECISIONS, "Da decidere"),
        (Section::Statements, paths::OFFICE_STATEMENTS, "Estratti conto"),
        (Section::Renewals, paths::OFFICE_RENEWALS, "Rinnovi"),
        (Section::Terminations, paths::OFFICE_TERMINATIONS, "Disdette"),
        (Section::Customers, paths::OFFICE_CUSTOMERS, "Clienti"),
        (Section::Accesses, paths::OFFICE_ACCESSES, "Accessi"),
        (Section::News, paths::OFFICE_NEWS, "Novità"),
        (Section::Jobs, paths::OFFICE_JOBS, "Lavori"),
        (Section::Clock, paths::OFFICE_CLOCK, "Orologio"),
    ];
    let links: Vec<_> = all
        .into_iter()
        .filter(|(section, ..)| is_demo || *section != Section::Clock)
        .map(|(section, href, name)| {
            let current = (section == current).then_some("page");
            view! { <li><a href=href rel="external" aria-current=current>{name}</a></li> }
        })
        .collect();

    view! {
        <nav aria-label="Parti dell’ufficio" class="sections mb-6 print-hidden">
            <ul>{links}</ul>
        </nav>
    }
}
