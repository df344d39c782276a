//! What every use case stands on: database, post, sessions, counters.

mod db;
mod outbox;
mod sessions;
mod smtp_sink;
mod throttle;
