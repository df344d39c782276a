//! Every sentence and name that people read and that depends on a value of the domain.
//!
//! Each refusal says what is wrong and how to mend it. No match has a wildcard, so a new refusal
//! does not compile until it has words.

#[cfg(feature = "ssr")]
mod about;
mod cart;
#[cfg(any(feature = "ssr", test))]
pub mod codes;
#[cfg(any(feature = "ssr", test))]
mod commitment;
mod configuration;
mod decision;
mod delegation;
mod erasure;
mod field;
mod grant;
mod news;
mod order;
mod party;
mod password;
mod payment;
mod product;
mod recovery;
mod renewal;
mod sign_in;
mod termination;
mod timeline;

#[cfg(feature = "ssr")]
pub use about::about;
pub use cart::{cart_sentence, coupon_sentence, line_kind_name};
#[cfg(any(feature = "ssr", test))]
pub use commitment::commitment_sentence;
pub use configuration::{
    configuration_fault, configuration_label, configuration_sentence, step_about, step_name,
    step_reason, step_state_name,
};
pub use decision::decision_sentence;
pub use delegation::{delegation_ending, delegation_sentence, delegation_state_name};
pub use erasure::erasure_sentence;
pub use field::{field_label, field_sentence};
pub use grant::{grant_sentence, part_name, right_name, rights_in, user_state_name};
pub use news::{news_fault, news_sentence};
pub use order::{
    AT_THE_END, acceptance_text, cancel_reason, failure_reason, obstacle, order_kind_name,
    order_sentence, order_state_name, order_state_of, part_received, standing_name, why_impossible,
};
pub use party::{party_kind_name, party_sentence, recipient_kind_name};
pub use password::password_rule;
pub use payment::{
    case_name, case_proposal, payment_method_name, payment_sentence, refund_sentence,
    refusal_sentence,
};
pub use product::product_description;
pub use recovery::recovery_sentence;
pub use renewal::{
    method_expiry, method_name, renew_verb, renewal_sentence, transfer_sentence, trouble_button,
    trouble_sentence, trouble_title,
};
pub use sign_in::sign_in_sentence;
pub use termination::termination_sentence;
pub use timeline::{deed, deed_details, doer, order_behind, trace_doer};

pub use domain::names::counted;

use domain::RuleError;
use domain::cart::CartError;

use crate::error::AppError;

/// What went wrong, in Italian, whatever it was.
#[must_use]
pub fn app_sentence(error: &AppError) -> String {
    match error {
        AppError::Rule(rule) => sentence(rule),
        error => load_sentence(error),
    }
}

/// What went wrong with a page that only looks or changes a cart. Such a page never hears of the
/// other rules, so the part of the bundle that everybody loads first does without their words.
#[must_use]
pub fn load_sentence(error: &AppError) -> String {
    match error {
        AppError::Rule(RuleError::Cart(error)) => cart_sentence(error),
        AppError::Rule(RuleError::CartChangedElsewhere) => CHANGED_ELSEWHERE.into(),
        AppError::Rule(RuleError::Refused(errors)) => all_sentences(errors),
        AppError::Rule(
            RuleError::Coupon(_)
            | RuleError::Order(_)
            | RuleError::Payment(_)
            | RuleError::Refund(_)
            | RuleError::Commitment(_)
            | RuleError::Party(_)
            | RuleError::SignIn(_)
            | RuleError::Recovery(_)
            | RuleError::Termination(_)
            | RuleError::Erasure(_)
            | RuleError::Grant(_)
            | RuleError::Delegation(_)
            | RuleError::News(_)
            | RuleError::Configuration(_),
        ) => "Questa operazione non è riuscita: ricarica la pagina e riprova.".into(),
        AppError::NotFound => "Quello che cercavi non c’è o non c’è più.".into(),
        AppError::SignInFirst => "Per continuare accedi con il tuo account.".into(),
        AppError::SignInForMore { .. } => {
            "Dal pannello, o dal link di un’email, puoi solo concludere un acquisto per il tuo \
            servizio: per tutto il resto accedi con il tuo account."
                .into()
        }
        AppError::NotAllowed => "Questa operazione non è permessa con il tuo accesso.".into(),
        AppError::NotUnderstood => {
            "La richiesta è incompleta o non si può leggere: ricarica la pagina e riprova.".into()
        }
        AppError::UnusableCharacter => {
            "Nel testo c’è un carattere invisibile che non si può usare: riscrivilo a mano.".into()
        }
        AppError::SetAside => {
            "Questi dati non si possono mostrare: c’è un problema dalla nostra parte e il nostro \
             ufficio lo sa già. Quello che è stato ordinato c’è ancora: non rifarlo."
                .into()
        }
        AppError::TooLarge => {
            "Quello che hai inviato è troppo grande: accorcialo o scegli un file più piccolo."
                .into()
        }
        AppError::Internal { .. } => match error.reference() {
            None => "Qualcosa non ha funzionato dalla nostra parte. Riprova tra poco.".into(),
            Some(reference) => format!(
                "Qualcosa non ha funzionato dalla nostra parte. Riprova tra poco; se si ripete, \
                 scrivi all’assistenza indicando il codice {reference}."
            ),
        },
        AppError::Unavailable => {
            "Il negozio si è fermato un momento: riprova tra qualche secondo.".into()
        }
        AppError::Unreachable => {
            "Sei senza rete, o il negozio non risponde: quello che hai scritto è ancora qui. \
             Controlla la connessione e riprova."
                .into()
        }
    }
}

const CHANGED_ELSEWHERE: &str = "Il carrello è stato modificato da un’altra scheda o da un altro \
    dispositivo: ora vedi la versione aggiornata. Se serve ancora, ripeti la modifica.";

fn all_sentences(errors: &[CartError]) -> String {
    errors.iter().map(cart_sentence).collect::<Vec<_>>().join(" ")
}

/// What a rule says, in Italian.
#[must_use]
pub fn sentence(error: &RuleError) -> String {
    match error {
        RuleError::Cart(error) => cart_sentence(error),
        RuleError::CartChangedElsewhere => CHANGED_ELSEWHERE.into(),
        RuleError::Refused(errors) => all_sentences(errors),
        RuleError::Coupon(error) => coupon_sentence(error),
        RuleError::Order(error) => order_sentence(error),
        RuleError::Payment(error) => payment_sentence(error),
        RuleError::Refund(error) => refund_sentence(error),
        RuleError::Commitment(error) => decision_sentence(error),
        RuleError::Party(error) => party_sentence(error),
        RuleError::SignIn(error) => sign_in_sentence(error),
        RuleError::Recovery(error) => recovery_sentence(*error),
        RuleError::Termination(error) => termination_sentence(*error),
        RuleError::Erasure(error) => erasure_sentence(*error),
        RuleError::Grant(error) => grant_sentence(*error),
        RuleError::Delegation(error) => delegation_sentence(*error),
        RuleError::News(faults) => news_sentence(faults),
        RuleError::Configuration(error) => configuration_sentence(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Product;

    #[test]
    fn a_cart_with_two_faults_gets_two_sentences() {
        let requires =
            CartError::Requires { product: Product::WooCommerce, needs: Product::Documents };
        assert_eq!(
            sentence(&RuleError::Refused(vec![CartError::Years, requires])),
            "La durata va da 1 a 10 anni: scegli un numero compreso tra questi. Modulo \
             WooCommerce funziona solo insieme a Modulo documenti: aggiungi anche quello, oppure \
             togli Modulo WooCommerce."
        );
    }
}
