//! `Cassa previdenziale` and `Ritenute`: as many rows as there can be, of which most stay empty.

use domain::configuration::{
    FUNDS_MAX, Field, FundForm, FundKind, Nature, PaymentReason, Spot, VatRate, WITHHOLDINGS_MAX,
    WithholdingForm, WithholdingKind,
};
use leptos::prelude::*;

use super::fields::{Faults, Line, Listed, coded};
use ui::components::{Checkbox, Choice, Icon, Sign};
use ui::wording::codes::{
    fund_name, nature_name, payment_reason_name, vat_rate_name, withholding_name,
};

#[component]
pub fn FundRows(rows: Vec<FundForm>, faults: Faults) -> impl IntoView {
    let fields = |form, row| view! { <FundFields form row faults/> };
    view! {
        <p>"Se non versi a una cassa, lascia tutto vuoto e prosegui."</p>
        {all_rows("Cassa", rows, FUNDS_MAX, faults, fields)}
    }
}

#[component]
fn FundFields(form: FundForm, row: usize, faults: Faults) -> impl IntoView {
    let at = move |field| Spot { field, row };
    let name = move |control: &str| format!("form[funds][{row}][{control}]");
    let kinds = FundKind::ALL.iter().map(|it| coded(it.code(), fund_name(*it))).collect();
    let rates = VatRate::ALL.iter().map(|it| Choice::new(it.code(), vat_rate_name(*it))).collect();
    let natures = Nature::ALL.iter().map(|it| coded(it.code(), nature_name(*it))).collect();
    view! {
        <div class="form-grid">
            <div class="wide">
                <Listed
                    at=at(Field::FundKind)
                    name=name("kind")
                    value=form.kind
                    faults
                    choices=kinds
                    placeholder="Nessuna"
                />
            </div>
            <Line
                at=at(Field::FundRate)
                name=name("rate")
                value=form.rate
                faults
                hint="Per esempio 4."
                inputmode="decimal"
            />
            <Listed
                at=at(Field::FundVat)
                name=name("vat")
                value=form.vat
                faults
                choices=rates
                placeholder="Scegli l’aliquota"
            />
            <div class="wide">
                <Listed
                    at=at(Field::FundNature)
                    name=name("nature")
                    value=form.nature
                    faults
                    choices=natures
                    placeholder="Serve solo con l’aliquota 0"
                    optional=true
                />
            </div>
            <div class="wide">
                <Checkbox name=name("is_withheld") checked=form.is_withheld>
                    "Il contributo è soggetto a ritenuta"
                </Checkbox>
            </div>
        </div>
    }
}

#[component]
pub fn WithholdingRows(
    rows: Vec<WithholdingForm>,
    /// Contributions can be a part of the base.
    has_funds: bool,
    faults: Faults,
) -> impl IntoView {
    let fields = move |form, row| view! { <WithholdingFields form row has_funds faults/> };
    view! {
        <p>"Se le tue fatture non hanno ritenute, lascia tutto vuoto e prosegui."</p>
        {all_rows("Ritenuta", rows, WITHHOLDINGS_MAX, faults, fields)}
    }
}

#[component]
fn WithholdingFields(
    form: WithholdingForm,
    row: usize,
    has_funds: bool,
    faults: Faults,
) -> impl IntoView {
    let at = move |field| Spot { field, row };
    let name = move |control: &str| format!("form[withholdings][{row}][{control}]");
    let kinds =
        WithholdingKind::ALL.iter().map(|it| coded(it.code(), withholding_name(*it))).collect();
    let reasons =
        PaymentReason::ALL.iter().map(|it| coded(it.code(), payment_reason_name(*it))).collect();
    // All of it, unless somebody says otherwise.
    let share = if form == WithholdingForm::default() { "100".into() } else { form.share };
    view! {
        <div class="form-grid">
            <div class="wide">
                <Listed
                    at=at(Field::WithholdingKind)
                    name=name("kind")
                    value=form.kind
                    faults
                    choices=kinds
                    placeholder="Nessuna"
                />
            </div>
            <Line
                at=at(Field::WithholdingRate)
                name=name("rate")
                value=form.rate
                faults
                hint="Per esempio 20."
                inputmode="decimal"
            />
            <Line
                at=at(Field::WithholdingShare)
                name=name("share")
                value=share
                faults
                hint="Di solito 100."
                inputmode="decimal"
            />
            <div class="wide">
                <Listed
                    at=at(Field::WithholdingReason)
                    name=name("reason")
                    value=form.reason
                    faults
                    choices=reasons
                    placeholder="Scegli la causale"
                />
            </div>
            {has_funds.then(|| view! {
                <div class="wide">
                    <Checkbox name=name("with_funds") checked=form.with_funds>
                        "Aggiungi la cassa previdenziale alla base della ritenuta"
                    </Checkbox>
                </div>
            })}
        </div>
    }
}

/// The first row is there, another one opens when it is needed.
#[component]
fn Row(
    name: &'static str,
    row: usize,
    is_blank: bool,
    faults: Faults,
    children: Children,
) -> impl IntoView {
    let title = format!("{name} {}", row + 1);
    let open = row == 0 || !is_blank || faults.has(|spot| spot.row == row);
    view! {
        <details class="disclosure border-b-0!" open=open>
            <summary>{title.clone()} <Icon sign=Sign::ChevronDown/></summary>
            <fieldset>
                <legend class="sr-only">{title}</legend>
                {children()}
            </fieldset>
        </details>
    }
}

/// As many rows as there can be, each with its fields.
fn all_rows<F: Clone + Default + PartialEq, V: IntoView + 'static>(
    name: &'static str,
    mut typed: Vec<F>,
    max: usize,
    faults: Faults,
    fields: impl Fn(F, usize) -> V,
) -> Vec<AnyView> {
    typed.resize(max, F::default());
    let row = |(row, form): (usize, F)| {
        let is_blank = form == F::default();
        let fields = fields(form, row).into_any();
        view! { <Row name row is_blank faults>{fields}</Row> }.into_any()
    };
    typed.into_iter().enumerate().map(row).collect()
}
