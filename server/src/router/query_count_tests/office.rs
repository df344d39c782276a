//! What the office sees, which has some of everything.

use services::Context;
use ui::paths;

use super::{pages::OF_THE_OFFICE, read::Read, state::Everybody};
use crate::router::office_session_tests::Desk;

pub(super) async fn visit(read: &mut Read, ctx: &Context, outside: &Desk, all: &Everybody) {
    let mut desk = outside.another();
    desk.enter("enter_office", "rosa").await;
    read.at(&mut desk, paths::OFFICE, &all.annas.number.to_string()).await;
    read.at(&mut desk, paths::OFFICE_DECISIONS, &all.darios.number.to_string()).await;
    read.at(&mut desk, paths::OFFICE_TERMINATIONS, "cessa5").await;
    read.at(&mut desk, paths::OFFICE_CUSTOMERS, "oblio5").await;
    read.at(&mut desk, paths::OFFICE_RENEWALS, "rinnova5").await;
    let columns = paths::statement_columns(all.draft);
    read.page(&mut desk, paths::OFFICE_STATEMENT_COLUMNS, &columns, "tabella.csv").await;
    let of_service = paths::office_service(all.anna.service(ctx).await);
    read.page(&mut desk, "/ufficio/servizi/{id}", &of_service, "<h1").await;
    for page in OF_THE_OFFICE {
        read.at(&mut desk, page, "<h1").await;
    }
}
