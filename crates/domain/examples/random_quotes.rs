//! Ten thousand random carts, priced: `random_quotes [SEED] [COUNT]`.
//!
//! Built twice, for this machine and for WASM, it shows that browser and server agree to the
//! byte; see `scripts/same-quotes.sh`.

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::io::Write;

    let mut numbers = std::env::args().skip(1).map(|text| text.parse().expect("a number"));
    let seed = numbers.next().unwrap_or(2_026);
    let count = numbers.next().unwrap_or(10_000);
    let count = u32::try_from(count).expect("at most four thousand million carts");
    let text = domain::sample::quotes(seed, count);
    std::io::stdout().write_all(text.as_bytes()).expect("somebody reads the quotes");
}

/// Node calls [`quotes`]; there is nothing to do before.
#[cfg(target_arch = "wasm32")]
fn main() {}

/// The same quotes for JavaScript.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn quotes(seed: u64, count: u32) -> String {
    domain::sample::quotes(seed, count)
}
