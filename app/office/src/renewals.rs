//! `Rinnovi`: the automatic renewals of the next days, rehearsed.

pub mod api;
mod page;

pub use page::RenewalsPage;
