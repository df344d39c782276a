//! How many statements a page costs.

use platform::Db;
use services::Context;
use services::testing::counting;

/// The most that one page may ask of the database.
pub const MAX: usize = 4;

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
