//! The forms that nobody may send without end from one address. Server only.

use leptos::server_fn::ServerFn;

use office::api::EnterOffice;
use panel::api::{ChangePanelPassword, EnterPanel};
use panel::recovery::api::{ChoosePanelPassword, RecoverPanelPassword};
use shop::account::api::{Register, SignIn};
use shop::account::data::api::{ChangeEmail, ChangePassword};
use shop::account::recovery::api::{ChoosePassword, RecoverPassword, RecoverUsername};
use shop::cart::api::StartCart;
use shop::order::api::PayOrder;
use shop::order::form::api::ConcludeOrder;

/// Where these forms are sent to: sign-ins, registration, passwords and what is asked for by mail,
/// order and its payment.
pub const PATHS: [&str; 14] = [
    SignIn::PATH,
    Register::PATH,
    EnterPanel::PATH,
    ChangePanelPassword::PATH,
    EnterOffice::PATH,
    ConcludeOrder::PATH,
    PayOrder::PATH,
    RecoverUsername::PATH,
    RecoverPassword::PATH,
    ChoosePassword::PATH,
    RecoverPanelPassword::PATH,
    ChoosePanelPassword::PATH,
    ChangePassword::PATH,
    ChangeEmail::PATH,
];

/// Where a cart begins.
pub const CARTS: [&str; 1] = [StartCart::PATH];
