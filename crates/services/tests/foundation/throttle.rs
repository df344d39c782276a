//! Guessing is slowed down, and no attempt goes uncounted.

use chrono::TimeDelta;
use platform::throttle;
use rstest::rstest;
use services::Context;
use services::testing::Engine;

async fn attempt(ctx: &Context, key: &str) -> bool {
    let mut tx = ctx.db.write().await.unwrap();
    let window = TimeDelta::minutes(15);
    let allowed = throttle::attempt(&mut tx, key, ctx.now(), 3, window).await.unwrap();
    tx.commit().await.unwrap();
    allowed
}

#[rstest]
#[tokio::test]
async fn the_fourth_of_three_attempts_has_to_wait_for_the_next_window(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    for allowed in [true, true, true, false, false] {
        assert_eq!(attempt(&shop, "sign_in:anna").await, allowed);
    }
    assert!(attempt(&shop, "sign_in:bruno").await, "another key has a counter of its own");

    shop.clock.advance(TimeDelta::minutes(14));
    assert!(!attempt(&shop, "sign_in:anna").await, "trying on does not move the window");
    shop.clock.advance(TimeDelta::minutes(1));
    for allowed in [true, true, true, false] {
        assert_eq!(attempt(&shop, "sign_in:anna").await, allowed);
    }
}

#[rstest]
#[tokio::test]
async fn counters_are_forgotten_by_age(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    attempt(&shop, "sign_in:anna").await;
    shop.clock.advance(TimeDelta::hours(1));
    attempt(&shop, "sign_in:bruno").await;
    let mut tx = shop.db.write().await.unwrap();
    assert_eq!(throttle::remove_before(&mut tx, shop.now()).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_attempts_at_once_three_are_allowed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let attempts: Vec<_> = (0..20)
        .map(|_| {
            let ctx = (*shop).clone();
            tokio::spawn(async move { attempt(&ctx, "sign_in:anna").await })
        })
        .collect();
    let mut allowed = 0;
    for attempt in attempts {
        allowed += usize::from(attempt.await.unwrap());
    }

    assert_eq!(allowed, 3);
}
