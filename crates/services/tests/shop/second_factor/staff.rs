//! The factor of the office.

use domain::second_factor::Next;
use rstest::rstest;
use services::office::save_staff;
use services::second_factor::{
    Half, Proof, begin_at_sign_in, confirm_at_sign_in, pass, take_off_staff, turn_off,
};
use services::testing::{Engine, PASSWORD, a_browser, settings};
use services::{Error, Settings, office};

use super::{STEP, key, signed_in};
use crate::seen;

#[rstest]
#[tokio::test]
async fn the_office_lets_nobody_in_without_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let asked = Settings { staff_needs_factor: true, ..settings() };
    let shop = engine.fresh_context_with(asked).await;
    save_staff(&shop, "rosa", PASSWORD).await.unwrap();
    let from = a_browser().network;
    let sign_in = async || office::sign_in(&shop, &a_browser(), "rosa", PASSWORD).await.unwrap();

    let signed = sign_in().await;
    assert_eq!(signed.next, Next::Enrolment);
    let outside = office::username(&shop, signed.staff, &signed.mark).await;
    assert!(matches!(outside, Err(Error::NotFound(_))), "the password alone opens nothing");
    let half = Half::of_staff(&shop, &signed);
    begin_at_sign_in(&shop, &half).await.unwrap();
    let telephone = key(&shop, half.owner()).await;
    begin_at_sign_in(&shop, &half).await.unwrap();
    assert_eq!(
        key(&shop, half.owner()).await.shows(&shop),
        telephone.shows(&shop),
        "a key that waits is shown again"
    );
    let turned = confirm_at_sign_in(&shop, &half, from, &telephone.shows(&shop)).await.unwrap();
    assert_eq!(office::username(&shop, signed.staff, &turned.mark).await.unwrap(), "rosa");

    shop.clock.advance(STEP);
    let again = sign_in().await;
    assert_eq!(again.next, Next::Code);
    let half = Half::of_staff(&shop, &again);
    assert!(begin_at_sign_in(&shop, &half).await.is_err(), "no password takes another into use");
    assert!(confirm_at_sign_in(&shop, &half, from, &telephone.shows(&shop)).await.is_err());
    let code = telephone.shows(&shop);
    let proof = Proof { password: PASSWORD, code: &code };
    let off = turn_off(&shop, signed_in(half.owner()), &proof).await;
    assert!(matches!(off, Err(Error::NotAllowed)));
    let passed = pass(&shop, &half, from, &code).await.unwrap();
    assert_eq!(office::username(&shop, signed.staff, &passed.mark).await.unwrap(), "rosa");

    take_off_staff(&shop, " Rosa", "riga di comando").await.unwrap();
    let outside = office::username(&shop, signed.staff, &passed.mark).await;
    assert!(matches!(outside, Err(Error::NotFound(_))), "every sign-in is over");
    assert_eq!(sign_in().await.next, Next::Enrolment);
    assert!(seen::mails(&shop).await.is_empty(), "nobody knows an address of the staff");
}
