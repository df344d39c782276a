//! Looks a database through: its tables, its file, and what must be true of its rows. It only reads,
//! and the shop may be open meanwhile.

use std::fmt::{self, Display};

use platform::{Db, Tx};
use uuid::Uuid;

use crate::Result;
use crate::migrations::MIGRATIONS;
use crate::store::{checks, file, schema};

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it, in one word.
    pub check: &'static str,
    /// Where the row stands.
    pub table: String,
    /// Of the row, if it has one.
    pub id: Option<Uuid>,
    /// What people know the row by, such as an order's number.
    pub known_as: Option<String>,
    /// What is wrong with it.
    pub sentence: String,
}

impl Finding {
    fn of_all(check: &'static str, sentence: String) -> Self {
        Self { check, table: "database".into(), id: None, known_as: None, sentence }
    }
}

/// One line: check, table, id, name, what is wrong.
impl Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.check, self.table)?;
        if let Some(id) = self.id {
            write!(f, " {id}")?;
        }
        if let Some(name) = &self.known_as {
            write!(f, " ({name})")?;
        }
        write!(f, ": {}.", self.sentence)
    }
}

/// Everything that is not as it must be; nothing when the database is healthy.
///
/// # Errors
/// Only what the database says; what is wrong with its rows is an answer.
pub async fn examine(db: &Db) -> Result<Vec<Finding>> {
    if db.is_a_file() {
        let damage = damage_of_file(db).await?;
        if !damage.is_empty() {
            // What stands in a damaged page cannot be read, neither tables nor rows.
            return Ok(damage);
        }
    }
    // Its own unit of work: without our tables the statement fails, and all after it would.
    let of_schema = |sentence| Finding::of_all("schema", sentence);
    let differences = match schema::differences(&mut db.read().await?, &db.steps_of(&MIGRATIONS))
        .await
    {
        Ok(differences) => differences,
        Err(error) => return Ok(vec![of_schema(format!("its tables cannot be read: {error}"))]),
    };
    if !differences.is_empty() {
        // What is true of the rows depends on the tables.
        return Ok(differences.into_iter().map(of_schema).collect());
    }

    examine_rows(db, &mut db.read().await?).await
}

/// In a unit of work of its own: SQLite gives up on a file that is damaged enough.
async fn damage_of_file(db: &Db) -> Result<Vec<Finding>> {
    let found = match file::damage(&mut db.read().await?).await {
        Ok(found) => found,
        Err(error @ platform::Error::Unavailable(_)) => return Err(error.into()),
        Err(error) => vec![format!("the file cannot be looked through: {error}")],
    };
    Ok(found.into_iter().map(|problem| Finding::of_all("file_is_whole", problem)).collect())
}

/// What is not as it must be in the rows that a unit of work sees.
///
/// # Errors
/// Only what the database says; what is wrong with its rows is an answer.
pub async fn examine_rows(db: &Db, tx: &mut Tx) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    if db.is_a_file() {
        for orphan in file::orphans(tx).await? {
            let row = orphan.row.map_or_else(|| "?".into(), |row| row.to_string());
            findings.push(Finding {
                check: "row_has_its_parent",
                table: orphan.table,
                id: None,
                known_as: Some(format!("row {row}")),
                sentence: format!("its row of {} does not exist", orphan.parent),
            });
        }
    }
    for check in checks::all() {
        for row in check.run(tx).await? {
            findings.push(Finding {
                check: check.name,
                table: check.table.into(),
                id: row.id,
                known_as: row.known_as,
                sentence: check.sentence.into(),
            });
        }
    }
    Ok(findings)
}
