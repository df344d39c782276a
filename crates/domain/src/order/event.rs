//! What has happened to an order.

use serde::{Deserialize, Serialize};

/// One thing that has happened, as the rows of the database tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum Happened {
    /// The customer concluded it.
    Concluded,
    /// The provider did not collect its money.
    PaymentRefused,
    /// A public body sent its commitment document.
    CommitmentSent,
    /// The office registered it.
    CommitmentRegistered,
    /// The office refused it.
    CommitmentRefused,
    /// Its money was registered.
    Paid,
    /// Money came that did not fit, and was put aside.
    SetAside,
    /// The office decided about money that was put aside.
    Decided,
    /// A member of staff asked to give money back.
    RefundAsked,
    /// The money went back.
    RefundDone,
    /// What was ordered became active.
    Fulfilled,
    /// It was called off.
    Cancelled,
}
