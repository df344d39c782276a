//! Somebody asks, and gets the same answer whoever they are.

use domain::party::{Field, FieldError, PartyError};
use domain::recovery::Remembered;
use domain::text;

use super::What;
use crate::account::account_number;
use crate::guessing::{self, Network};
use crate::store::recoveries::{self, Request};
use crate::{Context, Result, mail_domain};

/// Letters of what was typed that are kept; no username is longer, and no address that has an account.
const TYPED_MAX: usize = 256;

/// Asks for the usernames of whoever is known by this address, partita IVA or codice fiscale.
///
/// # Errors
/// What cannot be an address or number, or that whoever asks has to wait.
pub async fn ask_username(ctx: &Context, from: Network, typed: &str) -> Result<()> {
    let typed = match Remembered::parse(typed)? {
        Remembered::Email(email) => {
            mail_domain::checked(&email, Field::Remembered)?.as_str().to_lowercase()
        }
        Remembered::Number(number) => number,
    };
    ask(ctx, from, What::Username, typed).await
}

/// Asks for a link with which the password of an account is chosen anew.
///
/// # Errors
/// `PecAsUsername`, nothing at all, or that whoever asks has to wait.
pub async fn ask_account_password(ctx: &Context, from: Network, username: &str) -> Result<()> {
    not_blank(username)?;
    let number = account_number(ctx, username)?;
    // What is no username goes the same way as one that nobody has.
    let typed = number.map_or_else(|| text::word(username), |number| number.to_string());
    ask(ctx, from, What::AccountPassword, typed).await
}

/// Asks for a link with which the password of a panel user is chosen anew.
///
/// # Errors
/// Nothing at all, or that whoever asks has to wait.
pub async fn ask_panel_password(ctx: &Context, from: Network, username: &str) -> Result<()> {
    not_blank(username)?;
    ask(ctx, from, What::PanelPassword, text::word(username).to_uppercase()).await
}

/// The same for an accountant.
///
/// # Errors
/// Nothing at all, or that whoever asks has to wait.
pub async fn ask_accountant_password(ctx: &Context, from: Network, username: &str) -> Result<()> {
    not_blank(username)?;
    ask(ctx, from, What::AccountantPassword, text::word(username).to_uppercase()).await
}

fn not_blank(username: &str) -> Result<(), PartyError> {
    if text::is_blank(username) {
        return Err(PartyError::Fields(vec![(Field::Username, FieldError::Missing)]));
    }
    Ok(())
}

async fn ask(ctx: &Context, from: Network, what: What, typed: String) -> Result<()> {
    let typed: String = typed.chars().take(TYPED_MAX).collect();
    guessing::count_asking(ctx, what.as_str(), &typed, from).await?;
    let request = Request { id: ctx.new_id(), what: what.as_str().to_owned(), typed };
    ctx.db.retrying(|| keep(ctx, &request)).await
}

async fn keep(ctx: &Context, request: &Request) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    recoveries::insert(&mut tx, request, ctx.now()).await?;
    Ok(tx.commit().await?)
}
