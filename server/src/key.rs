//! Reads the key of the installation, and makes the one of a demo.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    process,
};

use platform::{KeyRing, keys::Key};

use crate::{
    config::{KeySource, Settings},
    stop::Stop,
};

/// The keys that the operator has named, if any.
pub fn configured(source: &KeySource) -> Result<Option<KeyRing>, Stop> {
    source.file().map(|file| read(&file)).transpose()
}

/// The key of a demo: beside its SQLite file, so that a restart still knows what it signed. On any
/// other database there is no such place, and each start makes a new one.
pub fn of_demo(settings: &Settings) -> Result<KeyRing, Stop> {
    let made = match beside(&settings.database_url) {
        Some(file) => {
            return keep(&file).map_err(|error| broken(&error)).and_then(|()| read(&file));
        }
        None => KeyRing::random(),
    };
    made.map_err(|error| broken(&error))
}

/// A new key, for whoever sets up an installation.
pub fn new() -> Result<Key, Stop> {
    Key::random().map_err(|error| broken(&error))
}

fn read(file: &Path) -> Result<KeyRing, Stop> {
    let wrong = |what: String| Stop::Wrong(format!("the key file {}: {what}.", file.display()));
    let text = fs::read_to_string(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => wrong("it does not exist".into()),
        // The error would not say more, and what is in the file belongs in no log.
        ErrorKind::InvalidData => wrong("it is not text".into()),
        _ => wrong(error.to_string()),
    })?;
    KeyRing::read(&text).map_err(|fault| wrong(fault.to_string()))
}

/// Where the key of a demo lies: `data/bottega.db.key` for `sqlite:data/bottega.db`.
fn beside(database_url: &str) -> Option<PathBuf> {
    let path = database_url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path).split('?').next()?;
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(format!("{path}.key")))
}

/// Writes a new key there, unless there is one. It appears whole or not at all, since a second
/// server may be starting on the same file.
fn keep(file: &Path) -> io::Result<()> {
    if file.exists() {
        return Ok(());
    }
    let draft = file.with_extension(format!("key.{}", process::id()));
    let key = Key::random().map_err(io::Error::other)?;
    let written = for_the_owner_alone(&draft)
        .and_then(|mut draft| writeln!(draft, "{}", key.reveal()))
        .and_then(|()| fs::hard_link(&draft, file));
    drop(fs::remove_file(&draft));
    match written {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn for_the_owner_alone(file: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn broken(error: &dyn std::error::Error) -> Stop {
    Stop::Failed(format!("the key cannot be made: {error}."))
}

#[cfg(test)]
mod tests {
    use platform::keys::Purpose;

    use super::*;

    const PURPOSE: Purpose = Purpose("the tests");

    fn source(key_file: Option<&Path>, credentials_directory: Option<&Path>) -> KeySource {
        KeySource {
            key_file: key_file.map(Path::to_owned),
            credentials_directory: credentials_directory.map(Path::to_owned),
        }
    }

    fn refusal(source: &KeySource) -> String {
        configured(source).unwrap_err().to_string()
    }

    #[test]
    fn the_key_comes_from_the_file_that_was_named_or_from_systemd() {
        let folder = tempfile::tempdir().unwrap();
        let (file, credential) = (folder.path().join("key"), folder.path().join("bottega-key"));
        fs::write(&file, format!("{}\n", new().unwrap().reveal())).unwrap();
        let named = configured(&source(Some(&file), None)).unwrap().unwrap();
        let sealed = named.seal(PURPOSE, b"secret").unwrap();

        assert!(configured(&source(None, None)).unwrap().is_none());
        assert!(configured(&source(None, Some(folder.path()))).unwrap().is_none());
        fs::rename(&file, &credential).unwrap();

        let handed = configured(&source(None, Some(folder.path()))).unwrap().unwrap();
        assert_eq!(handed.open(PURPOSE, &sealed).as_deref(), Some(&b"secret"[..]));
        fs::write(&file, new().unwrap().reveal()).unwrap();
        let both = configured(&source(Some(&file), Some(folder.path()))).unwrap().unwrap();
        assert_eq!(both.open(PURPOSE, &sealed), None, "the file that was named wins");
    }

    #[test]
    fn a_wrong_key_file_is_one_sentence_without_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let source = source(Some(&file), None);
        let sentence = |what: &str| format!("the key file {}: {what}.", file.display());

        assert_eq!(refusal(&source), sentence("it does not exist"));
        fs::write(&file, "").unwrap();
        assert_eq!(refusal(&source), sentence("there is no key in it"));
        fs::write(&file, "segreto").unwrap();
        let not_a_key = "line 1 is not a key, which is the base64 of 32 bytes";
        assert_eq!(refusal(&source), sentence(not_a_key));
        fs::write(&file, [0xff, 0xfe]).unwrap();
        assert_eq!(refusal(&source), sentence("it is not text"));
    }

    #[test]
    fn the_key_of_a_demo_lies_beside_its_file_and_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.db.key");
        assert_eq!(beside("sqlite:data/bottega.db").unwrap(), Path::new("data/bottega.db.key"));
        assert_eq!(
            beside("sqlite:///srv/shop.db?mode=rwc").unwrap(),
            Path::new("/srv/shop.db.key")
        );
        assert_eq!(beside("sqlite::memory:"), None);
        assert_eq!(beside("postgres://localhost/shop"), None);

        keep(&file).unwrap();
        let made = fs::read_to_string(&file).unwrap();
        keep(&file).unwrap();

        assert_eq!(fs::read_to_string(&file).unwrap(), made);
        assert!(KeyRing::read(&made).is_ok());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft stays behind");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
