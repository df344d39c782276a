//! The page of a renewal.

#![warn(clippy::pedantic)]

fn main() {
    ui::start::begin(shop::parts::renewal);
}
