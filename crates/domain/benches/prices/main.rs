//! What a price costs: `domain::quote` against adding up as many decimals, and the same quotes in
//! WASM against this machine. Run it with `make bench`; docs/speed.md says how to read it.

mod in_wasm;

use std::hint::black_box;

use domain::Money;
use domain::cart::Cart;
use domain::quote::{Circumstances, Quote, quote};
use domain::sample;
use domain::terms::Terms;
use measure::{Ratio, against, compute, enough, repeated};
use rust_decimal::Decimal;

use in_wasm::InWasm;

const SEED: u64 = 2026;

/// As many as `make test` prices twice.
const COUNT: u32 = 10_000;

fn main() {
    let terms = Terms::demo();
    let price = |(cart, given): &(Cart, Circumstances)| quote(cart, given, &terms);
    // A refusal has no amounts, so there is no floor below it.
    let carts: Vec<_> = sample::carts(SEED, COUNT).filter(|cart| price(cart).is_ok()).collect();
    let amounts: Vec<_> = carts.iter().flat_map(price).map(|quote| amounts(&quote)).collect();

    let add_up = || -> Vec<Decimal> { amounts.iter().map(|one| one.iter().sum()).collect() };
    let price_all =
        || -> usize { carts.iter().map(|cart| black_box(price(cart)).iter().len()).sum() };
    let every = amounts.iter().map(Vec::len).sum::<usize>();

    println!("\nPrices: how many times as long as its floor, median (middle half)\n");
    println!(
        "The floor adds up the {every} amounts of {} quotes, and knows no rule.\n",
        carts.len()
    );
    row("the floor against itself", &compute(add_up, add_up));
    row("domain::quote", &compute(add_up, price_all));
    match InWasm::start() {
        Some(mut wasm) => row("quotes in WASM, against native", &wasm_against_native(&mut wasm)),
        None => println!("WASM is left out: `make bench` builds it."),
    }
}

/// Every amount that a quote works out.
fn amounts(quote: &Quote) -> Vec<Decimal> {
    let totals = quote.totals;
    let sums = [quote.discount, totals.net, totals.vat, totals.total, totals.due];
    let lines = quote.lines.iter().flat_map(|line| [line.yearly, line.net]);
    lines.chain(sums).map(Money::cents).map(|cents| Decimal::new(cents, 2)).collect()
}

/// Carts are made, priced and written down, all in one call: what crosses the border is small.
fn wasm_against_native(wasm: &mut InWasm) -> Ratio {
    let native = || sample::quotes(SEED, COUNT);
    let below = enough(|times| repeated(times, native));
    let above = enough(|times| wasm.quotes(SEED, COUNT, times));
    against(|| repeated(below, native) / below, || wasm.quotes(SEED, COUNT, above) / above)
}

fn row(name: &str, ratio: &Ratio) {
    println!("{name:<34}{ratio:>24}");
}
