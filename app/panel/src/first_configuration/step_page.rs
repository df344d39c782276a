//! A step of the first configuration.

use domain::configuration::Step;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{SaveConfigurationStep, StepView, load_configuration_step};
use super::choices::{ChargeabilityField, CreationFields, NoticesFields, Reception, RegimeField};
use super::fields::Faults;
use super::rows::{FundRows, WithholdingRows};
use super::seller::{LockedFacts, SellerFields};
use crate::visited::{ServiceField, visited};
use ui::components::{Card, ErrorSummary, Notice, PageTitle, SubmitButton, Tone, loaded};
use ui::{paths, wording};

#[component]
pub fn StepPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("passo")).unwrap_or_default();
    let view = load_configuration_step(visited(), slug.clone());
    let page = move |view: StepView| {
        let ways = Ways {
            action: SaveConfigurationStep::url(),
            press: "Salva e prosegui",
            back: (paths::configuration(view.service), "Torna all’elenco dei passi"),
        };
        view! { <OneStep view slug ways/> }
    };
    view! { <div class="page-narrow">{loaded(view, page)}</div> }
}

/// Where the form of a step is sent to, and where its page leads back to.
pub struct Ways {
    pub action: &'static str,
    /// The word on the button.
    pub press: &'static str,
    pub back: (String, &'static str),
}

/// The form of a step, before the panel opens or in its settings.
#[component]
pub fn OneStep(view: StepView, slug: String, ways: Ways) -> impl IntoView {
    let Ways { action, press, back: (back, back_text) } = ways;
    let is_seller = view.step == Step::Seller;
    let StepView { service, step, seen, faults, error, .. } = view.clone();
    let faults = Faults::new(faults);
    let links = faults.links();
    let in_error = error.is_some() || !links.is_empty();
    let name = wording::step_name(step);

    view! {
        <PageTitle text=name in_error=Signal::stored(in_error)>{wording::step_about(step)} "."</PageTitle>
        <ErrorSummary errors=Signal::stored(links)/>
        {error.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        {is_seller.then(|| view! { <div class="mb-5"><LockedFacts holder=view.holder.clone()/></div> })}
        <Card>
            <form action=action method="post" novalidate>
                <ServiceField service/>
                <input type="hidden" name="slug" value=slug/>
                <input type="hidden" name="seen" value=seen/>
                <div class="stack">
                    {fields(view, faults)}
                    <SubmitButton>{press}</SubmitButton>
                </div>
            </form>
        </Card>
        <p class="mt-6">
            <a class="text-link" href=back>{back_text}</a>
        </p>
    }
}

fn fields(view: StepView, faults: Faults) -> AnyView {
    let StepView { step, form, holder, has_funds, sdi_code, has_orders, .. } = view;
    match step {
        Step::Seller => {
            view! { <SellerFields form=form.seller kind=holder.party.kind faults/> }.into_any()
        }
        Step::Regime => view! { <RegimeField value=form.regime faults/> }.into_any(),
        Step::Chargeability => {
            view! { <ChargeabilityField value=form.chargeability faults/> }.into_any()
        }
        Step::Funds => view! { <FundRows rows=form.funds faults/> }.into_any(),
        Step::Withholdings => {
            view! { <WithholdingRows rows=form.withholdings has_funds faults/> }.into_any()
        }
        Step::Creation => view! { <CreationFields form=form.creation faults/> }.into_any(),
        Step::Notices => view! {
            <NoticesFields form=form.notices faults/>
            <p class="field-hint">
                "La delega al commercialista si dà quando la configurazione è conclusa, in \
                 Impostazioni › Collaborazioni › Deleghe."
            </p>
        }
        .into_any(),
        Step::Reception => view! { <Reception code=sdi_code has_orders/> }.into_any(),
    }
}
