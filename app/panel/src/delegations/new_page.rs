//! `Aggiungi una delega`.

use domain::delegation::{OFFER_DAYS, OfferForm};
use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{NewDelegationView, OfferDelegation, load_new_delegation};
use crate::collaborations::{Way, refusal};
use crate::service::unless_over;
use crate::users::permissions::PermissionBoxes;
use crate::visited::{ServiceField, visited};
use ui::components::{Card, PageTitle, Refusal, SubmitButton, TextField};
use ui::form::about;
use ui::paths;

#[component]
pub fn NewDelegationPage() -> impl IntoView {
    let page = unless_over(load_new_delegation(visited()), |view| view! { <NewDelegation view/> });
    view! { <div class="page-narrow">{page}</div> }
}

#[component]
fn NewDelegation(view: NewDelegationView) -> impl IntoView {
    let NewDelegationView { service, entitlements, kept } = view;
    let (typed, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let can_write = entitlements.can_write();
    let error = Signal::stored(refusal(&entitlements, error));
    let OfferForm { username, permissions } = typed.unwrap_or_default();
    let about_offer = format!(
        "Il commercialista deve avere un’utenza sua: è gratuita. Ha {OFFER_DAYS} giorni per \
         accettare, e intanto puoi ritirare l’offerta."
    );
    let form = can_write.then(|| {
        view! {
            <Card>
                <form action=OfferDelegation::url() method="post" novalidate>
                    <ServiceField service/>
                    <div class="stack">
                        <TextField
                            name="form[username]"
                            id=Field::Username.as_str()
                            label="Username del commercialista"
                            value=username
                            hint="Chiedilo a lui: non diciamo a nessuno quali username esistono."
                            error=about(error, Field::Username)
                            autocomplete="off"
                            is_code=true
                        />
                        <PermissionBoxes
                            name="form[permissions][]"
                            entitlements
                            ticked=permissions
                            error
                        />
                        <SubmitButton>"Offri la delega"</SubmitButton>
                    </div>
                </form>
            </Card>
        }
    });

    view! {
        <Way service list=("Deleghe", paths::panel_delegations(service))/>
        <PageTitle text="Aggiungi una delega" in_error=move || error.with(Option::is_some)>
            {about_offer}
        </PageTitle>
        <Refusal error/>
        <div class="stack">
            {form}
            <p><a class="text-link" href=paths::panel_delegations(service)>"Torna alle deleghe"</a></p>
        </div>
    }
}
