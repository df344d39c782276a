//! The forms that nobody may send without end from one address. Server only.

use leptos::server_fn::ServerFn;

use office::api::{
    BeginOfficeFactor, ConfirmOfficeFactor, ConfirmOwnOfficeFactor, EnterOffice, GiveOfficeCode,
    NewOfficeRecoveryCodes,
};
use panel::accountant::api::{ChangeAccountantPassword, EnterAccountant, RegisterAccountant};
use panel::accountant::data::api::{ChangeAccountantEmail, CloseAccountant};
use panel::accountant::factor::api::{
    BeginAccountantFactor, ConfirmAccountantFactor, GiveAccountantCode, NewAccountantRecoveryCodes,
    TurnAccountantFactorOff,
};
use panel::accountant::recovery::api::{ChooseAccountantPassword, RecoverAccountantPassword};
use panel::factor::api::{
    BeginPanelFactor, ConfirmPanelFactor, GivePanelCode, NewPanelRecoveryCodes, TurnPanelFactorOff,
};
use panel::own_access::api::ChangeOwnPanelPassword;
use panel::password::api::ChangePanelPassword;
use panel::recovery::api::{ChoosePanelPassword, RecoverPanelPassword};
use panel::sign_in::api::EnterPanel;
use shop::account::api::{GiveCode, Register, SignIn};
use shop::account::data::api::{ChangeEmail, ChangePassword};
use shop::account::data::factor::api::{
    BeginFactor, ConfirmFactor, NewRecoveryCodes, TurnFactorOff,
};
use shop::account::recovery::api::{ChoosePassword, RecoverPassword, RecoverUsername};
use shop::cart::api::StartCart;
use shop::order::api::PayOrder;
use shop::order::form::api::ConcludeOrder;

/// Where these forms are sent to: sign-ins, registration, passwords, codes and what is asked for by
/// mail, order and its payment.
pub const PATHS: [&str; 42] = [
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
    EnterAccountant::PATH,
    RegisterAccountant::PATH,
    ChangeOwnPanelPassword::PATH,
    ChangeAccountantPassword::PATH,
    CloseAccountant::PATH,
    ChangeAccountantEmail::PATH,
    RecoverAccountantPassword::PATH,
    ChooseAccountantPassword::PATH,
    ChangePassword::PATH,
    ChangeEmail::PATH,
    GiveCode::PATH,
    GivePanelCode::PATH,
    GiveOfficeCode::PATH,
    BeginFactor::PATH,
    ConfirmFactor::PATH,
    NewRecoveryCodes::PATH,
    TurnFactorOff::PATH,
    BeginPanelFactor::PATH,
    ConfirmPanelFactor::PATH,
    NewPanelRecoveryCodes::PATH,
    TurnPanelFactorOff::PATH,
    BeginOfficeFactor::PATH,
    ConfirmOfficeFactor::PATH,
    ConfirmOwnOfficeFactor::PATH,
    NewOfficeRecoveryCodes::PATH,
    GiveAccountantCode::PATH,
    BeginAccountantFactor::PATH,
    ConfirmAccountantFactor::PATH,
    NewAccountantRecoveryCodes::PATH,
    TurnAccountantFactorOff::PATH,
];

/// Where a cart begins.
pub const CARTS: [&str; 1] = [StartCart::PATH];
