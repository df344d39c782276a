//! What the browser runs on the pages of the shop.

fn main() {
    ui::start::take_over(shop::App);
}
