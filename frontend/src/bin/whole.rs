//! Every zone in one program, for `make dev`: quicker to build than four, and larger.

use ui::Zone;

fn main() {
    console_error_panic_hook::set_once();
    let path = leptos::prelude::location().pathname().unwrap_or_default();
    ui::start::take_over(move || app::root(Zone::of(&path)));
}
