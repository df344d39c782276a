//! The migrations are compiled in; Cargo cannot see that a new file belongs to this crate.
fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
