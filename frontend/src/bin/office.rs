//! What the browser runs on the pages of the office.

fn main() {
    ui::start::take_over(office::App);
}
