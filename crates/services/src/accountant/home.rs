//! `I tuoi clienti`: what was offered to an accountant, and the panels that are open.

use domain::calendar::Date;
use domain::delegation::State;
use domain::entitlements::Entitlements;
use domain::grant::Permissions;
use domain::id::{AccountantId, DelegationId, SubscriptionId};
use domain::subscription::{Standing, Subscription};

use crate::store::delegations::{self, Delegated};
use crate::store::subscriptions;
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

/// All that an accountant has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// What waits for an answer, the oldest first.
    pub offers: Vec<Offered>,
    /// The services whose panels are open, those first that end first.
    pub clients: Vec<Client>,
}

/// An offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// By which it is accepted or declined.
    pub id: DelegationId,
    /// Whose service it is.
    pub holder: String,
    /// What the service may use today: the permissions are about its parts.
    pub entitlements: Entitlements,
    /// What could be done in its panel.
    pub permissions: Permissions,
    /// The last day on which it can be accepted.
    pub until: Date,
}

/// A service whose panel is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// By which it is ended.
    pub id: DelegationId,
    /// Names it in the addresses of its panel.
    pub service: SubscriptionId,
    /// The business for which it was bought.
    pub holder: String,
    /// What it may use today.
    pub entitlements: Entitlements,
    /// What can be done in its panel.
    pub permissions: Permissions,
    /// Its panel opens once its owner has configured it.
    pub is_to_configure: bool,
}

/// Looks everything up, in two statements however many clients there are.
///
/// # Errors
/// Only what the database says.
pub async fn home(ctx: &Context, accountant: AccountantId) -> Result<Home> {
    let mut tx = ctx.db.read().await?;
    let rows = delegations::of_accountant(&mut tx, accountant).await?;
    let services = subscriptions::delegated_to(&mut tx, accountant).await?;
    drop(tx);
    let mut aside = Vec::new();
    let (rows, services) = (readable(rows, &mut aside)?, readable(services, &mut aside)?);
    set_aside(ctx, aside).await;

    let mut home = Home::default();
    for row in rows {
        if let Some(service) = services.iter().find(|service| service.id == row.service) {
            home.add(row, service, ctx.today());
        }
    }
    home.clients.sort_by_key(|client| client.entitlements.expires());
    Ok(home)
}

impl Home {
    fn add(&mut self, row: Delegated, service: &Subscription, today: Date) {
        let entitlements = Entitlements::of(service, today);
        // Its days of consultation are over, whether somebody has closed it or not.
        if entitlements.standing() == Standing::Over {
            return;
        }
        let holder = service.holder.party.name.to_string();
        let Delegated { id, permissions, .. } = row;
        // Of a service that is `Scaduto` the panel is open to be read, configured or not.
        let is_to_configure = row.is_to_configure && entitlements.standing().is_active();
        match row.delegation.state(today) {
            State::Offered { until } => {
                self.offers.push(Offered { id, holder, entitlements, permissions, until });
            }
            State::Active => {
                let service = service.id;
                self.clients.push(Client {
                    id,
                    service,
                    holder,
                    entitlements,
                    permissions,
                    is_to_configure,
                });
            }
            State::Ended(_) => {}
        }
    }
}
