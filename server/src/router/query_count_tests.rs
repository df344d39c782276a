//! How much a page asks of the database, whatever the number of rows.
//!
//! Each page is asked for in a state in which it has everything to show, and has to be there: what
//! leads elsewhere, or is not found, would read little.

mod allowed;
mod customers;
mod office;
mod pages;
mod panels;
mod read;
mod state;
mod visitors;

use rstest::rstest;
use services::testing::Engine;

use self::{read::Read, state::everybody};
use super::office_session_tests::Desk;
use crate::{context::Demo, test_server::TestServer};

/// On one engine: `SQLite` runs its statements in threads of its own, in which nobody counts.
#[rstest]
#[tokio::test]
async fn no_page_reads_more_than_four_times(#[values(Engine::Postgres)] engine: Engine) {
    let playing = Demo { on: true, today: chrono::NaiveDate::from_ymd_opt(2026, 11, 22) };
    let server = TestServer::on(engine, &["--acceptances-stand", "true"], playing).await;
    let ctx = server.services.clone();
    let all = everybody(&ctx).await;
    let outside = Desk::outside(server);
    let mut read = Read::default();

    visitors::visit(&mut read, &ctx, &outside, &all).await;
    let browsers = customers::visit(&mut read, &ctx, &outside, &all).await;
    panels::visit(&mut read, &ctx, &outside, &all, browsers).await;
    office::visit(&mut read, &ctx, &outside, &all).await;

    read.ends_well();
}
