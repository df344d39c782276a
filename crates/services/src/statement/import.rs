//! A member of staff hands in a file of the bank.

use domain::id::{CreditId, StatementId};
use domain::statement::{
    Credit, FILE_MAX, Format, Identity, LeftOut, Passed, Unreadable, kept_before, numbered, numbers,
};
use platform::Tx;
use sha2::{Digest, Sha256};

use super::archive;
use super::entry::{PASSED_MAX, Read};
use super::read::read_with;
use super::table::Layouts;
use crate::hex::hex;
use crate::store::credits::{self, NewCredit};
use crate::store::layouts;
use crate::store::statements::{self, NewStatement};
use crate::{Context, Error, Result, UseCaseError};

/// The most letters that are kept of a file's name.
const NAME_MAX: usize = 120;

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// True when the very same file was imported before; nothing was done again.
    pub again: bool,
    /// Credits that nobody had told of before.
    pub added: usize,
    /// Credits that another file had told of.
    pub imported_before: usize,
    /// Entries that are nobody's payment, and the first of them one by one.
    pub left_out: LeftOut,
    /// What of it is no credit of ours.
    pub passed: Vec<Passed>,
}

impl Imported {
    /// Together with what came of another file.
    fn add(&mut self, other: Self) {
        self.again &= other.again;
        self.added += other.added;
        self.imported_before += other.imported_before;
        self.left_out.add(other.left_out);
        self.passed.extend(other.passed);
        self.passed.truncate(PASSED_MAX);
    }
}

/// Why nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The file within a ZIP that it is about.
    pub within: Option<String>,
    /// The line, and what is wrong with it.
    pub why: Unreadable,
}

/// Reads a file, or a ZIP of files, and keeps its credits, each once, however many files tell of
/// it.
///
/// # Errors
/// Refused when it cannot be read; then nothing of it is kept.
pub async fn import(
    ctx: &Context,
    bytes: &[u8],
    name: &str,
    by: &str,
) -> Result<Imported, UseCaseError<Refused>> {
    let layouts = layouts::all(&mut ctx.db.read().await?).await?;
    let layouts = layouts.into_iter().map(|layout| (layout.digest, layout.mapping)).collect();
    let files = files(bytes, name, &layouts).map_err(UseCaseError::Refused)?;

    let imported = ctx
        .db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let mut all = Imported { again: true, ..Imported::default() };
            for file in &files {
                all.add(file.keep(ctx, &mut tx, by).await?);
            }
            tx.commit().await?;
            Ok::<_, Error>(all)
        })
        .await?;
    Ok(imported)
}

/// The files that were handed in, read: all, or none.
fn files(bytes: &[u8], name: &str, layouts: &Layouts) -> Result<Vec<File>, Refused> {
    let whole = |why| Refused { within: None, why };
    if bytes.len() > FILE_MAX {
        return Err(whole(Unreadable::TooLarge));
    }
    if !archive::is_archive(bytes) {
        return Ok(vec![File::read(bytes, name, layouts).map_err(whole)?]);
    }
    let members = archive::open(bytes).map_err(whole)?;
    members
        .iter()
        .map(|member| {
            let within = |why| Refused { within: Some(short(&member.name)), why };
            File::read(&member.bytes, &member.name, layouts).map_err(within)
        })
        .collect()
}

/// A file that was read.
pub struct File {
    pub sha256: String,
    pub name: String,
    pub format: Format,
    pub read: Read,
}

impl File {
    fn read(bytes: &[u8], name: &str, layouts: &Layouts) -> Result<Self, Unreadable> {
        let (format, read) = read_with(bytes, layouts)?;
        Ok(Self { sha256: hex(&Sha256::digest(bytes)), name: short(name), format, read })
    }

    /// Keeps what nobody had told of before.
    pub async fn keep(&self, ctx: &Context, tx: &mut Tx, by: &str) -> Result<Imported> {
        let (id, again) = self.keep_file(ctx, tx, by).await?;
        let added = if again { 0 } else { self.keep_credits(ctx, tx, id).await? };
        Ok(self.imported(again, added))
    }

    /// The same with another understanding of its columns: what was no credit before may be one,
    /// and what nobody has decided about says what it says now.
    pub async fn keep_anew(&self, ctx: &Context, tx: &mut Tx, by: &str) -> Result<Imported> {
        let (id, again) = self.keep_file(ctx, tx, by).await?;
        let added = self.keep_credits(ctx, tx, id).await?;
        let mut changed = 0;
        for (entry, identity) in self.read.entries.iter().zip(self.identities()) {
            let numbers = numbers(&entry.credit.text);
            let is_changed = credits::read_anew(tx, &identity, &entry.credit, &numbers).await?;
            changed += usize::from(is_changed);
        }
        Ok(self.imported(again && added + changed == 0, added))
    }

    fn imported(&self, again: bool, added: usize) -> Imported {
        let Read { entries, left_out, passed, .. } = &self.read;
        let imported_before = entries.len() - added;
        Imported { again, added, imported_before, left_out: *left_out, passed: passed.clone() }
    }

    /// The file, and true when the very same was kept before.
    async fn keep_file(&self, ctx: &Context, tx: &mut Tx, by: &str) -> Result<(StatementId, bool)> {
        let statement = NewStatement {
            id: StatementId(ctx.new_id()),
            sha256: &self.sha256,
            name: &self.name,
            format: self.format,
            account: self.read.account.as_deref(),
            period: self.read.period(),
            by,
        };
        if statements::insert(tx, &statement, ctx.now()).await? {
            return Ok((statement.id, false));
        }
        Ok((statements::of_content(tx, &self.sha256).await?, true))
    }

    /// How many of the credits were new.
    async fn keep_credits(
        &self,
        ctx: &Context,
        tx: &mut Tx,
        statement: StatementId,
    ) -> Result<usize> {
        let Some((from, until)) = self.read.period() else { return Ok(0) };
        let kept = credits::of_first_scheme(tx, from, until).await?;
        let credits: Vec<&Credit> = self.read.entries.iter().map(|entry| &entry.credit).collect();
        let told = credits.iter().zip(self.identities()).zip(kept_before(&credits, &kept));

        let mut added = 0;
        for (position, ((credit, identity), is_kept)) in (0_i64..).zip(told) {
            if is_kept {
                continue;
            }
            let new = NewCredit {
                id: CreditId(ctx.new_id()),
                statement,
                position,
                identity: &identity,
                credit,
                numbers: &numbers(&credit.text),
            };
            added += usize::from(credits::insert(tx, &new).await?);
        }
        Ok(added)
    }

    /// What each credit is known by, in the order of the file.
    fn identities(&self) -> impl Iterator<Item = String> {
        let identities = self.read.entries.iter().map(|entry| entry.identity.clone()).collect();
        numbered(identities).into_iter().map(|identity| digest(&identity))
    }
}

fn digest((identity, place): &(Identity, usize)) -> String {
    hex(&Sha256::digest(format!("{}\n{place}", identity.as_str())))
}

/// A name as it is kept.
pub fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect()
}
