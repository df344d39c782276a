//! What the browser runs on the pages of what only a demonstration has.

fn main() {
    ui::start::take_over(demo::App);
}
