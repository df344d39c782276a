//! What surrounds the panel's pages: a plain bar outside the door, bar and menu inside it.

use domain::id::SubscriptionId;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::{A, Outlet};

use super::accountant::api::LeaveAccountant;
use super::not_found::NotFound;
use super::notices::ExpiredNotice;
use super::sign_in::api::LeavePanel;
use super::visited::visited;
use ui::components::{Icon, Sign};
use ui::layout::{CartLink, FaceMenu, MenuLink, SkipLink, ZoneHeader};
use ui::paths;
use ui::visitor::Visitor;

/// Around the pages for those who are not inside yet.
#[component]
pub fn Doorway() -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name="Pannello" home=paths::PANEL/>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}

/// Around everything of a service. To whoever has signed in for another one it is like an address that
/// nobody knows, to the last letter. What such a page loads asks once more whose it is.
#[component]
pub fn OfService() -> impl IntoView {
    let Visitor { panel, is_accountant, .. } = Visitor::current();
    let is_elsewhere = match panel {
        Some(own) => visited().id() != Some(own),
        // An accountant is in no panel but those that are delegated to them.
        None => is_accountant,
    };
    match is_elsewhere {
        true => Either::Left(view! { <NotFound/> }),
        false => Either::Right(view! { <Outlet/> }),
    }
}

/// Around the first configuration: whoever is there has signed in, and the menu is still closed.
#[component]
pub fn Threshold() -> impl IntoView {
    let Visitor { identity, panel, is_accountant, .. } = Visitor::current();
    let home = panel.map_or_else(|| paths::PANEL.to_owned(), paths::configuration);
    view! {
        <SkipLink/>
        <ZoneHeader name="Pannello" home>
            {identity.map(|identity| view! {
                <FaceMenu identity label="Menu del pannello" leave=leave(is_accountant)>
                    {match is_accountant {
                        true => Either::Left(view! { <ClientsLink/> }),
                        false => Either::Right(view! { <CustomerLinks/> }),
                    }}
                </FaceMenu>
            })}
        </ZoneHeader>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}

/// Around what only the owner answers; the others wait.
#[component]
pub fn OwnersThreshold() -> impl IntoView {
    for_owner(|| view! { <Threshold/> })
}

/// Around the pages of a panel.
#[component]
pub fn Frame() -> impl IntoView {
    let service = Visitor::current().panel;
    view! {
        <SkipLink/>
        <ZoneHeader name="Pannello" home=home(service)>
            {service.map(|service| view! { <Who service/> })}
        </ZoneHeader>
        <div class="shell">
            <nav class="side print-hidden" aria-label="Pannello">
                <ul>
                    {service.map(|service| view! { <Links service/> })}
                </ul>
            </nav>
            <main id="contenuto" tabindex="-1" class="page min-w-0">
                <ExpiredNotice way=format!("{}#stato-servizio", home(service))/>
                <Outlet/>
            </main>
        </div>
    }
}

/// Around the pages that are the owner's alone.
#[component]
pub fn OwnersFrame() -> impl IntoView {
    for_owner(|| view! { <Frame/> })
}

/// What is the owner's alone: to an additional user it is like an address that nobody knows, to the last
/// letter. What such a page loads asks once more who it is.
pub fn for_owner<V: IntoView>(frame: impl FnOnce() -> V) -> impl IntoView {
    match Visitor::current().is_additional_user {
        true => Either::Left(view! { <NotFound/> }),
        false => Either::Right(frame()),
    }
}

/// Around what was configured, where it is changed: to whoever was not given that it is not there.
/// What such a page loads asks once more.
#[component]
pub fn ConfiguringFrame() -> impl IntoView {
    let Visitor { is_additional_user, may_configure, .. } = Visitor::current();
    match is_additional_user && !may_configure {
        true => Either::Left(view! { <NotFound/> }),
        false => Either::Right(view! { <Frame/> }),
    }
}

/// The home of the panel of whoever has signed in, or the door.
pub fn home(service: Option<SubscriptionId>) -> String {
    service.map_or_else(|| paths::PANEL.to_owned(), paths::panel_home)
}

/// What is in the shop's cart; whose service it is and who works there, with the menu: where the one
/// at the side has no room, its places are in this one.
#[component]
fn Who(service: SubscriptionId) -> impl IntoView {
    let Visitor { identity, in_cart, is_additional_user, is_accountant, .. } = Visitor::current();
    let is_owner = !is_additional_user;
    identity.map(|identity| {
        view! {
            {is_owner.then(|| view! { <CartLink things=in_cart/> })}
            <FaceMenu identity label="Menu del pannello" leave=leave(is_accountant)>
                <MenuLink
                    href=paths::panel_home(service)
                    text="Home"
                    sign=Sign::Home
                    is_narrow=true
                />
                // To its owner the home leads there: this menu is full.
                {(!is_owner).then(|| view! {
                    <MenuLink
                        href=paths::panel_agenda(service)
                        text="Agenda"
                        sign=Sign::Calendar
                        is_narrow=true
                    />
                })}
                {is_owner.then(|| view! {
                    <MenuLink
                        href=paths::panel_add_ons(service)
                        text="Servizi aggiuntivi"
                        sign=Sign::Shelf
                        is_narrow=true
                    />
                    <MenuLink
                        href=paths::panel_settings(service)
                        text="Impostazioni"
                        sign=Sign::Gear
                        is_narrow=true
                    />
                })}
                {is_additional_user.then(|| view! {
                    <MenuLink
                        href=paths::panel_billing(service)
                        text="Fatturazione"
                        sign=Sign::Sheet
                        is_narrow=true
                    />
                    <MenuLink
                        href=paths::panel_trace(service)
                        text="Registro attività"
                        sign=Sign::Clock
                        is_narrow=true
                    />
                })}
                {match is_accountant {
                    true => Either::Left(view! { <ClientsLink/> }),
                    false => Either::Right(view! {
                        <MenuLink href=paths::PANEL_ACCESS text="Il tuo accesso" sign=Sign::Person/>
                        <MenuLink href=paths::APP text="App per il telefono" sign=Sign::Phone/>
                    }),
                }}
                {is_owner.then(|| view! { <CustomerLinks/> })}
            </FaceMenu>
        }
    })
}

/// Out of the panel, for whoever is in it.
fn leave(is_accountant: bool) -> &'static str {
    match is_accountant {
        true => LeaveAccountant::url(),
        false => LeavePanel::url(),
    }
}

/// Back to the list of an accountant, who is in one panel of many.
#[component]
fn ClientsLink() -> impl IntoView {
    view! { <MenuLink href=paths::ACCOUNTANT text="I tuoi clienti" sign=Sign::People/> }
}

/// What its owner has in the shop.
#[component]
fn CustomerLinks() -> impl IntoView {
    view! {
        <MenuLink href=paths::AREA text="Area clienti" sign=Sign::Right/>
        <MenuLink href=format!("{}#{}", paths::AREA, paths::ORDERS) text="Ordini" sign=Sign::Sheet/>
        <MenuLink href=paths::METHODS text="Metodi di pagamento" sign=Sign::Card/>
        <MenuLink href=paths::DATA text="I tuoi dati" sign=Sign::Person/>
    }
}

#[component]
fn Links(service: SubscriptionId) -> impl IntoView {
    let Visitor { is_additional_user, is_accountant, .. } = Visitor::current();
    let is_owner = !is_additional_user;
    view! {
        <li>
            <A href=paths::panel_home(service) exact=true attr:class="side-link">
                <Icon sign=Sign::Home/>
                "Home"
            </A>
        </li>
        <li>
            <A href=paths::panel_agenda(service) attr:class="side-link">
                <Icon sign=Sign::Calendar/>
                "Agenda"
            </A>
        </li>
        {is_owner.then(|| view! {
            <li>
                <A href=paths::panel_add_ons(service) attr:class="side-link">
                    <Icon sign=Sign::Shelf/>
                    "Servizi aggiuntivi"
                </A>
            </li>
            <li>
                <A href=paths::panel_settings(service) attr:class="side-link">
                    <Icon sign=Sign::Gear/>
                    "Impostazioni"
                </A>
            </li>
            <li class="side-apart">
                <a class="side-link" href=paths::AREA rel="external">
                    <Icon sign=Sign::Right/>
                    "Area clienti"
                </a>
            </li>
        })}
        {is_additional_user.then(|| view! {
            <li>
                <A href=paths::panel_billing(service) attr:class="side-link">
                    <Icon sign=Sign::Sheet/>
                    "Fatturazione"
                </A>
            </li>
            <li>
                <A href=paths::panel_trace(service) attr:class="side-link">
                    <Icon sign=Sign::Clock/>
                    "Registro attività"
                </A>
            </li>
        })}
        {is_accountant.then(|| view! {
            <li class="side-apart">
                <a class="side-link" href=paths::ACCOUNTANT rel="external">
                    <Icon sign=Sign::People/>
                    "I tuoi clienti"
                </a>
            </li>
        })}
    }
}
