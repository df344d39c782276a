//! `Collaborazioni`: what the pages of users and of delegations share.

use domain::RuleError;
use domain::entitlements::Entitlements;
use domain::grant::GrantError;
use domain::id::SubscriptionId;
use leptos::prelude::*;

use ui::error::AppError;
use ui::paths;

/// Where these pages stand among the others.
#[component]
pub fn Way(
    service: SubscriptionId,
    /// The list that a page stands below: its name, and where it is.
    #[prop(optional)]
    list: Option<(&'static str, String)>,
) -> impl IntoView {
    view! {
        <nav class="mb-2 text-sm text-muted" aria-label="Percorso">
            <a class="text-link" href=paths::panel_settings(service)>"Impostazioni"</a>
            " › Collaborazioni"
            {list.map(|(name, href)| view! { " › " <a class="text-link" href=href>{name}</a> })}
        </nav>
    }
}

/// What a page says in the place of its form while the service has expired, or why the form was
/// refused.
pub fn refusal(entitlements: &Entitlements, error: Option<AppError>) -> Option<AppError> {
    match entitlements.can_write() {
        true => error,
        false => Some(AppError::Rule(RuleError::Grant(GrantError::OnlyRead))),
    }
}
