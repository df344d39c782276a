//! What is said about files, proposals and consequences. Only the office reads it, so it does not
//! travel with the shop's pages.

use domain::format::{euro, short_date};
use domain::statement::{
    Candidate, Confidence, Consequence, ENTRIES_MAX, LeftOut, Part, Reason, Unreadable,
};

use super::api::StatementView;
use crate::components::Tone;

/// How far a proposal can be trusted.
pub fn confidence(confidence: Confidence) -> (&'static str, Tone) {
    match confidence {
        Confidence::Sure => ("Sicuro", Tone::Success),
        Confidence::Likely => ("Probabile", Tone::Info),
        Confidence::Weak => ("Da verificare", Tone::Warning),
    }
}

/// What speaks for an order.
pub fn reason(reason: Reason, candidate: &Candidate) -> String {
    let number = candidate.number;
    match reason {
        Reason::OrderNumber => "Numero d’ordine nella causale".into(),
        Reason::SwappedDigits { written } => format!("Due cifre scambiate: {written} → {number}"),
        Reason::WrongDigit { written } => format!("Una cifra diversa: {written} → {number}"),
        Reason::Amount => "Stesso importo".into(),
        Reason::Name => format!("Nome simile a {}", candidate.holder),
        Reason::Iban => "Stesso conto di un pagamento precedente".into(),
    }
}

/// What accepting would do.
pub fn consequence(consequence: Consequence) -> String {
    match consequence {
        Consequence::Pays => "L’ordine risulterà pagato.".into(),
        Consequence::PaysAndLeaves(excess) => {
            format!(
                "L’ordine risulterà pagato; avanzano {}, da rimborsare o assegnare.",
                euro(excess)
            )
        }
        Consequence::LeavesMissing(missing) => {
            format!("Mancano {}: l’ordine resta in attesa.", euro(missing))
        }
        Consequence::PaidBefore => "L’ordine è già pagato: l’importo resta da decidere.".into(),
        Consequence::Cancelled => "L’ordine è annullato: l’importo resta da decidere.".into(),
    }
}

/// Why a file was not imported, and what to do.
pub fn unreadable(why: Unreadable) -> String {
    match why {
        Unreadable::Empty => {
            "Scegli il file che hai scaricato dalla banca: qui non c’è nulla.".into()
        }
        Unreadable::TooLarge => {
            "Il file supera 2 MB: scarica dalla banca un periodo più breve.".into()
        }
        Unreadable::TooManyEntries => format!(
            "Il file ha più di {ENTRIES_MAX} movimenti: scarica dalla banca un periodo più breve."
        ),
        Unreadable::UnknownFormat => "Questo file non è un estratto che sappiamo leggere: scarica \
            dalla banca CAMT.053 (XML), oppure CSV con data, importo e descrizione."
            .into(),
        Unreadable::OtherMessage => {
            "È un file XML, ma non un estratto conto: scarica dalla banca il formato CAMT.053."
                .into()
        }
        Unreadable::BrokenXml { line } => {
            format!("Alla riga {line} il file XML si interrompe o è rovinato: scaricalo di nuovo.")
        }
        Unreadable::OwnEntities { line } => format!(
            "Alla riga {line} il file XML contiene definizioni (DTD) che nessuna banca usa: per \
             sicurezza non lo leggiamo."
        ),
        Unreadable::BrokenLine { line } => {
            format!("Alla riga {line} del file ci sono virgolette che non si chiudono.")
        }
        Unreadable::Missing { part: missing, line } => {
            format!("Alla riga {line} del file manca {}.", part(missing))
        }
        Unreadable::Wrong { part: wrong, line } => {
            format!("Alla riga {line} del file non si capisce {}.", part(wrong))
        }
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Day => "la data",
        Part::Amount => "l’importo",
        Part::Direction => "se l’importo è entrato o uscito",
    }
}

/// `1 accredito nuovo, 2 già noti.`
pub fn counted(added: usize, known: usize) -> String {
    let added = match added {
        0 => "Nessun accredito nuovo".into(),
        1 => "1 accredito nuovo".into(),
        many => format!("{many} accrediti nuovi"),
    };
    match known {
        0 => format!("{added}."),
        1 => format!("{added}, 1 già noto."),
        many => format!("{added}, {many} già noti."),
    }
}

/// What was left out of a file, if anything was.
pub fn left_out(left_out: LeftOut) -> Option<String> {
    let LeftOut { debits, pending, reversals, foreign } = left_out;
    let counts = [
        (debits, "addebito", "addebiti"),
        (pending, "movimento non ancora contabilizzato", "movimenti non ancora contabilizzati"),
        (reversals, "storno da guardare", "storni da guardare"),
        (foreign, "movimento in altra valuta", "movimenti in altra valuta"),
    ];
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    (!said.is_empty()).then(|| format!("Non importati: {}.", said.join(", ")))
}

/// The days of a file.
pub fn period(statement: &StatementView) -> String {
    match statement.period {
        Some((from, until)) if from == until => short_date(from),
        Some((from, until)) => format!("{} – {}", short_date(from), short_date(until)),
        None => "nessun accredito".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_in_italian() {
        assert_eq!(counted(1, 0), "1 accredito nuovo.");
        assert_eq!(counted(0, 3), "Nessun accredito nuovo, 3 già noti.");
        let some = LeftOut { debits: 2, reversals: 1, ..LeftOut::default() };
        assert_eq!(left_out(some).unwrap(), "Non importati: 2 addebiti, 1 storno da guardare.");
        assert_eq!(left_out(LeftOut::default()), None);
    }
}
