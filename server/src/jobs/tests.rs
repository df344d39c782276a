//! The runner: what happens to a job must not happen to the others, and all of it can be seen.

use std::{
    future::pending,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use axum::{body::Body, http::Request};
use domain::job::{Health, Job, Servers, Trouble};
use services::{
    ports::Mailer,
    testing::{Engine, TestContext},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;
use uuid::Uuid;

use super::{Done, Entry, TABLE, Tools, runner::in_turn, start_these};
use crate::{metrics, test_server::text};

/// A job that has nothing to do, again and again.
const QUICK: Entry = Entry {
    job: Job::Registrations,
    period: Duration::from_millis(1),
    limit: Some(Duration::from_secs(60)),
    servers: Servers::Each,
    run: |_| {
        Box::pin(async {
            QUICK_RUNS.fetch_add(1, Ordering::SeqCst);
            Ok(Done::Everything)
        })
    },
};

static QUICK_RUNS: AtomicUsize = AtomicUsize::new(0);

/// A server on a database of its own that does these jobs.
struct Server {
    shop: TestContext,
    stopping: CancellationToken,
    running: TaskTracker,
}

impl Server {
    async fn doing(table: &[Entry]) -> Self {
        let shop = Engine::Sqlite.fresh_context().await;
        let (stopping, mailer) = (CancellationToken::new(), Mailer::mailbox(shop.db.clone()));
        let (services, server) = (shop.clone(), Uuid::new_v4());
        let tools = Tools { services, mailer, stopping: stopping.clone(), server };
        metrics::begin().unwrap();
        let running = start_these(table, &tools);
        Self { shop, stopping, running }
    }

    async fn health(&self, job: Job) -> Health {
        let seen = services::jobs::seen(&self.shop).await.unwrap();
        let (_, runs) = seen.into_iter().find(|(of, _)| *of == job).unwrap();
        runs.health(self.shop.now())
    }

    async fn until(&self, job: Job, health: Health) {
        let reached = async {
            while self.health(job).await != health {
                tokio::task::yield_now().await;
            }
        };
        let in_time = tokio::time::timeout(Duration::from_secs(20), reached).await;
        assert!(in_time.is_ok(), "{job:?} is {:?}", self.health(job).await);
    }

    async fn figures(&self) -> String {
        let router = metrics::router(self.shop.clone(), metrics::begin().unwrap());
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        text(router.oneshot(request).await.unwrap()).await
    }

    /// Everything ends when the server stops.
    async fn stops(self) {
        self.stopping.cancel();
        let ended = tokio::time::timeout(Duration::from_secs(20), self.running.wait()).await;
        assert!(ended.is_ok(), "a job goes on");
    }
}

#[test]
fn each_job_is_one_line_of_the_table() {
    assert_eq!(TABLE.map(|entry| entry.job), Job::ALL);
}

#[tokio::test]
async fn a_job_that_panics_runs_again() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let server = Server::doing(&[Entry {
        job: Job::Refunds,
        run: |_| {
            Box::pin(async {
                assert!(RUNS.fetch_add(1, Ordering::SeqCst) > 0, "the first run breaks");
                Ok(Done::Everything)
            })
        },
        ..QUICK
    }])
    .await;

    server.until(Job::Refunds, Health::Well).await;

    assert!(RUNS.load(Ordering::SeqCst) > 1);
    let figures = server.figures().await;
    assert!(
        figures.contains("bottega_job_failures_total{job=\"refunds\",why=\"panicked\"} 1"),
        "{figures}"
    );
    server.stops().await;
}

#[tokio::test]
async fn a_job_that_hangs_is_cut_off_and_stops_nobody() {
    let server = Server::doing(&[
        Entry {
            job: Job::Attempts,
            limit: Some(Duration::from_millis(20)),
            run: |_| Box::pin(pending()),
            ..QUICK
        },
        QUICK,
    ])
    .await;

    server.until(Job::Attempts, Health::InTrouble(Trouble::CutOff)).await;
    let before = QUICK_RUNS.load(Ordering::SeqCst);
    server.until(QUICK.job, Health::Well).await;
    while QUICK_RUNS.load(Ordering::SeqCst) <= before {
        tokio::task::yield_now().await;
    }

    assert_eq!(server.health(Job::Attempts).await, Health::InTrouble(Trouble::CutOff));
    server.stops().await;
}

#[tokio::test]
async fn an_error_is_told_until_a_run_ends_well() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    static MENDED: AtomicUsize = AtomicUsize::new(0);
    let server = Server::doing(&[Entry {
        job: Job::Renewals,
        run: |_| {
            Box::pin(async {
                RUNS.fetch_add(1, Ordering::SeqCst);
                match MENDED.load(Ordering::SeqCst) {
                    0 => Err(services::Error::broken("the provider is away")),
                    _ => Ok(Done::Everything),
                }
            })
        },
        ..QUICK
    }])
    .await;

    server.until(Job::Renewals, Health::InTrouble(Trouble::Failed)).await;
    MENDED.store(1, Ordering::SeqCst);
    server.shop.clock.advance(chrono::TimeDelta::seconds(1));
    server.until(Job::Renewals, Health::Well).await;

    let seen = services::jobs::seen(&server.shop).await.unwrap();
    assert_eq!(seen[0].1.success.unwrap().at, server.shop.now());
    let last = format!(
        "bottega_job_last_success_timestamp_seconds{{job=\"renewals\"}} {}",
        server.shop.now().timestamp()
    );
    let figures = server.figures().await;
    assert!(figures.contains(&last), "{figures}");
    assert!(figures.contains("bottega_job_last_seconds{job=\"renewals\"}"), "{figures}");
    server.stops().await;
}

#[tokio::test]
async fn what_one_server_does_for_all_is_done_once_in_its_period() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    const FOR_ALL: Entry = Entry {
        job: Job::Housekeeping,
        period: Duration::from_secs(600),
        servers: Servers::OneAtATime,
        run: |_| {
            Box::pin(async {
                RUNS.fetch_add(1, Ordering::SeqCst);
                Ok(Done::Everything)
            })
        },
        ..QUICK
    };
    let one = Server::doing(&[FOR_ALL]).await;
    one.until(Job::Housekeeping, Health::Well).await;

    let services = one.shop.second_process().await;
    let (mailer, stopping) = (Mailer::mailbox(services.db.clone()), CancellationToken::new());
    let two = Tools { services, mailer, stopping, server: Uuid::new_v4() };
    two.services.jobs.plan(FOR_ALL.job, FOR_ALL.period, FOR_ALL.servers, two.services.now());
    let pause = in_turn(&FOR_ALL, &two).await;

    assert_eq!((RUNS.load(Ordering::SeqCst), pause), (1, FOR_ALL.period));
    let seen = services::jobs::seen(&two.services).await.unwrap();
    assert_eq!(seen[0].1.health(two.services.now()), Health::Well, "whoever is asked knows of it");
    one.shop.clock.advance(chrono::TimeDelta::minutes(10));
    assert_eq!(in_turn(&FOR_ALL, &two).await, FOR_ALL.period);
    assert_eq!(RUNS.load(Ordering::SeqCst), 2);
    one.stops().await;
}
