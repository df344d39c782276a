//! The deliveries under way: several at once, and few of them to one domain.

use std::collections::HashMap;

use tokio::task::{Id, JoinSet};

use super::rows::{Full, Leased, NONE_FULL};
use crate::mail::SendError;

/// Deliveries at once. Each is a connection to the mail server, which does not like many.
pub const PLACES: usize = 12;

/// Deliveries at once to one domain, so that one whose answers take long leaves places to others.
pub const PLACES_OF_A_DOMAIN: usize = 3;

// While there is a place left, no more domains than this can be full.
const _: () = assert!((PLACES - 1) / PLACES_OF_A_DOMAIN == NONE_FULL.len());

/// How a delivery ended.
pub type Sent = Result<(), SendError>;

/// Dropping it breaks off what is under way: wait for [`Deliveries::ended`] until there is nothing.
#[derive(Default)]
pub struct Deliveries {
    running: JoinSet<Sent>,
    mails: HashMap<Id, Leased>,
}

impl Deliveries {
    pub fn has_place(&self) -> bool {
        self.mails.len() < PLACES
    }

    /// The domains to which as many mails are on their way as may be.
    pub fn full_domains(&self) -> Full<'_> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for mail in self.mails.values() {
            *counts.entry(mail.recipient_domain.as_str()).or_default() += 1;
        }
        let full = counts.into_iter().filter(|(_, count)| *count >= PLACES_OF_A_DOMAIN);
        let mut domains = NONE_FULL;
        for (place, (domain, _)) in domains.iter_mut().zip(full) {
            *place = domain;
        }
        domains
    }

    /// Starts a delivery; it goes on while nobody waits for it.
    pub fn begin(&mut self, mail: Leased, delivery: impl Future<Output = Sent> + Send + 'static) {
        let task = self.running.spawn(delivery);
        self.mails.insert(task.id(), mail);
    }

    /// The next mail whose delivery has ended; none when nothing is under way. Whoever stops
    /// waiting for it loses nothing.
    pub async fn ended(&mut self) -> Option<(Leased, Sent)> {
        loop {
            let (id, sent) = match self.running.join_next_with_id().await? {
                Ok((id, sent)) => (id, sent),
                // One mail that breaks the program must not end the others.
                Err(broken) => (broken.id(), Err(SendError::Refused(broken.to_string()))),
            };
            if let Some(mail) = self.mails.remove(&id) {
                return Some((mail, sent));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;
    use crate::outbox::rows::testing::a_leased_mail;

    #[tokio::test]
    async fn a_mail_that_breaks_its_delivery_is_refused_and_the_others_go_on() {
        let mut deliveries = Deliveries::default();
        let (broken, good) = (a_leased_mail("a@one.example"), a_leased_mail("b@two.example"));

        deliveries.begin(broken.clone(), async { panic!("no letter can be made of this") });
        let (ended, sent) = deliveries.ended().await.unwrap();
        deliveries.begin(good.clone(), ready(Ok(())));
        let next = deliveries.ended().await.unwrap();

        assert_eq!(ended.id, broken.id);
        assert!(matches!(&sent, Err(SendError::Refused(why)) if why.contains("no letter")));
        assert_eq!((next.0.id, next.1), (good.id, Ok(())));
        assert!(deliveries.ended().await.is_none());
    }

    #[tokio::test]
    async fn a_domain_is_full_before_the_house_is() {
        let mut deliveries = Deliveries::default();
        for number in 0..PLACES_OF_A_DOMAIN {
            assert_eq!(deliveries.full_domains(), NONE_FULL);
            deliveries.begin(a_leased_mail(&format!("{number}@slow.example")), pending());
        }

        assert!(deliveries.has_place());
        assert!(deliveries.full_domains().contains(&"slow.example"));
        for number in PLACES_OF_A_DOMAIN..PLACES {
            assert!(deliveries.has_place());
            deliveries.begin(a_leased_mail(&format!("a@{number}.example")), pending());
        }
        assert!(!deliveries.has_place());
    }
}
