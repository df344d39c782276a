//! Which migrations a database has had, compared with those of this program.

use platform::{Result, Tx};
use sqlx::migrate::Migration;

#[derive(sqlx::FromRow)]
struct Applied {
    version: i64,
    checksum: Vec<u8>,
    success: bool,
}

/// How the tables differ from those that this program was written for, a sentence each. None on a
/// database without any tables of ours is an error of the statement.
pub async fn differences(tx: &mut Tx, expected: &[Migration]) -> Result<Vec<String>> {
    let applied: Vec<Applied> = tx
        .sql("SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version")
        .all()
        .await?;
    let mut differences = Vec::new();
    for known in expected {
        let version = known.version;
        match applied.iter().find(|applied| applied.version == version) {
            None => differences.push(format!("migration {version} has not been applied")),
            Some(applied) if !applied.success => {
                differences.push(format!("migration {version} has ended half way"));
            }
            Some(applied) if applied.checksum[..] != known.checksum[..] => {
                differences.push(format!("migration {version} was applied with another text"));
            }
            Some(_) => {}
        }
    }
    let is_known = |version| expected.iter().any(|known| known.version == version);
    for applied in applied.iter().filter(|applied| !is_known(applied.version)) {
        let version = applied.version;
        differences.push(format!("migration {version} is that of a newer program"));
    }
    Ok(differences)
}
