//! The pages that are asked for one after the other, by who asks for them. Each has a title.

use domain::id::SubscriptionId;
use ui::paths;

/// What is the same for everybody.
pub(super) const OF_EVERYBODY: [&str; 8] = [
    paths::HOME,
    paths::PRODUCTS,
    paths::CONDITIONS,
    paths::ONEROUS_CLAUSES,
    paths::SUPPLY_SHEETS,
    paths::PRIVACY,
    paths::LEGAL_NOTES,
    paths::ACCESSIBILITY,
];

/// What only somebody sees who has not signed in, and has something in the cart.
pub(super) const OF_VISITORS: [&str; 12] = [
    paths::CART,
    paths::SIGN_IN,
    paths::REGISTER,
    paths::RECOVER_USERNAME,
    paths::RECOVER_PASSWORD,
    paths::PANEL_SIGN_IN,
    paths::PANEL_RECOVER_PASSWORD,
    paths::ACCOUNTANT_REGISTER,
    paths::ACCOUNTANT_SIGN_IN,
    paths::ACCOUNTANT_RECOVER_PASSWORD,
    paths::OFFICE_SIGN_IN,
    paths::MAILBOX,
];

pub(super) const OF_CUSTOMERS: [&str; 11] = [
    paths::WELCOME,
    paths::AREA,
    paths::DATA,
    paths::DATA_PASSWORD,
    paths::DATA_EMAIL,
    paths::DATA_CONTACT,
    paths::DATA_FACTOR,
    paths::DATA_RIGHTS,
    paths::OWN_ORDERS,
    paths::METHODS,
    paths::NEW_METHOD,
];

/// What a customer has besides who has a service and its panel.
pub(super) const OF_OWNERS: [&str; 7] = [
    paths::RENEWAL,
    paths::TERMINATION,
    paths::APP,
    paths::APP_ADD_ONS,
    paths::PANEL_FACTOR,
    paths::PANEL_ACCESS,
    paths::PANEL_OWN_PASSWORD,
];

pub(super) const OF_A_PANEL: [fn(SubscriptionId) -> String; 11] = [
    paths::panel_home,
    paths::panel_add_ons,
    paths::panel_settings,
    paths::panel_billing,
    paths::panel_trace,
    paths::panel_agenda,
    paths::panel_users,
    paths::panel_new_user,
    paths::panel_delegations,
    paths::panel_new_delegation,
    paths::configuration_done,
];

pub(super) const OF_THE_OFFICE: [&str; 6] = [
    paths::OFFICE_STATEMENTS,
    paths::OFFICE_ACCESSES,
    paths::OFFICE_FACTOR,
    paths::OFFICE_NEWS,
    paths::OFFICE_JOBS,
    paths::OFFICE_CLOCK,
];
