//! Names of payers and holders, compared as a clerk would.

use crate::text::folded;

/// Words that say what kind of subject somebody is, and small words: they tell nobody apart.
const IGNORED: &[&str] = &[
    "srl",
    "srls",
    "spa",
    "snc",
    "sas",
    "sapa",
    "ss",
    "sa",
    "scarl",
    "scrl",
    "scpa",
    "coop",
    "soc",
    "societa",
    "cooperativa",
    "ditta",
    "individuale",
    "impresa",
    "studio",
    "onlus",
    "aps",
    "asd",
    "ssd",
    "unipersonale",
    "semplificata",
    "sig",
    "sigra",
    "signor",
    "signora",
    "dott",
    "dr",
    "avv",
    "ing",
    "rag",
    "geom",
    "arch",
    "prof",
    "di",
    "de",
    "del",
    "della",
    "dei",
    "e",
    "ed",
    "and",
    "co",
    "c",
    "il",
    "la",
    "lo",
    "gmbh",
    "ltd",
];

/// The shortest word in which one wrong letter is overlooked.
const LONG_WORD: usize = 5;

/// The shortest beginning that stands for a word that a bank has cut off.
const BEGINNING: usize = 4;

/// A name without case, accents, punctuation and company form: its words, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name(Vec<String>);

impl Name {
    /// Reads a name, or any text that may have one in it.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut letters = String::new();
        for word in
            folded(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
        {
            // `S. r. l.` is one word of three letters.
            if word.chars().count() == 1 {
                letters.push_str(word);
                continue;
            }
            words.extend((!letters.is_empty()).then(|| std::mem::take(&mut letters)));
            words.push(word.to_owned());
        }
        words.extend((!letters.is_empty()).then_some(letters));
        words.retain(|word| !IGNORED.contains(&word.as_str()));
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// True when both are most likely the same subject: the words of the shorter one are all in
    /// the longer one, each but for a letter or a cut-off end. One word alone, like a frequent
    /// surname, is only the same as one word alone.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let (short, long) =
            if self.0.len() <= other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        let enough = short.len() >= 2 || (short.len() == 1 && long.len() == 1);
        enough && short.iter().all(|word| long.iter().any(|other| is_same_word(word, other)))
    }

    /// True when all words of this name, at least two, stand in a text.
    #[must_use]
    pub fn is_in(&self, text: &Self) -> bool {
        self.0.len() >= 2 && self.0.iter().all(|word| text.0.contains(word))
    }
}

fn is_same_word(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short == long
        || (short.len() >= BEGINNING && long.starts_with(short))
        || (short.len() >= LONG_WORD && is_one_letter_off(short, long))
}

/// True when one letter was changed, left out or added, or two neighbours changed places.
fn is_one_letter_off(short: &str, long: &str) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short, long) = (short.get(same..).unwrap_or(&[]), long.get(same..).unwrap_or(&[]));
    match (short, long) {
        ([], []) => true,
        ([a, b, rest @ ..], [c, d, tail @ ..]) if a == d && b == c => rest == tail,
        ([_, rest @ ..], [_, tail @ ..]) if rest == tail => true,
        (short, [_, tail @ ..]) => short == tail,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        Name::of(one).is_like(&Name::of(other))
    }

    #[test]
    fn company_forms_case_accents_and_order_do_not_matter() {
        assert!(alike("CERAMICHE BIANCHI SRL", "Bianchi Ceramiche S.r.l."));
        assert!(alike("SOCIETA' AGRICOLA CERE'", "Agricola Cerè Società Semplice S. S."));
        assert!(alike("D'ANGELO MARIO", "Mario D’Angelo"));
        assert!(alike("Rossi S.p.A.", "ROSSI SPA"));
        assert!(alike("SIG. NERI BRUNO", "Bruno Neri"));
        assert!(alike("OFFICINA MECCANICA VERD", "Officina Meccanica Verdi & C. S.n.c."));
        assert!(alike("BIANCI CERAMICHE", "Bianchi Ceramiche"));
    }

    #[test]
    fn a_surname_alone_is_not_a_company() {
        assert!(!alike("ROSSI", "Rossi Costruzioni Generali S.r.l."));
        assert!(!alike("Anna Bianchi", "Bianchi Ceramiche S.r.l."));
        assert!(!alike("", "Bianchi Ceramiche"));
        assert!(!alike("S.r.l.", "S.p.A."));
    }

    #[test]
    fn a_name_is_found_in_what_a_bank_writes() {
        let text =
            Name::of("BONIFICO A VOSTRO FAVORE DA CERAMICHE BIANCHI SRL PER ORDINE 26000012");
        assert!(Name::of("Bianchi Ceramiche S.r.l.").is_in(&text));
        assert!(!Name::of("Verdi Ceramiche S.r.l.").is_in(&text));
        assert!(!Name::of("Bianchi").is_in(&text));
    }
}
