//! The page of a renewal.

fn main() {
    ui::start::begin(shop::parts::renewal);
}
