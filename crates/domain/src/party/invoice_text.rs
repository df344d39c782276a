//! What the text of an electronic invoice can bear: the letters of Latin-1, of Western Europe, and
//! nothing else (`String60LatinType` and its kin in the schema 1.2.3).
//!
//! Signs of typography have a plain twin that says the same, so they are replaced. A letter is
//! part of somebody's name: how to write it without its accent is theirs to decide.

use crate::text::is_dash;
use serde::{Deserialize, Serialize};

/// A character that no invoice can bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignLetter {
    /// The character itself.
    pub letter: char,
    /// The accent that was typed apart, after it.
    pub mark: Option<char>,
}

/// A line of text as an invoice bears it.
///
/// # Errors
/// The first character that cannot stand there.
pub fn invoice_text(line: &str) -> Result<String, ForeignLetter> {
    let mut text = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let mark = letters.next_if(|next| matches!(next, '\u{300}'..='\u{36F}'));
        match mark {
            Some(mark) => {
                let foreign = ForeignLetter { letter, mark: Some(mark) };
                text.push(composed(letter, mark).ok_or(foreign)?);
            }
            None => match plain_sign(letter) {
                Some(sign) => text.push_str(sign),
                None if matches!(letter, ' '..='~' | '\u{A1}'..='\u{FF}') => text.push(letter),
                None if is_dash(letter) => text.push('-'),
                None => return Err(ForeignLetter { letter, mark: None }),
            },
        }
    }
    Ok(text)
}

/// The plain twin of a sign.
fn plain_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʹ' | 'ʼ' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' => "\"",
        '…' => "...",
        '•' | '‧' | '∙' => "·",
        '⁄' => "/",
        '€' => "EUR",
        '№' => "n.",
        '™' => "TM",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

/// A letter and the accent that was typed apart, as computers of Apple do, made one.
fn composed(letter: char, mark: char) -> Option<char> {
    let pairs = match mark {
        '\u{300}' => "AÀEÈIÌOÒUÙaàeèiìoòuù",
        '\u{301}' => "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyý",
        '\u{302}' => "AÂEÊIÎOÔUÛaâeêiîoôuû",
        '\u{303}' => "AÃNÑOÕaãnñoõ",
        '\u{308}' => "AÄEËIÏOÖUÜaäeëiïoöuüyÿ",
        '\u{30A}' => "AÅaå",
        '\u{327}' => "CÇcç",
        _ => return None,
    };
    let mut pairs = pairs.chars();
    while let (Some(plain), Some(accented)) = (pairs.next(), pairs.next()) {
        if plain == letter {
            return Some(accented);
        }
    }
    None
}

/// What stays of a letter whose accent was typed apart.
const ASCII: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ      abcdefghijklmnopqrstuvwxyz";

/// The letters U+0100 to U+017F without their accents, in the same order.
const EASTERN: &str = "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi  JjKkkLlLlLlLlLlNnNnNnnNn\
    OoOoOo  RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

impl ForeignLetter {
    /// How people usually write the letter where it does not exist.
    #[must_use]
    pub fn usual_spelling(self) -> Option<&'static str> {
        Some(match self.letter {
            'Œ' => "OE",
            'œ' => "oe",
            'Ĳ' => "IJ",
            'ĳ' => "ij",
            'ẞ' => "SS",
            'Ș' => "S",
            'ș' => "s",
            'Ț' => "T",
            'ț' => "t",
            letter => {
                let (letters, first) =
                    if letter.is_ascii_alphabetic() { (ASCII, 'A') } else { (EASTERN, 'Ā') };
                let place = u32::from(letter).checked_sub(u32::from(first))?;
                let place = usize::try_from(place).ok()?;
                letters.get(place..=place)?
            }
        })
    }
}

impl std::fmt::Display for ForeignLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.letter)?;
        self.mark.map_or(Ok(()), |mark| write!(f, "{mark}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_typography_get_their_plain_twin() {
        for (typed, borne) in [
            ("L’Aquila", "L'Aquila"),
            ("“Da Gigi” – ristorante", "\"Da Gigi\" - ristorante"),
            ("Rossi & C…", "Rossi & C..."),
            ("Tutto a 1 €", "Tutto a 1 EUR"),
            ("Oﬃcina ﬁorentina", "Officina fiorentina"),
            ("Müller Straße 5 «Ñandú» ÿ©", "Müller Straße 5 «Ñandú» ÿ©"),
        ] {
            assert_eq!(invoice_text(typed).as_deref(), Ok(borne));
        }
    }

    #[test]
    fn an_accent_that_was_typed_apart_joins_its_letter() {
        assert_eq!(invoice_text("Forli\u{300}").as_deref(), Ok("Forlì"));
        assert_eq!(
            invoice_text("Nun\u{303}ez Franc\u{327}ois Mu\u{308}ller").as_deref(),
            Ok("Nuñez François Müller")
        );
    }

    #[test]
    fn a_letter_is_named_and_never_changed() {
        let foreign = |line| invoice_text(line).unwrap_err();
        for (line, letter, spelling) in [
            ("Kowalski Łukasz", "Ł", Some("L")),
            ("Popović", "ć", Some("c")),
            ("Iași", "ș", Some("s")),
            ("Œuvre", "Œ", Some("OE")),
            ("Žižek", "Ž", Some("Z")),
            ("Kožſ", "ž", Some("z")),
            ("Иванов", "И", None),
            ("Bar ☕", "☕", None),
        ] {
            assert_eq!(foreign(line).to_string(), letter);
            assert_eq!(foreign(line).usual_spelling(), spelling, "{letter}");
        }
        // An accent apart that Latin-1 has on other letters only.
        let apart = foreign("Ivanovic\u{301}");
        assert_eq!((apart.letter, apart.mark), ('c', Some('\u{301}')));
        assert_eq!(apart.usual_spelling(), Some("c"));
        assert_eq!(EASTERN.len(), 0x80);
    }
}
