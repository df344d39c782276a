//! The forms that nobody may send without end from one address. Server only.

use leptos::server_fn::ServerFn;

use office::api::EnterOffice;
use panel::api::{ChangePanelPassword, EnterPanel};
use shop::account::api::{Register, SignIn};
use shop::cart::api::StartCart;
use shop::order::api::PayOrder;
use shop::order::form::api::ConcludeOrder;

/// Where these forms are sent to: sign-ins, registration, password, order and its payment.
pub const PATHS: [&str; 7] = [
    SignIn::PATH,
    Register::PATH,
    EnterPanel::PATH,
    ChangePanelPassword::PATH,
    EnterOffice::PATH,
    ConcludeOrder::PATH,
    PayOrder::PATH,
];

/// Where a cart begins.
pub const CARTS: [&str; 1] = [StartCart::PATH];
