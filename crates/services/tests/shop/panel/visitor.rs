//! Whose panel it is, as the header of its pages says it.

use domain::id::PanelUserId;
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
    assert_eq!(
        known,
        Some(Visitor { service, holder, username, is_owner: true, may_configure: true })
    );
    assert_eq!(visitor(&shop, PanelUserId(shop.new_id())).await.unwrap(), None);
}
