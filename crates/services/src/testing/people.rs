//! People for tests: `a_customer().with_service_until(day).create(&shop)`.

#![allow(clippy::missing_panics_doc, reason = "a test ends where something is not as it should be")]

mod accountant;
mod customer;
mod forms;

pub use accountant::Accountant;
pub use customer::{ACustomer, Customer, a_customer};
pub use forms::{
    a_company, a_holder, a_person, a_professional, a_public_body, a_public_holder, a_registration,
    an_accountant, an_association,
};

use domain::order::Order;

use crate::Context;
use crate::guessing::{Browser, Devices, Network};
use crate::payment::Registration;

/// The password of everybody made here, for the account and for the panel.
pub const PASSWORD: &str = "Fiume-Sasso-71-Vela";

/// A hash of [`PASSWORD`] with the smallest parameters: tests make many customers.
const PASSWORD_HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$jEwaYUzR3YPqbHFWPtmw+w$\
                             nS8hE2LviAKPfWnzu7DkqlFCmQPegWssG4so1aGdEy4";

/// A browser that was never here before.
#[must_use]
pub fn a_browser() -> Browser {
    a_browser_at("192.0.2.7")
}

/// The same at another network address.
#[must_use]
pub fn a_browser_at(address: &str) -> Browser {
    let address = address.parse().expect("a network address");
    Browser { network: Network::of(Some(address)), devices: Devices::default() }
}

/// What the office says when what was missing of an order's money has arrived today.
#[must_use]
pub fn the_payment_of(ctx: &Context, order: &Order) -> Registration {
    Registration {
        number: order.number,
        paid_on: ctx.today(),
        amount: Some(order.missing()),
        by: "rosa".into(),
    }
}
