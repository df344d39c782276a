//! What was wrong with an order form that was sent, and where on the page it belongs.

use domain::RuleError;
use domain::commitment::CommitmentError;
use domain::order::{Acceptance, OrderError};
use domain::payment::PaymentError;

use super::api::Answers;
use ui::error::AppError;
use ui::wording;

/// The id of a place on the page, and the sentence about it.
pub type Problem = (&'static str, String);

/// The ids of the places that a sentence can be about.
pub const ITEMS: &str = "servizi";
pub const HOLDER: &str = "intestatario";
pub const METHOD: &str = "metodo";
pub const SUMMARY: &str = "riepilogo";
pub const COUPON: &str = "codice-sconto";
pub const CIG: &str = "cig";
pub const CUP: &str = "cup";

/// The id of the form with all the answers.
pub const ANSWERS: &str = "risposte";

/// The id of a box.
#[must_use]
pub fn box_id(what: Acceptance) -> &'static str {
    match what {
        Acceptance::Conditions => "conditions",
        Acceptance::OnerousClauses => "onerous_clauses",
        Acceptance::SupplySheets => "supply_sheets",
    }
}

/// Everything that a refusal is about. The rule names the first gap in the answers; somebody who
/// fills in the form wants to know all of them.
#[must_use]
pub fn problems(error: &AppError, answers: &Answers) -> Vec<Problem> {
    let AppError::Rule(rule) = error else { return Vec::new() };
    let place = match rule {
        RuleError::Order(OrderError::NotAccepted(_))
        | RuleError::Payment(PaymentError::NoMethod | PaymentError::MethodNotOffered) => {
            return gaps(rule, answers);
        }
        RuleError::Payment(PaymentError::OnlyBankTransfer | PaymentError::TooLittleToCollect) => {
            METHOD
        }
        RuleError::Commitment(CommitmentError::NotACig) => CIG,
        RuleError::Commitment(CommitmentError::NotACup) => CUP,
        RuleError::Order(OrderError::QuoteChanged) => SUMMARY,
        RuleError::Order(OrderError::HolderMissing) | RuleError::Party(_) => HOLDER,
        RuleError::Order(
            OrderError::NotCancellable | OrderError::Cancelled | OrderError::PendingOrder(_),
        )
        | RuleError::Payment(
            PaymentError::WrongAmount { .. }
            | PaymentError::PaidInFuture
            | PaymentError::UnderWay
            | PaymentError::ProviderUnreachable
            | PaymentError::NotPayable
            | PaymentError::Impossible(_),
        )
        | RuleError::Refund(_)
        | RuleError::Commitment(
            CommitmentError::NoDocument
            | CommitmentError::DocumentReplaced
            | CommitmentError::Reason(_),
        )
        | RuleError::SignIn(_)
        | RuleError::Recovery(_)
        | RuleError::Termination(_)
        | RuleError::Erasure(_)
        | RuleError::Grant(_)
        | RuleError::Delegation(_)
        | RuleError::News(_)
        | RuleError::Configuration(_)
        | RuleError::Cart(_)
        | RuleError::CartChangedElsewhere
        | RuleError::Refused(_) => ITEMS,
        RuleError::Coupon(_) => COUPON,
    };
    vec![(place, wording::sentence(rule))]
}

fn gaps(rule: &RuleError, answers: &Answers) -> Vec<Problem> {
    let method = match (answers.method, rule) {
        (None, _) => Some("Scegli come vuoi pagare.".into()),
        (Some(_), RuleError::Payment(PaymentError::MethodNotOffered)) => {
            Some(wording::sentence(rule))
        }
        (Some(_), _) => None,
    };
    let boxes = Acceptance::ALL.into_iter().filter(|what| !answers.accepts(*what));
    let boxes =
        boxes.map(|what| (box_id(what), wording::order_sentence(&OrderError::NotAccepted(what))));
    method.map(|sentence| (METHOD, sentence)).into_iter().chain(boxes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::order::PaymentMethod;

    fn places(error: impl Into<RuleError>, answers: &Answers) -> Vec<&'static str> {
        let error = AppError::Rule(error.into());
        problems(&error, answers).into_iter().map(|(place, _)| place).collect()
    }

    #[test]
    fn every_gap_is_named_at_once() {
        let ticked = Answers { conditions: true, ..Answers::default() };
        let missing = OrderError::NotAccepted(Acceptance::OnerousClauses);

        assert_eq!(places(missing, &ticked), [METHOD, "onerous_clauses", "supply_sheets"]);
    }

    #[test]
    fn a_method_that_is_not_offered_is_not_called_missing() {
        let answers = Answers {
            method: Some(PaymentMethod::Card.into()),
            conditions: true,
            onerous_clauses: true,
            supply_sheets: true,
            ..Answers::default()
        };

        assert_eq!(places(PaymentError::MethodNotOffered, &answers), [METHOD]);
        assert_eq!(places(OrderError::QuoteChanged, &answers), [SUMMARY]);
    }
}
