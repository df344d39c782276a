//! Of several servers one at a time does what is done for all.

use chrono::TimeDelta;
use domain::job::{Job, Success};
use rstest::rstest;
use services::Context;
use services::jobs::{LEASE, Turn, end_turn, prolong_turn, seen, take_turn};
use services::testing::Engine;
use uuid::Uuid;

const JOB: Job = Job::UnpaidOrders;
const PERIOD: TimeDelta = TimeDelta::hours(1);

/// Two servers, by the names that they have given themselves.
const ONE: Uuid = Uuid::from_u128(1);
const TWO: Uuid = Uuid::from_u128(2);

async fn asks(ctx: &Context, server: Uuid) -> Turn {
    take_turn(ctx, JOB, server, PERIOD).await.unwrap()
}

fn in_minutes(minutes: i64) -> Turn {
    Turn::In(TimeDelta::minutes(minutes))
}

#[rstest]
#[tokio::test]
async fn of_two_servers_one_has_the_turn_and_the_other_comes_after_the_period(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let (one, two) = tokio::join!(asks(&shop, ONE), asks(&shop, TWO));
    let first = if one == Turn::Ours { ONE } else { TWO };
    assert_eq!([one, two].iter().filter(|turn| **turn == Turn::Ours).count(), 1);
    shop.clock.advance(TimeDelta::seconds(30));
    let success = Success { at: shop.now(), took_ms: 30_000 };
    end_turn(&shop, JOB, first, Some(success)).await.unwrap();

    assert_eq!(asks(&shop, ONE).await, in_minutes(60));
    shop.clock.advance(TimeDelta::minutes(45));
    assert_eq!(asks(&shop, TWO).await, in_minutes(15));
    shop.clock.advance(TimeDelta::minutes(15));
    assert_eq!(asks(&shop, TWO).await, Turn::Ours);
}

#[rstest]
#[tokio::test]
async fn whoever_dies_in_the_middle_leaves_the_turn_after_a_minute(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    assert_eq!(asks(&shop, ONE).await, Turn::Ours);
    shop.clock.advance(TimeDelta::seconds(50));
    assert!(prolong_turn(&shop, JOB, ONE).await.unwrap(), "it says that it is at it");

    shop.clock.advance(TimeDelta::seconds(50));
    assert_eq!(asks(&shop, TWO).await, in_minutes(1), "and then it dies");
    shop.clock.advance(LEASE);

    assert_eq!(asks(&shop, TWO).await, Turn::Ours);
    assert!(!prolong_turn(&shop, JOB, ONE).await.unwrap(), "if it lives after all, it is too late");
    end_turn(&shop, JOB, ONE, None).await.unwrap();
    assert_eq!(asks(&shop, ONE).await, in_minutes(1), "and takes nothing away from the other");
}

#[rstest]
#[tokio::test]
async fn a_run_that_failed_is_nobodys_success_and_its_turn_is_free(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    assert_eq!(asks(&shop, ONE).await, Turn::Ours);

    end_turn(&shop, JOB, ONE, None).await.unwrap();

    assert_eq!(asks(&shop, TWO).await, Turn::Ours);
}

#[rstest]
#[tokio::test]
async fn a_clock_that_was_ahead_keeps_nobody_from_the_turn(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(true, false)] has_ended: bool,
) {
    let shop = engine.fresh_context().await;
    let right = shop.now();
    shop.clock.advance(TimeDelta::days(365));
    assert_eq!(asks(&shop, ONE).await, Turn::Ours);
    if has_ended {
        let success = Success { at: shop.now(), took_ms: 1 };
        end_turn(&shop, JOB, ONE, Some(success)).await.unwrap();
    }

    shop.clock.set(right);

    assert_eq!(asks(&shop, TWO).await, Turn::Ours);
}

#[rstest]
#[tokio::test]
async fn a_server_that_does_nothing_knows_of_no_job(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    assert_eq!(asks(&shop, ONE).await, Turn::Ours);

    assert_eq!(seen(&shop).await.unwrap(), []);
}
