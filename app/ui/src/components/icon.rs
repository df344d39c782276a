//! Signs, drawn in the colour of the text around them. They never carry meaning alone.

use leptos::prelude::*;

/// The signs that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Alert,
    ArrowRight,
    Check,
    ChevronDown,
    Copy,
    Eye,
    Info,
    Menu,
    Minus,
    Plus,
}

impl Sign {
    /// The lines of the drawing, on a ground of 20 × 20.
    fn path(self) -> &'static str {
        match self {
            Self::Alert => "M10 3 2.5 16.5h15zM10 8.5v3.5M10 14.2v.1",
            Self::ArrowRight => "M4 10h12M11 5l5 5-5 5",
            Self::Check => "M4 10.5 8.2 15 16 6",
            Self::ChevronDown => "m5 7.5 5 5 5-5",
            Self::Copy => "M7.5 7.5h9v9h-9zM4.5 12.5h-1v-9h9v1",
            Self::Eye => {
                "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z"
            }
            Self::Info => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 9.2v4.6M10 6.2v.1",
            Self::Menu => "M3 5.5h14M3 10h14M3 14.5h14",
            Self::Minus => "M4.5 10h11",
            Self::Plus => "M4.5 10h11M10 4.5v11",
        }
    }
}

/// A sign of the size of a line of text.
#[component]
pub fn Icon(sign: Sign) -> impl IntoView {
    view! {
        <svg
            class="size-5 flex-none"
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=sign.path()></path>
        </svg>
    }
}
