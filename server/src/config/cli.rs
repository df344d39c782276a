//! What can be typed after `bottega`.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, Parser, Subcommand};
use domain::{Money, calendar};

use super::Settings;

/// Bottega: an Italian shop for electronic invoicing services.
///
/// Each option can also be set in the environment or in a file of KEY=VALUE lines. A flag wins
/// over the environment, the environment over the file.
#[derive(Debug, Parser)]
#[command(name = "bottega", version)]
pub struct Cli {
    /// File with KEY=VALUE lines; without it `.env` is read if it exists.
    #[arg(long, value_name = "FILE", env = "BOTTEGA_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer requests until SIGTERM or SIGINT.
    Serve(ServeOptions),
    /// Bring the database up to date, then stop.
    Migrate,
    /// Read the configuration, say whether it is right, then stop.
    CheckConfig,
    /// Make a key for a new installation, then stop.
    MakeKey,
    /// Look the database through, read only; the shop may be open. Exit code 1 when something is
    /// not as it must be.
    Doctor,
    /// Copy the database into a new file while the shop is open. For SQLite only.
    Backup {
        /// File to make; it must not exist.
        file: PathBuf,
    },
    /// Price carts: JSON Lines on standard input, an answer a line on standard output.
    Quote(QuoteOptions),
    /// Tell the day of a demonstration, and move it forward day by day; refused for a shop.
    Clock {
        /// So many days: +30d.
        #[arg(value_name = "+DAYSd", value_parser = days_forward)]
        by: Option<u32>,
    },
    /// What staff do: register payments, let colleagues in.
    #[command(subcommand)]
    Office(OfficeCommand),
}

#[derive(Debug, Subcommand)]
pub enum OfficeCommand {
    /// Register the payment of orders, each in full.
    RegisterPayment(RegisterPayment),
    /// Let somebody into the office, or give them a new password, read from standard input.
    AddStaff {
        /// Name to sign in with.
        username: String,
    },
    /// Take the second factor off a member of staff who has lost it; the next sign-in asks for
    /// another one.
    ResetSecondFactor {
        /// Name to sign in with.
        username: String,
    },
}

#[derive(Debug, Args)]
pub struct RegisterPayment {
    /// Order numbers.
    #[arg(value_name = "ORDER", required = true)]
    pub orders: Vec<i64>,
    /// Day on which the money arrived (YYYY-MM-DD); today if left out.
    #[arg(long, value_name = "DATE")]
    pub paid_on: Option<NaiveDate>,
    /// What arrived, in euro with a point; refused when it is not what is due.
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Option<Money>,
}

#[derive(Debug, Args)]
pub struct QuoteOptions {
    /// Use the invented prices of the demo, as without --price-list, and do not mention it.
    #[arg(long)]
    pub demo: bool,
}

#[derive(Debug, Args)]
pub struct ServeOptions {
    /// Show the shop with invented customers and a mailbox at /posta.
    #[arg(long)]
    pub demo: bool,
    /// Pretend that today is this day (YYYY-MM-DD, from the year 2000 on); with --demo only.
    #[arg(long, value_name = "DATE", value_parser = day_of_a_demo)]
    pub today: Option<NaiveDate>,
}

/// A demonstration is moved no farther at once.
const DAYS_FORWARD_MAX: u32 = 1_000;

fn days_forward(text: &str) -> Result<u32, String> {
    let days = text.strip_prefix('+').and_then(|text| text.strip_suffix('d'));
    let days = days.and_then(|days| days.parse().ok());
    days.filter(|days| (1..=DAYS_FORWARD_MAX).contains(days))
        .ok_or_else(|| format!("write it as +30d, up to +{DAYS_FORWARD_MAX}d"))
}

/// The invented prices begin in this year.
const DEMO_BEGINS: i32 = 2000;

fn day_of_a_demo(text: &str) -> Result<NaiveDate, String> {
    let day: NaiveDate = text.parse().map_err(|_| "write it as 2026-11-22".to_owned())?;
    let years = DEMO_BEGINS..=*calendar::YEARS.end();
    if !years.contains(&day.year()) {
        return Err(format!("a demo plays between {} and {}", years.start(), years.end()));
    }
    Ok(day)
}
