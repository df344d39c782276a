//! What is said to somebody who follows a link that is over.

use domain::recovery::RecoveryError;

/// Why somebody gets no new way in.
#[must_use]
pub fn recovery_sentence(error: RecoveryError) -> String {
    match error {
        RecoveryError::LinkVoid => {
            "Questo link non vale più. È già stato usato, è scaduto, oppure ne \
            hai chiesto uno più recente: chiedine un altro."
                .into()
        }
    }
}
