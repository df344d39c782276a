//! What somebody can try out in the demonstration shop, and the prices that were invented for it.

use crate::calendar::{Date, MonthPolicy};
use crate::catalog::Product;
use crate::money::Money;
use crate::payment::AttemptState;
use crate::terms::{PriceRow, Promotion, Terms};
use crate::vat;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One mail as the demo shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Received {
    /// Without angle brackets; by it a mail that comes twice is known.
    pub message_id: String,
    /// On the clock of the demo.
    pub received_at: DateTime<Utc>,
    /// `Name <address>`, or an address alone.
    pub sender: String,
    /// As it was typed into the shop.
    pub recipient: String,
    /// The line above the mail.
    pub subject: String,
    /// For readers without HTML.
    pub body_text: String,
    /// A whole document, with its styles in it.
    pub body_html: String,
}

/// How the demo's payment provider behaves, chosen on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DemoOutcome {
    /// The money moves at once.
    Succeeds,
    /// The bank says no.
    Declined,
    /// The bank wants the customer to confirm first.
    NeedsAuthentication,
    /// The confirmation fails.
    AuthenticationFails,
    /// The customer goes back without paying.
    GivesUp,
    /// The money moves, and the provider tells so minutes later.
    AnswersLate,
    /// The provider never says anything again.
    NeverAnswers,
    /// The money moves once, and the provider tells it twice.
    SaysItTwice,
    /// The payment is called off with the order, and then the provider says that it was made.
    SucceedsAfterCancel,
}

/// How a way to pay behaves that is left with the demo's provider, when money is collected from it
/// while nobody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DemoMethod {
    /// The money moves.
    Pays,
    /// There is never enough money.
    IsRefused,
    /// The card is void.
    IsVoid,
    /// The bank wants the customer to confirm.
    WantsConfirmation,
}

/// What became of a charge, as the film of a demonstration tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Charged {
    /// The money is here.
    Paid,
    /// The bank said no.
    Refused,
    /// The bank wants its customer to confirm.
    WantsCustomer,
    /// Nobody knows yet.
    Open,
    /// It was given up.
    GivenUp,
}

impl Charged {
    /// From the state of the try.
    #[must_use]
    pub fn of(state: AttemptState) -> Self {
        match state {
            AttemptState::Succeeded => Self::Paid,
            AttemptState::Refused(_) => Self::Refused,
            AttemptState::NeedsAuthentication => Self::WantsCustomer,
            AttemptState::Started | AttemptState::Unknown | AttemptState::Pending => Self::Open,
            AttemptState::Abandoned | AttemptState::Cancelled => Self::GivenUp,
        }
    }

    /// In the words of the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::WantsCustomer => "to be confirmed",
            Self::Open => "open",
            Self::GivenUp => "given up",
        }
    }
}

impl Terms {
    /// The invented prices of the demo shop, with which the examples of `docs/rules.md` reckon. No
    /// real shop sells at them.
    #[must_use]
    pub fn demo() -> Self {
        let since = Date::from_ymd_opt(2000, 1, 1).expect("a date of the calendar");
        let row = |product, cents| PriceRow {
            product,
            yearly: Money::from_cents(cents),
            valid_from: since,
            valid_until: None,
        };
        let free = |free| Promotion { free, from: since, until: None };
        Self {
            prices: vec![
                row(Product::Invoicing, 30_00),
                row(Product::ReceiveOnly, 18_00),
                row(Product::Documents, 18_00),
                row(Product::Collections, 18_00),
                row(Product::WooCommerce, 24_00),
                row(Product::ElectronicOrders, 24_00),
                row(Product::User, 12_00),
                row(Product::Storage, 12_00),
            ],
            promotions: vec![free(Product::Documents), free(Product::Collections)],
            months: MonthPolicy::default(),
            vat_rate: vat::ordinary_rate(),
        }
    }
}
