//! The page of the cart.

#![warn(clippy::pedantic)]

fn main() {
    ui::start::begin(shop::parts::cart);
}
