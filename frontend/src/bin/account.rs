//! Pages that ask who somebody is.

fn main() {
    ui::start::begin(shop::parts::account);
}
