//! A copy of the whole shop in one file, taken while the shop is open. For SQLite only: PostgreSQL
//! has its own tools.

use std::fmt::{self, Display};
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::Error;
use crate::store::copying::{copy_into, counts, defect};

pub use crate::store::copying::Counts;

/// How long a copy waits where somebody else is at the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// Why there is no backup. Nothing is left behind.
#[derive(Debug)]
pub enum Refusal {
    /// `pg_dump` and `pg_basebackup` do this, and do it better.
    IsPostgres,
    /// There is nothing to copy.
    NoDatabase,
    /// A backup is never written over something else.
    Exists,
    /// The copy was made and is not what it must be.
    Unsound(String),
    /// The database or the disk would not.
    Failed(Error),
}

/// Copies the database at `url` into the new file `to`, which only its owner may read, and tells
/// what is in it.
///
/// The copy is the last committed state. It has its name only once it is complete, was looked
/// through and lies on the disk.
///
/// # Errors
/// Why there is no copy, with nothing left behind.
pub async fn backup(url: &str, to: &Path) -> Result<Counts, Refusal> {
    if !url.starts_with("sqlite:") {
        return Err(Refusal::IsPostgres);
    }
    let source = SqliteConnectOptions::from_str(url)?.read_only(true).busy_timeout(BUSY_TIMEOUT);
    if !source.get_filename().exists() {
        return Err(Refusal::NoDatabase);
    }
    if to.exists() {
        return Err(Refusal::Exists);
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // Beside its place, so that giving it its name is one step; gone again if anything fails.
    let copy = tempfile::Builder::new().prefix(".bottega-backup-").tempfile_in(folder)?;

    let mut source = source.connect().await?;
    let before = counts(&mut source).await?;
    let name = copy.path().to_str().ok_or_else(|| Error::broken("the path is not UTF-8"))?;
    copy_into(&mut source, name).await?;
    let after = counts(&mut source).await?;
    source.close().await?;

    let copied = look_through(copy.path()).await?;
    if !copied.lie_between(before, after) {
        return Err(Refusal::Unsound("rows are missing in it".into()));
    }
    copy.as_file().sync_all()?;
    copy.persist_noclobber(to).map_err(|error| match error.error.kind() {
        ErrorKind::AlreadyExists => Refusal::Exists,
        _ => error.error.into(),
    })?;
    File::open(folder)?.sync_all()?;
    Ok(copied)
}

async fn look_through(copy: &Path) -> Result<Counts, Refusal> {
    let options = SqliteConnectOptions::new().filename(copy).read_only(true);
    let mut copy = options.connect().await?;
    if let Some(defect) = defect(&mut copy).await? {
        return Err(Refusal::Unsound(defect));
    }
    let counts = counts(&mut copy).await?;
    copy.close().await?;
    Ok(counts)
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IsPostgres => f.write_str(
                "the database is PostgreSQL: back it up with pg_dump, or with pg_basebackup and \
                 its write-ahead log (docs/operating.md)",
            ),
            Self::NoDatabase => {
                f.write_str("there is no database at the address of --database-url")
            }
            Self::Exists => f.write_str("the file exists, and a backup is never written over one"),
            Self::Unsound(why) => write!(f, "the copy is not sound, so it was removed: {why}"),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<platform::Error> for Refusal {
    fn from(error: platform::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        platform::Error::from(error).into()
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(Error::broken(error))
    }
}
