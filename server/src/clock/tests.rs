//! Days of a shop pass as those of a demonstration do, with every job of the table.

use domain::order::Order;
use services::Context;
use services::demo::{self, film::film};
use services::payment;
use services::ports::Mailer;
use services::testing::{Engine, TestContext, day, the_payment_of};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{move_on, told};
use crate::jobs::Tools;

mod midnight;
mod two_years;

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

async fn arrives(ctx: &Context, order: &Order) {
    payment::register_payment(ctx, &the_payment_of(ctx, order)).await.unwrap();
}
