//! `Novità`: from the office to the home of every panel.

use domain::RuleError;
use domain::news::{NewsFault, NewsField, NewsForm};
use rstest::rstest;
use services::news::{of_office, of_panel, put_up, take_down};
use services::testing::{Engine, day};
use services::{Context, Error};

fn piece(on: &str, title: &str) -> NewsForm {
    NewsForm { day: on.into(), title: title.into(), body: "Da oggi.".into() }
}

async fn titles(shop: &Context) -> Vec<String> {
    of_panel(shop).await.unwrap().into_iter().map(|news| news.title).collect()
}

#[rstest]
#[tokio::test]
async fn a_panel_shows_the_three_newest_whose_day_has_come(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    assert!(of_panel(&shop).await.unwrap().is_empty());
    for (on, title) in [
        ("2026-11-20", "quarta"),
        ("", "di oggi"),
        ("2026-11-23", "di domani"),
        ("2026-11-21", "terza"),
        ("2026-11-21", "seconda"),
    ] {
        put_up(&shop, &piece(on, title), "rosa").await.unwrap();
        shop.clock.advance(chrono::TimeDelta::seconds(1));
    }

    assert_eq!(titles(&shop).await, ["di oggi", "seconda", "terza"]);
    let all = of_office(&shop).await.unwrap();
    assert_eq!(all.len(), 5);
    assert_eq!((all[0].news.title.as_str(), all[0].is_public), ("di domani", false));
    assert_eq!((all[1].news.day, all[1].is_public), (day("2026-11-22"), true));
    assert_eq!(all[1].by, "rosa");

    shop.clock.advance(chrono::TimeDelta::days(1));
    assert_eq!(titles(&shop).await, ["di domani", "di oggi", "seconda"]);
    for _ in 0..2 {
        take_down(&shop, all[0].id).await.unwrap();
        assert_eq!(titles(&shop).await, ["di oggi", "seconda", "terza"]);
    }
}

#[rstest]
#[tokio::test]
async fn what_says_nothing_is_not_put_up(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let refused = put_up(&shop, &piece("domani", " "), "rosa").await;

    let Err(Error::Rule(RuleError::News(faults))) = refused else { panic!("{refused:?}") };
    assert_eq!(faults, [NewsFault::Missing(NewsField::Title), NewsFault::NoDay]);
    assert!(of_office(&shop).await.unwrap().is_empty());
}
