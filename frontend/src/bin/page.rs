//! Every page that has no living part.

fn main() {
    ui::behaviour::begin();
    ui::behaviour::is_ready();
}
