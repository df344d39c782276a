//! `Cedente/prestatore`.

use domain::configuration::{Field, SellerForm, Shareholders, Spot, has_registers};
use domain::party::{AddressForm, Holder, Kind};
use leptos::prelude::*;

use super::fields::{Faults, Line, Listed};
use ui::components::{Card, Checkbox, Choice, Icon, Sign};
use ui::layout::Site;
use ui::wording::{self, codes::shareholders_name};

/// What the order has said for good, and why it cannot be changed.
#[component]
pub fn LockedFacts(holder: Holder) -> impl IntoView {
    let party = holder.party;
    let support = Site::current().support_email;
    let href = format!("mailto:{support}");
    let facts = [
        ("Nome", Some(party.name.to_string())),
        ("Tipo attività", Some(wording::party_kind_name(party.kind).to_owned())),
        ("Nazione", Some("Italia".to_owned())),
        ("Partita IVA", party.vat_number.map(|number| number.to_string())),
        ("Codice fiscale", Some(party.tax_code.to_string())),
    ];
    // Beside the list of steps there is no room for names and values in a row.
    let fact = |(term, value): (&'static str, Option<String>)| {
        value.map(|value| {
            view! {
                <div>
                    <dt class="text-sm text-muted">{term}</dt>
                    <dd class="font-medium wrap-anywhere">{value}</dd>
                </div>
            }
        })
    };
    let facts: Vec<_> = facts.into_iter().filter_map(fact).collect();
    view! {
        <Card title="Dati che non cambiano">
            <dl class="grid gap-3">{facts}</dl>
            <p class="mt-3 flex items-start gap-2 text-sm text-muted">
                <Icon sign=Sign::Lock/>
                <span>
                    "Vengono dall’ordine e dicono di chi è il servizio, per questo non si possono \
                     modificare. Se sono sbagliati scrivi a "
                    <a class="text-link wrap-anywhere" href=href>{support}</a> "."
                </span>
            </p>
        </Card>
    }
}

#[component]
pub fn SellerFields(form: SellerForm, kind: Kind, faults: Faults) -> impl IntoView {
    let is_public = kind == Kind::PublicBody;
    let (office, area) = (form.office.clone(), form.area.clone());
    let registers = has_registers(kind).then(|| {
        let (register, companies) = (form.clone(), form.clone());
        view! {
            <Register form=register faults/>
            <Companies form=companies faults/>
        }
    });
    view! {
        {is_public.then(|| view! {
            <fieldset class="form-grid">
                <legend class="mb-3 font-semibold">"Ufficio"</legend>
                <Line
                    at=Field::Office
                    name="form[seller][office]"
                    value=office
                    faults
                    hint="I 6 caratteri che trovi su indicepa.gov.it."
                    is_code=true
                />
                <Line at=Field::Area name="form[seller][area]" value=area faults optional=true is_code=true/>
            </fieldset>
        })}
        <AddressFields
            legend="Sede"
            name="form[seller][seat]"
            form=form.seat
            of=[Field::Street, Field::PostalCode, Field::City, Field::Province]
            faults
        />
        <fieldset class="form-grid">
            <legend class="mb-3 font-semibold">"Contatti per i tuoi clienti"</legend>
            <Line
                at=Field::Email
                name="form[seller][email]"
                value=form.email
                faults
                r#type="email"
                autocomplete="email"
                inputmode="email"
                optional=true
            />
            <Line
                at=Field::Phone
                name="form[seller][phone]"
                value=form.phone
                faults
                r#type="tel"
                autocomplete="tel"
                inputmode="tel"
                optional=true
            />
            <Line
                at=Field::Fax
                name="form[seller][fax]"
                value=form.fax
                faults
                r#type="tel"
                inputmode="tel"
                optional=true
            />
        </fieldset>
        <Branch form=form.branch faults/>
        {registers}
    }
}

/// A block of fields that most people leave out.
#[component]
fn Optional(title: &'static str, open: bool, children: Children) -> impl IntoView {
    view! {
        <details class="disclosure border-b-0!" open=open>
            <summary>
                <span>{title} <span class="field-optional">" (facoltativo)"</span></span>
                <Icon sign=Sign::ChevronDown/>
            </summary>
            {children()}
        </details>
    }
}

#[component]
fn Branch(form: AddressForm, faults: Faults) -> impl IntoView {
    const OF: [Field; 4] =
        [Field::BranchStreet, Field::BranchPostalCode, Field::BranchCity, Field::BranchProvince];
    let open = !form.is_blank() || faults.has(|spot: Spot| OF.contains(&spot.field));
    view! {
        <Optional title="Stabile organizzazione" open>
            <p class="field-hint mb-3">"Solo se la tua sede è all’estero e qui ne hai una stabile."</p>
            <AddressFields
                legend="Indirizzo in Italia"
                name="form[seller][branch]"
                form
                of=OF
                faults
            />
        </Optional>
    }
}

#[component]
fn AddressFields(
    legend: &'static str,
    name: &'static str,
    form: AddressForm,
    of: [Field; 4],
    faults: Faults,
) -> impl IntoView {
    let [street, postal_code, city, province] = of;
    view! {
        <fieldset class="form-grid">
            <legend class="mb-3 font-semibold">{legend}</legend>
            <div class="wide">
                <Line at=street name=format!("{name}[street]") value=form.street faults/>
            </div>
            <Line
                at=postal_code
                name=format!("{name}[postal_code]")
                value=form.postal_code
                faults
                inputmode="numeric"
            />
            <Line at=city name=format!("{name}[city]") value=form.city faults/>
            <Line
                at=province
                name=format!("{name}[province]")
                value=form.province
                faults
                hint="La sigla, per esempio FI."
                is_code=true
            />
        </fieldset>
    }
}

#[component]
fn Register(form: SellerForm, faults: Faults) -> impl IntoView {
    const OF: [Field; 4] =
        [Field::RegisterName, Field::RegisterProvince, Field::RegisterNumber, Field::RegisterSince];
    let typed =
        [&form.register_name, &form.register_province, &form.register_number, &form.register_since];
    let open =
        typed.iter().any(|typed| !typed.is_empty()) || faults.has(|spot| OF.contains(&spot.field));
    view! {
        <Optional title="Albo professionale" open>
            <div class="form-grid">
                <div class="wide">
                    <Line
                        at=Field::RegisterName
                        name="form[seller][register_name]"
                        value=form.register_name
                        faults
                    />
                </div>
                <Line
                    at=Field::RegisterNumber
                    name="form[seller][register_number]"
                    value=form.register_number
                    faults
                />
                <Line
                    at=Field::RegisterProvince
                    name="form[seller][register_province]"
                    value=form.register_province
                    faults
                    hint="La sigla, per esempio FI."
                    is_code=true
                    optional=true
                />
                <Line
                    at=Field::RegisterSince
                    name="form[seller][register_since]"
                    value=form.register_since
                    faults
                    r#type="date"
                    optional=true
                />
            </div>
        </Optional>
    }
}

#[component]
fn Companies(form: SellerForm, faults: Faults) -> impl IntoView {
    const OF: [Field; 4] = [
        Field::CompaniesProvince,
        Field::CompaniesNumber,
        Field::CompaniesCapital,
        Field::CompaniesShareholders,
    ];
    let typed = [
        &form.companies_province,
        &form.companies_number,
        &form.companies_capital,
        &form.companies_shareholders,
    ];
    let open = form.is_in_liquidation
        || typed.iter().any(|typed| !typed.is_empty())
        || faults.has(|spot| OF.contains(&spot.field));
    let shareholders = Shareholders::ALL.iter();
    let shareholders =
        shareholders.map(|it| Choice::new(it.code(), shareholders_name(*it))).collect();
    view! {
        <Optional title="Iscrizione REA" open>
            <div class="form-grid">
                <Line
                    at=Field::CompaniesProvince
                    name="form[seller][companies_province]"
                    value=form.companies_province
                    faults
                    hint="La sigla, per esempio FI."
                    is_code=true
                />
                <Line
                    at=Field::CompaniesNumber
                    name="form[seller][companies_number]"
                    value=form.companies_number
                    faults
                    is_code=true
                />
                <Line
                    at=Field::CompaniesCapital
                    name="form[seller][companies_capital]"
                    value=form.companies_capital
                    faults
                    hint="In euro, se la società ne ha uno."
                    inputmode="decimal"
                    optional=true
                />
                <Listed
                    at=Field::CompaniesShareholders
                    name="form[seller][companies_shareholders]"
                    value=form.companies_shareholders
                    faults
                    choices=shareholders
                    placeholder="Non indicato"
                    optional=true
                />
                <div class="wide">
                    <Checkbox
                        name="form[seller][is_in_liquidation]"
                        id="liquidation"
                        checked=form.is_in_liquidation
                    >
                        "La società è in liquidazione"
                    </Checkbox>
                </div>
            </div>
        </Optional>
    }
}
