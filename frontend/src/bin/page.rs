//! Every page that has no living part.

#![warn(clippy::pedantic)]

fn main() {
    ui::behaviour::begin();
    ui::behaviour::is_ready();
}
