//! What the next automatic renewals will do.

use domain::Product;
use domain::calendar::Date;
use domain::money::Money;
use domain::renewal::MethodName;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// So many days are looked ahead.
pub const DAYS: u32 = 30;

/// A renewal as it goes on its day, if nothing changes until then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalView {
    pub on: Date,
    pub holder: String,
    pub service: Product,
    pub expires: Date,
    /// None when something is not sold on that day.
    pub amount: Option<Money>,
    pub method: MethodName,
    pub hitch: Option<Hitch>,
}

/// Why it will not go well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hitch {
    NotSold,
    VoidMethod,
    OrderInTheWay(i64),
}

#[server(output = Json)]
pub async fn load_renewals() -> Result<Vec<RehearsalView>, AppError> {
    use services::renewal::{self, Rehearsal, rehearse};
    use ui::request::{context, staff};
    staff().await?;
    let hitch = |hitch| match hitch {
        renewal::Hitch::NotSold => Hitch::NotSold,
        renewal::Hitch::VoidMethod => Hitch::VoidMethod,
        renewal::Hitch::OrderInTheWay(number) => Hitch::OrderInTheWay(number),
    };
    let view = |it: Rehearsal| RehearsalView {
        on: it.on,
        holder: it.holder,
        service: it.service,
        expires: it.expires,
        amount: it.amount,
        method: it.method,
        hitch: it.hitch.map(hitch),
    };
    Ok(rehearse(&context(), DAYS).await?.into_iter().map(view).collect())
}
