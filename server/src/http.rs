//! Answers that are not pages of `app`.

pub mod agenda;
pub mod assets;
pub mod clock;
pub mod commitments;
pub mod failure;
pub mod health;
pub mod mail;
pub mod manifest;
pub mod mobile;
pub mod order_events;
pub mod papers;
pub mod personal_data;
pub mod pictures;
pub mod search_engines;
pub mod statements;
pub mod stripe;
