//! The steps that lead to the shop's tables, compiled in.

use platform::Migrations;
use sqlx::migrate::Migrator;

/// For [`Db::migrate`](platform::Db::migrate).
pub static MIGRATIONS: Migrations =
    Migrations { shared: &SHARED, sqlite: &SQLITE, postgres: &POSTGRES };

static SHARED: Migrator = sqlx::migrate!("../../migrations");

/// The steps that cannot be said to both engines in the same words, once for each.
static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");
