//! Who looks at a page of the shop, and how much is in their cart.

use domain::party::Name;

use crate::store::carts::CartOwner;
use crate::store::visitors;
use crate::{Context, Result};

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

/// Looks who it is, in one statement; in none for somebody who has neither signed in nor a cart.
///
/// # Errors
/// Only what the database says.
pub async fn visitor(ctx: &Context, owner: CartOwner) -> Result<Visitor> {
    match owner {
        CartOwner::Visitor(None) => Ok(Visitor::default()),
        CartOwner::Visitor(Some(cart)) => {
            let mut tx = ctx.db.read().await?;
            let cart = visitors::cart_of_nobody(&mut tx, cart).await?;
            let in_cart = cart.map_or(0, |cart| cart.things());
            Ok(Visitor { identity: None, in_cart })
        }
        CartOwner::Account(account) => {
            let mut tx = ctx.db.read().await?;
            let customer = visitors::customer(&mut tx, account).await?;
            Ok(customer.map_or_else(Visitor::default, |customer| Visitor {
                in_cart: customer.things(),
                identity: Some(Identity::new(
                    customer.name(),
                    ctx.settings.username(customer.number),
                )),
            }))
        }
    }
}
