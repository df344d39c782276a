//! What is said about a customer who wants to be forgotten.

use domain::erasure::ErasureError;
use domain::format::date;

/// Why somebody is not forgotten, and what to do first.
#[must_use]
pub fn erasure_sentence(error: ErasureError) -> String {
    match error {
        ErasureError::ServiceLives { expires } => format!(
            "C’è ancora un servizio, con scadenza {}: prima chiedi la disdetta, o aspetta che i 90 \
             giorni di consultazione siano finiti.",
            date(expires)
        ),
        ErasureError::OrderOpen(number) => {
            format!("L’ordine {number} non è concluso: prima pagalo o annullalo.")
        }
        ErasureError::MoneyOpen => "C’è una somma da chiarire o un rimborso in corso: quando è \
            sistemato si possono cancellare i dati."
            .into(),
        ErasureError::Gone => {
            "La richiesta di cancellazione non c’è più: è stata ritirata, oppure già eseguita."
                .into()
        }
    }
}
