//! `Novità`: the office puts news up, and the home of every panel shows the newest.

use domain::id::NewsId;
use domain::news::{News, NewsForm, SHOWN};

use crate::store::news::{self, Piece};
use crate::{Context, Error, Result};

/// The most pieces of news that the office sees at once.
const PAGE: i64 = 100;

/// A piece of news, as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfOffice {
    /// By which it is taken down.
    pub id: NewsId,
    /// What it says.
    pub news: News,
    /// The member of staff who wrote it.
    pub by: String,
    /// Its day has come.
    pub is_public: bool,
}

/// Puts a piece of news up; `by` is the member of staff.
///
/// # Errors
/// Everything that is wrong with the form.
pub async fn put_up(ctx: &Context, form: &NewsForm, by: &str) -> Result<()> {
    let written = form.check(ctx.today()).map_err(|faults| Error::Rule(faults.into()))?;
    let id = NewsId(ctx.new_id());
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            news::insert(&mut tx, id, &written, by, ctx.now()).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// Takes one down. Done twice changes nothing more.
///
/// # Errors
/// Only what the database says.
pub async fn take_down(ctx: &Context, id: NewsId) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            news::remove(&mut tx, id).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// All of them for the office, also those whose day has not come.
///
/// # Errors
/// Only what the database says.
pub async fn of_office(ctx: &Context) -> Result<Vec<OfOffice>> {
    let today = ctx.today();
    let of_office = |written: Piece| OfOffice {
        id: written.id,
        by: written.written_by.clone(),
        is_public: written.day <= today,
        news: told(written),
    };
    let all = news::all(&mut ctx.db.read().await?, PAGE).await?;
    Ok(all.into_iter().map(of_office).collect())
}

/// What the home of a panel shows today.
///
/// # Errors
/// Only what the database says.
pub async fn of_panel(ctx: &Context) -> Result<Vec<News>> {
    let mut tx = ctx.db.read().await?;
    let newest = news::newest(&mut tx, ctx.today(), i64::from(SHOWN)).await?;
    Ok(newest.into_iter().map(told).collect())
}

fn told(Piece { day, title, body, .. }: Piece) -> News {
    News { day, title, body }
}
