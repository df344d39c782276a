//! How Stripe is reached, and by which secrets both sides know each other.

use std::fmt;

use clap::Args;

use super::address::BaseUrl;

/// Who collects from cards and `PayPal`. Without a key nobody does, and they are not offered.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Stripe")]
pub struct Stripe {
    /// Secret key of Stripe; without it cards and PayPal are not offered.
    #[arg(long, env = "BOTTEGA_STRIPE_KEY", global = true, hide_env_values = true)]
    #[arg(value_name = "KEY")]
    pub stripe_key: Option<Secret>,

    /// Secrets with which Stripe signs its messages, separated by commas.
    #[arg(long, env = "BOTTEGA_STRIPE_WEBHOOK_SECRETS", global = true, hide_env_values = true)]
    #[arg(value_name = "SECRETS")]
    pub stripe_webhook_secrets: Option<Secret>,

    /// Address of Stripe's API: https, or http for a stand-in on this machine.
    #[arg(long, env = "BOTTEGA_STRIPE_URL", global = true)]
    #[arg(value_name = "URL", default_value = "https://api.stripe.com")]
    pub stripe_url: BaseUrl,
}

impl Stripe {
    /// Every secret with which a message may be signed.
    pub fn webhook_secrets(&self) -> Vec<String> {
        let secrets = self.stripe_webhook_secrets.as_ref().map_or("", Secret::reveal);
        let each = secrets.split(',').map(str::trim).filter(|secret| !secret.is_empty());
        each.map(str::to_owned).collect()
    }

    /// What is wrong with the secrets. It is not found while reading, because then the refusal
    /// would repeat the value.
    pub fn problem(&self) -> Option<&'static str> {
        let known = |secret: &str, starts: &[&str]| {
            let rest = starts.iter().find_map(|start| secret.strip_prefix(start));
            rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_graphic()))
        };
        let secrets = self.webhook_secrets();
        let Some(key) = &self.stripe_key else {
            return (!secrets.is_empty()).then_some(
                "--stripe-key (BOTTEGA_STRIPE_KEY) is missing: without it nobody sends the \
                 messages that --stripe-webhook-secrets are for.",
            );
        };
        if !known(key.reveal(), &["sk_", "rk_"]) {
            Some("--stripe-key (BOTTEGA_STRIPE_KEY) is wrong: a secret key begins with sk_ or rk_.")
        } else if secrets.is_empty() {
            Some(
                "--stripe-webhook-secrets (BOTTEGA_STRIPE_WEBHOOK_SECRETS) is missing: without \
                 it nobody knows which messages are from Stripe.",
            )
        } else if !secrets.iter().all(|secret| known(secret, &["whsec_"])) {
            Some(
                "--stripe-webhook-secrets (BOTTEGA_STRIPE_WEBHOOK_SECRETS) is wrong: each secret \
                 begins with whsec_.",
            )
        } else {
            None
        }
    }
}

/// A word that stands in no log.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(word: String) -> Self {
        Self(word)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
