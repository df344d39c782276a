//! The service whose panel is visited: as an address names it, and as forms carry it.

use domain::id::SubscriptionId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use ui::NamedService;
use ui::visitor::Visitor;

/// The service that the address of this page names.
pub fn visited() -> NamedService {
    let named = use_params_map().with_untracked(|params| params.get("servizio"));
    NamedService(named.unwrap_or_default())
}

/// That of whoever has signed in, for pages whose address names none.
pub fn own() -> NamedService {
    Visitor::current().panel.map(NamedService::from).unwrap_or_default()
}

/// Every form of a panel says which service it is about: another one may be open beside it.
#[component]
pub fn ServiceField(service: SubscriptionId) -> impl IntoView {
    view! { <input type="hidden" name="service" value=service.to_string()/> }
}
