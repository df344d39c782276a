//! The sign above the door.

use leptos::prelude::*;

/// An awning over a sheet of paper. The words beside it say the name.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="size-8 flex-none" viewBox="0 0 32 32" fill="none" aria-hidden="true">
            <path
                class="fill-primary"
                d="M6 3.5h20l3 9a4.33 4.33 0 0 1-8.67 0 4.33 4.33 0 0 1-8.66 0 4.33 4.33 0 0 1-8.67 0z"
            ></path>
            <path class="fill-accent" d="M12.67 3.5h6.66l1 9a4.33 4.33 0 0 1-8.66 0z"></path>
            <path
                class="stroke-primary"
                stroke-width="2.4"
                stroke-linecap="round"
                stroke-linejoin="round"
                d="M6.5 20v8h19v-8M12 21.5h4.5M12 25h8"
            ></path>
        </svg>
    }
}

/// Mark and name, leading to the first page of a zone, which has a name of its own beside the shop.
#[component]
pub fn BrandLink(
    #[prop(into)] href: String,
    #[prop(default = None)] zone: Option<&'static str>,
) -> impl IntoView {
    view! {
        <a class="brand" href=href>
            <BrandMark/>
            "Bottega"
            {zone.map(|zone| view! { " " <small>{zone}</small> })}
        </a>
    }
}
