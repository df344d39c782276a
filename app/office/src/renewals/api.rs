//! What the next automatic renewals will do.

use domain::Product;
use domain::calendar::Date;
use domain::money::Money;
use domain::quote::Line;
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
    /// None while nothing can be asked for.
    pub amount: Option<Money>,
    pub lines: Vec<Line>,
    pub method: MethodName,
    pub hitch: Option<Hitch>,
}

/// Why it will not go well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hitch {
    NotSold,
    VoidMethod,
    WantsCustomer,
    OrderInTheWay(i64),
    UnderWay(i64),
    Impossible(i64),
    TooLittle,
}

/// A page of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalsView {
    pub renewals: Vec<RehearsalView>,
    /// Where the next page begins, as its address says it.
    pub next: Option<String>,
}

/// Services on a page.
#[cfg(feature = "ssr")]
const ROWS: u32 = 50;

#[server(output = Json)]
pub async fn load_renewals(#[server(default)] after: String) -> Result<RenewalsView, AppError> {
    use services::renewal::{self, Place, Rehearsal, rehearse};
    use ui::request::{context, staff};
    staff().await?;
    let hitch = |hitch| match hitch {
        renewal::Hitch::NotSold => Hitch::NotSold,
        renewal::Hitch::VoidMethod => Hitch::VoidMethod,
        renewal::Hitch::WantsCustomer => Hitch::WantsCustomer,
        renewal::Hitch::OrderInTheWay(number) => Hitch::OrderInTheWay(number),
        renewal::Hitch::UnderWay(number) => Hitch::UnderWay(number),
        renewal::Hitch::Impossible(number) => Hitch::Impossible(number),
        renewal::Hitch::TooLittle => Hitch::TooLittle,
    };
    let view = |it: Rehearsal| RehearsalView {
        on: it.on,
        holder: it.holder,
        service: it.service,
        expires: it.expires,
        amount: it.amount,
        lines: it.lines,
        method: it.method,
        hitch: it.hitch.map(hitch),
    };
    let page = rehearse(&context(), DAYS, Place::parse(&after), ROWS).await?;
    let next = page.next.map(|place| place.text());
    Ok(RenewalsView { renewals: page.renewals.into_iter().map(view).collect(), next })
}
