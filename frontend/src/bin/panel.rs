//! What the browser runs on the pages of the panel.

fn main() {
    ui::start::take_over(panel::App);
}
