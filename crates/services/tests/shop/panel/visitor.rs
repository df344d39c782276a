//! Whose panel it is, as the header of its pages says it.

use domain::id::PanelUserId;
use domain::subscription::Expired;
use rstest::rstest;
use services::panel::{Visitor, visitor};
use services::testing::{Engine, a_customer, day};

#[rstest]
#[tokio::test]
async fn a_panel_names_its_holder_and_its_user(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;

    let known = visitor(&shop, anna.panel_user.unwrap()).await.unwrap();

    let username = format!("BT{}", anna.party.vat_number);
    let service = anna.service(&shop).await.unwrap().id;
    let holder = Some("Bianchi Ceramiche S.r.l.".into());
    let (may_configure, expired) = (true, None);
    let expected = Visitor { service, holder, username, is_owner: true, may_configure, expired };
    assert_eq!(known, Some(expected));
    assert_eq!(visitor(&shop, PanelUserId(shop.new_id())).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn a_panel_says_that_its_service_has_expired_while_it_can_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let april = day("2027-04-14");
    let anna = a_customer().with_service_until(april).create(&shop).await;
    let told = async || {
        let known = visitor(&shop, anna.panel_user.unwrap()).await.unwrap();
        known.unwrap().expired
    };

    shop.clock.set_to_day(april);
    assert_eq!(told().await, None);
    shop.clock.set_to_day(day("2027-04-15"));
    let until = day("2027-07-13");
    assert_eq!(told().await, Some(Expired { on: april, until, receives_invoices: true }));
    shop.clock.set_to_day(day("2027-07-14"));
    assert_eq!(told().await, None);
}
