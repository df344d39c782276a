//! Whether Stripe sent a message: <https://docs.stripe.com/webhooks/signature>

use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::ports::provider::{Envelope, Untrusted};

/// An older message may be one that somebody overheard. Stripe signs anew when it sends again.
const TOLERANCE: TimeDelta = TimeDelta::seconds(300);

/// Accepts a message that any of `secrets` signed a moment ago.
pub fn verify(
    secrets: &[String],
    envelope: Envelope<'_>,
    now: DateTime<Utc>,
) -> Result<(), Untrusted> {
    let header = envelope.signature.ok_or(Untrusted::Signature)?;
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let (_, stamp) = parts().find(|(name, _)| *name == "t").ok_or(Untrusted::Signature)?;
    let signatures: Vec<_> =
        parts().filter(|(name, _)| *name == "v1").filter_map(|(_, text)| bytes(text)).collect();

    let is_signed = secrets.iter().any(|secret| {
        signatures.iter().any(|signature| {
            // Any length is a key.
            Hmac::<Sha256>::new_from_slice(secret.as_bytes()).is_ok_and(|mac| {
                let mac = mac.chain_update(stamp).chain_update(b".").chain_update(envelope.body);
                mac.verify_slice(signature).is_ok()
            })
        })
    });
    if !is_signed {
        return Err(Untrusted::Signature);
    }
    let signed_at = stamp.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let age = now - signed_at.ok_or(Untrusted::Signature)?;
    if age.abs() > TOLERANCE { Err(Untrusted::Stale) } else { Ok(()) }
}

/// The bytes that hexadecimal digits stand for.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| {
        let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
        u8::try_from(digit(pair.first())? * 16 + digit(pair.get(1))?).ok()
    });
    pairs.collect()
}
