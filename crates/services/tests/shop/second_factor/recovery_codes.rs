//! What stands in for a telephone that is not there.

use rstest::rstest;
use services::second_factor::{Owner, Proof, State, new_codes, pass, state};
use services::testing::{Engine, PASSWORD, a_browser, a_customer};

use super::{Secured, WRONG_CODE, fields, half, opens, secured, signed_in};
use crate::seen;

#[rstest]
#[tokio::test]
async fn a_recovery_code_takes_the_place_of_the_telephone_once_and_its_owner_hears_of_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let owner = Owner::account(anna.account);
    let Secured { codes, telephone, .. } = secured(&shop, owner).await;
    let (half, from) = (half(&shop, &anna).await, a_browser().network);

    let typed = codes[0].to_lowercase().replace('-', " ");
    let passed = pass(&shop, &half, from, &typed).await.unwrap();
    assert!(opens(&shop, &anna, passed.mark).await);
    assert_eq!(fields(pass(&shop, &half, from, &codes[0]).await), WRONG_CODE);
    let left = state(&shop, owner).await.unwrap();
    assert!(matches!(left, State::On { codes_left: 9, .. }), "{left:?}");
    let mails = seen::mails(&shop).await;
    let told = mails.last().unwrap();
    assert_eq!(told.subject, "È stato usato un codice di recupero");
    assert!(told.text.contains("Ne restano 9."), "{}", told.text);

    let proof = Proof { password: PASSWORD, code: &telephone.shows(&shop) };
    let new = new_codes(&shop, signed_in(owner), &proof).await.unwrap().codes;
    assert_eq!(new.len(), 10);
    assert_eq!(fields(pass(&shop, &half, from, &codes[1]).await), WRONG_CODE, "an old one");
    pass(&shop, &half, from, &new[1]).await.unwrap();
}
