//! What keeps the demonstration and a real shop out of each other's database.

use rstest::rstest;
use services::Error;
use services::demo::{is_demo, seed};
use services::office::save_staff;
use services::testing::{Engine, PASSWORD, a_customer};

use crate::seen;

#[rstest]
#[tokio::test]
async fn a_demonstration_takes_an_empty_database_and_stays_in_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    assert!(!is_demo(&shop.db).await.unwrap());

    seed(&shop).await.unwrap();
    a_customer().create(&shop).await;

    assert!(is_demo(&shop.db).await.unwrap());
    seed(&shop).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn it_lets_nobody_into_the_office_of_a_shop(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let staffed = engine.fresh_context().await;
    save_staff(&staffed, "rosa", PASSWORD).await.unwrap();
    let visited = engine.fresh_context().await;
    a_customer().create(&visited).await;

    for (shop, staff, accounts) in [(&staffed, 1, 0), (&visited, 0, 1)] {
        assert!(matches!(seed(shop).await, Err(Error::NotAllowed)));
        assert!(!is_demo(&shop.db).await.unwrap());
        assert_eq!(seen::number(shop, "SELECT COUNT(*) FROM staff").await, staff);
        assert_eq!(seen::number(shop, "SELECT COUNT(*) FROM account").await, accounts);
    }
}
