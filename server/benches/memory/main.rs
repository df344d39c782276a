//! What many sign-ins at once cost everybody else: memory, and how long a page takes meanwhile; and
//! whether the time of an answer tells who has an account.
//! Run it with `make bench`; docs/speed.md says how to read it.

mod names;
#[path = "../pages/shop.rs"]
mod shop;
#[path = "../pages/visitor.rs"]
#[allow(dead_code, reason = "the benchmark of pages looks at more of an answer")]
mod visitor;

use std::cell::{Cell, RefCell};
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use domain::party::RegistrationForm;
use futures::future::{join, join_all};
use serde_json::Value;
use services::testing::{PASSWORD, a_company, a_registration};
use tokio::runtime::Builder;
use ui::paths;

use shop::Shop;
use visitor::{Page, Visitor, form_named};

const REGISTRATIONS: usize = 1_000;
const REGISTRATIONS_AT_ONCE: usize = 16;
const SIGN_INS_AT_ONCE: usize = 50;

/// Pages of which the slowest hundredth is looked at.
const PAGES: usize = 2_000;

/// The username of the first account that is registered: the demo has two already.
const FIRST_NUMBER: u32 = 2_000_003;

/// What the address of each account ends with, after its number.
const DOMAIN: &str = "@bianchi.example";

/// What memory needs a moment for to be given back.
const PAUSE: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    println!("\nMemory of the server, in MB\n");
    runtime.block_on(at_rest());
    let misses = runtime.block_on(measure(&Shop::demo_behind_a_proxy()));
    for miss in &misses {
        eprintln!("{miss}");
    }
    if misses.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A shop on which nobody works: a demo hashes a password when it starts.
async fn at_rest() {
    let shop = Shop::of_an_operator();
    latencies(&shop, &home(), 50).await;
    tokio::time::sleep(PAUSE).await;
    row("at rest, after the first pages", &resident(&shop), "40 at most");
}

/// Tells what it measures, and what of it tells a stranger who has an account.
async fn measure(shop: &Shop) -> Vec<String> {
    let begun = Instant::now();
    register(shop).await;
    let took = begun.elapsed().as_secs();
    tokio::time::sleep(PAUSE).await;
    let what = format!("after {REGISTRATIONS} registrations, {REGISTRATIONS_AT_ONCE} at once");
    row(&what, &resident(shop), &format!("120 at most; they took {took} s"));

    println!("\nThe slowest of a hundred pages, in milliseconds\n");
    for page in [home(), cart_of_somebody(shop).await] {
        let quiet = latencies(shop, &page, PAGES).await;
        row(&format!("{}, while nothing else is asked", page.name), &milliseconds(quiet), "");
        let busy = while_people_sign_in(shop, &page).await;
        let ratio = busy.as_secs_f64() / quiet.as_secs_f64();
        let what = format!("{}, while {SIGN_INS_AT_ONCE} people sign in", page.name);
        row(&what, &milliseconds(busy), &format!("{ratio:.1} times; 3 at most"));
    }
    tokio::time::sleep(PAUSE).await;
    println!();
    row("memory after that", &resident(shop), "120 at most");
    names::compare(shop).await
}

fn row(what: &str, figure: &str, goal: &str) {
    println!("{what:<48}{figure:>8}   {goal}");
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

/// The memory of the process that is really there, as the kernel counts it.
fn resident(shop: &Shop) -> String {
    let status = std::fs::read_to_string(format!("/proc/{}/status", shop.process()));
    let status = status.expect("the shop is running, on Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it has memory");
    let kilobytes: f64 = line.trim_end_matches("kB").trim().parse().expect("it is a number");
    format!("{:.0}", kilobytes / 1024.0)
}

/// A page that is the same for everybody.
fn home() -> Page {
    Page {
        name: "home",
        path: paths::HOME.to_owned(),
        accept_encoding: "gzip, deflate, br",
        cookie: String::new(),
    }
}

/// A page that is rendered for one visitor: the cart of the first who has registered.
async fn cart_of_somebody(shop: &Shop) -> Page {
    let answer = sign_in(&mut somebody(shop, 0).await, FIRST_NUMBER).await;
    let cookies = answer.headers.get_all("set-cookie").iter();
    let pairs = cookies.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    let cookie = pairs.collect::<Vec<_>>().join("; ");
    Page { name: "cart", path: paths::CART.to_owned(), cookie, ..home() }
}

/// Visitors come from as many networks as there are visitors.
async fn somebody(shop: &Shop, number: usize) -> Visitor {
    let number = u32::try_from(number).expect("there are few");
    let from = Ipv4Addr::from(u32::from(Ipv4Addr::new(10, 0, 0, 1)) + number);
    Visitor::led_by_a_proxy(shop.address, Some(from)).await
}

async fn sign_in(visitor: &mut Visitor, number: u32) -> visitor::Answer {
    let form = format!("username={number}&password={}", escaped(PASSWORD));
    let answer = visitor.send(form_named("sign_in"), "", form).await;
    assert!(!leads_to(&answer).starts_with(paths::SIGN_IN), "{number} is refused");
    answer
}

/// How long all but the slowest hundredth of so many looks at a page took.
async fn latencies(shop: &Shop, page: &Page, pages: usize) -> Duration {
    let mut visitor = Visitor::come(shop.address).await;
    let mut times = Vec::with_capacity(pages);
    for _ in 0..pages {
        let begun = Instant::now();
        visitor.ask(page).await;
        times.push(begun.elapsed());
    }
    times.sort();
    times[pages * 99 / 100]
}

/// Many people register, each another company.
async fn register(shop: &Shop) {
    let coming = RefCell::new((FIRST_NUMBER..).take(REGISTRATIONS));
    join_all((0..REGISTRATIONS_AT_ONCE).map(async |place| {
        let mut visitor = somebody(shop, place).await;
        loop {
            let next = coming.borrow_mut().next();
            let Some(number) = next else { break };
            let email = format!("{number}{DOMAIN}");
            let form = RegistrationForm { email, ..a_registration(a_company()) };
            let form = serde_json::to_value(form).expect("it is a form");
            let answer = visitor.send(form_named("register"), "", encoded("form", &form)).await;
            assert!(leads_to(&answer).starts_with(paths::WELCOME), "{}", leads_to(&answer));
        }
    }))
    .await;
}

/// Pages are asked for until there are enough, while others come in one after the other.
async fn while_people_sign_in(shop: &Shop, page: &Page) -> Duration {
    let is_over = Cell::new(false);
    let pages = async {
        let time = latencies(shop, page, PAGES).await;
        is_over.set(true);
        time
    };
    let numbers = (FIRST_NUMBER..).take(SIGN_INS_AT_ONCE).enumerate();
    let people = join_all(numbers.map(async |(place, number)| {
        let mut visitor = somebody(shop, place).await;
        while !is_over.get() {
            sign_in(&mut visitor, number).await;
        }
    }));
    join(pages, people).await.0
}

/// A refused form leads back to its own page.
fn leads_to(answer: &visitor::Answer) -> &str {
    let location = answer.headers.get("location").and_then(|value| value.to_str().ok());
    location.unwrap_or_default()
}

/// A value as a form sends it: `form[party][city]=Firenze&…`.
fn encoded(name: &str, value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let pairs =
                fields.iter().map(|(field, value)| encoded(&format!("{name}[{field}]"), value));
            pairs.collect::<Vec<_>>().join("&")
        }
        Value::String(text) => format!("{}={}", escaped(name), escaped(text)),
        other => format!("{}={other}", escaped(name)),
    }
}

fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}
