//! Calls to other machines.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;
use rustls::{ClientConfig, RootCertStore};

use crate::{Error, Result};

/// A client that waits no longer than `patience` for an answer and follows no redirect.
///
/// # Errors
/// When the machine cannot speak TLS: a fault of how the program was built.
pub fn client(patience: Duration) -> Result<Client> {
    // The cryptography that the rest of the program uses, and roots that come with it.
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let tls = ClientConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .map_err(Error::broken)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none())
        .timeout(patience)
        .build()
        .map_err(Error::broken)
}
