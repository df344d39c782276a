//! The use cases, one file each, on both engines.

mod housekeeping;
mod query_counts;
mod second_factor;
mod seen;
#[allow(dead_code, reason = "nobody keeps these mails waiting")]
#[path = "../foundation/smtp_sink.rs"]
mod smtp_sink;
mod unreadable;

mod account {
    mod area;
    mod data;
    mod guessing;
    mod holder;
    pub mod personal_data;
    pub mod register;
    mod service;
    mod sign_in;
    mod termination;
    mod username;
    mod visitor;
}

mod accountant {
    mod data;
    mod delegations;
    mod panel;
    mod register;
    mod sign_ins;
}

mod bank {
    pub mod accept;
    mod archive;
    mod cases;
    pub mod import;
    mod inputs;
    mod mapping;
    mod nothing_lost;
    mod read;
}

mod cart {
    mod adopt;
    mod apply_coupon;
    mod change;
    mod empty;
    mod hindrances;
    mod show;
    mod start;
}

mod commitment {
    mod money;
    pub mod municipality;
    mod refuse;
    mod register;
    mod send;
    mod split_payment;
}

mod demo {
    mod clock;
    mod mailbox;
    mod mark;
    mod seed;
}

mod office {
    mod news;
    mod orders;
    mod staff;
}

mod order {
    mod accepted;
    mod cancel;
    mod conclude;
    mod discount;
    mod one_service_each;
    mod register_payment;
    mod renewal;
    mod review;
    mod show;
    mod standing;
    mod sudden_death;
    mod worked_examples;
}

mod payment {
    pub mod books;
    mod demo;
    mod given_back;
    mod impossible;
    pub mod method_setup;
    mod part;
    pub mod pay;
    pub mod provider;
    mod refund;
    pub mod settle;
    mod simulation;
    mod stored;
    mod unpaid;
}

mod recovery {
    mod panel;
    pub mod password;
    mod username;
    mod whose;
}

mod renewal {
    pub mod automatic;
    mod by_link;
    mod five_years;
    mod impossible;
    mod not_collected;
    mod not_sold;
    mod plan;
    pub mod rehearse;
    mod remind;
    mod turned_on;
}

mod prices;

mod panel {
    mod agenda;
    pub mod configuration;
    mod expired;
    mod home;
    pub mod notices;
    mod open_cart;
    mod own_access;
    mod password;
    mod purchase;
    mod settings;
    mod sign_in;
    mod successor;
    mod taken_away;
    mod trace;
    mod users;
    mod visitor;
}
