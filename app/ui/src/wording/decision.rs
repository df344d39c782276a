//! What is said about the commitment of an order, and about the codes that can come with the order
//! itself.

use domain::commitment::CommitmentError;
use domain::reason::ReasonError;

/// Why a commitment is not decided about, or codes are not taken.
#[must_use]
pub fn decision_sentence(error: &CommitmentError) -> String {
    match error {
        CommitmentError::NotACig => {
            "Il CIG ha 10 caratteri, per esempio B0A1B2C3D4: ricontrollalo, \
            oppure lascialo vuoto e scrivilo con la lettera d’impegno."
                .into()
        }
        CommitmentError::NotACup => "Il CUP ha 15 caratteri, per esempio G17H03000130011: \
            ricontrollalo, oppure lascialo vuoto e scrivilo con la lettera d’impegno."
            .into(),
        CommitmentError::NoDocument => {
            "Per quest’ordine non c’è una lettera d’impegno da registrare.".into()
        }
        CommitmentError::DocumentReplaced => {
            "Il cliente ha appena inviato un’altra lettera: scaricala e \
            controllala prima di decidere."
                .into()
        }
        CommitmentError::Reason(ReasonError::Missing) => {
            "Scrivi il motivo del rifiuto: il cliente lo legge nell’email.".into()
        }
        CommitmentError::Reason(ReasonError::TooLong { max }) => {
            format!("Il motivo del rifiuto è troppo lungo: usa al massimo {max} caratteri.")
        }
    }
}
