//! `bottega office`: what staff do from the command line, beside the pages of the office.

use std::io::{self, BufRead, Write};

use domain::Money;
use domain::calendar::Date;
use domain::format::{euro, short_date};
use domain::order::OrderState;
use services::payment::{Registered, Registration, register_payment};
use services::{Context, Error};

use super::{Outcome, in_runtime};
use crate::{
    config::{OfficeCommand, RegisterPayment, Settings},
    context,
    stop::Stop,
};

/// Who registered the payment, in the books.
const COMMAND_LINE: &str = "riga di comando";

pub fn run(settings: &Settings, command: &OfficeCommand) -> Outcome {
    in_runtime(async {
        let services = context::beside_its_server(settings).await?;
        let outcome = match command {
            OfficeCommand::RegisterPayment(payment) => register(&services, payment).await,
            OfficeCommand::AddStaff { username } => add_staff(&services, username).await,
            OfficeCommand::ResetSecondFactor { username } => {
                reset_second_factor(&services, username).await
            }
        };
        services.db.close().await;
        outcome
    })
}

/// Registers each order by itself: one that cannot be registered does not keep the others back.
async fn register(ctx: &Context, payment: &RegisterPayment) -> Outcome {
    let mut refused = 0;
    for number in &payment.orders {
        let sentence = match register_one(ctx, *number, payment.paid_on, payment.amount).await {
            Ok(registered) => told(&registered),
            Err(Error::Rule(error)) => {
                refused += 1;
                ui::wording::sentence(&error)
            }
            Err(Error::NotFound(_)) => {
                refused += 1;
                "non c’è un ordine con questo numero.".into()
            }
            Err(error) => return Err(Stop::Failed(format!("order {number}: {error}."))),
        };
        say(&format!("{number}: {sentence}"))?;
    }
    match refused {
        0 => Ok(()),
        some => Err(Stop::Failed(format!("{some} of the payments could not be registered."))),
    }
}

async fn register_one(
    ctx: &Context,
    number: i64,
    paid_on: Option<Date>,
    amount: Option<Money>,
) -> services::Result<Registered> {
    let paid_on = paid_on.unwrap_or_else(|| ctx.today());
    let registration = Registration { number, paid_on, amount, by: COMMAND_LINE.into() };
    register_payment(ctx, &registration).await
}

fn told(registered: &Registered) -> String {
    let due = euro(registered.order.totals.due);
    if registered.again {
        return format!("pagamento già registrato, {due} in tutto; non è cambiato nulla.");
    }
    match registered.order.state {
        OrderState::Fulfilled { fulfilled_on, .. } => {
            format!(
                "pagamento registrato, {due} in tutto: servizi attivi dal {}.",
                short_date(fulfilled_on)
            )
        }
        OrderState::ActivationFailed { reason, .. } => format!(
            "pagamento registrato, {due} in tutto, ma Attivazione KO: {}",
            ui::wording::failure_reason(reason)
        ),
        OrderState::AwaitingPayment { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. }
        | OrderState::Cancelled { .. } => format!("pagamento registrato, {due} in tutto."),
    }
}

/// The password comes from standard input, so that it never stands in a list of processes.
async fn add_staff(ctx: &Context, username: &str) -> Outcome {
    let mut password = String::new();
    let read = |error| Stop::Failed(format!("the password cannot be read: {error}."));
    io::stdin().lock().read_line(&mut password).map_err(read)?;
    services::office::save_staff(ctx, username, password.trim_end_matches(['\r', '\n']))
        .await
        .map_err(|error| match error {
            Error::Rule(error) => Stop::Failed(ui::wording::sentence(&error)),
            error => Stop::Failed(format!("{username} cannot be saved: {error}.")),
        })?;
    say(&format!("{username}: può accedere all’ufficio."))
}

async fn reset_second_factor(ctx: &Context, username: &str) -> Outcome {
    services::second_factor::take_off_staff(ctx, username, COMMAND_LINE).await.map_err(
        |error| match error {
            Error::NotFound(_) => Stop::Failed(format!("{username} has no second factor.")),
            error => Stop::Failed(format!("{username} cannot be changed: {error}.")),
        },
    )?;
    say(&format!("{username}: al prossimo accesso attiva di nuovo la verifica in due passaggi."))
}

fn say(line: &str) -> Outcome {
    writeln!(io::stdout(), "{line}")
        .map_err(|error| Stop::Failed(format!("standard output is closed: {error}.")))
}
