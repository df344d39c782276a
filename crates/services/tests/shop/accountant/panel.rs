//! An accountant inside the panel of a customer: what is given, and what never is.

use chrono::TimeDelta;
use domain::Product;
use domain::delegation::OfferForm;
use domain::grant::{Grant, Part, Permission, Right, UserForm};
use domain::id::SubscriptionId;
use domain::termination::When;
use rstest::rstest;
use services::panel::{
    Access, ServiceAccess, delegations, open_cart, open_delegated, open_renewal, users,
};
use services::second_factor::Owner;
use services::testing::{Accountant, Customer, Engine, a_customer, day};
use services::{Context, Error, Result, termination};

const UNTIL: &str = "2027-04-14";

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

async fn with_documents(shop: &Context) -> Customer {
    let until = day(UNTIL);
    a_customer().with_service_until(until).with(Product::Documents, 1, until).create(shop).await
}

async fn inside(shop: &Context, verdi: &Accountant, customer: &Customer) -> ServiceAccess {
    match verdi.panel(shop, customer).await {
        Access::Open(access) => *access,
        other => panic!("{other:?}"),
    }
}

async fn is_out(shop: &Context, verdi: &Accountant, customer: &Customer) -> bool {
    matches!(verdi.panel(shop, customer).await, Access::Ended)
}

fn is_not_allowed<T>(outcome: Result<T>) -> bool {
    matches!(outcome, Err(Error::NotAllowed))
}

#[rstest]
#[tokio::test]
async fn the_panel_is_open_while_it_is_delegated_and_for_what_was_given(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (with_documents(&shop).await, with_documents(&shop).await);
    let owner = anna.in_panel(&shop).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let write = Permission::new(Part::Documents, Right::Write).unwrap();

    assert!(is_out(&shop, &verdi, &anna).await, "nothing was offered");
    let given = codes(&["invoicing_read", "documents_write"]);
    let id = anna.offers(&shop, "studioverdi1", &given).await;
    assert!(is_out(&shop, &verdi, &anna).await, "it was not accepted");
    services::accountant::accept(&shop, &verdi.pass(), id).await.unwrap();

    let access = inside(&shop, &verdi, &anna).await;
    assert!(matches!(access.grant(), Grant::Accountant(_)));
    assert_eq!(access.username(), "STUDIOVERDI1");
    assert!(access.may(Permission::MASTER) && access.may(write));
    assert!(!access.may(Permission::new(Part::Invoicing, Right::Write).unwrap()));
    assert!(is_out(&shop, &verdi, &bruno).await, "the panel of another service is not there");
    let nowhere = SubscriptionId(shop.new_id());
    let unknown = open_delegated(&shop, &verdi.pass(), nowhere).await.unwrap();
    assert!(matches!(unknown, Access::Ended));

    delegations::change(&shop, &owner, id, &codes(&["invoicing_read"])).await.unwrap();
    assert!(!inside(&shop, &verdi, &anna).await.may(write), "it works at once");
    delegations::end(&shop, &owner, id).await.unwrap();
    assert!(is_out(&shop, &verdi, &anna).await, "it is over at once");
}

#[rstest]
#[tokio::test]
async fn an_accountant_never_buys_and_sees_nothing_of_the_owners(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let until = day(UNTIL);
    let anna = a_customer().with_service_until(until).with(Product::User, 1, until);
    let anna = anna.create(&shop).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let everything: Vec<_> = Permission::all().map(Permission::code).collect();
    let id = anna.delegates(&shop, &verdi, &everything).await;
    let access = inside(&shop, &verdi, &anna).await;

    assert!(!access.is_owner());
    assert!(Owner::panel(&access).is_none(), "their second factor is not one of this panel");
    assert!(is_not_allowed(open_cart(&shop, &access, Product::Documents).await));
    assert!(is_not_allowed(open_renewal(&shop, &access).await));
    assert!(is_not_allowed(users::list(&shop, &access).await));
    let user = UserForm { username: "giulia2026".into(), ..UserForm::default() };
    assert!(is_not_allowed(users::create(&shop, &access, &user).await));
    assert!(is_not_allowed(delegations::list(&shop, &access).await));
    assert!(is_not_allowed(delegations::delegate(&shop, &access, id).await));
    let offer = OfferForm { username: "studioneri1".into(), permissions: everything.clone() };
    assert!(is_not_allowed(delegations::offer(&shop, &access, &offer).await));
    assert!(is_not_allowed(delegations::change(&shop, &access, id, &everything).await));
    assert!(is_not_allowed(delegations::end(&shop, &access, id).await));

    // The seat is free as before.
    let owner = anna.in_panel(&shop).await;
    assert_eq!(users::list(&shop, &owner).await.unwrap().seats.used, 0);
}

#[rstest]
#[tokio::test]
async fn what_was_opened_before_the_end_writes_nothing_after_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_documents(&shop).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let id = anna.delegates(&shop, &verdi, &codes(&["invoicing_read"])).await;
    let open = inside(&shop, &verdi, &anna).await;

    services::accountant::end(&shop, &verdi.pass(), id).await.unwrap();

    // It looks again before it writes, and finds nobody.
    assert!(is_not_allowed(open_cart(&shop, &open, Product::Documents).await));
    assert!(is_out(&shop, &verdi, &anna).await);
}

#[rstest]
#[tokio::test]
async fn a_delegation_ends_with_its_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (anna, bruno) = (with_documents(&shop).await, with_documents(&shop).await);
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    for customer in [&anna, &bruno] {
        customer.delegates(&shop, &verdi, &codes(&["invoicing_read"])).await;
    }
    let service = anna.service(&shop).await.unwrap().id;

    termination::ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    let wish = termination::to_confirm(&shop).await.unwrap()[0].id;
    termination::confirm(&shop, wish, "rosa").await.unwrap();
    let over = open_delegated(&shop, &verdi.pass(), service).await.unwrap();
    assert!(matches!(over, Access::Ended), "given up");

    let left = shop.clock.today();
    shop.clock.advance(TimeDelta::days((day(UNTIL) - left).num_days() + 1));
    let access = inside(&shop, &verdi, &bruno).await;
    assert!(access.may(Permission::MASTER), "what is `Scaduto` is for reading");
    assert!(!access.may(Permission::new(Part::Invoicing, Right::Write).unwrap()));
    shop.clock.advance(TimeDelta::days(91));
    assert!(is_out(&shop, &verdi, &bruno).await, "its days of consultation are over");
    assert!(services::accountant::home(&shop, verdi.id).await.unwrap().clients.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_panel_that_is_not_configured_is_not_open_to_an_accountant_either(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_documents(&shop).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let everything: Vec<_> = Permission::all().map(Permission::code).collect();
    anna.delegates(&shop, &verdi, &everything).await;

    anna.before_configuration(&shop).await;

    match verdi.panel(&shop, &anna).await {
        Access::ToConfigure(access) => {
            assert!(!access.is_owner(), "they wait, like additional users");
        }
        other => panic!("{other:?}"),
    }
}
