//! Signs, drawn in the colour of the text around them. They never carry meaning alone.
//!
//! One family, on a ground of 20 × 20: one stroke with round ends, no fills.

use domain::Product;
use domain::order::PaymentMethod;
use leptos::prelude::*;

/// The signs that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Alert,
    ArrowRight,
    Bag,
    Bank,
    Basket,
    Calendar,
    Card,
    Check,
    ChevronDown,
    Clock,
    Copy,
    Cross,
    Disks,
    Eye,
    Gear,
    Home,
    Info,
    Inward,
    Leave,
    Lock,
    Mail,
    Menu,
    Minus,
    Node,
    Note,
    People,
    Person,
    Phone,
    Plus,
    Renew,
    Right,
    Sheet,
    Sheets,
    Shelf,
}

impl Sign {
    /// The lines of the drawing.
    fn path(self) -> &'static str {
        match self {
            Self::Alert => "M10 3 2.3 16.5h15.4zM10 8.3V12M10 14.2v.1",
            Self::ArrowRight => "M3.5 10h13M11.5 5l5 5-5 5",
            Self::Bag => "M3.5 7h13l-1 10.5h-11zM7 9.5V6a3 3 0 0 1 6 0v3.5",
            Self::Bank => {
                "M2.5 7.5 10 3l7.5 4.5zM4.5 8v6.5M8.2 8v6.5M11.8 8v6.5M15.5 8v6.5M2.5 17h15"
            }
            Self::Basket => "M1.5 3H4l2 9.5h8.5l1.8-7H4.7M7.2 16.5v.1M13.6 16.5v.1",
            Self::Calendar => "M3 4.5h14v12.5H3zM3 8.5h14M7 2.5v4M13 2.5v4",
            Self::Card => "M2.5 4.5h15v11h-15zM2.5 8h15M5.5 12.3h3",
            Self::Check => "m4 10.5 4 4 8-9",
            Self::ChevronDown => "m5 7.5 5 5 5-5",
            Self::Clock => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 5.8V10l2.8 2",
            Self::Copy => "M7.5 7.5h9v9h-9zM4.5 12.5h-1v-9h9v1",
            Self::Cross => "m5 5 10 10M15 5 5 15",
            Self::Disks => {
                "M3 5.5c0-1.5 3-2.7 7-2.7s7 1.2 7 2.7-3 2.7-7 2.7-7-1.2-7-2.7zv9c0 1.5 3 2.7 7 2.7s7-1.2 7-2.7v-9M3 10c0 1.5 3 2.7 7 2.7s7-1.2 7-2.7"
            }
            Self::Eye => {
                "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z"
            }
            Self::Gear => {
                "M3 5.5h6M13 5.5h4M3 14.5h3.5M10.5 14.5H17M11 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8.5 16.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
            }
            Self::Home => "m3 9 7-6 7 6v8h-4.5v-5h-5v5H3z",
            Self::Info => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 9.2v4.6M10 6.2v.1",
            Self::Inward => {
                "M5 2.5h7L15.5 6v11.5H5zM12 2.5V6h3.5M10.2 9v5.5M8 12.5l2.2 2.2 2.2-2.2"
            }
            Self::Leave => "M8 3.5H3.5v13H8M7.5 10H17M13 5.8l4 4.2-4 4.2",
            Self::Lock => "M4.5 9h11v8.5h-11zM7 9V6a3 3 0 0 1 6 0v3",
            Self::Mail => "M2.5 4.5h15v11h-15zM2.5 5.5 10 11l7.5-5.5",
            Self::Menu => "M3 5.5h14M3 10h14M3 14.5h14",
            Self::Minus => "M4 10h12",
            Self::Node => "M10 2.5v4M10 13.5v4M3.5 10H6M14 10h2.5M7 6.5h6v7H7zM10 8.5v3M8.5 10h3",
            Self::Note => {
                "M2.5 5.5h15V15h-15zM10 12.3a2 2 0 1 0 0-4.1 2 2 0 0 0 0 4.1zM5.2 10.2v.1M14.8 10.2v.1M4.5 17.5h11"
            }
            Self::People => {
                "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M13 3.8a3 3 0 0 1 0 5.4M15.2 12.4c1.6.7 2.6 2 2.8 4.1"
            }
            Self::Person => {
                "M10 9.5A3.25 3.25 0 1 0 10 3a3.25 3.25 0 0 0 0 6.5zM3.5 17c.5-3.2 3-4.8 6.5-4.8s6 1.6 6.5 4.8"
            }
            Self::Phone => "M6 2.5h8v15H6zM9.3 14.8h1.4",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Renew => "M16.5 4v4h-4M16.3 8a6.8 6.8 0 1 0 .5 3",
            Self::Right => "m7.5 5 5 5-5 5",
            Self::Sheet => "M5 2.5h7L15.5 6v11.5H5zM12 2.5V6h3.5M7.5 12.5l2 2 3.5-4",
            Self::Sheets => {
                "M7 6V2.5h6L16.5 6v8.5H13M13 2.5V6h3.5M3.5 6H10l3 3v8.5H3.5zM6 12h4.5M6 14.8h3"
            }
            Self::Shelf => "M3.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 3.5h5v5h-5zM14 11.5v5M11.5 14h5",
        }
    }

    fn of(product: Product) -> Self {
        match product {
            Product::Invoicing => Self::Sheet,
            Product::ReceiveOnly => Self::Inward,
            Product::Documents => Self::Sheets,
            Product::Collections => Self::Note,
            Product::WooCommerce => Self::Bag,
            Product::ElectronicOrders => Self::Node,
            Product::User => Self::People,
            Product::Storage => Self::Disks,
        }
    }
}

/// A sign of the size of a line of text.
#[component]
pub fn Icon(sign: Sign) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=sign.path()></path>
        </svg>
    }
}

/// The sign of a product in a tile, which is solid while the product is in the cart.
#[component]
pub fn ProductTile(product: Product, #[prop(optional, into)] is_in: Signal<bool>) -> impl IntoView {
    view! {
        <span class="tile" class=("tile-in", is_in) aria-hidden="true">
            <Icon sign=Sign::of(product)/>
        </span>
    }
}

/// The mark of a way to pay, on a white plate in both themes, beside its name.
///
/// Visa, Mastercard and `PayPal` give their artwork to whoever has a contract with them, to be
/// shown as it is and not to be drawn anew: so a card is the sign of a card, with the brand in words
/// beside it, and `PayPal` is its name in our own type, which the style sheet writes.
#[component]
pub fn PaymentMark(method: PaymentMethod) -> impl IntoView {
    let (sign, word) = match method {
        PaymentMethod::Card => (Some(Sign::Card), None),
        PaymentMethod::PayPal => (None, Some("PayPal")),
        PaymentMethod::PostalSlip => (Some(Sign::Mail), None),
        PaymentMethod::BankTransfer => (Some(Sign::Bank), None),
    };
    let sign = sign.map(|sign| view! { <Icon sign/> });
    view! { <span class="mark" data-word=word aria-hidden="true">{sign}</span> }
}
