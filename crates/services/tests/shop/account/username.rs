//! What a customer signs in with.

use domain::id::AccountId;
use rstest::rstest;
use services::Error;
use services::account::username;
use services::testing::{Engine, a_customer};

#[rstest]
#[tokio::test]
async fn a_username_is_told_with_its_suffix(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    assert_eq!(username(&shop, anna.account).await.unwrap(), "2000001@bottega.example");
    let nobody = username(&shop, AccountId(shop.new_id())).await;
    assert!(matches!(nobody, Err(Error::NotFound("account"))));
}
