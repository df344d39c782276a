//! One way to pay as its owner knows it.

use domain::renewal::MethodName;
use leptos::prelude::*;

use ui::components::PaymentMark;
use ui::wording;

/// The mark of its kind, `Visa •••• 4242`, and until when it is good.
#[component]
pub fn MethodLine(name: MethodName) -> impl IntoView {
    let label = wording::method_name(&name);
    let expiry = wording::method_expiry(&name).map(|month| {
        view! { <span class="text-base font-normal text-muted">"Scadenza " <span class="figure">{month}</span></span> }
    });
    view! {
        <span class="flex min-w-0 items-start gap-3">
            <PaymentMark method=name.kind/>
            <span class="flex min-w-0 flex-wrap gap-x-4">
                <span class="font-semibold wrap-anywhere">{label}</span>
                {expiry}
            </span>
        </span>
    }
}
