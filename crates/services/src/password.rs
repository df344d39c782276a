//! Passwords: which ones are good enough, how they are kept, and how temporary ones are made.
//!
//! Hashing is slow and hungry on purpose (Argon2id with the defaults of its crate: 19 MiB, two
//! passes), so it runs beside the runtime, on half of the cores at most, and the rest waits in a
//! row: pages go on being answered, and memory has an end. Check a sign-in with
//! [`Password::matches`] also when the user does not exist: an answer that comes sooner would
//! tell which usernames do.

mod turn;

use std::collections::BTreeSet;
use std::fmt;
#[cfg(feature = "testing")]
use std::sync::atomic::Ordering;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error as HashError, PasswordHasher, PasswordVerifier};
pub use domain::password::LENGTH_MIN;
use domain::password::PasswordRule;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::hex::hex;
use turn::beside;
pub use turn::waiting;

/// NIST SP 800-63B wants 64 at least; an end protects the hasher from megabytes.
pub const LENGTH_MAX: usize = 128;

/// No letter or digit that is mistaken for another on paper or on the telephone.
const TEMPORARY_CLASSES: [&str; 4] =
    ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "!#+-=?"];
const TEMPORARY_LENGTH: usize = 14;

/// The hash of a random text that nobody kept, with the parameters that `Argon2::default` uses.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$isSkegAQ1Be3CumBvUwIjA$\
                       HRXCL3/nOfR/ieCsqyMEMHmKWBuThMZ2ObNZXeasO3c";

/// Argon2id as the shop uses it.
fn hasher() -> Argon2<'static> {
    #[cfg(feature = "testing")]
    if cheap::IS_ON.load(Ordering::Relaxed) {
        return cheap::hasher();
    }
    Argon2::default()
}

/// What an unknown user is compared with, at the cost of a known one.
fn nobodys() -> String {
    #[cfg(feature = "testing")]
    if cheap::IS_ON.load(Ordering::Relaxed) {
        return NOBODYS.replace("m=19456,t=2", "m=8,t=1");
    }
    NOBODYS.to_owned()
}

/// Tests hash often, and few of them are about how long that takes.
#[cfg(feature = "testing")]
pub(crate) mod cheap {
    use std::sync::atomic::AtomicBool;

    use argon2::{Algorithm, Argon2, Params, Version};

    /// Whether this process hashes with the smallest parameters.
    pub static IS_ON: AtomicBool = AtomicBool::new(false);

    pub(super) fn hasher() -> Argon2<'static> {
        let smallest = Params::new(8, 1, 1, None).expect("these are the least that there are");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, smallest)
    }
}

/// A password as somebody typed it. It never shows itself in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// The form that changes a password, as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PasswordForm {
    /// The present one.
    pub current: String,
    /// The one that takes its place.
    pub new: String,
    /// The same once more.
    pub again: String,
}

/// One reason why a password is not good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weakness {
    /// Fewer than eight characters.
    TooShort,
    /// More than anybody types.
    TooLong,
    /// No capital.
    NoUpperCase,
    /// No small letter.
    NoLowerCase,
    /// No digit.
    NoDigit,
    /// None of the signs that count.
    NoSymbol,
    /// It would be guessed within a million tries: a common password, a name, a date, a pattern
    /// on the keyboard, or something about its owner.
    EasyToGuess,
}

impl Password {
    /// Takes what was typed. Blanks around it come from copying and are left out.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// True when nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A random one that satisfies [`Password::weaknesses`], to be changed at the first sign-in.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn temporary() -> Result<Self> {
        let everything = TEMPORARY_CLASSES.concat();
        let mut letters = Vec::with_capacity(TEMPORARY_LENGTH);
        for class in TEMPORARY_CLASSES {
            letters.push(pick(class)?);
        }
        while letters.len() < TEMPORARY_LENGTH {
            letters.push(pick(&everything)?);
        }
        // The first four came in a known order of classes.
        for last in (1..letters.len()).rev() {
            letters.swap(last, below(last + 1)?);
        }
        Ok(Self(letters.into_iter().collect()))
    }

    /// The password itself, to be told to its owner once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Everything that is wrong with it; nothing when it may be chosen. `about_owner` holds what
    /// others know of the owner: username, name, e-mail address.
    pub fn weaknesses(&self, about_owner: &[&str]) -> BTreeSet<Weakness> {
        let unmet = PasswordRule::ALL.into_iter().filter(|rule| !rule.is_met(&self.0));
        let mut found: BTreeSet<_> = unmet.map(Weakness::from).collect();
        // The estimate takes longer the longer the text, so an endless one is not even looked at.
        if self.0.chars().count() > LENGTH_MAX {
            found.insert(Weakness::TooLong);
        } else if is_easy_to_guess(&self.0, about_owner) {
            found.insert(Weakness::EasyToGuess);
        }
        found
    }

    /// What to keep instead of the password: a PHC string (`$argon2id$…`).
    ///
    /// # Errors
    /// `Crowded` while too many wait to be hashed.
    pub async fn hash(&self) -> Result<String> {
        let password = self.0.clone();
        beside(move || hasher().hash_password(password.as_bytes()))
            .await?
            .map(|hash| hash.to_string())
            .map_err(|error| Error::broken(error.to_string()))
    }

    /// Whether this is the password behind `kept`. Without one, because there is no such user,
    /// it takes as long and says no.
    ///
    /// # Errors
    /// `Crowded` while too many wait to be hashed; `Corrupt` when the stored hash is none.
    pub async fn matches(&self, kept: Option<&str>) -> Result<bool> {
        let password = self.0.clone();
        let is_known = kept.is_some();
        let kept = kept.map_or_else(nobodys, str::to_owned);
        let outcome = beside(move || {
            let hash = PasswordHash::new(&kept)?;
            Argon2::default().verify_password(password.as_bytes(), &hash)
        })
        .await?;
        match outcome {
            Ok(()) => Ok(is_known),
            Err(HashError::PasswordInvalid) => Ok(false),
            Err(error) => Err(Error::broken(format!("a password hash is unusable: {error}"))),
        }
    }
}

impl From<PasswordRule> for Weakness {
    fn from(unmet: PasswordRule) -> Self {
        match unmet {
            PasswordRule::Length => Weakness::TooShort,
            PasswordRule::UpperCase => Weakness::NoUpperCase,
            PasswordRule::LowerCase => Weakness::NoLowerCase,
            PasswordRule::Digit => Weakness::NoDigit,
            PasswordRule::Symbol => Weakness::NoSymbol,
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

fn is_easy_to_guess(password: &str, about_owner: &[&str]) -> bool {
    zxcvbn::zxcvbn(password, about_owner).score() < zxcvbn::Score::Two
}

fn pick(letters: &str) -> Result<char> {
    let place = below(letters.len())?;
    letters.chars().nth(place).ok_or_else(|| Error::broken("a password class is not plain ASCII"))
}

/// A number below `end` (at most 256), each equally likely.
fn below(end: usize) -> Result<usize> {
    // Bytes from the last, incomplete round of `end` are drawn again: taking them would make
    // small numbers likelier.
    let fair = 256 - 256 % end;
    loop {
        let mut byte = [0];
        getrandom::fill(&mut byte)
            .map_err(|error| Error::broken(format!("no randomness: {error}")))?;
        let drawn = usize::from(byte[0]);
        if drawn < fair {
            return Ok(drawn % end);
        }
    }
}

/// Tells the password behind a hash from any other, and nothing else about it. A session keeps it,
/// so that a sign-in ends with the password that it was made with.
///
/// Every hash has a salt of its own, so this differs even between two equal passwords.
pub(crate) fn mark(password_hash: &str) -> String {
    hex(&Sha256::digest(password_hash)[..16])
}

/// Tells what a sign-in had to give from anything else: the password behind a hash, and the second
/// factor while one is on. A session keeps it, so whoever has given less than is asked for is not in.
pub(crate) fn mark_with(password_hash: &str, factor: Option<Uuid>) -> String {
    match factor {
        Some(factor) => mark(&format!("{password_hash}\n{factor}")),
        None => mark(password_hash),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Weakness::*;

    fn weaknesses(text: &str) -> Vec<Weakness> {
        Password::typed(text).weaknesses(&["1234567@bottega.example"]).into_iter().collect()
    }

    #[test]
    fn each_part_of_the_rule_is_told_apart() {
        assert_eq!(weaknesses("Fiume-Sasso-71-Vela"), []);
        assert_eq!(weaknesses("Vx7-kQ2"), [TooShort]);
        assert_eq!(weaknesses("fiume-sasso-71-vela"), [NoUpperCase]);
        assert_eq!(weaknesses("FIUME-SASSO-71-VELA"), [NoLowerCase]);
        assert_eq!(weaknesses("Fiume-Sasso-Uno-Vela"), [NoDigit]);
        assert_eq!(weaknesses("FiumeSasso71Vela@_"), [NoSymbol]);
        assert_eq!(weaknesses(&"Fiume-Sasso-71".repeat(10)), [TooLong]);
        assert_eq!(
            weaknesses(""),
            [TooShort, NoUpperCase, NoLowerCase, NoDigit, NoSymbol, EasyToGuess]
        );
    }

    #[test]
    fn every_symbol_of_the_rule_counts_and_other_characters_are_welcome() {
        for symbol in "!#$%&'()*+,-.:;<=>?[]{|}/".chars() {
            assert_eq!(weaknesses(&format!("Fiume{symbol}Sasso71Vela")), [], "{symbol}");
        }
        assert_eq!(weaknesses("Perché no? Là c'è 1 @sino"), []);
    }

    #[test]
    fn common_ones_are_refused_even_when_they_look_complicated() {
        for common in ["Password1!", "Qwerty123!", "Aaaaaaa1!", "Abcdefg1!"] {
            assert_eq!(weaknesses(common), [EasyToGuess], "{common}");
        }
        assert_eq!(
            Password::typed("Rossimario1!").weaknesses(&["rossimario"]),
            [EasyToGuess].into()
        );
    }

    #[test]
    fn blanks_around_it_are_left_out_and_blanks_inside_count() {
        assert_eq!(Password::typed("  a b \n").reveal(), "a b");
    }

    #[test]
    fn temporary_ones_obey_the_rule_and_are_easy_to_read() {
        let many: BTreeSet<String> =
            (0..500).map(|_| Password::temporary().unwrap().reveal().to_owned()).collect();
        assert_eq!(many.len(), 500);
        for one in &many {
            assert_eq!(one.chars().count(), 14);
            assert_eq!(weaknesses(one), [], "{one}");
            assert!(!one.contains(['0', 'O', 'o', '1', 'l', 'I']), "{one}");
        }
        let first: BTreeSet<char> = many.iter().filter_map(|one| one.chars().next()).collect();
        assert!(first.iter().any(char::is_ascii_digit), "the order of classes shows");
    }

    #[test]
    fn numbers_are_drawn_evenly() {
        let mut seen = [0_u32; 60];
        for _ in 0..60_000 {
            seen[below(60).unwrap()] += 1;
        }
        assert!(seen.iter().all(|count| (800..1200).contains(count)), "{seen:?}");
    }

    #[tokio::test]
    async fn the_right_password_matches_and_no_other_does() {
        let right = Password::typed("Fiume-Sasso-71-Vela");
        let kept = right.hash().await.unwrap();
        assert!(kept.starts_with("$argon2id$"), "{kept}");
        assert_ne!(kept, right.hash().await.unwrap(), "every hash has a salt of its own");

        assert!(right.matches(Some(&kept)).await.unwrap());
        assert!(!Password::typed("Fiume-Sasso-71-vela").matches(Some(&kept)).await.unwrap());
        assert!(!right.matches(None).await.unwrap());
        assert!(matches!(right.matches(Some("plain text")).await, Err(Error::Broken(_))));
    }

    #[tokio::test]
    async fn an_unknown_user_costs_the_same_work_as_a_known_one() {
        let kept = Password::typed("Fiume-Sasso-71-Vela").hash().await.unwrap();
        let parameters = |hash: &str| {
            let hash = PasswordHash::new(hash).unwrap();
            (hash.algorithm.to_string(), hash.version, hash.params.to_string())
        };
        assert_eq!(parameters(NOBODYS), parameters(&kept));
    }

    #[test]
    fn a_password_does_not_show_itself() {
        assert_eq!(format!("{:?}", Password::typed("segreto")), "Password(…)");
    }
}
