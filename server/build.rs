//! How a release is linked.

use std::env;

#[expect(clippy::disallowed_methods, reason = "Cargo tells a build script everything so")]
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let says = |name: &str, value: &str| env::var(name).is_ok_and(|is| is == value);
    // The places that are mended when the program is loaded take 24 bytes each otherwise, which every
    // start reads from its end to its beginning. It takes glibc 2.36, that of Debian 12.
    let is_known_to_work =
        says("CARGO_CFG_TARGET_OS", "linux") && says("CARGO_CFG_TARGET_ARCH", "x86_64");
    if is_known_to_work && says("PROFILE", "release") {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
