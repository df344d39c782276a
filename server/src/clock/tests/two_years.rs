//! Two years of a shop, day by day: everything that a customer is written, everything that is
//! charged, and everything that a service becomes.

mod told;

use domain::Product::{Invoicing, User};
use domain::cart::{Cart, Change};
use domain::demo::{DemoMethod, DemoOutcome};
use domain::order::{Order, PaymentMethod};
use domain::party::PartyForm;
use domain::payment::PayWith;
use domain::renewal::Plan;
use domain::termination::When;
use rstest::rstest;
use services::demo::{self, film::film};
use services::payment::{self, SetupStarted};
use services::testing::store::{attempts, orders};
use services::testing::{Customer, Engine, a_customer, day};
use services::{Context, renewal, termination};

use self::told::TOLD;
use super::{Years, arrives};

/// The last day of everybody's service, unless a test says otherwise.
const EXPIRES: &str = "2027-04-14";

/// Somebody with Fatturazione Elettronica for another five months.
async fn a_company(ctx: &Context, name: &str) -> Customer {
    ending_on(ctx, name, EXPIRES).await
}

async fn ending_on(ctx: &Context, name: &str, expires: &str) -> Customer {
    a_customer().called(name).with_service_until(day(expires)).create(ctx).await
}

/// The service of somebody renews by itself from now on, with a card that behaves like this.
async fn lets_it_renew(ctx: &Context, who: &Customer, method: DemoMethod) {
    let added = payment::add_method(ctx, who.account, PaymentMethod::Card, None).await;
    let SetupStarted { id, .. } = added.unwrap();
    demo::choose_method(ctx, id, Some(method)).await.unwrap();
    payment::come_back_from_setup(ctx, who.account, id).await.unwrap();
    let (mut known, _) = payment::methods_of(ctx, who.account).await.unwrap();
    renewal::turn_on(ctx, who.account, known.remove(0).id, 1).await.unwrap();
}

async fn orders_its_renewal(ctx: &Context, who: &Customer) -> Order {
    let cart = renewal::start(ctx, who.account, 1, &Plan::default()).await.unwrap().cart;
    who.orders(ctx, cart).await
}

/// Somebody pays the order that waits on the page of the provider, and it goes well.
async fn pays_by_card(ctx: &Context, who: &Customer) {
    let mut tx = ctx.db.read().await.unwrap();
    let order = orders::pending(&mut tx, who.account).await.unwrap().unwrap();
    drop(tx);
    let with = PayWith { method: PaymentMethod::Card, stored: None };
    payment::pay(ctx, who.account, order.number, with).await.unwrap();
    let mut tx = ctx.db.read().await.unwrap();
    let attempt = attempts::live(&mut tx, order.id).await.unwrap().unwrap();
    drop(tx);
    demo::choose(ctx, attempt.id, DemoOutcome::Succeeds).await.unwrap();
    payment::come_back(ctx, who.account, order.number).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn two_years_of_a_shop(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let years = Years::of(engine).await;
    let shop = &years.shop;
    let by_hand = a_company(shop, "mano").await;
    let works = a_company(shop, "carta").await;
    lets_it_renew(shop, &works, DemoMethod::Pays).await;
    let refused = a_company(shop, "rifiutata").await;
    lets_it_renew(shop, &refused, DemoMethod::IsRefused).await;
    let confirmed = a_company(shop, "conferma").await;
    lets_it_renew(shop, &confirmed, DemoMethod::WantsConfirmation).await;
    let off = a_company(shop, "spento").await;
    lets_it_renew(shop, &off, DemoMethod::Pays).await;
    let late = a_company(shop, "tardi").await;
    let leap = ending_on(shop, "bisestile", "2028-02-29").await;
    ending_on(shop, "gennaio", "2027-01-31").await;
    let gives_up = a_company(shop, "disdetta").await;
    let fewer = a_customer().called("meno").with_service_until(day(EXPIRES));
    let fewer = fewer.with(User, 3, day(EXPIRES)).create(shop).await;
    lets_it_renew(shop, &fewer, DemoMethod::Pays).await;

    years.pass_until("2027-03-20").await;
    renewal::turn_off(shop, off.account).await.unwrap();
    termination::ask(shop, gives_up.account, When::Now, true, "").await.unwrap();
    renewal::plan(shop, fewer.account, Change::SetQuantity(User, 1)).await.unwrap();
    years.pass_until("2027-04-01").await;
    let renewal_by_hand = orders_its_renewal(shop, &by_hand).await;
    termination::take_back(shop, gives_up.account).await.unwrap();
    years.pass_until("2027-04-05").await;
    arrives(shop, &renewal_by_hand).await;
    years.pass_until("2027-04-10").await;
    pays_by_card(shop, &confirmed).await;
    termination::ask(shop, gives_up.account, When::Now, true, "").await.unwrap();
    years.pass_until("2027-04-12").await;
    let deferred = orders_its_renewal(shop, &late).await;
    let wish = termination::to_confirm(shop).await.unwrap().remove(0).id;
    termination::confirm(shop, wish, "rosa").await.unwrap();
    years.pass_until("2027-05-03").await;
    arrives(shop, &deferred).await;
    let party = PartyForm { business_name: "nuova".into(), ..gives_up.party.clone() };
    let again = a_customer().called("nuova").being(party).with_holder().create(shop).await;
    arrives(shop, &again.orders(shop, Cart::first_purchase(Invoicing, 1)).await).await;
    years.pass_until("2027-08-01").await;
    let party = PartyForm { business_name: "erede".into(), ..off.party.clone() };
    let heir = a_customer().called("erede").being(party).with_holder().create(shop).await;
    arrives(shop, &heir.orders(shop, Cart::first_purchase(Invoicing, 1)).await).await;
    years.pass_until("2028-02-20").await;
    let leap = orders_its_renewal(shop, &leap).await;
    arrives(shop, &leap).await;
    years.pass_until("2028-11-22").await;

    for (name, happened) in TOLD {
        assert_eq!(years.told_of(name).await, happened, "{name}");
    }
    let all = film(shop, 10_000).await.unwrap().len();
    let known = TOLD.iter().map(|(_, happened)| happened.len()).sum::<usize>();
    assert_eq!(all, known, "nothing else has happened");
}
