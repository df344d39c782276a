//! What stands where `Acquista` would lead nowhere.

use domain::Product;
use domain::format::short_date;
use domain::hindrance::Hindrance;
use leptos::prelude::*;

use ui::components::{Icon, Sign};
use ui::paths;

/// The reason and the way on. What is owned already is not offered again; everything else keeps its
/// button, which cannot be pressed.
#[component]
pub fn Hindered(product: Product, hindrance: Hindrance, class: &'static str) -> impl IntoView {
    let is_owned = matches!(hindrance, Hindrance::Owned { .. });
    let class = format!("btn {class}");
    let name = format!("Acquista {}", product.name());
    let button = (!is_owned).then(|| {
        view! { <button type="button" class=class aria-label=name disabled>"Acquista"</button> }
    });
    let sign = if is_owned { Sign::Check } else { Sign::Info };

    view! {
        <div class="hindrance">
            {button}
            <p class="hindrance-reason" class:is-owned=is_owned>
                <Icon sign=sign/> <span>{sentence(product, hindrance)}</span>
            </p>
            <ul class="hindrance-ways">{ways(hindrance)}</ul>
        </div>
    }
}

fn sentence(product: Product, hindrance: Hindrance) -> String {
    match hindrance {
        Hindrance::Owned { until } => {
            format!("{} è già attivo fino al {}.", product.name(), short_date(until))
        }
        Hindrance::NotBeside { service } if product.is_main_service() => format!(
            "Hai già {}: per ogni partita IVA o codice fiscale è previsto un solo servizio.",
            service.name()
        ),
        Hindrance::NotBeside { service } => {
            format!("Non è disponibile per {}, il servizio che hai.", service.name())
        }
        Hindrance::Ordered { order } => {
            format!("L’hai già ordinato: l’ordine {order} è ancora in sospeso.")
        }
        Hindrance::OrderWaits { order } => format!(
            "L’ordine {order} è ancora in sospeso: concludilo o annullalo, poi puoi acquistare altro."
        ),
        Hindrance::GivenUp => {
            "Hai chiesto la disdetta del servizio: per acquistare, prima ritirala.".into()
        }
        Hindrance::ServiceExpired => "Il tuo servizio è scaduto: prima riattivalo.".into(),
    }
}

/// Where to go on. The panel is another zone, which is loaded anew.
fn ways(hindrance: Hindrance) -> Vec<AnyView> {
    let link = |href: String, text: String, rel: Option<&'static str>| {
        view! { <li><a class="text-link" href=href rel=rel>{text}</a></li> }.into_any()
    };
    let area = || link(paths::AREA.into(), "Vai all’area clienti".into(), None);
    match hindrance {
        Hindrance::Owned { .. } => {
            vec![link(paths::PANEL.into(), "Accedi al pannello".into(), Some("external")), area()]
        }
        Hindrance::NotBeside { .. } => vec![area()],
        Hindrance::Ordered { order } | Hindrance::OrderWaits { order } => {
            vec![link(paths::order(order), format!("Vai all’ordine {order}"), None)]
        }
        Hindrance::GivenUp => {
            vec![link(paths::TERMINATION.into(), "Vai alla disdetta".into(), None)]
        }
        Hindrance::ServiceExpired => {
            vec![link(paths::RENEWAL.into(), "Riattiva il servizio".into(), None)]
        }
    }
}
