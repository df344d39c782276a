//! What every use case stands on: database, post, sessions, counters.

mod backup;
mod circles;
mod db;
mod doctor;
mod entities;
mod jobs;
mod migrations;
mod outbox;
mod readiness;
mod sessions;
mod smtp_sink;
mod throttle;
