//! The server functions of tables whose columns somebody has to explain.

use domain::calendar::Date;
use domain::id::DraftId;
use domain::statement::{Credit, LeftOut, Mapping, MappingError, Unreadable};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsView {
    pub draft: DraftId,
    /// What the file is called.
    pub file: String,
    pub columns: Vec<ColumnView>,
    /// What was said of the columns, or what they may mean.
    pub mapping: Mapping,
    /// True when somebody said it, and false for our guess.
    pub is_chosen: bool,
    pub outcome: Outcome,
}

/// A column and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Empty when it has none.
    pub name: String,
    /// The first cells that are not empty.
    pub cells: Vec<String>,
}

/// What an import would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    Brings { credits: usize, first: Vec<Credit>, left_out: LeftOut },
    NoTable(MappingError),
    WrongRow { error: Unreadable, cells: Vec<String> },
}

/// What was said of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnsForm {
    pub draft: Option<DraftId>,
    pub mapping: Mapping,
    pub action: Action,
}

/// Which button was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    #[default]
    Preview,
    Import,
}

/// A table that is understood because somebody said how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedView {
    pub digest: String,
    pub names: String,
    pub set_on: Date,
    pub set_by: String,
}

#[cfg(feature = "ssr")]
const COLUMNS_NOTE: &str = "office_statement_columns";

/// How many cells show what stands in a column.
#[cfg(feature = "ssr")]
const CELLS: usize = 3;

/// The table that waits, and what an import would bring.
#[server(output = Json)]
pub async fn load_columns(draft: Option<DraftId>) -> Result<ColumnsView, AppError> {
    use services::statement::{preview, waiting};
    use ui::request::{context, note, staff};
    let by = staff().await?;
    let draft = draft.ok_or(services::Error::NotFound("draft"))?;
    let services::statement::Waiting { name, table } = waiting(&context(), draft, &by).await?;
    let typed = note::<ColumnsForm>(COLUMNS_NOTE).await?.filter(|typed| typed.draft == Some(draft));
    let is_chosen = typed.is_some();
    let mapping = typed.map_or_else(|| table.guess.clone(), |typed| typed.mapping);
    let outcome = outcome(preview(&context(), draft, &mapping, &by).await)?;
    let cells = |at: usize| {
        let cells = table.rows.iter().filter_map(move |row| row.get(at));
        cells.filter(|cell| !cell.is_empty()).take(CELLS).cloned().collect()
    };
    let column = |(at, name): (usize, &String)| ColumnView { name: name.clone(), cells: cells(at) };
    let columns = table.names.iter().enumerate().map(column).collect();
    Ok(ColumnsView { draft, file: name, columns, mapping, is_chosen, outcome })
}

#[cfg(feature = "ssr")]
fn outcome(
    preview: Result<
        services::statement::Preview,
        services::UseCaseError<services::statement::Unmapped>,
    >,
) -> services::Result<Outcome> {
    use services::UseCaseError::{Failed, Refused};
    use services::statement::{Preview, Unmapped};
    Ok(match preview {
        Ok(Preview { credits, first, left_out }) => Outcome::Brings { credits, first, left_out },
        Err(Refused(Unmapped::Mapping(error))) => Outcome::NoTable(error),
        Err(Refused(Unmapped::Row { error, cells })) => Outcome::WrongRow { error, cells },
        Err(Failed(error)) => return Err(error),
    })
}

/// `Anteprima` and `Importa`: both come back to the page, unless the table was imported.
#[server(output = Json)]
pub async fn say_columns(columns: ColumnsForm) -> Result<(), AppError> {
    use crate::statements::files::{Upload, waiting::UPLOAD};
    use services::UseCaseError;
    use services::statement::import_mapped;
    use ui::paths;
    use ui::request::{context, leave_for_page, staff};
    let by = match staff().await {
        // What was said waits in the session until somebody has signed in again.
        Err(AppError::SignInFirst) => {
            leave_for_page(COLUMNS_NOTE, &columns).await?;
            return Err(AppError::SignInFirst);
        }
        by => by?,
    };
    let draft = columns.draft.ok_or(services::Error::NotFound("draft"))?;
    if columns.action == Action::Import {
        match import_mapped(&context(), draft, &columns.mapping, &by).await {
            Ok((name, imported)) => {
                leave_for_page(UPLOAD, &Upload::read(name, imported)).await?;
                leptos_axum::redirect(paths::OFFICE_STATEMENTS);
                return Ok(());
            }
            // The page says what is wrong with them.
            Err(UseCaseError::Refused(_)) => {}
            Err(UseCaseError::Failed(error)) => return Err(error.into()),
        }
    }
    leave_for_page(COLUMNS_NOTE, &columns).await?;
    leptos_axum::redirect(&paths::statement_columns(draft));
    Ok(())
}

/// `Dimentica`: the next table with these names asks again.
#[server(output = Json)]
pub async fn forget_columns(digest: String) -> Result<(), AppError> {
    use crate::statements::done::{Decided, Done};
    use crate::statements::files::waiting::DONE;
    use ui::paths;
    use ui::request::{context, leave_outcome, staff};
    staff().await?;
    services::statement::forget(&context(), &digest).await?;
    let done = Decided { done: Done::Forgotten, order: None };
    leptos_axum::redirect(&leave_outcome(paths::OFFICE_STATEMENTS, DONE, &done).await?);
    Ok(())
}
