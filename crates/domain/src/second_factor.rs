//! The second factor of a sign-in: codes of six digits that a program on a telephone works out from a
//! key and the time (TOTP, RFC 6238), and recovery codes for whoever has lost the telephone.
//!
//! A code is good once: what is accepted lies behind the last step that was accepted
//! (docs/rules.md S5).

use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha1::Sha1;

/// Seconds for which a code is shown.
pub const STEP_SECONDS: i64 = 30;

/// Digits of a code.
pub const DIGITS: usize = 6;

/// One more than the largest code.
const CODES: u32 = 1_000_000;

/// Steps by which a telephone's clock may be ahead or behind.
const STEPS_OFF: i64 = 1;

/// Bytes of a key, as RFC 4226 recommends them.
pub const KEY_LENGTH: usize = 20;

/// How many recovery codes somebody has at a time.
pub const RECOVERY_CODES: usize = 10;

/// Bytes of a recovery code: 80 bits, so that a fast digest is enough to keep it.
pub const RECOVERY_LENGTH: usize = 10;

/// Letters of a recovery code, without what stands between its groups.
const RECOVERY_LETTERS: usize = RECOVERY_LENGTH * 8 / 5;

/// How long the code can be given after the password.
pub const HALF_LIVES: TimeDelta = TimeDelta::minutes(10);

/// How long a new key can be taken into use.
pub const ENROLMENT_LIVES: TimeDelta = TimeDelta::hours(1);

/// RFC 4648. Neither 0 nor 1 is among them, so O and I are no mistakes.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The sign-ins, each with people of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// Of customers, to the shop.
    Account,
    /// Of the users of a panel.
    Panel,
    /// Of accountants, to whom panels are delegated.
    Accountant,
    /// Of the staff, to the office.
    Staff,
}

impl Door {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Account, Self::Panel, Self::Accountant, Self::Staff];

    /// The one of this name in tables.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|door| door.as_str() == name)
    }

    /// Its name in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Panel => "panel",
            Self::Accountant => "accountant",
            Self::Staff => "staff",
        }
    }
}

/// What somebody is asked for after the right password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: they are in.
    Nothing,
    /// A code.
    Code,
    /// To take a second factor into use, without which this door stays shut.
    Enrolment,
}

impl Next {
    /// What follows the password, for somebody who has a second factor or not, at a door that asks for
    /// one or not.
    #[must_use]
    pub fn after_password(has_factor: bool, is_compulsory: bool) -> Self {
        match (has_factor, is_compulsory) {
            (true, _) => Self::Code,
            (false, true) => Self::Enrolment,
            (false, false) => Self::Nothing,
        }
    }
}

/// What happened to a second factor; its owner hears of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is asked for from now on.
    TurnedOn,
    /// Its owner does without it.
    TurnedOff,
    /// The recovery codes are others.
    NewCodes,
    /// A recovery code took the place of the telephone.
    RecoveryCodeUsed,
    /// We have taken it off for somebody who has lost it.
    TakenOff,
}

impl Change {
    /// Each of them.
    pub const ALL: [Self; 5] =
        [Self::TurnedOn, Self::TurnedOff, Self::NewCodes, Self::RecoveryCodeUsed, Self::TakenOff];

    /// Its name in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TurnedOn => "turned_on",
            Self::TurnedOff => "turned_off",
            Self::NewCodes => "new_codes",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::TakenOff => "taken_off",
        }
    }
}

/// A key that somebody's telephone knows as well. It never shows itself in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; KEY_LENGTH]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// The key of these random bytes.
    #[must_use]
    pub fn new(bytes: [u8; KEY_LENGTH]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be sealed.
    #[must_use]
    pub fn bytes(&self) -> &[u8; KEY_LENGTH] {
        &self.0
    }

    /// The key in groups of four letters, for whoever types it into a telephone.
    #[must_use]
    pub fn in_groups(&self) -> String {
        in_groups(&base32(&self.0), " ")
    }

    /// The address by which a program takes the key over, as it stands in a QR code.
    ///
    /// Algorithm, digits and period are the usual ones and need not be said; some programs misread
    /// them when they are.
    #[must_use]
    pub fn address(&self, issuer: &str, username: &str) -> String {
        let (issuer, username) = (escaped(issuer), escaped(username));
        let key = base32(&self.0);
        format!("otpauth://totp/{issuer}:{username}?secret={key}&issuer={issuer}")
    }

    /// The code of a step.
    #[must_use]
    pub fn code(&self, step: i64) -> u32 {
        let mac = Hmac::<Sha1>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        let digest = mac.chain_update(step.to_be_bytes()).finalize().into_bytes();
        // RFC 4226 §5.3: the last four bits say where the code begins, at most at the sixteenth byte.
        let start = digest.last().map_or(0, |byte| usize::from(byte & 0xF));
        let four = digest.iter().skip(start).take(4);
        let number = four.fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
        (number & 0x7FFF_FFFF) % CODES
    }

    /// The step whose code this is, if it may be accepted now: one step off at most, and later than
    /// the last that was accepted. It takes as long for every code.
    #[must_use]
    pub fn accepts(&self, code: u32, now: DateTime<Utc>, last: Option<i64>) -> Option<i64> {
        let present = step_of(now);
        let mut found = None;
        for step in present - STEPS_OFF..=present + STEPS_OFF {
            let is_right = self.code(step) == code;
            if is_right && last.is_none_or(|last| step > last) {
                found = Some(step);
            }
        }
        found
    }
}

/// The step of a moment.
#[must_use]
pub fn step_of(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

/// What somebody has typed at the one field of the second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A code of the telephone.
    Code(u32),
    /// A recovery code, as [`recovery_code`] writes it without its groups.
    Recovery(String),
}

impl Typed {
    /// Reads it, with spaces and hyphens wherever they are; none when it can be neither.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let letters = typed.chars().filter(|c| !c.is_whitespace() && !"-–".contains(*c));
        let letters: String = letters.take(RECOVERY_LETTERS + 1).collect();
        let letters = letters.to_ascii_uppercase();
        if letters.len() == DIGITS && letters.bytes().all(|byte| byte.is_ascii_digit()) {
            return letters.parse().ok().map(Self::Code);
        }
        let is_recovery =
            letters.len() == RECOVERY_LETTERS && letters.bytes().all(|byte| BASE32.contains(&byte));
        is_recovery.then_some(Self::Recovery(letters))
    }
}

/// The recovery code of these random bytes, in groups of four letters.
#[must_use]
pub fn recovery_code(bytes: [u8; RECOVERY_LENGTH]) -> String {
    in_groups(&base32(&bytes), "-")
}

/// Whether something that was begun then still holds now. What a clock that was ahead has begun does
/// not, once the clock is right.
#[must_use]
pub fn is_fresh(begun: DateTime<Utc>, lives: TimeDelta, now: DateTime<Utc>) -> bool {
    let age = now - begun;
    age >= TimeDelta::zero() && age < lives
}

fn base32(bytes: &[u8]) -> String {
    let (mut text, mut bits, mut held) = (String::new(), 0_u32, 0_u32);
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            let place = usize::try_from((bits >> held) & 31).unwrap_or_default();
            text.extend(BASE32.get(place).map(|letter| char::from(*letter)));
        }
        bits &= (1 << held) - 1;
    }
    text
}

fn in_groups(letters: &str, between: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(String::from_iter).collect();
    groups.join(between)
}

/// Letters and digits as they are, everything else in percent.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped += &format!("%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 6238, appendix B.
    fn of_the_rfc() -> Secret {
        Secret::new(*b"12345678901234567890")
    }

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B has eight digits; six are their end.
        for (second, code) in [
            (59, 94_287_082_u32),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            assert_eq!(of_the_rfc().code(step_of(at(second))), code % CODES, "{second}");
        }
    }

    #[test]
    fn a_telephone_may_be_one_step_off_and_no_more() {
        let (secret, now) = (of_the_rfc(), at(1_234_567_890));
        let present = step_of(now);
        for off in [-1, 0, 1] {
            let step = present + off;
            assert_eq!(secret.accepts(secret.code(step), now, None), Some(step));
        }
        for off in [-3, -2, 2, 3] {
            assert_eq!(secret.accepts(secret.code(present + off), now, None), None, "{off}");
        }
    }

    #[test]
    fn a_code_is_accepted_once_and_none_before_it() {
        let (secret, now) = (of_the_rfc(), at(1_234_567_890));
        let present = step_of(now);
        let accepts = |step, last| secret.accepts(secret.code(step), now, Some(last));

        assert_eq!(accepts(present, present), None, "it was used");
        assert_eq!(accepts(present - 1, present), None, "a later one was used");
        assert_eq!(accepts(present + 1, present), Some(present + 1));
        assert_eq!(accepts(present, present - 1), Some(present));
        assert_eq!(accepts(present, present + 1), None);
    }

    #[test]
    fn one_field_takes_both_codes_however_they_are_written() {
        assert_eq!(Typed::read(" 094 287 "), Some(Typed::Code(94_287)));
        assert_eq!(Typed::read("094-287"), Some(Typed::Code(94_287)));
        let code = recovery_code([0xA5; RECOVERY_LENGTH]);
        assert_eq!(code, "UWS2-LJNF-UWS2-LJNF");
        let plain = Some(Typed::Recovery("UWS2LJNFUWS2LJNF".into()));
        for typed in [&code, "uws2ljnfuws2ljnf", " UWS2 LJNF UWS2 – LJNF"] {
            assert_eq!(Typed::read(typed), plain, "{typed}");
        }
        for nonsense in ["", "12345", "1234567", "12345a", "UWS2-LJNF-UWS2-LJN0", "è", "١٢٣٤٥٦"]
        {
            assert_eq!(Typed::read(nonsense), None, "{nonsense}");
        }
        assert_eq!(Typed::read(&"A".repeat(10_000)), None);
    }

    #[test]
    fn a_program_takes_the_key_over_by_its_address() {
        let secret = of_the_rfc();
        assert_eq!(secret.in_groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            secret.address("Bottega & figli", "1234567@bottega.example"),
            "otpauth://totp/Bottega%20%26%20figli:1234567%40bottega.example\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bottega%20%26%20figli"
        );
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn every_door_has_a_name_of_its_own_in_tables() {
        for door in Door::ALL {
            assert_eq!(Door::named(door.as_str()), Some(door));
        }
        assert_eq!(Door::named("garden"), None);
    }

    #[test]
    fn a_door_that_asks_for_a_factor_lets_nobody_in_without() {
        assert_eq!(Next::after_password(false, false), Next::Nothing);
        assert_eq!(Next::after_password(false, true), Next::Enrolment);
        assert_eq!(Next::after_password(true, false), Next::Code);
        assert_eq!(Next::after_password(true, true), Next::Code);
    }

    #[test]
    fn what_was_begun_ends_with_its_time() {
        let lives = TimeDelta::minutes(10);
        assert!(is_fresh(at(0), lives, at(599)));
        assert!(!is_fresh(at(0), lives, at(600)));
        assert!(!is_fresh(at(1), lives, at(0)), "a clock that was ahead has begun it");
    }
}
