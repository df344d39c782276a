//! A file of `KEY=VALUE` lines: the form that shells, systemd and containers read too.

use std::collections::BTreeMap;

/// Values by key, in the words of the environment.
pub type Values = BTreeMap<String, String>;

/// Reads the lines. Blank lines and lines that begin with `#` mean nothing; a value may stand in
/// double or single quotes, which are dropped.
pub fn parse(text: &str) -> Result<Values, String> {
    let mut values = Values::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            return Err(format!("line {number} is not of the form KEY=VALUE"));
        };
        let key = key.trim();
        if values.insert(key.to_owned(), unquoted(value.trim()).to_owned()).is_some() {
            return Err(format!("line {number} sets {key} a second time"));
        }
    }
    Ok(values)
}

fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_blanks_and_comments_mean_nothing() {
        let values = parse("# shop\n\n A = 1\nB=\"two words\"\nC='x'\nD=a=b\n").unwrap();

        let expected = [("A", "1"), ("B", "two words"), ("C", "x"), ("D", "a=b")];
        assert_eq!(values, expected.map(|(k, v)| (k.to_owned(), v.to_owned())).into());
    }

    #[test]
    fn a_broken_line_is_named() {
        assert_eq!(parse("A=1\nnonsense").unwrap_err(), "line 2 is not of the form KEY=VALUE");
        assert_eq!(parse("A=1\nA=2").unwrap_err(), "line 2 sets A a second time");
    }
}
