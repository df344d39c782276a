//! What a service may use on a day: one answer for the panel and for all that stands behind it.
//!
//! It is worked out from the subscription and the day and kept nowhere, so it cannot be out of
//! date.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::catalog::Product;
use crate::id::SubscriptionId;
use crate::quote::Owned;
use crate::subscription::{Expired, Standing, Subscription, still_owned};

/// What a service may use on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entitlements {
    id: SubscriptionId,
    service: Product,
    expires: Date,
    standing: Standing,
    terms: Vec<Term>,
}

/// Something owned, until when, and what that means on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The main service, or what was added to it.
    pub product: Product,
    /// More than one of users and space only.
    pub quantity: u32,
    /// Last day of use.
    pub until: Date,
    /// What this last day means, whatever the service's own one means.
    pub standing: Standing,
}

/// How far something can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// To read and to write.
    Full,
    /// To read and to download: the service is `Scaduto`.
    Reading,
    /// Not at all.
    None,
}

impl Entitlements {
    /// What a subscription gives on a day.
    #[must_use]
    pub fn of(subscription: &Subscription, today: Date) -> Self {
        let term = |owned: Owned| Term {
            product: owned.product,
            quantity: owned.quantity,
            until: owned.expires,
            standing: Standing::of(owned.expires, today),
        };
        let owned = still_owned(subscription.owned.clone(), today);
        Self {
            id: subscription.id,
            service: subscription.service,
            expires: subscription.expires(),
            standing: subscription.standing(today),
            terms: owned.into_iter().map(term).collect(),
        }
    }

    /// Whose they are: everything behind the panel belongs to this service, and to no other one.
    #[must_use]
    pub fn id(&self) -> SubscriptionId {
        self.id
    }

    /// The main service.
    #[must_use]
    pub fn service(&self) -> Product {
        self.service
    }

    /// Its last day.
    #[must_use]
    pub fn expires(&self) -> Date {
        self.expires
    }

    /// What its last day means.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// What is told of a service that is `Scaduto`; none of any other.
    #[must_use]
    pub fn expired(&self) -> Option<Expired> {
        Expired::of(self.service, self.expires, self.standing)
    }

    /// All that is owned of a product, also what has ended and waits for the renewal.
    pub fn terms(&self, product: Product) -> impl Iterator<Item = Term> {
        self.terms.iter().copied().filter(move |term| term.product == product)
    }

    /// How far the main service or a module can be used.
    #[must_use]
    pub fn usage(&self, product: Product) -> Usage {
        let mut terms = self.terms(product);
        match self.standing {
            Standing::Active | Standing::NearExpiry { .. } => {
                if terms.any(|term| term.standing.is_active()) { Usage::Full } else { Usage::None }
            }
            Standing::Consultation { .. } => {
                if terms.next().is_some() {
                    Usage::Reading
                } else {
                    Usage::None
                }
            }
            Standing::Over => Usage::None,
        }
    }

    /// The places for additional users. They rest while the service is not active
    /// (`docs/rules.md` R7).
    #[must_use]
    pub fn users(&self) -> u32 {
        self.running(Product::User)
    }

    /// The gigabytes of additional space, which rest like the users.
    #[must_use]
    pub fn gigabytes(&self) -> u32 {
        self.running(Product::Storage)
    }

    /// The places for additional users, of which so many are given. Those that rest come back when the
    /// service is renewed.
    #[must_use]
    pub fn seats(&self, used: u32) -> Seats {
        let resting = match self.standing {
            Standing::Consultation { .. } => {
                self.terms(Product::User).map(|term| term.quantity).sum()
            }
            Standing::Active | Standing::NearExpiry { .. } | Standing::Over => 0,
        };
        Seats { used, bought: self.users(), resting }
    }

    fn running(&self, product: Product) -> u32 {
        if !self.standing.is_active() {
            return 0;
        }
        self.terms(product).filter(|term| term.standing.is_active()).map(|term| term.quantity).sum()
    }

    /// True while invoices come in.
    #[must_use]
    pub fn receives_invoices(&self) -> bool {
        self.standing.receives_invoices(self.service)
    }

    /// True while something can be changed or added in its panel; a service that is `Scaduto` is
    /// there to be read (`docs/rules.md` E1).
    #[must_use]
    pub fn can_write(&self) -> bool {
        self.standing.is_active()
    }

    /// True while add-ons can be bought for it.
    #[must_use]
    pub fn can_buy(&self) -> bool {
        self.standing.is_active()
    }

    /// The modules that go with the service, none for Solo Ricezione. `ordered` is the order that
    /// waits for its payment, with what it buys.
    #[must_use]
    pub fn modules(&self, ordered: Option<(i64, &[Product])>) -> Vec<Module> {
        let modules = self.service.add_ons().filter(|product| product.is_module());
        modules.map(|product| self.module(product, ordered)).collect()
    }

    fn module(&self, product: Product, ordered: Option<(i64, &[Product])>) -> Module {
        let latest = self.terms(product).max_by_key(|term| term.until);
        let state = match (self.usage(product), latest) {
            // Nobody can have gone through a procedure that is not there yet (decision 0059).
            (Usage::Full, Some(term)) if product.has_procedure() => ModuleState::ToConfigure(term),
            (Usage::Full, Some(term)) => ModuleState::Active(term),
            (Usage::Reading, Some(term)) => ModuleState::Consultation(term),
            (Usage::Full | Usage::Reading, None) | (Usage::None, _) => match ordered {
                Some((number, products)) if products.contains(&product) => {
                    ModuleState::Ordered(number)
                }
                Some(_) | None => ModuleState::NotActive,
            },
        };
        let is_offered = self.can_buy() && state == ModuleState::NotActive;
        let is_missing = |needed: &&Product| self.usage(**needed) == Usage::None;
        let requires = product.facts().requires.iter().find(is_missing).copied();
        Module { product, state, is_offered, requires: requires.filter(|_| is_offered) }
    }
}

/// A module of a service, as the panel lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// The module.
    pub product: Product,
    /// The standing of the module in the service.
    pub state: ModuleState,
    /// True when it can be bought now.
    pub is_offered: bool,
    /// What has to be bought with it.
    pub requires: Option<Product>,
}

/// Where a module stands: owned, ordered, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ModuleState {
    /// It is bought, and waits for the procedure without which it is of no use.
    ToConfigure(Term),
    /// It can be used.
    Active(Term),
    /// The service is `Scaduto`, so what is in it can only be read.
    Consultation(Term),
    /// It stands in this order, which waits for its payment.
    Ordered(i64),
    /// Neither owned nor ordered.
    NotActive,
}

impl ModuleState {
    /// What is owned of it.
    #[must_use]
    pub fn term(self) -> Option<Term> {
        match self {
            Self::ToConfigure(term) | Self::Active(term) | Self::Consultation(term) => Some(term),
            Self::Ordered(_) | Self::NotActive => None,
        }
    }

    /// True for what was bought and runs, whether its procedure was gone through or not.
    #[must_use]
    pub fn runs(self) -> bool {
        match self {
            Self::ToConfigure(_) | Self::Active(_) => true,
            Self::Consultation(_) | Self::Ordered(_) | Self::NotActive => false,
        }
    }
}

/// The places of `Gestione multiutente`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// Given to an additional user.
    pub used: u32,
    /// Those that run.
    pub bought: u32,
    /// Those that wait, with their users, until the service is renewed (`docs/rules.md` R7).
    pub resting: u32,
}

impl Seats {
    /// Those that somebody can still be given.
    #[must_use]
    pub fn free(self) -> u32 {
        self.bought.saturating_sub(self.used)
    }

    /// All that are there, whether they run or rest.
    #[must_use]
    pub fn all(self) -> u32 {
        self.bought.saturating_add(self.resting)
    }
}

impl Entitlements {
    /// True while an additional user has a seat that runs. `before` are those who were made earlier:
    /// when fewer seats run than there are users, the newest wait.
    #[must_use]
    pub fn has_seat(&self, before: u32) -> bool {
        before < self.users()
    }
}

#[cfg(test)]
#[path = "entitlements_tests.rs"]
pub(crate) mod tests;
