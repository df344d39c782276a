//! One statement: what is bound to it, and how its answer is read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Encode, FromRow, Postgres, Row, Sqlite, Type};
use uuid::Uuid;

use super::unit::{Unit, in_time};
use crate::error::{Error, Result};

/// One SQL statement with the values bound so far.
#[must_use = "a statement does nothing until it is run"]
pub enum Statement<'q> {
    /// On a file.
    Sqlite(Query<'q, Sqlite, SqliteArguments>, &'q mut Unit<Sqlite>),
    /// On a server.
    Postgres(Query<'q, Postgres, PgArguments>, &'q mut Unit<Postgres>),
}

/// A value that both engines can bind: text, `i64`, `bool`, dates, moments, ids, and options.
pub trait Value<'v>:
    Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>
{
}

impl<'v, T> Value<'v> for T where
    T: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>
{
}

/// A row type that both engines can fill: a tuple, or a struct with `#[derive(sqlx::FromRow)]`.
pub trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Record for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl Statement<'_> {
    /// Binds the next placeholder: the first call is `$1`.
    pub fn bind<'v>(self, value: impl Value<'v>) -> Self {
        match self {
            Statement::Sqlite(query, on) => Statement::Sqlite(query.bind(value), on),
            Statement::Postgres(query, on) => Statement::Postgres(query.bind(value), on),
        }
    }

    /// Every row of the answer.
    ///
    /// # Errors
    /// What the engine says of the statement, or that one row does not fit into `R`.
    pub async fn all<R: Record>(self) -> Result<Vec<R>> {
        Ok(match self {
            Statement::Sqlite(query, unit) => {
                let rows = query.fetch_all(unit.set_out()?).await;
                unit.hear(rows)?.iter().map(fit).collect::<sqlx::Result<_>>()?
            }
            Statement::Postgres(query, unit) => {
                let rows = in_time(unit.patience(), query.fetch_all(unit.set_out()?)).await;
                unit.hear(rows)?.iter().map(fit).collect::<sqlx::Result<_>>()?
            }
        })
    }

    /// Every row of the answer, each by itself: one that does not fit is [`Error::Corrupt`], named
    /// by the UUID in its column `id`, and does not hide the others.
    ///
    /// # Errors
    /// Only what the engine says of the statement.
    pub async fn each<R: Record>(
        self,
        table: &'static str,
        id: &'static str,
    ) -> Result<Vec<Result<R>>> {
        Ok(match self {
            Statement::Sqlite(query, unit) => {
                let rows = query.fetch_all(unit.set_out()?).await;
                let read =
                    |row: &SqliteRow| fit(row).map_err(|e| misfit(table, row.try_get(id), e));
                unit.hear(rows)?.iter().map(read).collect()
            }
            Statement::Postgres(query, unit) => {
                let rows = in_time(unit.patience(), query.fetch_all(unit.set_out()?)).await;
                let read = |row: &PgRow| fit(row).map_err(|e| misfit(table, row.try_get(id), e));
                unit.hear(rows)?.iter().map(read).collect()
            }
        })
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// What the engine says of the statement, or that the row does not fit into `R`.
    pub async fn optional<R: Record>(self) -> Result<Option<R>> {
        Ok(match self {
            Statement::Sqlite(query, unit) => {
                let row = query.fetch_optional(unit.set_out()?).await;
                unit.hear(row)?.as_ref().map(fit).transpose()?
            }
            Statement::Postgres(query, unit) => {
                let row = in_time(unit.patience(), query.fetch_optional(unit.set_out()?)).await;
                unit.hear(row)?.as_ref().map(fit).transpose()?
            }
        })
    }

    /// The first row, if there is one, named like those of [`Statement::each`] when it does not fit.
    ///
    /// # Errors
    /// As [`Statement::each`], and the row that does not fit.
    pub async fn found<R: Record>(
        self,
        table: &'static str,
        id: &'static str,
    ) -> Result<Option<R>> {
        self.each(table, id).await?.into_iter().next().transpose()
    }

    /// The first row of an answer that always has one, such as a count. None is our mistake.
    ///
    /// # Errors
    /// As [`Statement::optional`], and [`Error::Broken`] when there is no row.
    pub async fn one<R: Record>(self) -> Result<R> {
        self.optional().await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// Runs it and tells how many rows it touched.
    ///
    /// # Errors
    /// What the engine says of the statement: also the constraint that it would violate.
    pub async fn run(self) -> Result<u64> {
        Ok(match self {
            Statement::Sqlite(query, unit) => {
                let done = query.execute(unit.set_out()?).await;
                unit.hear(done)?.rows_affected()
            }
            Statement::Postgres(query, unit) => {
                let done = in_time(unit.patience(), query.execute(unit.set_out()?)).await;
                unit.hear(done)?.rows_affected()
            }
        })
    }
}

/// Reads a row into its type. The driver panics at a time outside of its calendar, such as PostgreSQL's
/// `infinity`; here that is a value like any other that does not fit.
fn fit<'r, W: Row, R: FromRow<'r, W>>(row: &'r W) -> sqlx::Result<R> {
    let read = catch_unwind(AssertUnwindSafe(|| R::from_row(row)));
    read.unwrap_or_else(|_| Err(sqlx::Error::Decode("the driver panicked at it".into())))
}

/// What a row is that does not fit into its type.
fn misfit(table: &'static str, id: sqlx::Result<Uuid>, error: sqlx::Error) -> Error {
    match (error, id) {
        (sqlx::Error::ColumnDecode { index, .. }, Ok(id)) => {
            Error::corrupt(table, index.trim_matches('"').to_owned(), id)
        }
        (sqlx::Error::Decode(_), Ok(id)) => Error::corrupt(table, "?", id),
        (error, _) => error.into(),
    }
}
