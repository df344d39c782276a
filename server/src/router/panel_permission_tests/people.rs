//! Everybody who could be in a panel, each in a browser of their own.

use std::collections::BTreeMap;

use chrono::{Days, TimeDelta};
use domain::{
    Product,
    grant::Permission,
    id::{DelegationId, PanelUserId, SubscriptionId},
    subscription::CONSULTATION_DAYS,
};
use services::{
    Context,
    accountant::end,
    office::save_staff,
    testing::{Accountant, Customer, PASSWORD, a_company, a_customer, store::subscriptions},
};

use super::super::{
    nonsense::{functions_in, name_of},
    office_session_tests::Desk,
};
use crate::{context::Demo, test_server::TestServer};

/// The place of the owner, who comes last.
pub const OWNER: usize = 21;

/// The place of the accountant who has all permissions.
pub const ACCOUNTANT: usize = 20;

/// A thing that nobody has.
pub const NOTHING: &str = "00000000-0000-7000-8000-000000000001";

/// What Anna has bought, and for how many days from now.
#[derive(Clone, Copy)]
pub struct Bought {
    pub service: Product,
    pub days: u64,
    /// Of the places for additional users.
    pub of_users: u64,
}

impl Bought {
    /// Fatturazione Elettronica with everything that is asked for here.
    pub const LONG: Self = Self { service: Product::Invoicing, days: 200, of_users: 200 };
}

pub struct Panel {
    pub ctx: Context,
    pub anna: Customer,
    pub bruno: Customer,
    /// Hers; that of somebody else; the one that her partita IVA had before.
    pub service: SubscriptionId,
    pub elsewhere: SubscriptionId,
    pub former: SubscriptionId,
    /// A delegation that one of the accountants has given up.
    pub ended: DelegationId,
    /// Somebody about whom something may be done, and an offer to somebody who is not there.
    pub user: PanelUserId,
    pub offer: DelegationId,
    /// The same for each function that is about one of them, by its name.
    things: BTreeMap<String, String>,
    pub desks: Vec<Desk>,
}

impl Panel {
    pub async fn open() -> Self {
        Self::of(Bought::LONG).await
    }

    pub async fn of(bought: Bought) -> Self {
        // Everybody comes from the same place, and no limit answers in the place of the function.
        let options = ["--base-url", "http://localhost:3000", "--forms-at-once", "10000"];
        let server = TestServer::with(&options, Demo::default()).await;
        let ctx = server.services.clone();
        let nobody = Desk::outside(server);
        save_staff(&ctx, "rosa", PASSWORD).await.unwrap();

        let party = a_company();
        let in_panel = format!("{}{}", ctx.settings.panel_prefix, party.vat_number);
        let ended = ctx.today() - Days::new(100);
        let before = a_customer().being(party.clone()).with_service_until(ended);
        let before = before.create(&ctx).await;
        let former = before.service(&ctx).await.unwrap().id;
        let in_former = entered(&nobody, "enter_panel", &in_panel).await;
        close_what_is_over(&ctx).await;

        let until = ctx.today() + Days::new(bought.days);
        let of_users = ctx.today() + Days::new(bought.of_users);
        let anna = if bought.service == Product::ReceiveOnly {
            a_customer().with_receive_only_until(until).being(party)
        } else {
            let anna = a_customer().being(party).with(bought.service, 1, until);
            anna.with(Product::Documents, 1, until).with(Product::Collections, 1, until).with(
                Product::ElectronicOrders,
                1,
                until,
            )
        };
        let anna = anna.with(Product::User, 90, of_users).create(&ctx).await;
        let long = ctx.today() + Days::new(200);
        let bruno = a_customer().with_service_until(long).with(Product::User, 5, long);
        let bruno = bruno.create(&ctx).await;
        let other = format!("{}{}", ctx.settings.panel_prefix, bruno.party.vat_number);

        let mut desks = vec![
            nobody.another(),
            entered(&nobody, "sign_in", &anna.username).await,
            entered(&nobody, "enter_office", "rosa").await,
            entered(&nobody, "enter_panel", &other).await,
            in_former,
        ];
        for (number, permission) in Permission::all().enumerate() {
            let username = format!("utente{number:02}");
            let may = [Permission::MASTER.code(), permission.code()];
            anna.gives_a_seat(&ctx, &username, &may).await;
            desks.push(entered(&nobody, "enter_panel", &username).await);
        }
        let mut given_up = None;
        for username in ["studioneri1", "studiorossi1", "studioverdi1"] {
            let accountant = Accountant::create(&ctx, username).await;
            if username != "studioneri1" {
                let id = anna.delegates(&ctx, &accountant, &all()).await;
                if username == "studiorossi1" {
                    end(&ctx, &accountant.pass(), id).await.unwrap();
                    given_up = Some(id);
                }
            }
            desks.push(entered(&nobody, "enter_accountant", username).await);
        }
        desks.push(entered(&nobody, "enter_panel", &in_panel).await);

        let may = [Permission::MASTER.code()];
        let mut things = BTreeMap::new();
        for (number, function) in functions_in("app/panel/src").into_iter().enumerate() {
            if !function.fields.contains(&"id".to_owned()) {
                continue;
            }
            let name = name_of(function.path);
            // What is about a delegation gets one to somebody who is not there.
            let thing = match name.contains("delegation") {
                true => anna.offers(&ctx, &format!("nessuno{number:02}"), &all()).await.to_string(),
                false => {
                    let username = format!("persona{number:02}");
                    anna.gives_a_seat(&ctx, &username, &may).await.to_string()
                }
            };
            things.insert(name.to_owned(), thing);
        }
        Self {
            user: anna.gives_a_seat(&ctx, "persona2026", &may).await,
            offer: anna.offers(&ctx, "nessuno2026", &all()).await,
            service: anna.service(&ctx).await.unwrap().id,
            elsewhere: bruno.service(&ctx).await.unwrap().id,
            ended: given_up.unwrap(),
            former,
            things,
            desks,
            anna,
            bruno,
            ctx,
        }
    }

    /// The same so many days later, in the same browsers.
    pub async fn after(bought: Bought, days: i64) -> Self {
        let panel = Self::of(bought).await;
        panel.ctx.clock.advance(TimeDelta::days(days));
        panel
    }

    /// What the function of this name gets as the thing that it is about; nothing where it is about none.
    pub fn thing(&self, function: &str) -> String {
        self.things.get(function).cloned().unwrap_or_default()
    }
}

/// The codes of all permissions.
pub fn all() -> Vec<String> {
    Permission::all().map(Permission::code).collect()
}

async fn entered(outside: &Desk, door: &str, username: &str) -> Desk {
    let mut desk = outside.another();
    desk.enter(door, username).await;
    desk
}

/// The days of consultation of a service are over, and somebody has noted it.
async fn close_what_is_over(ctx: &Context) {
    let mut tx = ctx.db.write().await.unwrap();
    let today = ctx.today();
    let last_expiry = today - Days::new(CONSULTATION_DAYS.into());
    assert_eq!(subscriptions::close_over(&mut tx, last_expiry, today).await.unwrap(), 1);
    tx.commit().await.unwrap();
}
