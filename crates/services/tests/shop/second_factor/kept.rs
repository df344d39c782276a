//! What the tables keep of it: neither the key nor the codes.

use rstest::rstest;
use services::Error;
use services::second_factor::{Owner, open_codes, pass, seal_codes};
use services::testing::{Engine, a_browser, a_customer};

use super::{Secured, half, secured};

#[rstest]
#[tokio::test]
async fn what_is_kept_tells_neither_key_nor_codes_and_a_sealed_key_opens_in_no_other_row(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let [anna, berta] = [a_customer().create(&shop).await, a_customer().create(&shop).await];
    let owner = Owner::account(anna.account);
    let Secured { codes, telephone, .. } = secured(&shop, owner).await;
    let of_berta = secured(&shop, Owner::account(berta.account)).await;

    let mut tx = shop.db.write().await.unwrap();
    let digests: Vec<(String,)> = tx.sql("SELECT digest FROM recovery_code").all().await.unwrap();
    assert_eq!(digests.len(), 20);
    for code in codes.iter().map(|code| code.replace('-', "")) {
        assert!(digests.iter().all(|(digest,)| !digest.contains(&code)));
    }
    let sealed: Vec<(String,)> = tx
        .sql("SELECT secret FROM second_factor WHERE owner = $1")
        .bind(berta.account)
        .all()
        .await
        .unwrap();
    tx.sql("UPDATE second_factor SET secret = $1 WHERE owner = $2")
        .bind(sealed[0].0.clone())
        .bind(anna.account)
        .run()
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let half = half(&shop, &anna).await;
    for telephone in [telephone, of_berta.telephone] {
        let code = telephone.shows(&shop);
        let answer = pass(&shop, &half, a_browser().network, &code).await;
        assert!(matches!(answer, Err(Error::Corrupt { .. })), "{answer:?}");
    }
    let shown = seal_codes(&shop, owner, &codes).unwrap();
    assert_eq!(open_codes(&shop, owner, &shown).as_ref(), Some(&codes));
    assert_eq!(open_codes(&shop, Owner::account(berta.account), &shown), None);
}
