//! The key of the installation: it seals secrets that must be read again, and signs what a browser
//! or a mail carries for us.
//!
//! It lives outside the database, so that neither a backup nor whoever reads a table can open what
//! it sealed. Each purpose has keys of its own, worked out from it: what was sealed or signed for
//! one purpose is worth nothing for another. Why, and how to change it: docs/decisions/0009.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::error::{Error, Result};

/// Bytes of a key.
const LENGTH: usize = 32;

/// Bytes that tell which key of a ring something was made with. Two keys of one ring that agree in
/// them by chance (one in four billion) are both tried.
const ID_LENGTH: usize = 4;

/// Bytes of an XChaCha20 nonce: long enough to be drawn at random for ever.
const NONCE_LENGTH: usize = 24;

/// What something is sealed or signed for. Each use has one, as a constant beside its code; its
/// name is part of every key that is worked out, so it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose(pub &'static str);

/// One key. It never shows itself in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; LENGTH]);

/// The key of today and those that it took the place of: the first seals and signs, and each of
/// them still opens and verifies.
#[derive(Clone, Debug)]
pub struct KeyRing {
    current: Key,
    old: Vec<Key>,
}

/// Why a text holds no keys. It never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// There is nothing in it.
    Empty,
    /// A line is not the base64 of 32 bytes.
    NotAKey {
        /// Counted from one.
        line: usize,
    },
    /// A key stands there twice, so that the change of keys has changed nothing.
    Twice {
        /// The second of both, counted from one.
        line: usize,
    },
}

impl Key {
    /// A new one, at random.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn random() -> Result<Self> {
        random().map(Self)
    }

    /// The key in 44 letters of base64, for the file that keeps it.
    #[must_use]
    pub fn reveal(&self) -> String {
        STANDARD.encode(self.0)
    }

    fn read(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// A key for one use of this one.
    fn derived<const N: usize>(&self, use_: &str, purpose: Purpose) -> [u8; N] {
        let mut key = [0; N];
        Hkdf::<Sha256>::new(None, &self.0)
            .expand_multi_info(
                &[b"bottega/1/", use_.as_bytes(), b"/", purpose.0.as_bytes()],
                &mut key,
            )
            .expect("HKDF gives far more bytes than a key has");
        key
    }

    fn id(&self) -> [u8; ID_LENGTH] {
        self.derived("id", Purpose(""))
    }

    fn cipher(&self, purpose: Purpose) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derived::<LENGTH>("seal", purpose).into())
    }

    fn signer(&self, purpose: Purpose, message: &[u8]) -> Hmac<Sha256> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.derived::<LENGTH>("sign", purpose));
        mac.expect("HMAC takes a key of any length").chain_update(message)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl KeyRing {
    /// A ring of one key, made for this moment: what it seals and signs ends with it.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn random() -> Result<Self> {
        Ok(Self { current: Key::random()?, old: Vec::new() })
    }

    /// Reads a ring: a key in base64 on each line, the current one first.
    ///
    /// # Errors
    /// The line that holds no key, without what is in it.
    pub fn read(text: &str) -> Result<Self, KeyFault> {
        let mut keys = Vec::new();
        let lines = (1..).zip(text.lines().map(str::trim));
        for (line, text) in lines.filter(|(_, text)| !text.is_empty()) {
            let key = Key::read(text).ok_or(KeyFault::NotAKey { line })?;
            if keys.contains(&key) {
                return Err(KeyFault::Twice { line });
            }
            keys.push(key);
        }
        let mut keys = keys.into_iter();
        let current = keys.next().ok_or(KeyFault::Empty)?;
        Ok(Self { current, old: keys.collect() })
    }

    /// Seals bytes, as text for a column. Only the same purpose opens them again, and a change of
    /// one letter is noticed.
    ///
    /// # Errors
    /// When it is more than one seal can hold, or the machine has no randomness to give.
    pub fn seal(&self, purpose: Purpose, bytes: &[u8]) -> Result<String> {
        self.seal_for(purpose, "", bytes)
    }

    /// The same for one row, which `row` tells from all others: copied to another one it does not
    /// open.
    ///
    /// # Errors
    /// When it is more than one seal can hold, or the machine has no randomness to give.
    pub fn seal_for(&self, purpose: Purpose, row: &str, bytes: &[u8]) -> Result<String> {
        let nonce: [u8; NONCE_LENGTH] = random()?;
        let beside = [purpose.0, row].concat();
        let payload = Payload { msg: bytes, aad: beside.as_bytes() };
        let sealed = self
            .current
            .cipher(purpose)
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::broken("too much to be sealed at once"))?;
        Ok(URL_SAFE_NO_PAD.encode([&self.current.id()[..], &nonce, &sealed].concat()))
    }

    /// What was sealed for this purpose; nothing when it was changed, sealed for another one, or
    /// sealed with a key that is no longer in the ring.
    #[must_use]
    pub fn open(&self, purpose: Purpose, sealed: &str) -> Option<Vec<u8>> {
        self.open_for(purpose, "", sealed)
    }

    /// The same for what was sealed for one row.
    #[must_use]
    pub fn open_for(&self, purpose: Purpose, row: &str, sealed: &str) -> Option<Vec<u8>> {
        let beside = [purpose.0, row].concat();
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (id, rest) = bytes.split_first_chunk::<ID_LENGTH>()?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_LENGTH>()?;
        self.named(id).find_map(|key| {
            let payload = Payload { msg: sealed, aad: beside.as_bytes() };
            key.cipher(purpose).decrypt(&XNonce::from(*nonce), payload).ok()
        })
    }

    /// The signature under a message, as text for a cookie or an address.
    #[must_use]
    pub fn sign(&self, purpose: Purpose, message: &[u8]) -> String {
        let signature = self.current.signer(purpose, message).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode([&self.current.id()[..], &signature].concat())
    }

    /// Whether a signature was made under this message for this purpose, by any key of the ring.
    /// It takes as long for a wrong one, wherever it begins to differ.
    #[must_use]
    pub fn verify(&self, purpose: Purpose, message: &[u8], signature: &str) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(signature) else { return false };
        let Some((id, signature)) = bytes.split_first_chunk::<ID_LENGTH>() else { return false };
        self.named(id).any(|key| key.signer(purpose, message).verify_slice(signature).is_ok())
    }

    fn named(&self, id: &[u8; ID_LENGTH]) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.old).filter(move |key| key.id() == *id)
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyFault::Empty => f.write_str("there is no key in it"),
            KeyFault::NotAKey { line } => {
                write!(f, "line {line} is not a key, which is the base64 of {LENGTH} bytes")
            }
            KeyFault::Twice { line } => write!(f, "line {line} repeats a key"),
        }
    }
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::broken(format!("no randomness: {error}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKS: Purpose = Purpose("links of the tests");
    const COOKIES: Purpose = Purpose("cookies of the tests");
    const SECRET: &[u8] = b"Fiume-Sasso-71-Vela";

    fn ring(keys: &[&Key]) -> KeyRing {
        let lines: Vec<String> = keys.iter().map(|key| key.reveal()).collect();
        KeyRing::read(&lines.join("\n")).unwrap()
    }

    /// The same text with one letter changed, for each letter of it.
    fn tampered(text: &str) -> impl Iterator<Item = String> {
        (0..text.len()).map(|place| {
            let other = if text.as_bytes()[place] == b'A' { "B" } else { "A" };
            format!("{}{other}{}", &text[..place], &text[place + 1..])
        })
    }

    #[test]
    fn what_was_sealed_opens_again_and_reads_like_nothing_before() {
        let keys = KeyRing::random().unwrap();

        let sealed = keys.seal(LINKS, SECRET).unwrap();

        assert_eq!(keys.open(LINKS, &sealed).as_deref(), Some(SECRET));
        assert_eq!(sealed.len(), 84, "4 + 24 + 19 + 16 bytes in base64");
        assert_ne!(keys.seal(LINKS, SECRET).unwrap(), sealed, "each has a nonce of its own");
        assert_eq!(keys.open(LINKS, &keys.seal(LINKS, b"").unwrap()).as_deref(), Some(&b""[..]));
    }

    #[test]
    fn a_change_of_any_letter_is_noticed() {
        let keys = KeyRing::random().unwrap();
        let sealed = keys.seal(LINKS, SECRET).unwrap();
        let signature = keys.sign(LINKS, SECRET);

        for wrong in tampered(&sealed) {
            assert_eq!(keys.open(LINKS, &wrong), None, "{wrong}");
        }
        for wrong in tampered(&signature) {
            assert!(!keys.verify(LINKS, SECRET, &wrong), "{wrong}");
        }
        assert!(!keys.verify(LINKS, b"Fiume-Sasso-71-Velo", &signature));
        for nonsense in ["", "A", "AAAA", "AAAAAA", "è", &sealed[..40], &format!("{sealed}A")] {
            assert_eq!(keys.open(LINKS, nonsense), None, "{nonsense}");
            assert!(!keys.verify(LINKS, SECRET, nonsense), "{nonsense}");
        }
    }

    #[test]
    fn one_purpose_opens_nothing_of_another() {
        let keys = KeyRing::random().unwrap();

        assert_eq!(keys.open(COOKIES, &keys.seal(LINKS, SECRET).unwrap()), None);
        assert!(!keys.verify(COOKIES, SECRET, &keys.sign(LINKS, SECRET)));
        assert!(keys.verify(LINKS, SECRET, &keys.sign(LINKS, SECRET)));
    }

    #[test]
    fn what_was_sealed_for_one_row_opens_in_no_other() {
        let keys = KeyRing::random().unwrap();
        let sealed = keys.seal_for(LINKS, "row 1", SECRET).unwrap();

        assert_eq!(keys.open_for(LINKS, "row 1", &sealed).as_deref(), Some(SECRET));
        for other in ["row 2", "row", "row 11", ""] {
            assert_eq!(keys.open_for(LINKS, other, &sealed), None, "{other}");
        }
        assert_eq!(keys.open_for(COOKIES, "row 1", &sealed), None);
        assert_eq!(keys.open(LINKS, &sealed), None);
        let of_none = keys.seal(LINKS, SECRET).unwrap();
        assert_eq!(keys.open_for(LINKS, "row 1", &of_none), None);
    }

    #[test]
    fn after_a_change_of_keys_the_old_one_opens_and_only_the_new_one_seals() {
        let (old, new) = (Key::random().unwrap(), Key::random().unwrap());
        let sealed = ring(&[&old]).seal(LINKS, SECRET).unwrap();
        let signature = ring(&[&old]).sign(LINKS, SECRET);

        let both = ring(&[&new, &old]);

        assert_eq!(both.open(LINKS, &sealed).as_deref(), Some(SECRET));
        assert!(both.verify(LINKS, SECRET, &signature));
        let (resealed, resigned) = (both.seal(LINKS, SECRET).unwrap(), both.sign(LINKS, SECRET));
        let after = ring(&[&new]);
        assert_eq!(after.open(LINKS, &resealed).as_deref(), Some(SECRET));
        assert!(after.verify(LINKS, SECRET, &resigned));
        assert_eq!(after.open(LINKS, &sealed), None, "the old key is gone");
        assert!(!after.verify(LINKS, SECRET, &signature), "the old key is gone");
    }

    #[test]
    fn a_wrong_key_is_named_by_its_line_and_never_repeated() {
        let key = Key::random().unwrap().reveal();
        let short = STANDARD.encode([7; 31]);
        let long = STANDARD.encode([7; 33]);
        let not_a_key = |line| Some(KeyFault::NotAKey { line });

        assert_eq!(KeyRing::read("").err(), Some(KeyFault::Empty));
        assert_eq!(KeyRing::read(" \n\n").err(), Some(KeyFault::Empty));
        for wrong in [&short, &long, "segreto", &key[..43], &"ab".repeat(32)] {
            let fault = KeyRing::read(wrong).err();
            assert_eq!(fault, not_a_key(1), "{wrong}");
            assert!(!fault.unwrap().to_string().contains(wrong));
        }
        assert_eq!(KeyRing::read(&format!("{key}\n\nsegreto")).err(), not_a_key(3));
        assert_eq!(
            KeyRing::read(&format!("{key}\n{key}")).err(),
            Some(KeyFault::Twice { line: 2 })
        );
        assert!(KeyRing::read(&format!("  {key} \r\n")).is_ok());
    }

    /// Worked out apart from this program, with Python's `hmac` and `hashlib`: what was signed by
    /// one version must be verified by every later one.
    #[test]
    fn signatures_stay_what_they_are_from_version_to_version() {
        let keys = KeyRing::read("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").unwrap();

        assert_eq!(
            keys.sign(LINKS, b"message"),
            "1Sbtj6B_Ax4RFL3L3aaZ80clRRfuRFkWXtBmOUrVn5dPDUC6"
        );
    }

    #[test]
    fn a_key_does_not_show_itself() {
        let key = Key::random().unwrap();
        let ring = ring(&[&key]);

        assert_eq!(format!("{key:?}"), "Key(…)");
        assert_eq!(format!("{ring:?}"), "KeyRing { current: Key(…), old: [] }");
    }
}
