//! Every setting. `.env.example` explains them to the operator.
//!
//! What only the operator of a shop can know has no default; [`super::shop`] asks for it.

use std::{net::SocketAddr, path::PathBuf};

use clap::{ArgAction, Args, ValueEnum, value_parser};
use domain::calendar::Date;
use domain::party::{RecipientCode, VatNumber};
use domain::postal_slip::PostalAccount;

use super::{
    address::{self, BaseUrl},
    days::DayList,
    key::KeySource,
    stripe::Stripe,
};

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Address and port to listen on.
    #[arg(long, env = "BOTTEGA_LISTEN", global = true)]
    #[arg(value_name = "ADDRESS:PORT", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// Private address for the figures of Prometheus, at /metrics; a port alone is one of this
    /// machine. Off without it.
    #[arg(long, env = "BOTTEGA_METRICS_LISTEN", global = true)]
    #[arg(value_name = "ADDRESS:PORT", value_parser = address::private)]
    pub metrics_listen: Option<SocketAddr>,

    /// The shop's address as customers type it: https, or http for localhost only.
    #[arg(long, env = "BOTTEGA_BASE_URL", global = true)]
    #[arg(value_name = "URL")]
    pub base_url: Option<BaseUrl>,

    #[expect(clippy::doc_markdown, reason = "it stands in `--help`")]
    /// sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME.
    #[arg(long, env = "BOTTEGA_DATABASE_URL", global = true, hide_env_values = true)]
    #[arg(value_name = "URL", default_value = "sqlite:data/bottega.db")]
    #[arg(value_parser = address::database_url)]
    pub database_url: String,

    #[command(flatten)]
    pub key: KeySource,

    /// Whether a proxy stands before the server. Only then X-Forwarded-For is believed.
    #[arg(long, env = "BOTTEGA_BEHIND_PROXY", global = true)]
    #[arg(value_name = "true|false", default_value = "false", action = ArgAction::Set)]
    pub behind_proxy: bool,

    #[command(flatten)]
    pub limits: Limits,

    /// Directory that holds the bundle for browsers.
    #[arg(long, env = "BOTTEGA_DIST", global = true)]
    #[arg(value_name = "DIRECTORY", default_value = "dist", value_parser = address::path)]
    pub dist: PathBuf,

    /// smtp:// or smtps://USER:PASSWORD@HOST:PORT; needed unless --demo keeps all mail at /posta.
    #[arg(long, env = "BOTTEGA_SMTP_URL", global = true, hide_env_values = true)]
    #[arg(value_name = "URL", value_parser = address::smtp_url)]
    pub smtp_url: Option<String>,

    /// Sender of every e-mail.
    #[arg(long, env = "BOTTEGA_MAIL_SENDER", global = true)]
    #[arg(value_name = "MAILBOX", value_parser = address::mailbox)]
    pub mail_sender: Option<String>,

    /// How log lines are written.
    #[arg(long, env = "BOTTEGA_LOG_FORMAT", global = true)]
    #[arg(value_name = "FORMAT", default_value = "json")]
    pub log_format: LogFormat,

    /// What is logged, e.g. `info` or `info,bottega=debug`.
    #[arg(long, env = "BOTTEGA_LOG", global = true)]
    #[arg(value_name = "FILTER", default_value = "info")]
    pub log: String,

    #[command(flatten)]
    pub stripe: Stripe,

    /// File of the price list, read again at SIGHUP.
    #[arg(long, env = "BOTTEGA_PRICE_LIST", global = true)]
    #[arg(value_name = "FILE", value_parser = address::path)]
    pub price_list: Option<PathBuf>,

    /// Folder of the legal texts.
    #[arg(long, env = "BOTTEGA_TEXTS", global = true)]
    #[arg(value_name = "DIRECTORY", value_parser = address::path)]
    pub texts: Option<PathBuf>,

    #[command(flatten)]
    pub business: Business,
}

impl Settings {
    /// The shop's address; a demo without one is on this machine.
    pub fn base_url(&self) -> BaseUrl {
        self.base_url.clone().unwrap_or_else(BaseUrl::of_this_machine)
    }

    /// Whether the figures would stand where customers are served.
    pub fn metrics_are_public(&self) -> bool {
        let everywhere = self.listen.ip().is_unspecified();
        self.metrics_listen.is_some_and(|figures| {
            figures.port() == self.listen.port() && (everywhere || figures.ip() == self.listen.ip())
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One object a line, for machines.
    Json,
    /// Colours, for people.
    Pretty,
}

/// How often one network address may send the forms of [`app::limited::PATHS`], all together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Args)]
pub struct Limits {
    /// Sign-ins, registrations, passwords and orders that one address may send at once.
    #[arg(long, env = "BOTTEGA_FORMS_AT_ONCE", global = true)]
    #[arg(value_name = "NUMBER", default_value_t = 20)]
    #[arg(value_parser = value_parser!(u32).range(1..=10_000))]
    pub forms_at_once: u32,

    /// How many more it may send each minute after that: two at least, so that nobody has to wait for
    /// more than half a minute.
    #[arg(long, env = "BOTTEGA_FORMS_PER_MINUTE", global = true)]
    #[arg(value_name = "NUMBER", default_value_t = 10)]
    #[arg(value_parser = value_parser!(u32).range(2..=10_000))]
    pub forms_per_minute: u32,
}

impl Limits {
    /// In a demo somebody tries everything out, and the browser tests do so within minutes.
    pub const DEMO: Self = Self { forms_at_once: 5_000, forms_per_minute: 5_000 };
}

/// What the shop says about itself, and the numbers that the company may change.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Business")]
pub struct Business {
    /// What follows the seven digits of a customer's user name, after the @.
    #[arg(long, env = "BOTTEGA_ACCOUNT_SUFFIX", global = true)]
    #[arg(value_name = "SUFFIX", value_parser = address::account_suffix)]
    pub account_suffix: Option<String>,

    /// First letters of the user names of the panel.
    #[arg(long, env = "BOTTEGA_PANEL_PREFIX", global = true)]
    #[arg(value_name = "LETTERS", default_value = "BT", value_parser = address::panel_prefix)]
    pub panel_prefix: String,

    /// Recipient code of your channel to the exchange, which customers give to their suppliers.
    #[arg(long, env = "BOTTEGA_SDI_CODE", global = true)]
    #[arg(value_name = "CODE", value_parser = address::sdi_code)]
    pub sdi_code: Option<RecipientCode>,

    /// Days in which an order can be paid.
    #[arg(long, env = "BOTTEGA_ORDER_VALIDITY_DAYS", global = true)]
    #[arg(value_name = "DAYS", default_value_t = domain::order::VALIDITY_DAYS)]
    #[arg(value_parser = value_parser!(u32).range(1..=365))]
    pub order_validity_days: u32,

    /// Texts that are unchanged since an earlier order of the same customer stay accepted.
    #[arg(long, env = "BOTTEGA_ACCEPTANCES_STAND", global = true)]
    #[arg(value_name = "BOOL", default_value_t = false, action = clap::ArgAction::Set)]
    pub acceptances_stand: bool,

    /// Whether each member of staff gives a code of the telephone after the password; only a demo may
    /// do without, and does unless it is told otherwise.
    #[arg(long, env = "BOTTEGA_STAFF_SECOND_FACTOR", global = true)]
    #[arg(value_name = "BOOL", action = clap::ArgAction::Set)]
    pub staff_second_factor: Option<bool>,

    #[command(flatten)]
    pub reminders: Reminders,

    #[command(flatten)]
    pub split_payment: SplitPayment,

    #[command(flatten)]
    pub company: Company,

    #[command(flatten)]
    pub bank: Bank,

    #[command(flatten)]
    pub postal: Postal,
}

/// The days on which customers are reminded of an expiry, counted from it.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Reminders")]
pub struct Reminders {
    /// Days before the expiry, 0 for the last day, for a service that is renewed by hand; or `none`.
    #[arg(long, env = "BOTTEGA_REMINDERS_BEFORE", global = true)]
    #[arg(value_name = "DAYS", default_value = "90,60,30,15,7,1,0")]
    pub reminders_before: DayList,

    /// Days after the expiry, 1 to 90; or `none`.
    #[arg(long, env = "BOTTEGA_REMINDERS_AFTER", global = true)]
    #[arg(value_name = "DAYS", default_value = "1,30,60,80")]
    pub reminders_after: DayList,

    /// Days before the expiry, for a service that renews by itself; or `none`. The charge is tried
    /// seven days before.
    #[arg(long, env = "BOTTEGA_REMINDERS_BEFORE_CHARGE", global = true)]
    #[arg(value_name = "DAYS", default_value = "30,8")]
    pub reminders_before_charge: DayList,
}

/// The days on which public bodies hand the VAT over themselves. Art. 17-ter d.P.R. 633/1972.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Split payment")]
pub struct SplitPayment {
    /// First day of split payment.
    #[arg(long, env = "BOTTEGA_SPLIT_PAYMENT_FROM", global = true)]
    #[arg(value_name = "DAY", default_value = "2015-01-01")]
    pub split_payment_from: Date,

    /// Last day of split payment; the European Union has allowed it until then.
    #[arg(long, env = "BOTTEGA_SPLIT_PAYMENT_UNTIL", global = true)]
    #[arg(value_name = "DAY", default_value = "2026-06-30")]
    pub split_payment_until: Date,
}

/// The company as it stands in the footer, in orders and in mails (art. 2250 c.c.).
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Company")]
pub struct Company {
    /// Registered name.
    #[arg(long, env = "BOTTEGA_COMPANY_NAME", global = true)]
    #[arg(value_name = "NAME", value_parser = address::words)]
    pub company_name: Option<String>,

    /// Registered seat.
    #[arg(long, env = "BOTTEGA_COMPANY_SEAT", global = true)]
    #[arg(value_name = "ADDRESS", value_parser = address::words)]
    pub company_seat: Option<String>,

    /// Partita IVA.
    #[arg(long, env = "BOTTEGA_COMPANY_VAT_NUMBER", global = true)]
    #[arg(value_name = "NUMBER", value_parser = address::vat_number)]
    pub company_vat_number: Option<VatNumber>,

    /// Number in the register of companies (REA). Without it the legal notes do not name one.
    #[arg(long, env = "BOTTEGA_COMPANY_REA", global = true)]
    #[arg(value_name = "NUMBER", value_parser = address::words)]
    pub company_rea: Option<String>,

    /// Certified mailbox (PEC). Without it the legal notes do not name one.
    #[arg(long, env = "BOTTEGA_COMPANY_PEC", global = true)]
    #[arg(value_name = "E-MAIL", value_parser = address::email)]
    pub company_pec: Option<String>,

    /// Where customers can write to.
    #[arg(long, env = "BOTTEGA_SUPPORT_EMAIL", global = true)]
    #[arg(value_name = "E-MAIL", value_parser = address::email)]
    pub support_email: Option<String>,
}

/// The account that transfers go to.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Transfers")]
pub struct Bank {
    /// Who receives the transfers.
    #[arg(long, env = "BOTTEGA_BENEFICIARY", global = true)]
    #[arg(value_name = "NAME", value_parser = address::beneficiary)]
    pub beneficiary: Option<String>,

    /// Account that receives the transfers.
    #[arg(long, env = "BOTTEGA_IBAN", global = true)]
    #[arg(value_name = "IBAN", value_parser = address::iban)]
    pub iban: Option<String>,

    /// BIC of its bank.
    #[arg(long, env = "BOTTEGA_BIC", global = true)]
    #[arg(value_name = "BIC", value_parser = address::bic)]
    pub bic: Option<String>,

    /// Name of its bank.
    #[arg(long, env = "BOTTEGA_BANK", global = true)]
    #[arg(value_name = "NAME", value_parser = address::words)]
    pub bank: Option<String>,
}

/// The account that bollettini go to, of the same beneficiary.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Bollettini")]
pub struct Postal {
    /// Number of the postal account; without it bollettini are not offered.
    #[arg(long, env = "BOTTEGA_POSTAL_ACCOUNT", global = true)]
    #[arg(value_name = "NUMBER", value_parser = address::postal_account)]
    pub postal_account: Option<PostalAccount>,

    /// Authorisation of Poste Italiane to print bollettini; without it they say FAC-SIMILE.
    #[arg(long, env = "BOTTEGA_POSTAL_AUTHORISATION", global = true)]
    #[arg(value_name = "AUTHORISATION", value_parser = address::authorisation)]
    pub postal_authorisation: Option<String>,
}
