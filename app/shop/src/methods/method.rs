//! One way to pay as its owner knows it.

use domain::order::PaymentMethod;
use domain::renewal::MethodName;
use leptos::prelude::*;

use ui::wording;

/// A picture of its kind, `Visa •••• 4242`, and until when it is good.
#[component]
pub fn MethodLine(name: MethodName) -> impl IntoView {
    let label = wording::method_name(&name);
    let expiry = wording::method_expiry(&name).map(|month| {
        view! { <span class="text-base font-normal text-muted">"Scadenza " <span class="figure">{month}</span></span> }
    });
    view! {
        <span class="flex min-w-0 items-start gap-3">
            <KindSign kind=name.kind/>
            <span class="flex min-w-0 flex-wrap gap-x-4">
                <span class="font-semibold wrap-anywhere">{label}</span>
                {expiry}
            </span>
        </span>
    }
}

/// A card, or an account. The words beside it say the same.
#[component]
pub fn KindSign(kind: PaymentMethod) -> impl IntoView {
    let path = match kind {
        PaymentMethod::PayPal => {
            "M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 17c.6-3.4 3-5 6.5-5s5.9 1.6 6.5 5"
        }
        PaymentMethod::Card | PaymentMethod::BankTransfer | PaymentMethod::PostalSlip => {
            "M2.5 5h15v10.5h-15zM2.5 8.5h15M5 12.5h3"
        }
    };
    view! {
        <svg
            class="mt-0.5 size-5 flex-none"
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=path></path>
        </svg>
    }
}
