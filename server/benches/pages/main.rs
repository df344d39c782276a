//! What a page costs: the program as it is shipped against a bare axum handler that answers the
//! same bytes. Run it with `make bench`; docs/speed.md says how to read it.

mod floor;
mod shop;
mod visitor;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use app::limited::CARTS;
use axum::http::header;
use domain::Product;
use futures::future::join_all;
use measure::{Ratio, against, enough};
use tokio::runtime::{Builder, Runtime};
use ui::paths;

use floor::Floor;
use shop::Shop;
use visitor::{Page, Visitor};

/// How many ask at the same time, at most: what a small shop sees on a busy day.
const CROWD: usize = 16;

/// What browsers ask for, and what programs do.
const BROWSERS: &str = "gzip, deflate, br";
const UNCOMPRESSED: &str = "identity";

fn main() {
    // Whoever asks needs less of the machine than whoever answers: one thread.
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let shop = Shop::demo();
    let pages = pages(&runtime, shop.address);

    println!("\nPages: how many times as long as its floor, median (middle half)\n");
    println!("The floor is a bare axum handler that answers the same bytes.\n");
    println!("{:<30}{:>8}{:>24}{:>24}", "", "bytes", "one by one", format!("{CROWD} at once"));
    for (place, page) in pages.iter().enumerate() {
        let answer = runtime.block_on(async { Visitor::come(shop.address).await.ask(page).await });
        let bytes = answer.body.len();
        let floor = Floor::answering(page.path.clone(), answer);
        let ratios = |work: SocketAddr| {
            [1, CROWD].map(|crowd| compare(&runtime, page, crowd, floor.address, work))
        };
        if place == 0 {
            row("the floor against itself", bytes, &ratios(floor.address));
        }
        row(page.name, bytes, &ratios(shop.address));
    }
}

/// The pages that are asked for most, as the demo shows them.
fn pages(runtime: &Runtime, shop: SocketAddr) -> Vec<Page> {
    let cookie = runtime.block_on(a_cart(shop));
    let page = |name, path: &str| Page {
        name,
        path: path.to_owned(),
        accept_encoding: BROWSERS,
        cookie: String::new(),
    };
    vec![
        // What the process itself costs: connection, log, figures.
        page("its health, ten bytes", "/salute"),
        page("home", paths::HOME),
        Page { accept_encoding: UNCOMPRESSED, ..page("home, not compressed", paths::HOME) },
        page("product", &paths::product(Product::Invoicing)),
        Page { cookie, ..page("cart with a service and a module", paths::CART) },
        page("sign-in of the panel", paths::PANEL_SIGN_IN),
    ]
}

/// The cookie of a visitor with Fatturazione Elettronica and Documenti in the cart.
async fn a_cart(shop: SocketAddr) -> String {
    let form = format!("product={}", Product::Documents);
    let answer = Visitor::come(shop).await.send(CARTS[0], form).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().expect("the cookie is plain text");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

/// The same page from both, with as many visitors as `crowd`, each with a connection that stays
/// open and one question at a time.
fn compare(
    runtime: &Runtime,
    page: &Page,
    crowd: usize,
    floor: SocketAddr,
    work: SocketAddr,
) -> Ratio {
    let visitors = |address| runtime.block_on(join_all((0..crowd).map(|_| Visitor::come(address))));
    let (mut before_floor, mut before_work) = (visitors(floor), visitors(work));
    let mut at_floor = |times| all(runtime, &mut before_floor, page, times);
    let mut at_work = |times| all(runtime, &mut before_work, page, times);
    let (below, above) = (enough(&mut at_floor), enough(&mut at_work));
    against(|| at_floor(below) / below, || at_work(above) / above)
}

/// Every visitor asks so many times.
fn all(runtime: &Runtime, visitors: &mut [Visitor], page: &Page, times: u32) -> Duration {
    let begun = Instant::now();
    runtime.block_on(join_all(visitors.iter_mut().map(async |visitor| {
        for _ in 0..times {
            visitor.ask(page).await;
        }
    })));
    begun.elapsed()
}

fn row(name: &str, bytes: usize, [alone, crowd]: &[Ratio; 2]) {
    println!("{name:<32}{bytes:>6}{alone:>24}{crowd:>24}");
}
