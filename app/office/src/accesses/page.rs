//! Looks for a username, and takes the second factor off whoever it is.

use domain::party::Field;
use domain::second_factor::Door;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{AccessesView, FoundView, TakeFactorOff, TakenOffView, load_accesses};
use crate::desk_table::{Cell, list};
use crate::sections::{Section, Sections};
use ui::components::{
    Card, Definition, DefinitionList, PageTitle, Refusal, SearchForm, SubmitButton, TextField,
    loaded,
};
use ui::error::AppError;
use ui::form::about;
use ui::paths;

#[component]
pub fn AccessesPage() -> impl IntoView {
    let sought = use_query_map().with_untracked(|query| query.get(paths::USERNAME));
    let sought = sought.unwrap_or_default();

    view! {
        <Sections current=Section::Accesses/>
        <PageTitle text="Accessi">
            "Chi ha perso il telefono e i codici di recupero non può più entrare: dopo esserti \
             accertato di chi è, togli qui la verifica in due passaggi."
        </PageTitle>
        {loaded(load_accesses(sought.clone()), |view| view! { <Accesses view sought/> })}
    }
}

#[component]
fn Accesses(view: AccessesView, sought: String) -> impl IntoView {
    let AccessesView { found, taken_off, kept } = view;
    let (typed, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(error);
    let (refused, reason) = typed.unzip();
    let reason = reason.unwrap_or_default();
    let nobody = found.is_empty() && !sought.is_empty();
    let rows = taken_off.into_iter().map(row).collect();
    // Only what was typed for somebody stands in the form about them.
    let card = |found: FoundView| match refused == Some(found.door) {
        true => view! { <Found found reason=reason.clone() error/> },
        false => view! { <Found found reason=String::new() error=Signal::stored(None)/> },
    };
    let found: Vec<_> = found.into_iter().map(card).collect();

    view! {
        <Refusal error/>
        <div class="stack">
            <SearchForm
                action=paths::OFFICE_ACCESSES
                name=paths::USERNAME
                label="Username di chi accede"
                value=sought
            />
            {nobody.then(|| view! {
                <p class="text-muted" role="status">"Nessuno accede con questo username."</p>
            })}
            {found}
            {list(
                "tolte",
                "Tolte di recente".into(),
                "Non è stata tolta a nessuno.",
                &["Quando", "Accesso", "Username", "Chi l’ha tolta", "Motivo"],
                rows,
            )}
        </div>
    }
}

#[component]
fn Found(found: FoundView, reason: String, error: Signal<Option<AppError>>) -> impl IntoView {
    let FoundView { username, door, email, since } = found;
    let has_one = since.is_some();
    let shown = username.clone();
    // Two cards may be there, and the summary leads to the field of the one that was refused.
    let id = match error.with_untracked(Option::is_some) {
        true => Field::Reason.as_str().to_owned(),
        false => format!("{}-{}", Field::Reason.as_str(), door.as_str()),
    };

    view! {
        <Card title=door_name(door)>
            <DefinitionList>
                <Definition term="Username">
                    <span class="wrap-anywhere">{shown}</span>
                </Definition>
                <Definition term="Verifica in due passaggi">
                    {since.map_or_else(|| "non è attiva".to_owned(), |since| format!("attiva dal {since}"))}
                </Definition>
                {email.map(|email| view! {
                    <Definition term="Lo scriviamo a">
                        <span class="wrap-anywhere">{email}</span>
                    </Definition>
                })}
            </DefinitionList>
            {has_one.then(|| view! {
                <form action=TakeFactorOff::url() method="post" novalidate class="mt-4">
                    <input type="hidden" name="door" value=door.as_str()/>
                    <input type="hidden" name="username" value=username/>
                    <div class="stack">
                        <TextField
                            name=Field::Reason.as_str()
                            id=id
                            label="Motivo"
                            value=reason
                            hint="Resta annotato con il tuo nome, e chi ha perso il telefono lo legge \
                                  nell’email."
                            error=about(error, Field::Reason)
                        />
                        <SubmitButton>"Togli la verifica"</SubmitButton>
                    </div>
                </form>
            })}
        </Card>
    }
}

fn row(view: TakenOffView) -> impl IntoView {
    let TakenOffView { door, username, at, by, reason } = view;
    view! {
        <tr role="row">
            <Cell name="Quando">{at}</Cell>
            <Cell name="Accesso">{door_name(door)}</Cell>
            <Cell name="Username"><strong class="wrap-anywhere">{username}</strong></Cell>
            <Cell name="Chi l’ha tolta">{by}</Cell>
            <Cell name="Motivo"><span class="wrap-anywhere">{reason}</span></Cell>
        </tr>
    }
}

/// What is entered at a door.
fn door_name(door: Door) -> &'static str {
    match door {
        Door::Account => "Account",
        Door::Panel => "Pannello",
        Door::Accountant => "Commercialista",
        Door::Staff => "Ufficio",
    }
}
