//! How the demo's cards behave. Each bears its behaviour in its name, so that it needs no memory.

use domain::demo::DemoMethod;
use domain::order::PaymentMethod;
use domain::payment::{AttemptState, Refusal};
use uuid::Uuid;

use crate::ports::method_setup::MethodDetails;

/// What a stored method goes by: how it behaves, and which it is.
fn name(method: DemoMethod, id: Uuid) -> String {
    let behaviour = match method {
        DemoMethod::Pays => "pays",
        DemoMethod::IsRefused => "refused",
        DemoMethod::IsVoid => "void",
        DemoMethod::WantsConfirmation => "confirm",
    };
    format!("demo_{behaviour}_{}", id.simple())
}

/// What becomes of money that is collected from it.
pub(super) fn collected(name: &str) -> AttemptState {
    match name.split('_').nth(1) {
        Some("pays") => AttemptState::Succeeded,
        Some("confirm") => AttemptState::NeedsAuthentication,
        Some("void") => AttemptState::Refused(Refusal::Expired),
        Some(_) | None => AttemptState::Refused(Refusal::InsufficientFunds),
    }
}

/// What its owner knows it by. The numbers are those of well-known test cards.
pub(super) fn stored(kind: PaymentMethod, method: DemoMethod, id: Uuid) -> MethodDetails {
    let (digits, expires) = match method {
        DemoMethod::Pays => ("4242", (2034, 12)),
        DemoMethod::IsRefused => ("9995", (2034, 12)),
        DemoMethod::IsVoid => ("0069", (2026, 12)),
        DemoMethod::WantsConfirmation => ("3184", (2034, 12)),
    };
    let (label, expires) = match kind {
        PaymentMethod::PayPal => (format!("demo-{digits}@example.it"), None),
        PaymentMethod::Card | PaymentMethod::BankTransfer | PaymentMethod::PostalSlip => {
            (format!("visa {digits}"), Some(expires))
        }
    };
    MethodDetails { method: name(method, id), kind, label, expires }
}
