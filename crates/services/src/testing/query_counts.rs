//! Counts the statements of some work by the log that sqlx writes of each, so that the shop itself
//! has nothing in it for this.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tracing::field::{Field, Visit};
use tracing::span;
use tracing::{Event, Id, Metadata, Subscriber};

/// How many statements there were, without those that begin and end a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Those that only read.
    pub reading: usize,
    /// Those that insert, update or delete.
    pub writing: usize,
}

/// Does the work and counts what it asks of the database.
///
/// Only on PostgreSQL is the log written by the thread that asks, so on SQLite nothing is counted;
/// the statements are the same on both engines.
pub async fn counting<T>(work: impl Future<Output = T>) -> (T, Counted) {
    let counter = Counter::default();
    let listening = tracing::subscriber::set_default(counter.clone());
    let done = work.await;
    drop(listening);
    let reading = counter.reading.load(Ordering::SeqCst);
    let writing = counter.writing.load(Ordering::SeqCst);
    (done, Counted { reading, writing })
}

#[derive(Clone, Default)]
struct Counter {
    reading: Arc<AtomicUsize>,
    writing: Arc<AtomicUsize>,
}

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Count(self));
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Looks at the first word of the statement that a log line is about.
struct Count<'a>(&'a Counter);

impl Visit for Count<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() != "summary" {
            return;
        }
        let counter = match value.split_whitespace().next() {
            Some("SELECT" | "WITH") => &self.0.reading,
            Some("INSERT" | "UPDATE" | "DELETE") => &self.0.writing,
            _ => return,
        };
        counter.fetch_add(1, Ordering::SeqCst);
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
