//! The rules of the shop, and nothing else.
//!
//! Everything here is a pure function of its arguments: no clock, no randomness, no input or
//! output. The same code prices a cart in the browser, while somebody clicks, and on the server,
//! when the order is concluded. Sentences for people are not made here; see `ui::wording`.
//!
//! | module | what it decides |
//! |---|---|
//! | [`base`] | what knows no shop: [`money`] and the only rounding, [`calendar`], [`text`], [`mod@format`], [`in_words`], [`country`] |
//! | [`vat`] | VAT and split payment |
//! | [`catalog`], [`terms`] | what is sold, what requires what; prices, promotions, settings |
//! | [`price_list`] | one edition of what the operator says about prices |
//! | [`cart`] | what somebody wants to buy, and which wishes are refused |
//! | [`quote`] | cart + what is owned + terms + today → lines and totals |
//! | [`extension`] | both choices of `Estensione dei servizi attivi`, side by side |
//! | [`remedy`], [`fitting`] | what would make a refused cart acceptable; how carts begin and change owners |
//! | [`commitment`] | how a public body promises to pay: document, CIG, CUP, office |
//! | [`configuration`] | what a new service is asked before its panel opens, step by step |
//! | [`party`] | who buys: partita IVA, codice fiscale, addresses, recipient of the invoice |
//! | [`payment`], [`arrival`] | what becomes of a try to collect money, what arrived money does |
//! | [`ledger`] | where money is and what is owed, in bookings that balance |
//! | [`renewal`], [`stored_method`], [`method_setup`] | how a service goes on, by hand or by itself; and with what |
//! | [`refund`], [`reason`] | who may give how much money back, and the words of staff that go with it |
//! | [`sign_in`] | why somebody is not signed in |
//! | [`case`] | what the office may do about money that waits for a decision |
//! | [`password`] | what the password of a panel has to have |
//! | [`recovery`] | what somebody does who cannot sign in any more, and how long a link by mail lives |
//! | [`device`] | with what somebody has signed in |
//! | [`staff_session`] | how long a member of staff stays signed in |
//! | [`guessing`] | how long somebody waits who guesses a password |
//! | [`order`], [`subscription`] | states with their facts, and the transitions between them |
//! | [`entitlements`] | what a service may use on a day |
//! | [`grant`], [`panel_user`] | who somebody is in a panel, and what they may do there; who has a seat |
//! | [`accountant`], [`delegation`] | who registers as an accountant; the panel of a customer, offered and ended |
//! | [`lasting`] | until when everything lasts, drawn to one scale |
//! | [`timeline`] | what has happened to a service, and who did it |
//! | [`digest`] | what of it the owner is told by mail, and when |
//! | [`agenda`] | what is coming for a service, day by day, and as a file for calendars |
//! | [`rule_error`] | the sum of all refusals |
//! | [`demo`] | what can be tried out in the demonstration shop |
//! | [`statement`] | which order a credit on a bank statement was meant for, and why |
//! | [`transfer`], [`postal_slip`] | what a bank's app and a post office read |
//! | [`names`] | what lines are called on pages, in mails and on sheets |
//!
//! Words: an *owned* item is something already active; a *line* is one priced row of a quote;
//! a *main service* is what add-ons (modules, users, space) are added to.
#![deny(missing_docs)]
#![cfg_attr(not(test), warn(clippy::pedantic))]
#![allow(
    clippy::format_push_string,
    clippy::match_same_arms,
    clippy::missing_panics_doc,
    reason = "a digest reads as what is in it; arms that do the same for different reasons stay \
              apart; an `expect` says why it cannot fail"
)]
#![cfg_attr(
    not(test),
    deny(
        clippy::float_arithmetic,
        clippy::as_conversions,
        clippy::indexing_slicing,
        clippy::unwrap_used
    )
)]

pub mod accountant;
pub mod agenda;
pub mod arrival;
pub mod base;
pub mod cart;
pub mod case;
pub mod catalog;
pub mod commitment;
pub mod configuration;
pub mod coupon;
pub mod delegation;
pub mod demo;
pub mod device;
pub mod digest;
pub mod entitlements;
pub mod erasure;
pub mod extension;
pub mod fitting;
pub mod grant;
pub mod guessing;
pub mod hindrance;
pub mod id;
pub mod job;
pub mod lasting;
pub mod ledger;
pub mod method_setup;
pub mod names;
pub mod news;
pub mod order;
pub mod panel_user;
pub mod party;
pub mod password;
pub mod payment;
pub mod postal_slip;
pub mod price_list;
pub mod quote;
pub mod reach;
pub mod reason;
pub mod recovery;
pub mod refund;
pub mod remedy;
pub mod renewal;
pub mod rule_error;
pub mod sample;
pub mod second_factor;
pub mod setup;
pub mod sign_in;
pub mod space;
pub mod staff_session;
pub mod statement;
pub mod stored_method;
pub mod subscription;
pub mod termination;
pub mod terms;
pub mod timeline;
pub mod transfer;
pub mod vat;

pub use base::calendar::Date;
pub use base::money::Money;
pub use base::{calendar, country, format, in_words, money, text};
pub use catalog::Product;
pub use rule_error::RuleError;
