//! A later service for the same partita IVA is another one, and so is its user.

use domain::Product;
use domain::cart::Cart;
use rstest::rstest;
use services::panel::{Access, open, sign_in};
use services::payment::register_payment;
use services::testing::store::panel_users;
use services::testing::{
    Engine, PASSWORD, a_browser, a_company, a_customer, a_holder, an_association, day,
    the_payment_of,
};

use crate::seen;

#[rstest]
#[tokio::test]
async fn the_user_of_an_ended_service_keeps_its_row_and_signs_in_to_no_later_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().with_service_until(day("2026-08-01")).create(&shop).await;
    let ended = anna.service(&shop).await.unwrap();
    let username = format!("BT{}", anna.party.vat_number);
    let former = sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();
    assert_eq!(Some(former.user), anna.panel_user);

    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    let service = anna.service(&shop).await.unwrap();
    let password = seen::mailed_password(&shop).await;
    let user = sign_in(&shop, &a_browser(), &username, &password).await.unwrap();
    assert_ne!(user.user, former.user);
    assert!(user.must_change);
    assert!(sign_in(&shop, &a_browser(), &username, PASSWORD).await.is_err());
    for user in [former.user, user.user] {
        let with_the_old_password = open(&shop, user, &former.mark).await.unwrap();
        assert!(matches!(with_the_old_password, Access::Ended));
    }
    let mut tx = shop.db.read().await.unwrap();
    let names: Vec<(String, Option<String>)> = tx
        .sql(
            "SELECT CASE WHEN former_username IS NULL THEN username ELSE 'nobody' END, \
             former_username FROM panel_user WHERE subscription_id IN ($1, $2) \
             ORDER BY former_username IS NULL",
        )
        .bind(ended.id)
        .bind(service.id)
        .all()
        .await
        .unwrap();
    let expected = [("nobody".to_owned(), Some(username.clone())), (username.clone(), None)];
    assert_eq!(names, expected);
    assert_eq!(panel_users::owner_username(&mut tx, ended.id).await.unwrap(), None);
    let of_service = panel_users::owner_username(&mut tx, service.id).await.unwrap();
    assert_eq!(of_service, Some(username));
}

#[rstest]
#[tokio::test]
async fn a_number_that_is_the_other_one_of_a_live_service_takes_nobodys_username(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    // The codice fiscale of this association is the partita IVA of a company that has another one.
    let mut company = a_company();
    company.tax_code = a_company().vat_number;
    let mut association = an_association();
    association.tax_code.clone_from(&company.vat_number);
    let anna = a_customer().being(company).with_service_until(day("2027-04-14"));
    let anna = anna.create(&shop).await;
    let username = format!("BT{}", anna.party.vat_number);
    let bruno = a_customer().being(association).with_holder().create(&shop).await;

    let order = bruno.orders(&shop, Cart::first_purchase(Product::ReceiveOnly, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    let known = sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();
    assert_eq!(Some(known.user), anna.panel_user);
    let password = seen::mailed_password(&shop).await;
    let other = sign_in(&shop, &a_browser(), &format!("{username}-2"), &password).await.unwrap();
    assert_ne!(other.user, known.user);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_services_that_begin_at_once_after_an_ended_one_one_gets_its_username(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let holder = a_holder(a_company());
    let ended = a_customer().being(holder.party.clone()).with_service_until(day("2026-08-01"));
    let former = ended.create(&shop).await.panel_user.unwrap();
    let processes = [(*shop).clone(), shop.second_process().await];
    let mut orders = Vec::new();
    for _ in 0..2 {
        let buyer = a_customer().with_holder_of(holder.clone()).create(&shop).await;
        orders.push(buyer.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await);
    }

    let payments: Vec<_> = processes
        .into_iter()
        .zip(&orders)
        .map(|(process, order)| {
            let payment = the_payment_of(&shop, order);
            tokio::spawn(async move { register_payment(&process, &payment).await })
        })
        .collect();
    for payment in payments {
        assert!(!payment.await.unwrap().unwrap().again);
    }

    let live = "SELECT COUNT(*) FROM subscription WHERE closed_on IS NULL";
    assert_eq!(seen::number(&shop, live).await, 1);
    let users = "SELECT COUNT(*) FROM panel_user WHERE former_username IS NULL";
    assert_eq!(seen::number(&shop, users).await, 1);
    let retired = "SELECT COUNT(*) FROM panel_user WHERE former_username IS NOT NULL";
    assert_eq!(seen::number(&shop, retired).await, 1);
    let username = format!("BT{}", holder.party.vat_number);
    let password = seen::mailed_password(&shop).await;
    let user = sign_in(&shop, &a_browser(), &username, &password).await.unwrap();
    assert_ne!(user.user, former);
}
