//! The server functions of the pages that anybody can see.

use domain::{
    Money, Product,
    calendar::Date,
    hindrance::Hindrance,
    terms::Terms,
    vat::{Totals, VatRegime},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What everything costs today, and what of it whoever asks cannot buy now. A visitor can buy
/// everything, so the pages that are kept for visitors say nothing about anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    pub terms: Terms,
    pub today: Date,
    pub hindrances: Vec<(Product, Hindrance)>,
}

impl PriceList {
    /// Net price of a year, if the product is on sale.
    pub fn yearly(&self, product: Product) -> Option<Money> {
        self.terms.yearly(product, self.today)
    }

    /// The same with VAT.
    pub fn yearly_with_vat(&self, product: Product) -> Option<Money> {
        let net = self.yearly(product)?;
        Some(Totals::of(net, self.terms.vat_rate, VatRegime::Ordinary).total)
    }

    /// What stands between whoever asks and this product.
    pub fn hindrance(&self, product: Product) -> Option<Hindrance> {
        self.hindrances.iter().find(|(known, _)| *known == product).map(|(_, hindrance)| *hindrance)
    }

    /// True when it costs nothing with a service that is bought today.
    pub fn is_free_at_first(&self, product: Product) -> bool {
        self.terms.is_free_with_first_purchase(product, self.today)
    }
}

/// The cart that `Acquista` would cost, because it was built for another service. In words, so
/// that this part of the bundle knows no carts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostCart {
    pub contents: String,
    pub version: i64,
}

/// What `Acquista` would cost, if anything.
#[server(output = Json)]
pub async fn load_lost_cart(product: Product) -> Result<Option<LostCart>, AppError> {
    use ui::request::{cart_owner, context};
    let lost = services::cart::lost_to(&context(), cart_owner().await?, product).await?;
    Ok(lost.map(|open| LostCart {
        contents: crate::cart::contents::contents(&open.cart),
        version: open.version,
    }))
}

/// Today's prices and promotions.
#[server(output = Json)]
pub async fn load_prices() -> Result<PriceList, AppError> {
    use ui::request::{cart_owner, context};
    let ctx = context();
    let hindrances = services::cart::hindrances(&ctx, cart_owner().await?).await?;
    Ok(PriceList { terms: ctx.prices().terms.clone(), today: ctx.today(), hindrances })
}
