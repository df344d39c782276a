//! The server functions of `Novità`.

use domain::id::NewsId;
use domain::news::{News, NewsForm};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsView {
    /// Those first whose day comes last.
    pub all: Vec<PieceView>,
    /// What was typed, and why it was not put up.
    pub kept: Option<Kept<NewsForm>>,
    /// The day that an empty field stands for, as a field of a form has it.
    pub today: String,
}

/// A piece of news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceView {
    pub id: NewsId,
    pub news: News,
    /// The member of staff who wrote it.
    pub by: String,
    /// Its day has come.
    pub is_public: bool,
}

/// The name under which the form waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "office_news";

#[server(output = Json)]
pub async fn load_news() -> Result<NewsView, AppError> {
    use services::news::{OfOffice, of_office};
    use ui::request::{context, kept, staff};
    staff().await?;
    let ctx = context();
    let view = |OfOffice { id, news, by, is_public }| PieceView { id, news, by, is_public };
    let all = of_office(&ctx).await?.into_iter().map(view).collect();
    Ok(NewsView { all, kept: kept(WAITING).await?, today: ctx.today().to_string() })
}

/// `Pubblica`.
#[server(output = Json)]
pub async fn put_news_up(#[server(default)] form: NewsForm) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, staff};
    let put_up = async {
        let by = staff().await?;
        services::news::put_up(&context(), &form, &by).await?;
        Ok(paths::OFFICE_NEWS.to_owned())
    };
    finish(WAITING, &form, paths::OFFICE_NEWS, put_up.await).await
}

/// `Togli`.
#[server(output = Json)]
pub async fn take_news_down(id: NewsId) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, staff};
    staff().await?;
    services::news::take_down(&context(), id).await?;
    leptos_axum::redirect(paths::OFFICE_NEWS);
    Ok(())
}
