//! How much a page asks of the database, whatever the number of rows.

use services::testing::{Engine, counting};
use ui::paths;

use super::nonsense::{
    asker::{Asker, PAGE},
    filled, look,
};
use super::page_routes;
use crate::{
    context::Demo,
    test_server::{TestServer, text},
};

/// The most that a page may read, besides the session and what it opens.
const MOST: usize = 4;

/// One statement for the session, and one for the name in the header, which in the office is who that
/// is today; the panel asks that as well.
fn access(page: &str) -> usize {
    if page.starts_with(paths::PANEL) { 3 } else { 2 }
}

/// The office's orders are listed and counted, and above them stand what waits and what is broken;
/// the order of a public body has its letter, and the codes of its tender; a service has what its
/// order is waited for with, beside what has happened to it.
const MORE: [(&str, usize); 3] =
    [("/ufficio", 1), ("/ordini/{number}", 2), ("/area-clienti/servizi/{id}", 1)];

#[tokio::test]
async fn no_page_reads_more_than_four_times() {
    let demo = Demo { on: true, today: None };
    let asker = Asker::in_a(TestServer::on(Engine::Postgres, &[], demo).await).await;
    let headers = asker.headers(PAGE);
    let (order, service) = (asker.order.to_string(), asker.service.clone());
    let of = |page: &str| if page.ends_with("/{id}") { service.clone() } else { order.clone() };

    let mut counts = Vec::new();
    for page in page_routes().iter().map(|page| page.path()) {
        let request = look(&filled(page, &of(page)), &headers);
        let (answer, counted) = counting(asker.server.answer(request)).await;
        counts.push((counted.reading, page, answer.status().as_u16()));
        text(answer).await;
    }

    counts.sort_unstable();
    assert!(counts.iter().any(|(count, ..)| *count > 0), "nothing is counted");
    let may_read = |page: &str| {
        let more = MORE.iter().find(|(of, _)| *of == page).map_or(0, |(_, more)| *more);
        MOST + access(page) + more
    };
    let many: Vec<_> = counts.iter().filter(|(count, page, _)| *count > may_read(page)).collect();
    assert!(many.is_empty(), "{many:#?}\nof {counts:#?}");
}
