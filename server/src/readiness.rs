//! What this process lacks for its work, looked up once for all who ask at the same time.

use std::{sync::Arc, time::Duration};

use services::{
    Context,
    readiness::{Need, missing},
};
use tokio::{sync::Mutex, time::Instant};

/// How long an answer holds. Whoever asks more often learns nothing new and costs nothing more.
const HOLDS: Duration = Duration::from_secs(1);

/// What was missing when somebody asked, and when that was.
type Answer = (Instant, Vec<Need>);

/// The answer that was given last.
#[derive(Clone)]
pub struct Readiness {
    holds: Duration,
    known: Arc<Mutex<Option<Answer>>>,
}

impl Default for Readiness {
    fn default() -> Self {
        Self::holding(HOLDS)
    }
}

impl Readiness {
    /// Nobody looks again before so long.
    fn holding(holds: Duration) -> Self {
        Self { holds, known: Arc::default() }
    }

    /// What is missing just now. Of those who ask at once one looks, and the others wait.
    pub async fn missing(&self, services: &Context) -> Vec<Need> {
        let mut known = self.known.lock().await;
        match &*known {
            Some((at, missing)) if at.elapsed() < self.holds => missing.clone(),
            _ => {
                let missing = missing(services).await;
                *known = Some((Instant::now(), missing.clone()));
                missing
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{context::Demo, test_server::TestServer};

    const DEMO: Demo = Demo { on: true, today: None };

    #[tokio::test]
    async fn whoever_asks_again_and_again_makes_nobody_look_again() {
        let server = TestServer::with(&[], DEMO).await;
        let for_long = Readiness::holding(Duration::from_secs(3600));
        let never = Readiness::holding(Duration::ZERO);

        assert_eq!(for_long.missing(&server.services).await, []);
        server.services.db.close().await;

        assert_eq!(for_long.missing(&server.services).await, [], "the answer holds");
        let missing = never.missing(&server.services).await;
        assert_eq!(missing, [Need::Schema, Need::Writing, Need::Outbox]);
    }
}
