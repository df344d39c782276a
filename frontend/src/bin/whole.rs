//! All of it in one program, for `make dev`: quicker to build than four, and larger.

#![warn(clippy::pedantic)]

fn main() {
    console_error_panic_hook::set_once();
    ui::start::begin(|part| {
        shop::parts::cart(part);
        shop::parts::renewal(part);
        shop::parts::account(part);
    });
}
