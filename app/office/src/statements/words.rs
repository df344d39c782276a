//! What is said about files, proposals and consequences. Only the office reads it, so it does not
//! travel with the shop's pages.

use domain::format::{euro, short_date};
use domain::statement::{
    ArchiveFault, Candidate, Confidence, Consequence, ENTRIES_MAX, LeftOut, Part, Passed, Reason,
    Unreadable, Why,
};

use super::files::StatementView;
use ui::components::Tone;

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

/// Why a file was not imported, or one within a ZIP and so none of them.
pub fn refused(within: Option<String>, why: Unreadable) -> String {
    match (within, why) {
        (Some(name), Unreadable::UnknownTable) => format!(
            "Nel file ZIP, «{name}» ha colonne che non conosciamo: estrailo e importalo da solo, \
             per spiegarle. Nulla è stato importato."
        ),
        (Some(name), why) => {
            format!("Nel file ZIP, «{name}»: {} Nulla è stato importato.", unreadable(why))
        }
        (None, why) => unreadable(why),
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
        Unreadable::UnknownTable => {
            "Le colonne di questa tabella hanno nomi che non conosciamo.".into()
        }
        Unreadable::Archive(fault) => archive(fault).into(),
        Unreadable::Html => "Questo file è una pagina web (HTML) salvata con un altro nome, non una \
            tabella: scarica dalla banca CSV o CAMT.053, oppure aprilo con Excel e salvalo come CSV."
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

fn archive(fault: ArchiveFault) -> &'static str {
    match fault {
        ArchiveFault::Broken => "Il file ZIP è rovinato o si interrompe: scaricalo di nuovo.",
        ArchiveFault::Sealed => {
            "Il file ZIP ha una password, o è compresso in un modo che non leggiamo: estrai i file \
             e importali uno per uno."
        }
        ArchiveFault::TooManyFiles => {
            "Il file ZIP contiene più di 50 file: dividilo, oppure importali uno per uno."
        }
        ArchiveFault::TooLarge => {
            "Quello che il file ZIP contiene è troppo grande: al massimo 2 MB per file e 16 MB in \
             tutto."
        }
        ArchiveFault::Nested => {
            "Il file ZIP contiene un altro file ZIP: estrailo e importa gli estratti conto."
        }
        ArchiveFault::Spreadsheet => {
            "È un foglio di calcolo (Excel): aprilo e salvalo come CSV, oppure scarica dalla banca \
             CSV o CAMT.053."
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
pub fn counted(added: usize, imported_before: usize) -> String {
    let added = match added {
        0 => "Nessun accredito nuovo".into(),
        1 => "1 accredito nuovo".into(),
        many => format!("{many} accrediti nuovi"),
    };
    match imported_before {
        0 => format!("{added}."),
        1 => format!("{added}, 1 già noto."),
        many => format!("{added}, {many} già noti."),
    }
}

/// What was left out of a file, if anything was.
pub fn left_out(left_out: LeftOut) -> Option<String> {
    let LeftOut { debits, pending, void, reversals, foreign, zero, balances, words } = left_out;
    let counts = [
        (debits, "addebito", "addebiti"),
        (pending, "movimento non ancora contabilizzato", "movimenti non ancora contabilizzati"),
        (void, "movimento annullato o respinto", "movimenti annullati o respinti"),
        (reversals, "storno da guardare", "storni da guardare"),
        (foreign, "movimento in altra valuta", "movimenti in altra valuta"),
        (zero, "movimento da 0,00 €", "movimenti da 0,00 €"),
        (balances, "riga di saldo", "righe di saldo"),
        (words, "riga senza data o importo", "righe senza data o importo"),
    ];
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    (!said.is_empty()).then(|| format!("Non importati: {}.", said.join(", ")))
}

/// Why an entry was not imported.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::Debit => "Addebito",
        Why::Pending => "Non ancora contabilizzato",
        Why::Void => "Annullato o respinto",
        Why::Reversal => "Storno",
        Why::Foreign => "Altra valuta",
        Why::Zero => "Importo zero",
        Why::Balance => "Saldo",
        Why::Words => "Senza data o importo",
    }
}

/// `riga 6, 26/11/2026, 36,60 €, Kappa S.r.l. ordine 26000001`
pub fn passed(passed: &Passed) -> String {
    let Passed { line, why, day, amount, said } = passed;
    // A foreign amount is not in euro; and without a day, what is said is the whole line.
    let amount = amount.filter(|_| *why != Why::Foreign && day.is_some()).map(euro);
    let said = Some(said.clone()).filter(|said| !said.is_empty());
    let parts = [Some(format!("riga {line}")), day.map(short_date), amount, said];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
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

    #[test]
    fn what_was_not_imported_is_said_with_its_line_day_and_amount() {
        let pending = Passed {
            line: 6,
            why: Why::Pending,
            day: "2026-11-26".parse().ok(),
            amount: "36.60".parse().ok(),
            said: "Kappa ordine 26000001".into(),
        };
        assert_eq!(passed(&pending), "riga 6, 26/11/2026, 36,60\u{a0}€, Kappa ordine 26000001");
        let words = Passed { why: Why::Words, day: None, amount: None, ..pending };
        assert_eq!(passed(&words), "riga 6, Kappa ordine 26000001");
    }
}
