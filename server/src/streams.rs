//! The streams that tell pages of orders about changes, and how many of them may be open.

use std::net::IpAddr;

use domain::id::AccountId;
use services::guessing::Network;

use crate::places::{Place, Places};

/// Pages of orders that one customer leaves open, generously counted.
pub const OF_AN_ACCOUNT: usize = 8;

/// The same for all customers behind one address, for example of an accountant's office.
const OF_A_NETWORK: usize = 64;

/// The streams that are open.
#[derive(Clone, Debug, Default)]
pub struct Streams {
    of_account: Places<AccountId>,
    of_network: Places<Network>,
}

impl Streams {
    pub fn take(&self, account: AccountId, address: Option<IpAddr>) -> Option<Taken> {
        Some(Taken {
            _of_account: self.of_account.take(account, OF_AN_ACCOUNT)?,
            _of_network: match address {
                Some(address) => {
                    Some(self.of_network.take(Network::of(Some(address)), OF_A_NETWORK)?)
                }
                None => None,
            },
        })
    }
}

/// One stream's places, until it ends.
pub struct Taken {
    _of_account: Place<AccountId>,
    _of_network: Option<Place<Network>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_places_of_its_own() {
        let streams = Streams::default();
        let account = |n: usize| AccountId(uuid::Uuid::from_u128(n as u128));
        let (here, there) = ("192.0.2.1".parse().ok(), "192.0.2.2".parse().ok());
        let held: Vec<_> =
            (0..OF_A_NETWORK).map(|n| streams.take(account(n), here).unwrap()).collect();

        assert!(streams.take(account(1000), here).is_none());
        assert!(streams.take(account(1000), there).is_some());
        drop(held);
        assert!(streams.take(account(1000), here).is_some());
    }
}
