//! Two years of a shop, day by day: everything that a customer is written, everything that is
//! charged, and everything that a service becomes. The days pass as those of a demonstration do, with
//! every job of the table.

use chrono::NaiveDateTime;
use domain::Product::{Invoicing, User};
use domain::calendar::add_months;
use domain::cart::{Cart, Change};
use domain::demo::{DemoMethod, DemoOutcome};
use domain::order::{Order, PaymentMethod};
use domain::party::PartyForm;
use domain::payment::PayWith;
use domain::renewal::Plan;
use domain::termination::When;
use platform::clock::moment_of;
use rstest::rstest;
use services::demo::{self, film::film};
use services::payment::{self, SetupStarted};
use services::testing::store::{attempts, orders};
use services::testing::{Customer, Engine, TestContext, a_customer, day, the_payment_of};
use services::{Context, ports::Mailer, renewal, termination};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{move_on, told};
use crate::jobs::Tools;

/// The last day of everybody's service, unless a test says otherwise.
const EXPIRES: &str = "2027-04-14";

/// A demonstration whose days pass. It begins at midday of 22 November 2026.
struct Years {
    shop: TestContext,
    tools: Tools,
}

impl Years {
    async fn of(engine: Engine) -> Self {
        let shop = engine.fresh_context_with(demo::settings()).await;
        let mailer = Mailer::mailbox(shop.db.clone());
        let (services, stopping) = (shop.clone(), CancellationToken::new());
        let tools = Tools { services, mailer, stopping, server: Uuid::new_v4() };
        Self { shop, tools }
    }

    /// Every day up to this one passes.
    async fn pass_until(&self, last: &str) {
        let days = (day(last) - self.shop.today()).num_days();
        move_on(&self.tools, u32::try_from(days).unwrap()).await.unwrap();
    }

    /// All that happened to somebody, in its order.
    async fn told_of(&self, name: &str) -> Vec<String> {
        let (to, of) = (format!(" to {name}@example.it"), format!(" of {name}"));
        let mut scenes = film(&self.shop, 10_000).await.unwrap();
        scenes.reverse();
        let lines = scenes.iter().map(told);
        lines
            .filter_map(|line| {
                let line = line.strip_suffix(&to).or_else(|| line.strip_suffix(&of))?;
                Some(line.to_owned())
            })
            .collect()
    }
}

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

async fn arrives(ctx: &Context, order: &Order) {
    payment::register_payment(ctx, &the_payment_of(ctx, order)).await.unwrap();
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

/// Everything that happens to each of them, by the name of the company.
const TOLD: [(&str, &[&str]); 12] = [
    // It renews by hand, and a year later no more.
    (
        "mano",
        &[
            "2026-11-22 service active, ends 2027-04-14,",
            "2027-01-14 mail expiry_near",
            "2027-02-13 mail expiry_near",
            "2027-02-13 service near its expiry, ends 2027-04-14,",
            "2027-03-15 mail expiry_near",
            "2027-03-30 mail expiry_near",
            "2027-04-01 mail order_confirmation",
            "2027-04-01 mail how_to_pay",
            "2027-04-04 mail payment_reminder",
            "2027-04-05 mail service_renewed",
            "2027-04-05 mail payment_confirmed",
            "2027-04-05 service active, ends 2028-04-14,",
            "2028-01-15 mail expiry_near",
            "2028-02-14 mail expiry_near",
            "2028-02-14 service near its expiry, ends 2028-04-14,",
            "2028-03-15 mail expiry_near",
            "2028-03-30 mail expiry_near",
            "2028-04-07 mail expiry_near",
            "2028-04-13 mail expiry_near",
            "2028-04-14 mail expiry_near",
            "2028-04-15 mail expiry_passed",
            "2028-04-15 service expired, ends 2028-04-14,",
            "2028-05-14 mail expiry_passed",
            "2028-06-13 mail expiry_passed",
            "2028-07-03 mail expiry_passed",
            "2028-07-14 service over, ends 2028-04-14,",
        ],
    ),
    // It renews by itself.
    (
        "carta",
        &[
            "2026-11-22 mail method_stored",
            "2026-11-22 mail renewal_turned_on",
            "2026-11-22 service active, ends 2027-04-14,",
            "2027-02-13 service near its expiry, ends 2027-04-14,",
            "2027-03-15 mail charge_near",
            "2027-04-06 mail charge_near",
            "2027-04-07 charge 36.60 paid",
            "2027-04-07 mail service_renewed",
            "2027-04-07 mail payment_confirmed",
            "2027-04-07 service active, ends 2028-04-14,",
            "2028-02-14 service near its expiry, ends 2028-04-14,",
            "2028-03-15 mail charge_near",
            "2028-04-06 mail charge_near",
            "2028-04-07 charge 36.60 paid",
            "2028-04-07 mail service_renewed",
            "2028-04-07 mail payment_confirmed",
            "2028-04-07 service active, ends 2029-04-14,",
        ],
    ),
    // It has a card that is refused.
    (
        "rifiutata",
        &[
            "2026-11-22 mail method_stored",
            "2026-11-22 mail renewal_turned_on",
            "2026-11-22 service active, ends 2027-04-14,",
            "2027-02-13 service near its expiry, ends 2027-04-14,",
            "2027-03-15 mail charge_near",
            "2027-04-06 mail charge_near",
            "2027-04-07 charge 36.60 refused",
            "2027-04-07 mail renewal_not_collected",
            "2027-04-09 charge 36.60 refused",
            "2027-04-09 mail renewal_not_collected",
            "2027-04-10 mail payment_reminder",
            "2027-04-11 charge 36.60 refused",
            "2027-04-11 mail renewal_not_collected",
            "2027-04-13 charge 36.60 refused",
            "2027-04-13 mail renewal_not_collected",
            "2027-04-15 service expired, ends 2027-04-14,",
            "2027-04-17 mail payment_reminder",
            "2027-04-27 mail payment_reminder",
            "2027-05-08 mail order_cancelled",
            "2027-05-14 mail expiry_passed",
            "2027-06-13 mail expiry_passed",
            "2027-07-03 mail expiry_passed",
            "2027-07-14 service over, ends 2027-04-14,",
        ],
    ),
    // It has a bank that asks: confirmed in the first year, not in the second.
    (
        "conferma",
        &[
            "2026-11-22 mail method_stored",
            "2026-11-22 mail renewal_turned_on",
            "2026-11-22 service active, ends 2027-04-14,",
            "2027-02-13 service near its expiry, ends 2027-04-14,",
            "2027-03-15 mail charge_near",
            "2027-04-06 mail charge_near",
            "2027-04-07 charge 36.60 given up",
            "2027-04-07 mail renewal_wants_customer",
            "2027-04-10 mail payment_reminder",
            "2027-04-10 charge 36.60 paid",
            "2027-04-10 mail service_renewed",
            "2027-04-10 mail payment_confirmed",
            "2027-04-10 mail method_stored",
            "2027-04-10 service active, ends 2028-04-14,",
            "2028-02-14 service near its expiry, ends 2028-04-14,",
            "2028-03-15 mail charge_near",
            "2028-04-06 mail charge_near",
            "2028-04-07 charge 36.60 given up",
            "2028-04-07 mail renewal_wants_customer",
            "2028-04-10 mail payment_reminder",
            "2028-04-15 service expired, ends 2028-04-14,",
            "2028-04-17 mail payment_reminder",
            "2028-04-27 mail payment_reminder",
            "2028-05-08 mail order_cancelled",
            "2028-05-14 mail expiry_passed",
            "2028-06-13 mail expiry_passed",
            "2028-07-03 mail expiry_passed",
            "2028-07-14 service over, ends 2028-04-14,",
        ],
    ),
    // It turns the automatic renewal off.
    (
        "spento",
        &[
            "2026-11-22 mail method_stored",
            "2026-11-22 mail renewal_turned_on",
            "2026-11-22 service active, ends 2027-04-14,",
            "2027-02-13 service near its expiry, ends 2027-04-14,",
            "2027-03-15 mail charge_near",
            "2027-03-20 mail renewal_turned_off",
            "2027-03-30 mail expiry_near",
            "2027-04-07 mail expiry_near",
            "2027-04-13 mail expiry_near",
            "2027-04-14 mail expiry_near",
            "2027-04-15 mail expiry_passed",
            "2027-04-15 service expired, ends 2027-04-14,",
            "2027-05-14 mail expiry_passed",
            "2027-06-13 mail expiry_passed",
            "2027-07-03 mail expiry_passed",
            "2027-07-14 service over, ends 2027-04-14,",
            // Of the heir, who has come the day before.
            "2027-08-02 mail numbers_registered",
        ],
    ),
    // It orders in time and pays in the days of consultation.
    (
        "tardi",
        &[
            "2026-11-22 service active, ends 2027-04-14,",
            "2027-01-14 mail expiry_near",
            "2027-02-13 mail expiry_near",
            "2027-02-13 service near its expiry, ends 2027-04-14,",
            "2027-03-15 mail expiry_near",
            "2027-03-30 mail expiry_near",
            "2027-04-07 mail expiry_near",
            "2027-04-12 mail order_confirmation",
            "2027-04-12 mail how_to_pay",
            "2027-04-15 mail payment_reminder",
            "2027-04-15 service expired, ends 2027-04-14,",
            "2027-04-22 mail payment_reminder",
            "2027-05-02 mail payment_reminder",
            "2027-05-03 mail service_renewed",
            "2027-05-03 mail payment_confirmed",
            "2027-05-03 service active, ends 2028-04-14,",
            "2028-01-15 mail expiry_near",
            "2028-02-14 mail expiry_near",
            "2028-02-14 service near its expiry, ends 2028-04-14,",
            "2028-03-15 mail expiry_near",
            "2028-03-30 mail expiry_near",
            "2028-04-07 mail expiry_near",
            "2028-04-13 mail expiry_near",
            "2028-04-14 mail expiry_near",
            "2028-04-15 mail expiry_passed",
            "2028-04-15 service expired, ends 2028-04-14,",
            "2028-05-14 mail expiry_passed",
            "2028-06-13 mail expiry_passed",
            "2028-07-03 mail expiry_passed",
            "2028-07-14 service over, ends 2028-04-14,",
        ],
    ),
    // It ends on a 29 February.
    (
        "bisestile",
        &[
            "2026-11-22 service active, ends 2028-02-29,",
            "2027-12-01 mail expiry_near",
            "2027-12-31 mail expiry_near",
            "2027-12-31 service near its expiry, ends 2028-02-29,",
            "2028-01-30 mail expiry_near",
            "2028-02-14 mail expiry_near",
            "2028-02-20 mail order_confirmation",
            "2028-02-20 mail how_to_pay",
            "2028-02-20 mail service_renewed",
            "2028-02-20 mail payment_confirmed",
            "2028-02-20 service active, ends 2029-02-28,",
        ],
    ),
    // It ends on the last day of a month, and nobody does anything.
    (
        "gennaio",
        &[
            "2026-11-22 service active, ends 2027-01-31,",
            "2026-12-02 mail expiry_near",
            "2026-12-02 service near its expiry, ends 2027-01-31,",
            "2027-01-01 mail expiry_near",
            "2027-01-16 mail expiry_near",
            "2027-01-24 mail expiry_near",
            "2027-01-30 mail expiry_near",
            "2027-01-31 mail expiry_near",
            "2027-02-01 mail expiry_passed",
            "2027-02-01 service expired, ends 2027-01-31,",
            "2027-03-02 mail expiry_passed",
            "2027-04-01 mail expiry_passed",
            "2027-04-21 mail expiry_passed",
            "2027-05-02 service over, ends 2027-01-31,",
        ],
    ),
    // It has bought for the partita IVA of a service that is over.
    (
        "erede",
        &[
            "2027-08-01 mail registration_confirmed",
            "2027-08-01 mail order_confirmation",
            "2027-08-01 mail how_to_pay",
            "2027-08-01 mail service_activated",
            "2027-08-01 mail payment_confirmed",
            "2027-08-01 service active, ends 2028-08-01,",
            "2028-05-03 mail expiry_near",
            "2028-06-02 mail expiry_near",
            "2028-06-02 service near its expiry, ends 2028-08-01,",
            "2028-07-02 mail expiry_near",
            "2028-07-17 mail expiry_near",
            "2028-07-25 mail expiry_near",
            "2028-07-31 mail expiry_near",
            "2028-08-01 mail expiry_near",
            "2028-08-02 mail expiry_passed",
            "2028-08-02 service expired, ends 2028-08-01,",
            "2028-08-31 mail expiry_passed",
            "2028-09-30 mail expiry_passed",
            "2028-10-20 mail expiry_passed",
            "2028-10-31 service over, ends 2028-08-01,",
        ],
    ),
    // It asks for the disdetta, takes that back, asks again, and the office confirms.
    (
        "disdetta",
        &[
            "2026-11-22 service active, ends 2027-04-14,",
            "2027-01-14 mail expiry_near",
            "2027-02-13 mail expiry_near",
            "2027-02-13 service near its expiry, ends 2027-04-14,",
            "2027-03-15 mail expiry_near",
            "2027-03-20 mail termination_asked",
            // Nobody is reminded on 30 March.
            "2027-04-01 mail termination_taken_back",
            "2027-04-07 mail expiry_near",
            "2027-04-10 mail termination_asked",
            "2027-04-12 mail termination_confirmed",
            "2027-04-12 service over, ends 2027-04-14,",
            // Of the new account, which has come the day before.
            "2027-05-04 mail numbers_registered",
        ],
    ),
    // The same company, with a new account.
    (
        "nuova",
        &[
            "2027-05-03 mail registration_confirmed",
            "2027-05-03 mail order_confirmation",
            "2027-05-03 mail how_to_pay",
            "2027-05-03 mail service_activated",
            "2027-05-03 mail payment_confirmed",
            "2027-05-03 service active, ends 2028-05-03,",
            "2028-02-03 mail expiry_near",
            "2028-03-04 mail expiry_near",
            "2028-03-04 service near its expiry, ends 2028-05-03,",
            "2028-04-03 mail expiry_near",
            "2028-04-18 mail expiry_near",
            "2028-04-26 mail expiry_near",
            "2028-05-02 mail expiry_near",
            "2028-05-03 mail expiry_near",
            "2028-05-04 mail expiry_passed",
            "2028-05-04 service expired, ends 2028-05-03,",
            "2028-06-02 mail expiry_passed",
            "2028-07-02 mail expiry_passed",
            "2028-07-22 mail expiry_passed",
            "2028-08-02 service over, ends 2028-05-03,",
        ],
    ),
    // It renews by itself, with one user of three: (30 + 12), and 22% of it.
    (
        "meno",
        &[
            "2026-11-22 mail method_stored",
            "2026-11-22 mail renewal_turned_on",
            "2026-11-22 service active, ends 2027-04-14,",
            "2027-02-13 service near its expiry, ends 2027-04-14,",
            "2027-03-15 mail charge_near",
            "2027-04-06 mail charge_near",
            "2027-04-07 charge 51.24 paid",
            "2027-04-07 mail service_renewed",
            "2027-04-07 mail payment_confirmed",
            "2027-04-07 service active, ends 2028-04-14,",
            "2028-02-14 service near its expiry, ends 2028-04-14,",
            "2028-03-15 mail charge_near",
            "2028-04-06 mail charge_near",
            "2028-04-07 charge 51.24 paid",
            "2028-04-07 mail service_renewed",
            "2028-04-07 mail payment_confirmed",
            "2028-04-07 service active, ends 2029-04-14,",
        ],
    ),
];

/// Some seconds before and after midnight in Rome, around both nights on which clocks are changed.
const AROUND_MIDNIGHT: [&str; 8] = [
    "2027-03-27T23:59:00",
    "2027-03-28T00:01:00",
    "2027-03-28T23:59:00",
    "2027-03-29T00:01:00",
    "2027-10-30T23:59:00",
    "2027-10-31T00:01:00",
    "2027-10-31T23:59:00",
    "2027-11-01T00:01:00",
];

#[rstest]
#[tokio::test]
async fn a_term_begins_on_the_day_that_the_walls_of_rome_show(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let years = Years::of(engine).await;
    let shop = &years.shop;
    for (number, bought_at) in AROUND_MIDNIGHT.into_iter().enumerate() {
        let at: NaiveDateTime = bought_at.parse().unwrap();
        shop.clock.set(moment_of(at));
        let name = format!("notte{number}");
        let who = a_customer().called(&name).with_holder().create(shop).await;
        let order = who.orders(shop, Cart::first_purchase(Invoicing, 1)).await;
        arrives(shop, &order).await;

        let service = who.service(shop).await.unwrap();
        let expires = add_months(at.date(), 12);
        assert_eq!((service.activated_on, service.expires()), (at.date(), expires), "{bought_at}");
        let on = |time: &str| {
            let moment = moment_of(expires.and_time(time.parse().unwrap()));
            service.standing(services::civil_time(moment).date())
        };
        assert!(on("23:59:59").is_active(), "{bought_at}");
        let after = moment_of(expires.succ_opt().unwrap().and_time("00:00:00".parse().unwrap()));
        assert!(!service.standing(services::civil_time(after).date()).is_active(), "{bought_at}");
    }
}
