//! `Gestisci`: one service, and what has happened to it.

use chrono::TimeDelta;
use domain::Product;
use domain::cart::Cart;
use domain::id::SubscriptionId;
use domain::order::{OrderKind, PaymentMethod};
use domain::party::{Contact, ContactForm};
use domain::recovery::Whose;
use domain::renewal::Plan;
use domain::termination::When;
use domain::timeline::{By, Change, Deed, Event};
use rstest::rstest;
use services::account::{self, OwnFilter, own_orders, save_contact};
use services::payment::register_payment;
use services::testing::{Engine, PASSWORD, a_customer, day, the_payment_of};
use services::timeline::PAGE;
use services::{Context, Error, office, order, panel, renewal, termination};

/// Everything that has happened to a service, read page by page.
async fn whole(
    shop: &Context,
    customer: &services::testing::Customer,
    id: SubscriptionId,
) -> Vec<Event> {
    let mut all = Vec::new();
    let mut before = None;
    loop {
        let page = account::service(shop, customer.account, id, before).await.unwrap().timeline;
        assert!(page.events.len() <= PAGE);
        all.extend(page.events);
        match page.next {
            Some(next) => before = Some(next),
            None => return all,
        }
    }
}

fn is_mail(event: &Event) -> bool {
    matches!(event.deed, Deed::Mailed(..))
}

#[rstest]
#[tokio::test]
async fn what_is_bought_added_and_changed_is_told_the_newest_first_and_by_whom(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let first = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    shop.clock.advance(chrono::TimeDelta::hours(1));
    register_payment(&shop, &the_payment_of(&shop, &first)).await.unwrap();
    let id = anna.service(&shop).await.unwrap().id;
    shop.clock.advance(chrono::TimeDelta::days(90));
    let users = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 2, &[]).unwrap();
    let second = anna.orders(&shop, users.choose_extension(true)).await;
    shop.clock.advance(chrono::TimeDelta::hours(1));
    register_payment(&shop, &the_payment_of(&shop, &second)).await.unwrap();
    shop.clock.advance(chrono::TimeDelta::hours(1));
    termination::ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    shop.clock.advance(chrono::TimeDelta::hours(1));
    termination::take_back(&shop, anna.account).await.unwrap();

    let told = whole(&shop, &anna, id).await;

    let (numbers, expires) = ((first.number, second.number), day("2027-11-22"));
    let until = anna.service(&shop).await.unwrap().expires();
    let expected = [
        (Deed::TerminationTakenBack, By::Customer),
        (Deed::TerminationAsked(None), By::Customer),
        (Deed::Extended(numbers.1, 1, expires, until), By::Shop),
        (Deed::Activated(numbers.1, Product::User, 2, Some(until)), By::Shop),
        (Deed::Paid(numbers.1, PaymentMethod::BankTransfer, second.totals.due), By::Office(None)),
        (Deed::Ordered(numbers.1, OrderKind::AddOns, second.totals.due), By::Customer),
        (Deed::Activated(numbers.0, Product::Invoicing, 1, None), By::Shop),
        (Deed::Paid(numbers.0, PaymentMethod::BankTransfer, first.totals.due), By::Office(None)),
        (Deed::Ordered(numbers.0, OrderKind::FirstPurchase, first.totals.due), By::Customer),
    ];
    let facts: Vec<_> = told
        .iter()
        .filter(|event| !is_mail(event))
        .map(|it| (it.deed.clone(), it.by.clone()))
        .collect();
    assert_eq!(facts, expected);
    assert!(told.windows(2).all(|pair| pair[0].at >= pair[1].at), "the newest first");
    let subjects: Vec<&str> = told
        .iter()
        .filter_map(|event| match &event.deed {
            Deed::Mailed(subject, _) => Some(subject.as_str()),
            _ => None,
        })
        .collect();
    assert!(subjects.iter().any(|subject| subject.contains("Conferma pagamento")), "{subjects:?}");
    assert!(subjects.len() >= 7, "what was ordered, paid, activated and asked: {subjects:?}");
}

#[rstest]
#[tokio::test]
async fn a_disdetta_is_told_with_the_day_for_which_it_was_asked(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let id = anna.service(&shop).await.unwrap().id;
    let hour = chrono::TimeDelta::hours(1);
    let asks = async |when| {
        shop.clock.advance(hour);
        termination::ask(&shop, anna.account, when, true, "").await.unwrap();
    };
    let takes_back = async || {
        shop.clock.advance(hour);
        termination::take_back(&shop, anna.account).await.unwrap();
    };
    asks(When::AtExpiry).await;
    takes_back().await;
    shop.clock.advance(hour);
    let open = renewal::start(&shop, anna.account, 1, &Plan::default()).await.unwrap();
    let order = anna.orders(&shop, open.cart).await;
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
    asks(When::AtExpiry).await;
    takes_back().await;
    asks(When::Now).await;

    let told = whole(&shop, &anna, id).await;
    let asked = told.iter().filter_map(|event| match event.deed {
        Deed::TerminationAsked(day) => Some(day),
        _ => None,
    });
    let days = [None, Some(day("2028-04-14")), Some(day("2027-04-14"))];
    assert_eq!(asked.collect::<Vec<_>>(), days, "that of then, though the expiry has moved");
}

#[rstest]
#[tokio::test]
async fn the_office_reads_who_of_it_did_something_and_the_customer_only_that_it_was_the_office(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let first = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &first)).await.unwrap();
    let id = anna.service(&shop).await.unwrap().id;
    termination::ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    let wish = termination::to_confirm(&shop).await.unwrap().remove(0).id;
    termination::confirm(&shop, wish, "rosa").await.unwrap();

    let seen = office::service(&shop, id, None).await.unwrap();
    let own = account::service(&shop, anna.account, id, None).await.unwrap();

    let by = |events: &[Event]| {
        let of_office = |event: &&Event| matches!(event.by, By::Office(_));
        events.iter().filter(of_office).map(|event| event.by.clone()).collect::<Vec<_>>()
    };
    assert_eq!(by(&seen.timeline.events), vec![By::Office(Some("rosa".into())); 2]);
    assert_eq!(by(&own.timeline.events), vec![By::Office(None); 2]);
    assert_eq!(own.closed_on, Some(shop.today()), "what is over can still be looked at");
    assert!(own.renewal.is_none() && !own.standing.can_be_renewed());
}

#[rstest]
#[tokio::test]
async fn a_service_that_is_over_says_since_when_and_announces_no_disdetta(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-12-15")).create(&shop).await;
    let id = anna.service(&shop).await.unwrap().id;
    termination::ask(&shop, anna.account, When::Now, true, "").await.unwrap();
    let asked = account::area(&shop, anna.account).await.unwrap().termination;
    assert_eq!(asked, Some((shop.today(), When::Now)));

    shop.clock.advance(TimeDelta::days(200));
    let over = account::area(&shop, anna.account).await.unwrap();
    assert!(over.subscription.is_some() && over.former.is_empty(), "nobody has closed it");
    assert_eq!(over.termination, None);
    assert_eq!(account::service(&shop, anna.account, id, None).await.unwrap().termination, None);

    // Somebody else buys, which closes what is over.
    let bruno = a_customer().with_holder().create(&shop).await;
    let first = bruno.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &first)).await.unwrap();
    let closed = account::area(&shop, anna.account).await.unwrap();
    let since = day("2027-03-16");
    assert_eq!(closed.former.iter().map(|it| it.closed_on).collect::<Vec<_>>(), [since]);
    let own = account::service(&shop, anna.account, id, None).await.unwrap();
    assert_eq!((own.closed_on, own.termination), (Some(since), None));
}

#[rstest]
#[tokio::test]
async fn what_no_other_row_remembers_is_noted_with_its_hand(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let id = anna.service(&shop).await.unwrap().id;
    let moved = ContactForm {
        street: "Via Nuova 7".into(),
        postal_code: "50123".into(),
        city: "Firenze".into(),
        province: "FI".into(),
        phone: "055 654321".into(),
    };
    assert!(Contact::check(&moved).is_ok());
    save_contact(&shop, anna.account, Whose::Holder, &moved).await.unwrap();
    shop.clock.advance(chrono::TimeDelta::hours(1));
    let form = services::password::PasswordForm {
        current: PASSWORD.into(),
        new: "Girasole!2027".into(),
        again: "Girasole!2027".into(),
    };
    panel::change_password(&shop, anna.panel_user.unwrap(), &form).await.unwrap();

    let told = whole(&shop, &anna, id).await;

    let username = format!("BT{}", anna.party.vat_number);
    let facts: Vec<_> = told.into_iter().map(|it| (it.deed, it.by)).collect();
    assert_eq!(
        facts,
        [
            (Deed::Changed(Change::PanelPassword), By::PanelUser(username)),
            (Deed::Changed(Change::ContactMoved), By::Customer),
        ]
    );
}

#[rstest]
#[tokio::test]
async fn pages_of_what_has_happened_leave_nothing_out_and_say_nothing_twice(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let id = anna.service(&shop).await.unwrap().id;
    // Everything of one order happens at one moment.
    for _ in 0..7 {
        let users = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
        let ordered = anna.orders(&shop, users).await;
        order::cancel(&shop, anna.account, ordered.number).await.unwrap();
    }

    let told = whole(&shop, &anna, id).await;

    let cancelled = told.iter().filter(|event| matches!(event.deed, Deed::Cancelled(_))).count();
    let ordered = told.iter().filter(|event| matches!(event.deed, Deed::Ordered(..))).count();
    assert_eq!((ordered, cancelled), (7, 7));
    assert!(told.len() > 2 * PAGE, "several pages: {}", told.len());
    let mails: Vec<_> = told.iter().filter(|event| is_mail(event)).collect();
    assert_eq!(mails.len() + 14, told.len(), "nothing twice");
}

#[rstest]
#[tokio::test]
async fn somebody_elses_service_does_not_exist(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let bruno = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let id = bruno.service(&shop).await.unwrap().id;

    let looked = account::service(&shop, anna.account, id, None).await;
    let none = account::service(&shop, anna.account, SubscriptionId(shop.new_id()), None).await;

    assert!(matches!(looked, Err(Error::NotFound("service"))), "{looked:?}");
    assert!(matches!(none, Err(Error::NotFound("service"))), "{none:?}");
}

#[rstest]
#[tokio::test]
async fn orders_are_narrowed_and_paged_by_their_number(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let id = anna.service(&shop).await.unwrap().id;
    let mut numbers = Vec::new();
    for turn in 0..12 {
        if turn == 6 {
            shop.clock.advance(chrono::TimeDelta::days(60));
        }
        let users = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
        let ordered = anna.orders(&shop, users).await;
        numbers.insert(0, ordered.number);
        if turn < 11 {
            order::cancel(&shop, anna.account, ordered.number).await.unwrap();
        }
    }
    let somebody = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let users = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    somebody.orders(&shop, users).await;
    let look = async |filter: OwnFilter| {
        let page = own_orders(&shop, anna.account, &filter).await.unwrap();
        let found: Vec<i64> = page.orders.iter().map(|order| order.number).collect();
        (found, page)
    };
    let all = OwnFilter::default();

    let (newest, first) = look(all).await;
    let (oldest, last) = look(OwnFilter { from: first.next, ..all }).await;
    let (unpaid, _) = look(OwnFilter { pile: Some(domain::order::Pile::ToCollect), ..all }).await;
    let (of_2026, _) = look(OwnFilter { year: Some(2026), ..all }).await;
    let (of_service, _) = look(OwnFilter { service: Some(id), ..all }).await;
    let (of_nothing, _) = look(OwnFilter { year: Some(2019), ..all }).await;

    assert_eq!([newest.as_slice(), oldest.as_slice()].concat(), numbers);
    assert!(first.is_first && first.previous.is_none());
    assert!(!last.is_first && last.next.is_none(), "{last:?}");
    assert_eq!(first.choices.years, [2027, 2026]);
    assert_eq!(first.choices.services.len(), 1);
    assert_eq!(unpaid, numbers[..1]);
    assert_eq!(of_2026, numbers[6..]);
    assert_eq!(of_service, numbers[..10]);
    assert!(of_nothing.is_empty());
}
