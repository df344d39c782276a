//! Who looks at a page of the shop, and how much is in their cart.

use domain::id::CartId;
use domain::party::Name;

use super::Pass;
use crate::password::mark_with;
use crate::store::visitors;
use crate::{Buyer, Context, Result};

/// Whoever looks at a page, as its header says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// Once they have signed in.
    pub identity: Option<Identity>,
    /// How many things are in the cart.
    pub in_cart: usize,
}

/// Somebody who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The person, where one is known.
    pub name: String,
    /// The company of that person.
    pub company: Option<String>,
    /// With what they sign in.
    pub username: String,
}

impl Identity {
    /// A subject without a name is called by the username.
    fn new(name: Option<Name>, username: String) -> Self {
        let (name, company) = match name {
            Some(Name::Business { name, legal_representative }) => {
                if legal_representative.is_empty() {
                    (name, None)
                } else {
                    (legal_representative, Some(name))
                }
            }
            Some(person @ Name::Person { .. }) => (person.to_string(), None),
            None => (username.clone(), None),
        };
        Self { name, company, username }
    }
}

/// Looks how much is in the cart of somebody who has not signed in, in one statement; in none when
/// they have no cart.
///
/// # Errors
/// Only what the database says.
pub async fn visitor(ctx: &Context, cart: Option<CartId>) -> Result<Visitor> {
    let Some(cart) = cart else { return Ok(Visitor::default()) };
    let mut tx = ctx.db.read_one().await?;
    let cart = visitors::cart_of_nobody(&mut tx, cart).await?;
    Ok(Visitor { identity: None, in_cart: cart.map_or(0, |cart| cart.things()) })
}

/// Looks who it is that has signed in, in one statement; none once the sign-in is over
/// ([`is_signed_in`](super::is_signed_in)).
///
/// # Errors
/// Only what the database says.
pub async fn customer(ctx: &Context, pass: &Pass) -> Result<Option<Visitor>> {
    let mut tx = ctx.db.read_one().await?;
    let customer = visitors::customer(&mut tx, pass.account).await?;
    let customer = customer
        .filter(|customer| mark_with(&customer.password_hash, customer.factor) == pass.mark);
    Ok(customer.map(|customer| Visitor {
        in_cart: customer.things(),
        identity: Some(Identity::new(customer.name(), ctx.settings.username(customer.number))),
    }))
}

/// The header of somebody who came from a panel for a purchase: the cart, and no name. In one
/// statement beside those that let them in.
///
/// # Errors
/// Only what the database says.
pub async fn purchaser(ctx: &Context, buyer: &Buyer) -> Result<Visitor> {
    let mut tx = ctx.db.read_one().await?;
    let customer = visitors::customer(&mut tx, buyer.account()).await?;
    let in_cart = customer.map_or(0, |customer| customer.things());
    Ok(Visitor { identity: None, in_cart })
}
