//! What is said about giving up a service.

use domain::format::date;
use domain::termination::TerminationError;

/// Why a service is not given up, or what that keeps from being done.
#[must_use]
pub fn termination_sentence(error: TerminationError) -> String {
    match error {
        TerminationError::NothingToGiveUp => {
            "Non c’è un servizio di cui chiedere la disdetta.".into()
        }
        TerminationError::OrderWaits(number) => {
            format!("Prima paga o annulla l’ordine {number}, poi chiedi la disdetta.")
        }
        TerminationError::NotDownloaded => "Prima della disdetta scarica i tuoi documenti, poi \
            conferma di averlo fatto: dopo non si possono più leggere."
            .into(),
        TerminationError::ReasonTooLong { max } => {
            format!("Il motivo è troppo lungo: usa al massimo {max} caratteri.")
        }
        TerminationError::Asked => {
            "Per questo servizio hai chiesto la disdetta: per ordinare, prima \
            ritira la richiesta."
                .into()
        }
        TerminationError::Gone => {
            "La richiesta di disdetta non c’è più: è stata ritirata, oppure già confermata.".into()
        }
        TerminationError::BeforeExpiry { expires } => {
            format!("La disdetta è chiesta per la scadenza: si conferma dopo il {}.", date(expires))
        }
    }
}
