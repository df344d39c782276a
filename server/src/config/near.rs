//! What somebody may have meant who wrote something that is not known.

/// The known word that is the nearest, if it is near enough to be meant.
pub fn near<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.to_lowercase();
    let far = |word: &str| distance(&written, &word.to_lowercase());
    let (far, word) = known.into_iter().map(|word| (far(word), word)).min()?;
    // One letter of three may be wrong, but not many.
    (far <= (written.chars().count() / 3).clamp(1, 3)).then_some(word)
}

/// `: it may mean X`, or nothing.
pub fn suggestion<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    near(written, known).map_or_else(String::new, |word| format!(": it may mean {word}"))
}

/// How many letters are to be inserted, removed or changed (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_counts_letters() {
        for (one, other, far) in
            [("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("iban", "iban", 0)]
        {
            assert_eq!((distance(one, other), distance(other, one)), (far, far));
        }
    }

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["IBAN", "BIC", "BASE_URL", "DIST"];
        assert_eq!(near("IBN", known), Some("IBAN"));
        assert_eq!(near("baseurl", known), Some("BASE_URL"));
        for other in ["PORT", "URL", "DB", "E2E_BINARY", "TEST_POSTGRES_URL", ""] {
            assert_eq!(near(other, known), None, "{other}");
        }
    }
}
