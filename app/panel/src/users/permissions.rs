//! What an additional user may do, as boxes and in short.

use domain::entitlements::Entitlements;
use domain::grant::{Part, Permission, Permissions};
use domain::party::Field;
use leptos::prelude::*;

use ui::components::Checkbox;
use ui::error::AppError;
use ui::form::about;
use ui::wording;

const HINT: &str = "permessi-aiuto";

/// A column of boxes for each part that the service has. `name` is what the form calls them.
#[component]
pub fn PermissionBoxes(
    name: &'static str,
    entitlements: Entitlements,
    /// The codes of what is ticked.
    ticked: Vec<String>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let service = entitlements.service();
    let row = |permission: Permission| {
        let code = permission.code();
        // A refusal leads to the box that all others need.
        let (id, error) = match permission == Permission::MASTER {
            true => (Field::Permissions.as_str().to_owned(), about(error, Field::Permissions)),
            false => (code.clone(), Signal::stored(None)),
        };
        let checked = ticked.contains(&code);
        view! {
            <Checkbox name id value=code checked error>
                {wording::right_name(permission.right())}
            </Checkbox>
        }
    };
    let column =
        |part: Part| {
            let offered = |it: &Permission| it.part() == part && it.is_offered(&entitlements);
            let boxes: Vec<_> = Permission::all().filter(offered).map(row).collect();
            (!boxes.is_empty()).then(|| view! {
            <fieldset class="min-w-0">
                <legend class="mb-1 font-semibold">{wording::part_name(part, service)}</legend>
                {boxes}
            </fieldset>
        })
        };
    let columns: Vec<_> = Part::ALL.into_iter().filter_map(column).collect();
    let needs = format!(
        "Senza la «Lettura» di {} non si può dare nient’altro, nemmeno sui moduli. Acquisti, rinnovi e \
         pagamenti restano a te.",
        service.name()
    );

    view! {
        <fieldset class="field" aria-describedby=HINT>
            <legend class="field-label mb-1.5">"Permessi"</legend>
            <p class="field-hint" id=HINT>{needs}</p>
            <div class="mt-2 grid gap-x-6 gap-y-4 sm:grid-cols-2">{columns}</div>
        </fieldset>
    }
}

/// What somebody may do, where nothing can be changed about it.
#[component]
pub fn Given(permissions: Permissions, entitlements: Entitlements) -> impl IntoView {
    let lines: Vec<_> = in_short(&permissions, &entitlements)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    view! {
        <h2>"Permessi"</h2>
        <ul class="mt-2">{lines}</ul>
    }
}

/// `Documenti: Lettura, Configurazione`, a line for each part of which anything was given; of parts that
/// the service has today.
pub fn in_short(permissions: &Permissions, entitlements: &Entitlements) -> Vec<String> {
    let service = entitlements.service();
    let line = |part: Part| {
        let has = |it: Permission| it.is_offered(entitlements) && permissions.has(it);
        let rights = wording::rights_in(part, has);
        let line = || format!("{}: {}", wording::part_name(part, service), rights.join(", "));
        (!rights.is_empty()).then(line)
    };
    Part::ALL.into_iter().filter_map(line).collect()
}
