//! What is said about the document of a public body. The server says it, since a document is sent
//! as a plain form: no browser needs these sentences.

use domain::commitment::{CigError, CommitmentField, CommitmentProblem, CupError, DocumentError};
use domain::party::RecipientCodeError;

use super::field::not_on_invoice;

/// What is wrong with one control beside the document, and how to mend it.
#[must_use]
pub fn commitment_sentence(field: CommitmentField, problem: CommitmentProblem) -> String {
    match problem {
        CommitmentProblem::Missing => missing(field).into(),
        CommitmentProblem::TooLong { max } => {
            format!("{}: usa al massimo {max} caratteri.", label(field))
        }
        CommitmentProblem::NotOnInvoice(letter) => not_on_invoice(letter),
        CommitmentProblem::Cig(error) => cig(error),
        CommitmentProblem::CigOrReason => {
            "Scrivi il CIG oppure, se per questa spesa non è previsto, il motivo.".into()
        }
        CommitmentProblem::Cup(error) => cup(error),
        CommitmentProblem::OfficeCode(error) => office_code(error),
        CommitmentProblem::NotADate => {
            "La data della lettera non esiste: scrivila come 22/11/2026.".into()
        }
        CommitmentProblem::DatedInFuture => {
            "La data della lettera è nel futuro: scrivi quella che sta sulla lettera.".into()
        }
        CommitmentProblem::Document(error) => document(error).into(),
    }
}

/// The name of a control, as it stands above it.
#[must_use]
pub fn label(field: CommitmentField) -> &'static str {
    match field {
        CommitmentField::Document => "Lettera d’impegno",
        CommitmentField::Cig => "CIG",
        CommitmentField::NoCigReason => "Motivo per cui non c’è il CIG",
        CommitmentField::Cup => "CUP",
        CommitmentField::OfficeCode => "Codice univoco ufficio",
        CommitmentField::Protocol => "Numero di protocollo",
        CommitmentField::Dated => "Data della lettera",
    }
}

fn missing(field: CommitmentField) -> &'static str {
    match field {
        CommitmentField::Document => document(DocumentError::Missing),
        CommitmentField::Cig => "Scrivi il CIG.",
        CommitmentField::NoCigReason => "Scrivi perché non c’è il CIG.",
        CommitmentField::Cup => "Scrivi il CUP.",
        CommitmentField::OfficeCode => {
            "Scrivi il codice univoco dell’ufficio che riceve la fattura: ha 6 caratteri."
        }
        CommitmentField::Protocol => "Scrivi il numero di protocollo della lettera.",
        CommitmentField::Dated => "Scrivi la data della lettera.",
    }
}

fn cig(error: CigError) -> String {
    match error {
        CigError::Length(found) => format!("Il CIG ha 10 caratteri: {}.", you_wrote(found)),
        CigError::Shape => "Il CIG ha 7 cifre e 3 caratteri, oppure una lettera e 9 caratteri, \
            e i caratteri sono cifre o lettere dalla A alla F: ricontrollalo."
            .into(),
        CigError::Zeros => "Un CIG di soli zeri non esiste: lascia vuoto il campo e scrivi il \
            motivo per cui non c’è."
            .into(),
    }
}

fn cup(error: CupError) -> String {
    match error {
        CupError::Length(found) => format!("Il CUP ha 15 caratteri: {}.", you_wrote(found)),
        CupError::Shape => "Il CUP è fatto come G17H03000130011: una lettera, 2 cifre, una \
            lettera e 11 cifre."
            .into(),
    }
}

fn office_code(error: RecipientCodeError) -> String {
    match error {
        RecipientCodeError::Length { found, expected } => {
            format!("Il codice univoco ufficio ha {expected} caratteri: {}.", you_wrote(found))
        }
        RecipientCodeError::Shape => {
            "Il codice univoco ufficio ha solo lettere e cifre: togli gli altri segni.".into()
        }
        RecipientCodeError::Zeros | RecipientCodeError::Foreign => "Un codice univoco ufficio di \
            soli zeri o di sole X non esiste: lo trovi sull’indice delle Pubbliche \
            Amministrazioni (IPA)."
            .into(),
    }
}

fn document(error: DocumentError) -> &'static str {
    match error {
        DocumentError::Missing => {
            "Scegli il file della lettera: un PDF, oppure un PDF firmato P7M."
        }
        DocumentError::Kind => {
            "Questo file non è un PDF né un PDF firmato (P7M): salva la lettera in uno di questi \
             formati e scegli di nuovo il file."
        }
        DocumentError::TooLarge => {
            "Il file è troppo grande: scegline uno di al massimo 5 MB, per esempio con una \
             scansione a risoluzione più bassa."
        }
    }
}

fn you_wrote(found: usize) -> String {
    if found == 1 { "ne hai scritto 1".into() } else { format!("ne hai scritti {found}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_what_was_written_and_what_belongs_there() {
        let say = |problem| commitment_sentence(CommitmentField::Cig, problem);
        assert_eq!(
            say(CommitmentProblem::Cig(CigError::Length(9))),
            "Il CIG ha 10 caratteri: ne hai scritti 9."
        );
        let long =
            commitment_sentence(CommitmentField::Protocol, CommitmentProblem::TooLong { max: 20 });
        assert_eq!(long, "Numero di protocollo: usa al massimo 20 caratteri.");
    }
}
