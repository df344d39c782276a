//! What the password of a panel has to have, so that the page can tick it off while it is typed; and
//! why the password of whatever zone is refused.
//!
//! Whether a password is easy to guess takes a dictionary, which only the server has.

use serde::{Deserialize, Serialize};

/// The fewest characters.
pub const LENGTH_MIN: usize = 8;

/// The characters that count as a symbol. Others are welcome too.
pub const SYMBOLS: &str = "!#$%&'()*+,-.:;<=>?[]{|}/";

/// One thing that a password has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRule {
    /// At least [`LENGTH_MIN`] characters.
    Length,
    /// A capital letter.
    UpperCase,
    /// A small letter.
    LowerCase,
    /// A digit from 0 to 9.
    Digit,
    /// One of [`SYMBOLS`].
    Symbol,
}

impl PasswordRule {
    /// All of them, in the order in which people read them.
    pub const ALL: [Self; 5] =
        [Self::Length, Self::UpperCase, Self::LowerCase, Self::Digit, Self::Symbol];

    /// True when `password` has it. Blanks around it come from copying and do not count.
    #[must_use]
    pub fn is_met(self, password: &str) -> bool {
        let password = password.trim();
        match self {
            Self::Length => password.chars().count() >= LENGTH_MIN,
            Self::UpperCase => password.chars().any(char::is_uppercase),
            Self::LowerCase => password.chars().any(char::is_lowercase),
            Self::Digit => password.chars().any(|letter| letter.is_ascii_digit()),
            Self::Symbol => password.chars().any(|letter| SYMBOLS.contains(letter)),
        }
    }
}

/// Why a password that was typed is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasswordError {
    /// Fewer characters than a password has.
    TooShort {
        /// The least there can be.
        min: usize,
    },
    /// One of the kinds of characters is missing.
    TooPlain,
    /// A password that everybody tries first.
    TooCommon,
    /// The new password is the old one.
    Unchanged,
    /// Not the same password twice.
    Differ,
    /// The temporary password is not the one that was sent.
    WrongTemporary,
    /// The password of the account is another one.
    WrongOwn,
    /// The password that somebody signs in with is another one.
    WrongPresent,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(password: &str) -> Vec<PasswordRule> {
        PasswordRule::ALL.into_iter().filter(|rule| rule.is_met(password)).collect()
    }

    #[test]
    fn each_rule_is_met_by_itself() {
        assert_eq!(met(""), []);
        assert_eq!(met("È"), [PasswordRule::UpperCase]);
        assert_eq!(met("ù"), [PasswordRule::LowerCase]);
        assert_eq!(met("7"), [PasswordRule::Digit]);
        assert_eq!(met("/"), [PasswordRule::Symbol]);
        assert_eq!(met("@@@@@@@@"), [PasswordRule::Length]);
        assert_eq!(met("Sasso-71"), PasswordRule::ALL);
    }

    #[test]
    fn blanks_around_a_copied_password_do_not_count() {
        assert_eq!(met("   7      "), [PasswordRule::Digit]);
    }
}
