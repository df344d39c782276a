//! What surrounds the pages of the customer area: the shop's bar, and the menu at the side.

use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use ui::components::{Icon, Sign};
use ui::layout::{Footer, Header, SkipLink};
use ui::paths;

/// The places of the area: address, name, sign.
const PLACES: [(&str, &str, Sign); 5] = [
    (paths::AREA, "I tuoi servizi", Sign::Home),
    (paths::OWN_ORDERS, "Ordini", Sign::Sheet),
    (paths::RENEWAL, "Rinnovo", Sign::Renew),
    (paths::METHODS, "Metodi di pagamento", Sign::Card),
    (paths::DATA, "I tuoi dati", Sign::Person),
];

#[component]
pub fn AreaLayout() -> impl IntoView {
    let here = use_location().pathname.get_untracked();
    view! {
        <SkipLink/>
        <Header/>
        <div class="shell">
            <nav class="side print-hidden" aria-label="Area clienti">
                <ul>
                    <Places here=here.clone()/>
                    <li class="side-apart">
                        <a class="side-link" href=paths::PANEL rel="external">
                            <Icon sign=Sign::Right/>
                            "Vai al pannello"
                        </a>
                    </li>
                </ul>
            </nav>
            <main id="contenuto" tabindex="-1" class="page min-w-0">
                <nav class="print-hidden mb-4 min-[60rem]:hidden" aria-label="Area clienti, menu">
                    <details class="disclosure">
                        <summary>{name_of(&here)} <Icon sign=Sign::ChevronDown/></summary>
                        <ul><Places here/></ul>
                    </details>
                </nav>
                <Outlet/>
            </main>
        </div>
        <Footer/>
    }
}

#[component]
fn Places(here: String) -> impl IntoView {
    let current = place_of(&here);
    let links = PLACES.map(|(href, name, sign)| {
        view! {
            <li>
                <a class="side-link" href=href aria-current=(current == href).then_some("page")>
                    <Icon sign/>
                    {name}
                </a>
            </li>
        }
    });
    links.collect_view()
}

/// The place that a page belongs to: the most special address that it begins with.
fn place_of(path: &str) -> &'static str {
    let below = |place: &&str| {
        path.strip_prefix(*place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let places = PLACES.iter().map(|(href, ..)| *href).filter(below);
    places.max_by_key(|href| href.len()).unwrap_or(paths::AREA)
}

fn name_of(path: &str) -> &'static str {
    let place = place_of(path);
    PLACES.iter().find(|(href, ..)| *href == place).map_or("Area clienti", |(_, name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_is_marked_where_it_belongs() {
        assert_eq!(name_of("/area-clienti"), "I tuoi servizi");
        assert_eq!(name_of("/area-clienti/servizi/01890a5d"), "I tuoi servizi");
        assert_eq!(name_of("/area-clienti/ordini"), "Ordini");
        assert_eq!(name_of("/area-clienti/dati/password"), "I tuoi dati");
        assert_eq!(name_of("/metodi-di-pagamento/nuovo"), "Metodi di pagamento");
    }
}
