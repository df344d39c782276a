//! Looks for a username, and takes the second factor off whoever it is.

use domain::party::Field;
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
    let (reason, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(error);
    let nobody = found.is_none() && !sought.is_empty();
    let rows = taken_off.into_iter().map(row).collect();

    view! {
        <Refusal error/>
        <div class="stack">
            <SearchForm
                action=paths::OFFICE_ACCESSES
                name=paths::USERNAME
                label="Username dell’account o del pannello"
                value=sought
            />
            {nobody.then(|| view! {
                <p class="text-muted" role="status">"Nessuno accede con questo username."</p>
            })}
            {found.map(|found| view! { <Found found reason=reason.unwrap_or_default() error/> })}
            {list(
                "tolte",
                "Tolte di recente".into(),
                "Non è stata tolta a nessuno.",
                &["Quando", "Username", "Chi l’ha tolta", "Motivo"],
                rows,
            )}
        </div>
    }
}

#[component]
fn Found(found: FoundView, reason: String, error: Signal<Option<AppError>>) -> impl IntoView {
    let FoundView { username, is_panel, email, since } = found;
    let has_one = since.is_some();
    let shown = username.clone();
    let title = if is_panel { "Pannello" } else { "Account" };

    view! {
        <Card title=title>
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
                    <input type="hidden" name="username" value=username/>
                    <div class="stack">
                        <TextField
                            name=Field::Reason.as_str()
                            label="Motivo"
                            value=reason
                            hint="Resta annotato con il tuo nome, e il cliente lo legge nell’email."
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
    let TakenOffView { username, at, by, reason } = view;
    view! {
        <tr role="row">
            <Cell name="Quando">{at}</Cell>
            <Cell name="Username"><strong class="wrap-anywhere">{username}</strong></Cell>
            <Cell name="Chi l’ha tolta">{by}</Cell>
            <Cell name="Motivo"><span class="wrap-anywhere">{reason}</span></Cell>
        </tr>
    }
}
