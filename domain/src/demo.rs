//! What somebody can try out in the demonstration shop.

use serde::{Deserialize, Serialize};

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
