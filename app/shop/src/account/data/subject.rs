//! A subject, as `I tuoi dati` shows it: what never changes, and where it is found.

use domain::party::{Name, Party};
use domain::recovery::Whose;
use leptos::prelude::*;

use super::page_of;
use ui::components::{Definition, DefinitionList};
use ui::{paths, wording};

/// Kind, names and numbers.
#[component]
pub fn LockedFacts(party: Party) -> impl IntoView {
    let Party { kind, name, vat_number, tax_code, .. } = party;
    let names = match name {
        Name::Business { name, legal_representative } => {
            vec![("Ragione sociale", name), ("Rappresentante legale", legal_representative)]
        }
        Name::Person { first, last } => vec![("Nome", first), ("Cognome", last)],
    };
    let facts = [("Tipo di cliente", wording::party_kind_name(kind).to_owned())]
        .into_iter()
        .chain(names)
        .chain(vat_number.map(|number| ("Partita IVA", number.to_string())))
        .chain([("Codice fiscale", tax_code.to_string())])
        .filter(|(_, value)| !value.is_empty());

    view! {
        <DefinitionList>
            {facts
                .map(|(term, value)| view! {
                    <Definition term><span class="wrap-anywhere">{value}</span></Definition>
                })
                .collect_view()}
        </DefinitionList>
    }
}

/// Why they never change, and what to do when they have to.
#[component]
pub fn Locked() -> impl IntoView {
    view! {
        <p class="mt-2 mb-4 text-sm text-muted">
            "Nome, partita IVA e codice fiscale non si cambiano: stanno nel contratto e nelle \
             fatture già emesse. Se sono sbagliati, o sono diventati altri, chiedi la disdetta e \
             acquista di nuovo con un nuovo account."
        </p>
    }
}

/// Address and telephone number, which change at any time.
#[component]
pub fn ContactFacts(
    party: Party,
    whose: Whose,
    /// They cannot be changed here.
    #[prop(optional)]
    is_fixed: bool,
) -> impl IntoView {
    let address = party.address;
    let place = format!("{} {} ({})", address.postal_code, address.city, address.province);
    let change = (!is_fixed).then(|| {
        view! {
            <p class="mt-2">
                <a class="btn btn-outline" href=page_of(paths::DATA_CONTACT, whose)>
                    "Cambia indirizzo e telefono"
                </a>
            </p>
        }
    });
    view! {
        <DefinitionList>
            <Definition term="Indirizzo">
                <span class="wrap-anywhere">{address.street} <br/> {place}</span>
            </Definition>
            <Definition term="Telefono">{party.phone}</Definition>
        </DefinitionList>
        {change}
    }
}
