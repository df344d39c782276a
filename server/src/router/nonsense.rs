//! Every server function and every address gets nonsense of every kind, and none may answer that
//! it is the shop's fault.
//!
//! Which functions and addresses there are is asked of the program, and the names of a function's
//! arguments are read in its source, so whatever is new is visited too.

mod arguments;
pub mod asker;
mod kinds;

pub use arguments::{functions_in, name_of, parameters, path_of};

use axum::{
    body::Body,
    http::{Request, header},
};
use rstest::rstest;
use services::testing::Engine;
use ui::paths;

use self::{
    arguments::functions,
    asker::{Asker, PAGE, SCRIPT},
    kinds::{odd_requests, values},
};
use super::{Kind, page_routes};
use crate::{
    context::Demo,
    http::stripe::tests::{MESSAGE, REAL, STRIPE},
    test_server::TestServer,
};

/// The fewest kinds of nonsense that everything has to bear.
const KINDS_MIN: usize = 50;

const DEMO: Demo = Demo { on: true, today: None };

#[rstest]
#[tokio::test]
async fn no_nonsense_in_a_form_is_our_fault(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut asker = Asker::in_a(TestServer::on(engine, &[], DEMO).await).await;
    let functions = functions().into_iter().map(|function| (function.path, function.fields));
    // It lets days pass, after which nobody is signed in any more.
    let clock = (paths::OFFICE_CLOCK_FORWARD, vec![paths::DAYS_FORWARD.to_owned()]);
    let forms: Vec<_> = functions.chain([clock]).collect();

    for (path, fields) in &forms {
        let whole = asker.understood(path, fields).await;
        for (turn, odd) in odd_requests(fields, &whole).iter().enumerate() {
            let accept = if turn % 2 == 0 { PAGE } else { SCRIPT };
            if turn % 3 == 0 {
                asker.as_nobody(path, odd.kind, |headers| odd.at(path, headers), accept).await;
            } else {
                asker.signed_in(path, odd.kind, |headers| odd.at(path, headers), accept).await;
            }
        }
        fill_in(&mut asker, path, &whole, &values()).await;
    }

    asker.assert_no_fault(forms.iter().map(|(path, _)| *path), KINDS_MIN);
}

/// Sends each value in one field or in some of them, with understood values in the others: a form of
/// many fields gets more.
async fn fill_in(asker: &mut Asker, path: &str, whole: &[(String, String)], values: &[String]) {
    let times = whole.len().div_ceil(5);
    for (turn, value) in values.iter().flat_map(|value| vec![value; times]).enumerate() {
        let (name, _) = &whole[turn % whole.len()];
        let others = whole.iter().filter(|(other, _)| other != name);
        let pairs: Vec<String> = others.map(|(name, v)| format!("{name}={v}")).collect();
        let body = format!("{}&{name}={value}", pairs.join("&"));
        let kind = format!("{name}={value:.60}");
        let accept = if turn % 2 == 0 { PAGE } else { SCRIPT };
        asker.signed_in(path, &kind, |headers| form(path, headers, &body), accept).await;
    }
}

#[rstest]
#[tokio::test]
async fn no_nonsense_in_an_address_is_our_fault(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut asker = Asker::in_a(TestServer::on(engine, &[], DEMO).await).await;
    let (values, addresses, names) = (values(), addresses(), parameters());
    // An address has an end: what is long stands there once.
    let query = |value: &str| {
        let times = if value.len() > 100 { 1 } else { names.len() };
        let pairs: Vec<String> =
            names.iter().take(times).map(|name| format!("{name}={value}")).collect();
        pairs.join("&")
    };

    for (turn, address) in addresses.iter().enumerate() {
        let inside = address.replace("{servizio}", &asker.service);
        let plain = filled(&inside, &asker.order.to_string());
        for odd in odd_requests(&names, &[]) {
            asker.signed_in(address, odd.kind, |headers| odd.at(&plain, headers), PAGE).await;
        }
        // The pages share what reads the parameters, so each gets some of the values.
        let is_filled = address.contains('{');
        let every = if is_filled { 1 } else { 4 };
        for (place, value) in values.iter().skip(turn % every).step_by(every).enumerate() {
            // What stands behind the name of their own service gets nonsense, too.
            let address = if place % 2 == 0 { &inside } else { address };
            let full = if address.contains('{') {
                filled(address, value)
            } else {
                format!("{plain}?{}", query(value))
            };
            asker.signed_in(address, value, |headers| look(&full, headers), PAGE).await;
        }
    }

    asker.assert_no_fault(addresses.iter().map(String::as_str), KINDS_MIN);
}

/// Every address that the router knows, and two that nobody does.
fn addresses() -> Vec<String> {
    let pages = page_routes().iter().map(|page| page.path().to_owned());
    let others = ["/{nothing}", "/pkg/{file}"].map(str::to_owned);
    // The clock comes last: it lets days pass, after which nobody is signed in any more.
    let kinds = [Kind::Document, Kind::Upload, Kind::Open, Kind::OnlyOfADemo];
    let tables = kinds.into_iter().flat_map(|kind| addresses_of(kind).into_iter());
    pages.chain(others).chain(tables.map(str::to_owned)).collect()
}

fn addresses_of(kind: Kind) -> Vec<&'static str> {
    kind.routes().into_iter().map(|(address, _)| address).collect()
}

#[test]
fn no_route_stands_outside_of_the_tables() {
    let source = include_str!("../router.rs");

    let (_, tables) = source.split_once("enum Kind {").unwrap();
    let (kinds, _) = tables.split_once('}').unwrap();
    let kinds = kinds.lines().filter(|line| line.ends_with(',')).count();
    assert_eq!(kinds, 4, "a kind whose addresses no test of nonsense visits");
    for place in [".route(", ".route_service(", ".nest("] {
        let only = usize::from(place == ".route(");
        assert_eq!(source.matches(place).count(), only, "{place} is no line of a table");
    }
}

#[rstest]
#[tokio::test]
async fn no_nonsense_in_a_form_with_a_file_is_our_fault(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut asker = Asker::in_a(TestServer::on(engine, &[], DEMO).await).await;
    let uploads = addresses_of(Kind::Upload);

    for path in &uploads {
        let here = filled(path, &asker.order.to_string());
        for (kind, body) in kinds::forms_with_a_file() {
            for accept in [PAGE, SCRIPT] {
                let request = |headers: &asker::Headers| {
                    let parts = (header::CONTENT_TYPE, "multipart/form-data; boundary=X".into());
                    let headers = [headers.as_slice(), &[parts]].concat();
                    post(&here, &headers, body.clone())
                };
                asker.signed_in(path, &kind, request, accept).await;
            }
        }
    }

    asker.assert_no_fault(uploads.into_iter(), KINDS_MIN);
}

#[rstest]
#[tokio::test]
async fn no_nonsense_in_a_message_is_our_fault(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut asker = Asker::in_a(TestServer::on(engine, &STRIPE, REAL).await).await;
    let path = "/pagamenti/stripe";

    for (kind, body) in kinds::messages(MESSAGE) {
        let signature = asker.server.signed("whsec_1", &body);
        for signature in [signature.as_str(), "", "t=,v1=", "t=99999999999999999999,v1=00", "v1=zz"]
        {
            let request = |headers: &asker::Headers| {
                let signature =
                    (header::HeaderName::from_static("stripe-signature"), signature.to_owned());
                let headers = [headers.as_slice(), &[signature]].concat();
                post(path, &headers, body.clone().into_bytes())
            };
            asker.as_nobody(path, &kind, request, SCRIPT).await;
        }
    }
    // What was kept has to be read, too.
    while services::payment::work_through(&asker.server.services).await.unwrap() > 0 {}

    asker.assert_no_fault([path].into_iter(), KINDS_MIN);
}

/// The address with a value in the place of each parameter.
pub fn filled(address: &str, value: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { value.to_owned() } else { part.to_owned() };
    address.split('/').map(part).collect::<Vec<_>>().join("/")
}

pub fn look(address: &str, headers: &asker::Headers) -> Request<Body> {
    let request = Request::get(address);
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(name, value));
    request.body(Body::empty()).unwrap()
}

pub fn form(path: &str, headers: &asker::Headers, body: &str) -> Request<Body> {
    post(path, headers, body.to_owned().into_bytes())
}

fn post(path: &str, headers: &asker::Headers, body: Vec<u8>) -> Request<Body> {
    let request = Request::post(path);
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(name, value));
    request.body(Body::from(body)).unwrap()
}
