//! A ZIP of statements, as banks hand out several months at once.
//!
//! Nothing in it is believed: the sizes that it states bound nothing, what comes out is counted.
//! The names in it are never paths; a file within is only called by the last part of its name.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use domain::statement::{ArchiveFault, FILE_MAX, Unreadable};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// The most files that one archive may have.
pub const FILES_MAX: usize = 50;

/// The most bytes that all files together may have.
const TOTAL_MAX: usize = 16 * 1024 * 1024;

/// How many times as large as it is stored a file may be. Tables and XML come to 30; what is made
/// to fill a server comes to 1,000.
const RATIO_MAX: usize = 100;

/// Small files may be as repetitive as they like.
const RATIO_FREE: usize = 64 * 1024;

/// A file within.
#[derive(Debug)]
pub struct Member {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// True for what begins as a ZIP does.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive, all or none.
pub fn open(bytes: &[u8]) -> Result<Vec<Member>, Unreadable> {
    let broken = |_: ZipError| Unreadable::Archive(ArchiveFault::Broken);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let is_book = |name: zip::result::ZipResult<Cow<'_, str>>| {
        name.is_ok_and(|name| name == "[Content_Types].xml")
    };
    if archive.file_names().any(is_book) {
        return Err(Unreadable::Archive(ArchiveFault::Spreadsheet));
    }
    if archive.len() > FILES_MAX {
        return Err(Unreadable::Archive(ArchiveFault::TooManyFiles));
    }
    let mut members = Vec::new();
    let mut total = 0;
    for at in 0..archive.len() {
        let member = archive.by_index_raw(at).map_err(broken)?;
        let path = member.name().map_err(broken)?.into_owned();
        let fits =
            matches!(member.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
        if member.encrypted() || !fits {
            return Err(Unreadable::Archive(ArchiveFault::Sealed));
        }
        // What a Mac puts beside each file.
        let is_nothing = member.is_dir() || path.starts_with("__MACOSX/");
        let stored = usize::try_from(member.compressed_size()).unwrap_or(usize::MAX);
        drop(member);
        if is_nothing {
            continue;
        }
        let bytes = unpacked(&mut archive, at, stored)?;
        total += bytes.len();
        if total > TOTAL_MAX {
            return Err(Unreadable::Archive(ArchiveFault::TooLarge));
        }
        if is_archive(&bytes) {
            return Err(Unreadable::Archive(ArchiveFault::Nested));
        }
        members.push(Member { name: last_part(&path), bytes });
    }
    if members.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(members)
}

/// What a file holds, read until it holds too much.
fn unpacked(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    stored: usize,
) -> Result<Vec<u8>, Unreadable> {
    let member = archive.by_index(at).map_err(|_| Unreadable::Archive(ArchiveFault::Broken))?;
    let most = stored.saturating_mul(RATIO_MAX).clamp(RATIO_FREE, FILE_MAX);
    let mut bytes = Vec::new();
    let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = member.take(bound).read_to_end(&mut bytes);
    read.map_err(|_| Unreadable::Archive(ArchiveFault::Broken))?;
    if bytes.len() > most {
        return Err(Unreadable::Archive(ArchiveFault::TooLarge));
    }
    Ok(bytes)
}

/// A name without its folders, whichever way they are written.
fn last_part(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}
