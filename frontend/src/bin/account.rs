//! Pages that ask who somebody is.

#![warn(clippy::pedantic)]

fn main() {
    ui::start::begin(shop::parts::account);
}
