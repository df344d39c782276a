//! What a page costs: the program as it is shipped against a bare axum handler that answers the
//! same bytes. Run it with `make bench`; docs/speed.md says how to read it.

mod floor;
mod shop;
mod visitor;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::http::{HeaderValue, header};
use domain::Product;
use futures::future::join_all;
use measure::{Ratio, against, enough};
use services::demo::PASSWORD;
use tokio::runtime::{Builder, Runtime};
use ui::paths;

use floor::Floor;
use shop::Shop;
use visitor::{Answer, Page, Visitor, form_named};

/// How many ask at the same time, at most: what a small shop sees on a busy day.
const CROWD: usize = 16;

/// What browsers ask for, and what programs do.
const BROWSERS: &str = "gzip, deflate, br";
const UNCOMPRESSED: &str = "identity";

/// The people of the demo, as its start prints them.
const CUSTOMER: &str = "2000001";
const PANEL_USER: &str = "BT02342520158";
const STAFF: &str = "ufficio";

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
    let [customer, panel, staff] = runtime.block_on(people(shop));
    let home = runtime.block_on(panel_home(shop, &panel));
    let page = |name, path: &str| Page {
        name,
        path: path.to_owned(),
        accept_encoding: BROWSERS,
        cookie: String::new(),
    };
    let own = |name, path: &str, cookie: &String| Page {
        accept_encoding: UNCOMPRESSED,
        cookie: cookie.clone(),
        ..page(name, path)
    };
    vec![
        // What the process itself costs: connection, log, figures.
        page("its health, ten bytes", "/salute"),
        page("home", paths::HOME),
        Page { accept_encoding: UNCOMPRESSED, ..page("home, not compressed", paths::HOME) },
        page("product", &paths::product(Product::Invoicing)),
        Page { cookie, ..page("cart with a service and a module", paths::CART) },
        page("sign-in of the panel", paths::PANEL_SIGN_IN),
        own("cart of a customer", paths::CART, &customer),
        own("order form", paths::ORDER_FORM, &customer),
        own("customer area", paths::AREA, &customer),
        own("home of the panel", &home, &panel),
        own("desk of the office", paths::OFFICE, &staff),
    ]
}

/// The cookies of the people of the demo: a customer with a module in the cart for a service that
/// runs, the user of its panel, and a member of staff.
async fn people(shop: SocketAddr) -> [String; 3] {
    let mut visitor = Visitor::come(shop).await;
    let mut enter = async |door: &str, username: &str| {
        let form = format!("username={username}&password={PASSWORD}");
        let answer = visitor.send(form_named(door), "", form).await;
        let leads_to = answer.headers[header::LOCATION].to_str().expect("a path is plain text");
        let doors = [paths::SIGN_IN, paths::PANEL_SIGN_IN, paths::OFFICE_SIGN_IN];
        assert!(!doors.iter().any(|door| leads_to.starts_with(door)), "{username} is refused");
        cookies(&answer)
    };
    let customer = enter("sign_in", CUSTOMER).await;
    let panel = enter("enter_panel", PANEL_USER).await;
    let staff = enter("enter_office", STAFF).await;
    let form = format!("product={}", Product::Collections);
    visitor.send(form_named("start_cart"), &customer, form).await;
    [customer, panel, staff]
}

/// The home of a panel, which the view for a telephone leads to.
async fn panel_home(shop: SocketAddr, cookie: &str) -> String {
    let page = Page {
        name: "view for a telephone",
        path: paths::APP.to_owned(),
        accept_encoding: UNCOMPRESSED,
        cookie: cookie.to_owned(),
    };
    let answer = Visitor::come(shop).await.ask(&page).await;
    let shown = String::from_utf8_lossy(&answer.body).into_owned();
    let (_, rest) = shown.split_once(paths::PANELS).expect("it leads to the panel");
    format!("{}{}", paths::PANELS, rest.split('"').next().unwrap_or_default())
}

/// What a browser sends back of an answer's cookies.
fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all(header::SET_COOKIE).into_iter();
    let text = |cookie: &HeaderValue| cookie.to_str().expect("cookies are plain text").to_owned();
    let pair = |cookie: String| cookie.split(';').next().unwrap_or_default().to_owned();
    set.map(text).map(pair).collect::<Vec<_>>().join("; ")
}

/// The cookie of a visitor with Fatturazione Elettronica and Documenti in the cart.
async fn a_cart(shop: SocketAddr) -> String {
    let form = format!("product={}", Product::Documents);
    cookies(&Visitor::come(shop).await.send(form_named("start_cart"), "", form).await)
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
