//! What cannot be read keeps nothing back of an agenda, on its page and in its mails, that can be.

use domain::Product::{Documents, Invoicing, User};
use domain::cart::Cart;
use domain::grant::{Permission, UserForm};
use domain::id::{OrderId, PanelUserId};
use rstest::rstest;
use services::panel::users::{create, list};
use services::panel::{ServiceAccess, agenda};
use services::testing::{Customer, Engine, a_customer, day};
use services::{Context, digest};

use super::kinds::change_alike;
use super::{set_aside, spot};
use crate::panel::notices::{at, marco_signs_in_anew, told, wants_with};

const SPOILT: &str = "UPDATE panel_user SET permissions = 'nonsense' WHERE id = $1";

fn reading() -> Vec<String> {
    vec![Permission::MASTER.code()]
}

/// Somebody who wants the agenda on Mondays since a Sunday.
async fn anna(shop: &Context) -> (Customer, ServiceAccess) {
    shop.clock.set(at("2026-11-22T11:00:00Z"));
    let until = day("2028-04-14");
    let anna = a_customer().with_service_until(until).with(User, 3, until).create(shop).await;
    let owner = anna.in_panel(shop).await;
    wants_with(shop, &owner, "weekly", true).await;
    (anna, owner)
}

/// A user with a temporary password, which lapses on the Wednesday after.
async fn gives_a_password(shop: &Context, owner: &ServiceAccess, username: &str) -> PanelUserId {
    let email = format!("{username}@example.it");
    let user = UserForm { username: username.into(), email, permissions: reading() };
    create(shop, owner, &user).await.unwrap();
    let users = list(shop, owner).await.unwrap().users;
    users.into_iter().find(|user| user.username == username.to_uppercase()).unwrap().id
}

/// What stands in the agenda of the owner, in one text.
async fn shown(shop: &Context, owner: &ServiceAccess) -> String {
    let coming = agenda(shop, owner).await.unwrap();
    coming.into_iter().map(|one| one.what.title()).collect::<Vec<_>>().join("\n")
}

#[rstest]
#[tokio::test]
async fn permissions_that_cannot_be_read_keep_nobody_out_of_the_page(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, owner) = anna(&shop).await;
    gives_a_password(&shop, &owner, "giulia26").await;
    let marco = gives_a_password(&shop, &owner, "marco2026").await;
    let neri = anna.offers(&shop, "studioneri1", &reading()).await;
    anna.offers(&shop, "studioverdi1", &reading()).await;
    let all = ["GIULIA26", "MARCO2026", "STUDIONERI1", "STUDIOVERDI1"];
    let named = async || {
        let shown = shown(&shop, &owner).await;
        all.map(|name| shown.contains(name))
    };
    assert_eq!(named().await, [true; 4]);

    change_alike(&shop, marco.0, SPOILT).await;
    let spoilt = "UPDATE delegation SET permissions = 'nonsense' WHERE id = $1";
    change_alike(&shop, neri.0, spoilt).await;

    assert_eq!(named().await, [true; 4], "nobody asks what they may do");
    assert!(set_aside(&shop).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn permissions_that_cannot_be_read_keep_nobody_out_of_the_mail(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (_, owner) = anna(&shop).await;
    gives_a_password(&shop, &owner, "giulia26").await;
    let marco = gives_a_password(&shop, &owner, "marco2026").await;
    change_alike(&shop, marco.0, SPOILT).await;

    shop.clock.set(at("2026-11-23T06:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1);
    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "nothing of it waits");

    let told = told(&shop).await;
    let [(_, text)] = told.as_slice() else { panic!("{told:?}") };
    assert!(text.contains("GIULIA26") && text.contains("MARCO2026"), "{text}");
    assert!(set_aside(&shop).await.is_empty());
}

/// The lines of an order become those of this product.
async fn write_product(shop: &Context, order: OrderId, product: &'static str) {
    let mut tx = shop.db.write().await.unwrap();
    let written = "UPDATE order_line SET product = $2 WHERE order_id = $1";
    assert!(tx.sql(written).bind(order).bind(product).run().await.unwrap() > 0);
    tx.commit().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn an_agenda_that_cannot_be_read_at_all_keeps_no_notice_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, owner) = anna(&shop).await;
    anna.gives_a_seat(&shop, "marco2026", &reading()).await;
    marco_signs_in_anew(&shop).await;
    marco_signs_in_anew(&shop).await;
    gives_a_password(&shop, &owner, "giulia26").await;
    let cart = Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap();
    let order = anna.orders(&shop, cart).await.id;
    write_product(&shop, order, "nonsense").await;

    shop.clock.set(at("2026-11-23T06:00:00Z"));
    assert_eq!(digest::tell(&shop).await.unwrap(), 1);

    let told = told(&shop).await;
    let [(_, text)] = told.as_slice() else { panic!("{told:?}") };
    assert!(text.contains("Accesso da un nuovo dispositivo"), "{text}");
    assert!(!text.contains("GIULIA26"), "{text}");
    assert_eq!(set_aside(&shop).await, [spot("order_line", "product", order)]);
    write_product(&shop, order, Documents.code()).await;
    assert_eq!(digest::tell(&shop).await.unwrap(), 0, "its days count as told");
    assert!(shown(&shop, &owner).await.contains("GIULIA26"), "and stand on the page");
}
