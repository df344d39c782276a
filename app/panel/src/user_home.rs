//! The home of an additional user: the service, and what they may do in it. Nothing of what is bought
//! or paid stands here.

use domain::grant::Part;
use leptos::prelude::*;

use super::api::UserView;
use super::expiry::{Expiry, standing_tone};
use ui::components::{Card, Definition, DefinitionList, ProductTile, StateBadge};
use ui::{Title, wording};

#[component]
pub fn UserHome(view: UserView) -> impl IntoView {
    let UserView { username, holder, entitlements, grant } = view;
    let standing = entitlements.standing();
    let expires = entitlements.expires();
    let service = entitlements.service();
    let part =
        |part: Part| {
            let rights = wording::rights_in(part, |it| grant.allows(it, &entitlements));
            (!rights.is_empty()).then(|| view! {
            <Definition term=wording::part_name(part, service)>{rights.join(", ")}</Definition>
        })
        };
    let parts: Vec<_> = Part::ALL.into_iter().filter_map(part).collect();

    view! {
        <Title text="Home"/>
        <div class="mb-4 md:mb-6">
            <p class="text-sm text-muted">{holder}</p>
            <h1 class="wrap-anywhere">{format!("Ciao, {username}")}</h1>
        </div>
        <div class="stack">
            <section class="panel" aria-labelledby="stato-servizio">
                <h2 class="panel-head" id="stato-servizio">"Stato servizio"</h2>
                <div class="service-row">
                    <ProductTile product=service/>
                    <div class="service-text">
                        <h3>{service.name()}</h3>
                        <p class="text-sm"><Expiry expires standing/></p>
                    </div>
                    <StateBadge text=wording::standing_name(standing) tone=standing_tone(standing)/>
                </div>
            </section>
            <Card title="I tuoi permessi">
                <DefinitionList>{parts}</DefinitionList>
                <p class="mt-3 text-sm text-muted">"Li decide chi gestisce il servizio."</p>
            </Card>
        </div>
    }
}
