//! The seats of a panel: one user each, and who goes first where there are fewer of them.

use chrono::TimeDelta;
use domain::Product;
use domain::RuleError;
use domain::cart::{CartError, Change};
use domain::grant::{GrantError, UserState};
use domain::sign_in::SignInError;
use rstest::rstest;
use services::Error;
use services::panel::users::{create, leave, list, user};
use services::panel::{Access, open, sign_in};
use services::renewal::{plan, renewal};
use services::testing::{Engine, a_browser, a_customer, day};

use super::{OWN, UNTIL, entered, form, is_not_allowed, marco, why, with_seats};

#[rstest]
#[tokio::test]
async fn fifty_presses_for_one_free_seat_make_one_user(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_seats(&shop, 1).await;
    let owner = anna.in_panel(&shop).await;

    let mut presses = tokio::task::JoinSet::new();
    for number in 0..50 {
        let (shop, owner) = (shop.clone(), owner.clone());
        presses.spawn(async move {
            create(&shop, &owner, &form(&format!("collega{number:02}"), &["invoicing_read"])).await
        });
    }
    let outcomes = presses.join_all().await;

    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(list(&shop, &owner).await.unwrap().users.len(), 1);
    let again = why(create(&shop, &owner, &form("collega99", &["invoicing_read"])).await);
    assert_eq!(again, RuleError::Grant(GrantError::NoSeat));
}

#[rstest]
#[tokio::test]
async fn a_seat_whose_term_is_over_keeps_its_user_out_and_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let soon = shop.today() + TimeDelta::days(1);
    let anna = a_customer().with_service_until(day(UNTIL)).with(Product::User, 1, soon);
    let anna = anna.create(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let (id, _) = marco(&shop, &owner).await;
    let signed = sign_in(&shop, &a_browser(), "MARCO2026", OWN).await.unwrap();

    shop.clock.advance(TimeDelta::days(2));

    assert!(matches!(open(&shop, signed.user, &signed.mark).await.unwrap(), Access::Ended));
    assert_eq!(
        why(sign_in(&shop, &a_browser(), "MARCO2026", OWN).await),
        RuleError::SignIn(SignInError::SeatRests)
    );
    let owner = anna.in_panel(&shop).await;
    assert_eq!(user(&shop, &owner, id).await.unwrap().state, UserState::Resting);
}

#[rstest]
#[tokio::test]
async fn whoever_fills_many_seats_waits_for_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_seats(&shop, 15).await;
    let owner = anna.in_panel(&shop).await;

    for number in 0..15 {
        let form = form(&format!("collega{number:02}"), &["invoicing_read"]);
        create(&shop, &owner, &form).await.unwrap();
    }
}

#[rstest]
#[tokio::test]
async fn the_owner_picks_who_leaves_before_a_renewal_with_fewer_seats_and_can_undo_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = with_seats(&shop, 2).await;
    let owner = anna.in_panel(&shop).await;
    let (marco, access) = marco(&shop, &owner).await;
    create(&shop, &owner, &form("giulia2026", &["invoicing_read"])).await.unwrap();
    let one = Change::SetQuantity(Product::User, 1);
    let planned = async || {
        let page = renewal(&shop, anna.account).await.unwrap().unwrap();
        page.plan.to_string()
    };

    let in_place = why(plan(&shop, anna.account, one).await);
    assert_eq!(in_place, RuleError::Cart(CartError::UsersInPlace { used: 2 }));
    for _ in 0..2 {
        leave(&shop, &owner, marco, true).await.unwrap();
    }
    plan(&shop, anna.account, one).await.unwrap();
    assert_eq!(planned().await, "UT-1");
    entered(&shop).await;

    leave(&shop, &owner, marco, false).await.unwrap();
    assert_eq!(planned().await, "UT-2", "both keep their seats, whatever was planned");
    let users = list(&shop, &owner).await.unwrap().users;
    assert!(users.iter().all(|user| !user.leaves));

    assert!(is_not_allowed(leave(&shop, &access, marco, true).await));
    let bruno = with_seats(&shop, 1).await.in_panel(&shop).await;
    assert!(matches!(leave(&shop, &bruno, marco, true).await, Err(Error::NotFound(_))));
}

#[rstest]
#[tokio::test]
async fn whoever_was_picked_rests_first_and_comes_back_with_everything(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (soon, until) = (shop.today() + TimeDelta::days(1), day(UNTIL));
    let anna = a_customer().with_service_until(until).with(Product::User, 1, soon);
    let anna = anna.with(Product::User, 1, until).create(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let (marco, _) = marco(&shop, &owner).await;
    create(&shop, &owner, &form("giulia2026", &["invoicing_read"])).await.unwrap();
    leave(&shop, &owner, marco, true).await.unwrap();

    shop.clock.advance(TimeDelta::days(2));

    let owner = anna.in_panel(&shop).await;
    let rests = RuleError::SignIn(SignInError::SeatRests);
    assert_eq!(why(sign_in(&shop, &a_browser(), "MARCO2026", OWN).await), rests);
    let states = list(&shop, &owner).await.unwrap().users;
    let states: Vec<_> = states.iter().map(|user| (&*user.username, user.state)).collect();
    let giulia = ("GIULIA2026", UserState::Invited);
    assert_eq!(states, [giulia, ("MARCO2026", UserState::Resting)], "made before, and picked");

    leave(&shop, &owner, marco, false).await.unwrap();
    assert!(sign_in(&shop, &a_browser(), "MARCO2026", OWN).await.is_ok());
    let states = list(&shop, &owner).await.unwrap().users;
    assert_eq!(states[1].state, UserState::Resting, "then the newest rests");
}
