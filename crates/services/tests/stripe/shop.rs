//! A shop whose provider is Stripe, and an order in it that waits for its money.

use domain::Product::Invoicing;
use domain::cart::Cart;
use domain::order::{Order, PaymentMethod};
use domain::payment::Attempt;
use domain::payment::AttemptState;
use hmac::{Hmac, KeyInit, Mac};
use services::ports::Stripe;
use services::ports::provider::{Envelope, Untrusted};
use services::testing::store::attempts;
use services::testing::store::methods;
use services::testing::{Customer, Engine, TestContext, a_customer};
use services::{Context, order, payment};
use sha2::Sha256;

use crate::stand_in::StandIn;

pub const KEY: &str = "sk_test_12345";
pub const SECRET: &str = "whsec_new";
pub const FORMER_SECRET: &str = "whsec_former";

/// Everything that a test needs.
pub struct Shop {
    pub ctx: Context,
    pub stripe: StandIn,
    pub anna: Customer,
    pub order: Order,
    _database: TestContext,
}

pub fn adapter(url: &str, clock: &platform::Clock) -> Stripe {
    let secrets = vec![SECRET.to_owned(), FORMER_SECRET.to_owned()];
    Stripe::new(KEY.to_owned(), secrets, url, clock.clone()).unwrap()
}

impl Shop {
    pub async fn open(engine: Engine) -> Self {
        let database = engine.fresh_context().await;
        let stripe = StandIn::open(database.clock.clone()).await;
        let ctx = (*database).clone().with_provider(adapter(&stripe.url, &database.clock));
        let anna = a_customer().with_holder().create(&ctx).await;
        // She has paid here before.
        let mut tx = ctx.db.write().await.unwrap();
        methods::save_customer(&mut tx, anna.account, "stripe", "cus_anna").await.unwrap();
        tx.commit().await.unwrap();
        let order = anna.orders(&ctx, Cart::first_purchase(Invoicing, 1)).await;
        Self { ctx, stripe, anna, order, _database: database }
    }

    pub async fn pays_by(&self, method: PaymentMethod) {
        payment::pay(&self.ctx, self.anna.account, self.order.number, method).await.unwrap();
    }

    /// The newest try.
    pub async fn attempt(&self) -> Attempt {
        self.attempts().await.remove(0)
    }

    pub async fn attempts(&self) -> Vec<Attempt> {
        let mut tx = self.ctx.db.read().await.unwrap();
        attempts::of_order(&mut tx, self.order.id).await.unwrap()
    }

    pub async fn state(&self) -> AttemptState {
        self.attempt().await.state
    }

    pub async fn comes_back(&self) {
        payment::come_back(&self.ctx, self.anna.account, self.order.number).await.unwrap();
    }

    pub async fn calls_off(&self) {
        payment::call_off(&self.ctx, self.anna.account, self.order.number).await.unwrap();
    }

    /// The janitor comes by this many minutes later.
    pub async fn janitor_after(&self, minutes: i64) {
        self.ctx.clock.advance(chrono::TimeDelta::minutes(minutes));
        payment::look_after_attempts(&self.ctx).await.unwrap();
    }

    /// Whether the order is paid. Then it is paid once, and the books know it.
    pub async fn is_paid(&self) -> bool {
        let order = order::show(&self.ctx, self.anna.account, self.order.number).await.unwrap();
        let mut tx = self.ctx.db.read().await.unwrap();
        let (payments,): (i64,) = tx
            .sql("SELECT COUNT(*) FROM payment WHERE order_id = $1")
            .bind(order.id)
            .optional()
            .await
            .unwrap()
            .unwrap();
        assert_eq!(payments == 1, !order.state.is_awaiting_payment());
        payments == 1
    }

    /// What the office has to decide.
    pub async fn cases(&self) -> Vec<String> {
        let mut tx = self.ctx.db.read().await.unwrap();
        let kinds: Vec<(String,)> =
            tx.sql("SELECT kind FROM payment_case ORDER BY opened_at, id").all().await.unwrap();
        kinds.into_iter().map(|(kind,)| kind).collect()
    }

    /// A message arrives now, signed now with this secret.
    pub async fn hears(&self, secret: &str, body: &str) -> Result<(), Untrusted> {
        let signature = signature(secret, self.ctx.now().timestamp(), body.as_bytes());
        self.receives(Some(&signature), body).await
    }

    pub async fn receives(&self, signature: Option<&str>, body: &str) -> Result<(), Untrusted> {
        let envelope = Envelope { signature, body: body.as_bytes() };
        payment::receive(&self.ctx, envelope).await.map_err(|error| error.refusal().unwrap())
    }

    /// The messages that came in have their consequences.
    pub async fn works_through(&self) -> usize {
        payment::work_through(&self.ctx).await.unwrap()
    }

    /// Name and problem of every message that was kept.
    pub async fn events(&self) -> Vec<(String, Option<String>)> {
        let mut tx = self.ctx.db.read().await.unwrap();
        tx.sql("SELECT id, problem FROM provider_event ORDER BY id").all().await.unwrap()
    }
}

/// The header of a message. <https://docs.stripe.com/webhooks/signature>: `t=…,v1=…`, where v1 is
/// HMAC-SHA256 of `t.body`.
pub fn signature(secret: &str, at: i64, body: &[u8]) -> String {
    format!("t={at},v1={}", mac(secret, at, body))
}

pub fn mac(secret: &str, at: i64, body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    let mac = mac.chain_update(format!("{at}.")).chain_update(body).finalize().into_bytes();
    mac.iter().map(|byte| format!("{byte:02x}")).collect()
}
