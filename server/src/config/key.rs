//! Where the key of the installation is kept.

use std::path::{Path, PathBuf};

use clap::Args;

use super::address;

/// Its name among the credentials that systemd hands to a service.
const CREDENTIAL: &str = "bottega-key";

#[derive(Clone, Debug, Args)]
pub struct KeySource {
    /// File with the key of the installation, as `bottega make-key` makes it.
    #[arg(long, env = "BOTTEGA_KEY_FILE", global = true)]
    #[arg(value_name = "FILE", value_parser = address::path)]
    pub key_file: Option<PathBuf>,

    /// Where systemd puts the credentials of a service; the key may be one, called `bottega-key`.
    #[arg(long, env = "CREDENTIALS_DIRECTORY", global = true, hide = true)]
    #[arg(value_name = "DIRECTORY", value_parser = address::path)]
    pub credentials_directory: Option<PathBuf>,
}

impl KeySource {
    /// What an operator reads who has not made a key yet.
    pub const MISSING: &str = "--key-file (BOTTEGA_KEY_FILE) is missing: make the key of this \
                               installation with `bottega make-key > FILE`, and keep the file out \
                               of every backup of the database.";

    /// The file with the key: the one that was named, or else the credential.
    pub fn file(&self) -> Option<PathBuf> {
        let credential = || {
            let file = self.credentials_directory.as_deref()?.join(CREDENTIAL);
            Path::is_file(&file).then_some(file)
        };
        self.key_file.clone().or_else(credential)
    }
}
