//! How long units of work wait for a connection, measured for whoever watches.

use std::time::Instant;

/// The histogram of these times, in seconds, with the label `pool`.
pub const WAIT_SECONDS: &str = "bottega_database_wait_seconds";

/// Gets a connection of this pool. Whoever gives up, or gets none, has waited too.
pub async fn connection_of<T>(
    pool: &'static str,
    connection: impl Future<Output = sqlx::Result<T>>,
) -> sqlx::Result<T> {
    let _measured = Waiting { pool, since: Instant::now() };
    connection.await
}

/// Notes how long it lived, however it ends.
struct Waiting {
    pool: &'static str,
    since: Instant,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let waited = self.since.elapsed().as_secs_f64();
        metrics::histogram!(WAIT_SECONDS, "pool" => self.pool).record(waited);
    }
}
