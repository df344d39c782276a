//! A page for each text; they differ in nothing but the text.

use leptos::prelude::*;
use leptos_router::components::A;

use super::api::{Evidence, LegalPage, LegalText, Part, load_legal_text};
use ui::{
    components::{PageTitle, loaded},
    paths,
};

#[component]
pub fn ConditionsPage() -> impl IntoView {
    view! { <Text which=LegalText::Conditions/> }
}

#[component]
pub fn OnerousClausesPage() -> impl IntoView {
    view! { <Text which=LegalText::OnerousClauses/> }
}

#[component]
pub fn SupplySheetsPage() -> impl IntoView {
    view! { <Text which=LegalText::SupplySheets/> }
}

#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! { <Text which=LegalText::Privacy/> }
}

#[component]
pub fn LegalNotesPage() -> impl IntoView {
    view! { <Text which=LegalText::Notes/> }
}

#[component]
pub fn AccessibilityPage() -> impl IntoView {
    view! { <Text which=LegalText::Accessibility/> }
}

#[component]
fn Text(which: LegalText) -> impl IntoView {
    loaded(load_legal_text(which), |text| view! { <Body text/> })
}

#[component]
fn Body(text: LegalPage) -> impl IntoView {
    let LegalPage { title, parts, evidence } = text;
    let parts = parts.into_iter().map(|part| view! { <OnePart part=part/> }).collect::<Vec<_>>();
    let evidence = evidence.map(|Evidence { version, sha256 }| {
        view! {
            <p class="mt-10 max-w-2xl border-t border-base-300 pt-4 text-sm text-muted">
                "Versione " {version} ". Impronta SHA-256 del testo: "
                <code class="break-all">{sha256}</code>
            </p>
        }
    });

    view! {
        <PageTitle text=title/>
        <div class="grid items-start gap-10 lg:grid-cols-[1fr_16rem]">
            <article class="min-w-0">
                <div class="prose">{parts}</div>
                {evidence}
            </article>
            <AllTexts/>
        </div>
    }
}

#[component]
pub(crate) fn OnePart(part: Part) -> impl IntoView {
    match part {
        Part::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Part::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
        Part::List(entries) => {
            let entries = entries.into_iter().map(|entry| view! { <li>{entry}</li> });
            view! { <ul>{entries.collect::<Vec<_>>()}</ul> }.into_any()
        }
        Part::Link { text, href } => {
            view! { <p><a class="text-link wrap-anywhere" href=href>{text}</a></p> }.into_any()
        }
    }
}

/// The texts beside the one that is read, which is marked.
#[component]
fn AllTexts() -> impl IntoView {
    let texts = [
        (paths::CONDITIONS, "Condizioni generali"),
        (paths::ONEROUS_CLAUSES, "Clausole da approvare"),
        (paths::SUPPLY_SHEETS, "Schede dei servizi"),
        (paths::PRIVACY, "Privacy e cookie"),
        (paths::LEGAL_NOTES, "Note legali"),
        (paths::ACCESSIBILITY, "Accessibilità"),
    ];
    let links = texts.map(|(href, text)| {
        view! { <li><A href=href attr:class="nav-link">{text}</A></li> }
    });

    view! {
        <nav class="panel print-hidden p-2 lg:sticky lg:top-6" aria-label="Documenti">
            <ul>{links.into_iter().collect::<Vec<_>>()}</ul>
        </nav>
    }
}
