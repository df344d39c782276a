//! The page of the cart.

fn main() {
    ui::start::begin(shop::parts::cart);
}
