//! Text as people type and paste it. Each field that takes some reads it with one of these
//! functions, so that what nobody sees never decides anything. Passwords are the exception:
//! every character of theirs counts.

use super::money::Money;

/// One line of words: a name, a street, a note. Single blanks between the words, none around.
#[must_use]
pub fn line(typed: &str) -> String {
    let mut line = String::with_capacity(typed.len());
    for c in seen(typed) {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// A word without any blank, in the letters that were typed: a username, a number to look for.
#[must_use]
pub fn word(typed: &str) -> String {
    seen(typed).filter(|c| !c.is_whitespace()).collect()
}

/// The digits alone, of a number that people may write with words around it.
#[must_use]
pub fn digits(typed: &str) -> String {
    seen(typed).filter(char::is_ascii_digit).collect()
}

/// A code in capitals, without the blanks, dots, dashes and slashes that make it easier to read.
#[must_use]
pub fn code(typed: &str) -> String {
    seen(typed)
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '/') && !is_dash(*c))
        .flat_map(char::to_uppercase)
        .collect()
}

/// What remains of a text when nothing counts but its letters: one line, small, without accents,
/// with one kind of apostrophe. Two texts that a person would call the same name are equal here.
#[must_use]
pub fn folded(typed: &str) -> String {
    let is_mark = |c: &char| matches!(c, '\u{300}'..='\u{36F}');
    line(typed).chars().flat_map(char::to_lowercase).filter(|c| !is_mark(c)).map(plain).collect()
}

/// An amount as banks and people write it: `43,31`, `43.31`, `1.234,50 €`; nothing when it is none.
///
/// A point before three digits at the end stands between thousands, as on every bank statement.
#[must_use]
pub fn amount(typed: &str) -> Option<Money> {
    let typed = word(typed).replace('€', "");
    let plain = match typed.rsplit_once(',') {
        Some((whole, cents)) => format!("{}.{cents}", whole.replace('.', "")),
        None => match typed.rsplit_once('.') {
            Some((_, end)) if end.len() == 3 => typed.replace('.', ""),
            _ => typed,
        },
    };
    plain.parse().ok()
}

/// A mail address. Only a blank that keyboards make is left inside, where it is a mistake to be
/// told; the other ones come from copying.
#[must_use]
pub fn mail_address(typed: &str) -> String {
    let address: String =
        seen(typed).filter(|c| !c.is_whitespace() || matches!(c, ' ' | '\t' | '\n')).collect();
    address.trim().to_owned()
}

/// True when there is nothing to see.
#[must_use]
pub fn is_blank(typed: &str) -> bool {
    seen(typed).all(char::is_whitespace)
}

/// True for what stands between words or digits as a stroke.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}')
}

/// The characters that can be seen, and blanks. Full-width letters, digits and signs, which
/// Eastern keyboards make, become the ordinary ones.
fn seen(typed: &str) -> impl Iterator<Item = char> {
    typed.chars().filter(|c| !is_invisible(*c)).map(|c| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    })
}

/// The letter without its accent, and the apostrophe of typewriters.
fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' | 'č' | 'ć' => 'c',
        'ñ' => 'n',
        'š' => 's',
        'ž' => 'z',
        '\u{2018}' | '\u{2019}' | '\u{B4}' | '`' => '\'',
        other => other,
    }
}

/// Soft hyphens, zero widths, marks of direction and order of bytes, variants of signs, and
/// control characters that are no blank.
fn is_invisible(c: char) -> bool {
    match c {
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180B}'..='\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        other => other.is_control() && !other.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What copying from web pages, PDFs and chats brings along.
    const UNSEEN: &str = "\u{AD}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\
        \u{202D}\u{202E}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{FEFF}\u{0}\u{1B}";
    const BLANKS: &str = "\u{A0}\u{1680}\u{2000}\u{2003}\u{2007}\u{2009}\u{202F}\u{205F}\u{3000}";

    #[test]
    fn what_nobody_sees_is_in_no_field() {
        for c in UNSEEN.chars() {
            let typed = format!("{c}ab{c}c{c}");
            assert_eq!(line(&typed), "abc", "{c:?}");
            assert_eq!(word(&typed), "abc", "{c:?}");
            assert_eq!(code(&typed), "ABC", "{c:?}");
            assert_eq!(mail_address(&typed), "abc", "{c:?}");
            assert!(is_blank(&format!(" {c} ")), "{c:?}");
        }
    }

    #[test]
    fn every_kind_of_blank_is_one() {
        for c in BLANKS.chars() {
            let typed = format!("{c}ab{c}{c}c{c}");
            assert_eq!(line(&typed), "ab c", "{c:?}");
            assert_eq!(word(&typed), "abc", "{c:?}");
            assert_eq!(code(&typed), "ABC", "{c:?}");
            assert_eq!(mail_address(&typed), "abc", "{c:?}");
            assert!(is_blank(&c.to_string()), "{c:?}");
        }
        assert_eq!(line(" Via \t Roma\r\n1 "), "Via Roma 1");
        assert_eq!(mail_address(" an na@b.it "), "an na@b.it");
    }

    #[test]
    fn signs_of_eastern_keyboards_and_dashes_of_word_processors_are_the_ordinary_ones() {
        assert_eq!(code("０２３４２５２０１５８"), "02342520158");
        assert_eq!(code("ｒｓｓｍｒａ"), "RSSMRA");
        assert_eq!(mail_address("ａｎｎａ＠ｂ．ｉｔ"), "anna@b.it");
        assert_eq!(digits("ordine n. ２６000\u{200B}012"), "26000012");
        assert_eq!(code("G17H–0300‑0130—011"), "G17H03000130011");
    }

    #[test]
    fn names_are_equal_but_for_case_accents_and_apostrophes() {
        assert_eq!(folded(" CAFFÈ  D’Angelo "), "caffe d'angelo");
        assert_eq!(folded("Caffe\u{300} d'angelo"), "caffe d'angelo");
        assert_eq!(folded("MÜLLER & Søn"), "muller & son");
        assert_eq!(folded("100% _ \\"), "100% _ \\", "signs are letters like any other");
    }

    #[test]
    fn amounts_are_read_as_banks_and_people_write_them() {
        let cents = |typed| amount(typed).map(Money::cents);
        assert_eq!(cents("43,31"), Some(4331));
        assert_eq!(cents("43.31"), Some(4331));
        assert_eq!(cents(" 1.234,50 € "), Some(123_450));
        assert_eq!(cents("\u{FEFF}1.234,50\u{A0}€\u{200B}"), Some(123_450));
        assert_eq!(cents("1.234"), Some(123_400));
        assert_eq!(cents("30"), Some(3000));
        assert_eq!(cents(""), None);
        assert_eq!(cents("trenta"), None);
        assert_eq!(cents("43,315"), None);
    }
}
