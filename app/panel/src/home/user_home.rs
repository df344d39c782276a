//! The home of whoever has signed in; of an additional user the service, and what they may do in it,
//! with nothing of what is bought or paid.

use domain::grant::Part;
use leptos::either::Either;
use leptos::prelude::*;

use super::api::{HomeView, UserView, load_panel_home};
use crate::agenda::agenda_link;
use crate::expiry::{Expiry, standing_tone};
use crate::news::news as box_of_news;
use crate::service::api::PanelView;
use crate::service::unless_over;
use ui::components::{Card, Definition, DefinitionList, ProductTile, StateBadge};
use ui::{NamedService, Title, wording};

/// Loads the home: an owner's as `owners` shows it, and that of an additional user as it is everywhere.
pub fn home_page<V>(
    service: NamedService,
    owners: impl FnOnce(PanelView) -> V + Send + 'static,
) -> impl IntoView
where
    V: IntoView + 'static,
{
    unless_over(load_panel_home(service), |view| match view {
        HomeView::Owner(view) => Either::Left(owners(*view)),
        HomeView::User(view) => Either::Right(view! { <UserHome view/> }),
    })
}

#[component]
fn UserHome(view: UserView) -> impl IntoView {
    let UserView { username, holder, entitlements, grant, news } = view;
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
                        <p class="text-sm">{agenda_link(entitlements.id())}</p>
                    </div>
                    <StateBadge text=wording::standing_name(standing) tone=standing_tone(standing)/>
                </div>
            </section>
            {box_of_news(news)}
            <Card title="I tuoi permessi">
                <DefinitionList>{parts}</DefinitionList>
                <p class="mt-3 text-sm text-muted">"Li decide chi gestisce il servizio."</p>
            </Card>
        </div>
    }
}
