//! How many statements a page costs. They are counted by the log that sqlx writes of each, so the
//! shop itself has nothing in it for this.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use services::{Context, Db};
use tracing::field::{Field, Visit};
use tracing::span;
use tracing::{Event, Id, Metadata, Subscriber};

/// The most that one page may ask of the database.
pub const MAX: usize = 4;

/// Does the work and asserts that it takes at most [`MAX`] statements.
///
/// Only PostgreSQL is looked at: there the log is written by the thread that asks, and the
/// statements are the same on both engines.
pub async fn few<T>(ctx: &Context, work: impl Future<Output = T>) -> T {
    let counted = Arc::new(AtomicUsize::new(0));
    let listening = tracing::subscriber::set_default(Counter(counted.clone()));
    let done = work.await;
    drop(listening);
    let counted = counted.load(Ordering::SeqCst);
    if let Db::Postgres(_) = ctx.db {
        assert!((1..=MAX).contains(&counted), "{counted} statements");
    }
    done
}

struct Counter(Arc<AtomicUsize>);

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        let mut is_query = IsQuery(false);
        event.record(&mut is_query);
        if is_query.0 {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// True for a statement that asks for rows, and not for BEGIN and ROLLBACK around it.
struct IsQuery(bool);

impl Visit for IsQuery {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0 |= field.name() == "summary" && value.starts_with("SELECT");
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
