//! `Lavori`, as the office sees it.

use std::time::Duration;

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use domain::job::{Job, Servers, Success, Trouble};
use platform::clock::civil_time;
use services::{Context, jobs};
use ui::paths;
use uuid::Uuid;

use super::office_session_tests::Desk;
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const LOCALHOST: &str = "http://localhost:3000";

/// A server that looks after three jobs, at this moment.
fn at_work(ctx: &Context) -> DateTime<Utc> {
    let (jobs, now) = (&ctx.jobs, ctx.now());
    jobs.plan(Job::Mails, Duration::from_secs(1), Servers::Each, now);
    jobs.plan(Job::Refunds, Duration::from_secs(60), Servers::Each, now);
    jobs.plan(Job::Housekeeping, Duration::from_secs(600), Servers::OneAtATime, now);
    jobs.succeeded(Job::Mails, Success { at: now, took_ms: 12 });
    jobs.failed(Job::Refunds, now, Trouble::Panicked);
    now
}

#[tokio::test]
async fn the_office_sees_which_jobs_go_well_and_which_do_not() {
    let mut desk = Desk::open(LOCALHOST).await;
    let ctx = desk.server.services.clone();
    let at = at_work(&ctx);
    // Another server has cleared away what was old.
    let (other, ago) = (Uuid::new_v4(), TimeDelta::minutes(10));
    jobs::take_turn(&ctx, Job::Housekeeping, other, ago).await.unwrap();
    let success = Some(Success { at, took_ms: 3_456 });
    jobs::end_turn(&ctx, Job::Housekeeping, other, success).await.unwrap();

    let answer = desk.get(paths::OFFICE_JOBS).await;

    assert_eq!(answer.status(), StatusCode::OK);
    let page = text(answer).await;
    let row = |name: &str| {
        let (_, row) = page.split_once(&format!("<strong>{name}")).expect("the job has a row");
        row.split_once("</tr>").unwrap().0
    };
    let mails = row("Email in uscita");
    let moment = civil_time(at).format("%d/%m/%Y alle %H:%M:%S").to_string();
    assert!(mails.contains("A posto") && mails.contains(&moment), "{mails}");
    assert!(mails.contains("in\u{a0}12\u{a0}ms") && mails.contains("ogni secondo"), "{mails}");
    let refunds = row("Rimborsi");
    assert!(refunds.contains("Interrotto da un guasto"), "{refunds}");
    assert!(refunds.contains("mai, da quando il server è partito"), "{refunds}");
    let housekeeping = row("Pulizia");
    assert!(
        housekeeping.contains("A posto") && housekeeping.contains("3,4\u{a0}s"),
        "{housekeeping}"
    );
    assert!(housekeeping.contains("su un server alla volta"), "{housekeeping}");
    assert!(page.contains("Un lavoro non procede"), "{page}");
    let desk = text(desk.get(paths::OFFICE).await).await;
    assert!(desk.contains(paths::OFFICE_JOBS), "there is a way from the desk");
}

#[tokio::test]
async fn nobody_else_sees_the_jobs() {
    let server = TestServer::with(&["--base-url", LOCALHOST], Demo::default()).await;
    at_work(&server.services);

    let answer = Desk::outside(server).get(paths::OFFICE_JOBS).await;

    assert_eq!(answer.status(), StatusCode::FOUND);
    assert_eq!(header_of(&answer, "location"), paths::OFFICE_SIGN_IN);
    assert!(!text(answer).await.contains("Rimborsi"));
}
