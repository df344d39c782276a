//! `Codice sconto`.

use domain::coupon::Discount;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::ApplyCoupon;
use super::filled::Form;
use super::problems::{ANSWERS, COUPON};
use ui::components::{Icon, Sign, SubmitButton, TextField};
use ui::{paths, wording};

/// The field, behind a question until it is of use, or the code that is applied with `Rimuovi`.
#[component]
pub fn DiscountCode(form: Form) -> impl IntoView {
    let applied = form.view.open.as_ref().and_then(|open| open.discount_code.clone());
    let content = match applied {
        Some(code) => view! { <Applied form code/> }.into_any(),
        None => view! { <Field form/> }.into_any(),
    };
    view! { <div class="print-hidden mt-4">{content}</div> }
}

#[component]
fn Field(form: Form) -> impl IntoView {
    let typed = form.view.coupon.as_ref().map(|kept| kept.typed.clone()).unwrap_or_default();
    let error = form.coupon_error.as_ref().map(wording::app_sentence);
    let open = error.is_some();
    view! {
        <details class="disclosure border-b-0!" open=open>
            <summary class="text-primary">"Hai un codice sconto?" <Icon sign=Sign::ChevronDown/></summary>
            <CouponForm>
                <TextField
                    name="code"
                    id=COUPON
                    label="Codice sconto"
                    value=typed
                    error
                    autocomplete="off"
                    is_code=true
                    optional=true
                />
                <div class="mt-3">
                    <SubmitButton class="btn-outline">"Applica"</SubmitButton>
                </div>
            </CouponForm>
        </details>
    }
}

#[component]
fn Applied(form: Form, code: String) -> impl IntoView {
    let discount = &form.view.given.discount;
    let meaning = match discount {
        Some(Discount { percent, products }) if products.is_empty() => {
            format!("Sconto del {percent}% su quello che acquisti o rinnovi.")
        }
        Some(Discount { percent, products }) => {
            let names: Vec<_> = products.iter().map(|product| product.name()).collect();
            format!("Sconto del {percent}% su: {}.", names.join(", "))
        }
        None => "Questo codice non vale più: non toglie nulla dal totale.".to_owned(),
    };
    let sign = if discount.is_some() { Sign::Check } else { Sign::Alert };
    view! {
        <h3>"Codice sconto"</h3>
        <p class="mt-2 flex gap-2" role="status">
            <Icon sign=sign/>
            <span><strong class="wrap-anywhere">{code}</strong> <br/> {meaning}</span>
        </p>
        <div class="mt-3">
            <CouponForm>
                <input type="hidden" name="code" value=""/>
                <SubmitButton class="btn-outline" aria_label="Rimuovi il codice sconto">
                    "Rimuovi"
                </SubmitButton>
            </CouponForm>
        </div>
    }
}

/// A form that notes a code, or an empty one to take it away, and comes back here. With a script it
/// carries the answers along that were given already (`ui::behaviour`).
#[component]
fn CouponForm(children: Children) -> impl IntoView {
    view! {
        <form action=ApplyCoupon::url() method="post" novalidate data-carries=ANSWERS>
            <input type="hidden" name="page" value=paths::ORDER_FORM/>
            {children()}
        </form>
    }
}
