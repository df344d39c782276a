//! How many statements a page costs.

use platform::Db;
use services::testing::{Counted, a_browser_at, counting};
use services::{Browser, Context};

/// The most that one page may ask of the database.
pub const MAX: usize = 4;

/// How many statements it takes to ask for something from one network after another.
pub async fn of_asking(ask: impl AsyncFn(Browser)) -> Counted {
    let mut all = Vec::new();
    for network in 0..5 {
        let browser = a_browser_at(&format!("198.51.100.{network}"));
        let ((), counted) = counting(ask(browser)).await;
        all.push(counted);
    }
    most_often(&all)
}

/// What was counted more often than anything else: a new connection asks the database for its types, and
/// other tests begin and end their logs meanwhile, which can hide statements.
pub fn most_often(counts: &[Counted]) -> Counted {
    let times = |one: &&Counted| counts.iter().filter(|other| *other == *one).count();
    let most = *counts.iter().max_by_key(times).unwrap();
    assert!(most.writing > 0, "nothing was counted");
    most
}

/// Does the work and asserts that it takes at most [`MAX`] statements.
pub async fn few<T>(ctx: &Context, work: impl Future<Output = T>) -> T {
    at_most(MAX, ctx, work).await
}

/// Does the work and asserts that it takes at most so many statements.
pub async fn at_most<T>(most: usize, ctx: &Context, work: impl Future<Output = T>) -> T {
    let (done, counted) = counting(work).await;
    if let Db::Postgres(_) = ctx.db {
        assert!((1..=most).contains(&counted.reading), "{counted:?}");
    }
    done
}
