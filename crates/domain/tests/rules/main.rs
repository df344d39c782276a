//! What the rules of the shop say of the examples in `docs/rules.md`, and of whatever else may come.

mod commitment;
mod fulfilment;
mod paying_later;
mod properties;
mod statements;
mod worked_examples;
