//! The customer sends the document.

use domain::commitment::{Commitment, CommitmentForm, CommitmentFormError, DocumentType};
use domain::id::{AccountId, CommitmentDocumentId};
use domain::party::Kind;
use sha2::{Digest, Sha256};

use crate::activation::obstacle;
use crate::buyer::Buyer;
use crate::hex::hex;
use crate::store::commitments::{self, NewDocument};
use crate::store::orders;
use crate::{Context, Error, Result, UseCaseError};

/// A document, and what was typed beside it.
#[derive(Clone, Debug)]
pub struct Sending {
    /// What was typed, unchecked.
    pub form: CommitmentForm,
    /// What the document was called.
    pub file_name: String,
    /// The document, unread.
    pub bytes: Vec<u8>,
}

/// The longest name of a file that is kept.
const FILE_NAME_MAX: usize = 120;

/// Keeps the document for an order of this account, in place of one that was sent before.
///
/// # Errors
/// Refused with all that is wrong with the form, or when the order waits for no document.
pub async fn send(
    ctx: &Context,
    buyer: impl Into<Buyer>,
    number: i64,
    sending: &Sending,
) -> Result<(), UseCaseError<CommitmentFormError>> {
    let buyer = buyer.into();
    buyer.may_see_order(number)?;
    let account = buyer.account();
    let order = orders::own(&mut ctx.db.read().await?, account, number).await?;
    if order.holder.party.kind != Kind::PublicBody {
        return Err(Error::NotFound("commitment").into());
    }
    if !order.state.is_awaiting_payment() {
        return Err(UseCaseError::Refused(CommitmentFormError::NotAwaited));
    }
    let (commitment, kind) = Commitment::check(&sending.form, &sending.bytes, ctx.today())
        .map_err(UseCaseError::Refused)?;
    let sha256 = hex(&Sha256::digest(&sending.bytes));
    let checked = Checked { commitment, kind, sha256, sending };
    if ctx.db.retrying(|| keep(ctx, account, number, &checked)).await? {
        Ok(())
    } else {
        Err(UseCaseError::Refused(CommitmentFormError::NotAwaited))
    }
}

/// A document that is in order.
struct Checked<'a> {
    commitment: Commitment,
    kind: DocumentType,
    sha256: String,
    sending: &'a Sending,
}

/// False when the order does not wait for a document any more.
async fn keep(
    ctx: &Context,
    account: AccountId,
    number: i64,
    checked: &Checked<'_>,
) -> Result<bool> {
    let mut tx = ctx.db.write().await?;
    let order = orders::hold_of(&mut tx, account, number).await?;

    // Somebody may have registered the document before this one just now, or what was ordered can
    // no longer be had.
    let is_awaited = order.state.is_awaiting_payment();
    if !is_awaited || obstacle(ctx, &mut tx, &order).await?.is_some() {
        return Ok(false);
    }

    let document = NewDocument {
        id: CommitmentDocumentId(ctx.new_id()),
        commitment: &checked.commitment,
        file_name: &named(&checked.sending.file_name),
        kind: checked.kind,
        bytes: &checked.sending.bytes,
        sha256: &checked.sha256,
    };
    commitments::save(&mut tx, order.id, &document, ctx.now()).await?;
    tx.commit().await?;
    Ok(true)
}

/// The last part of the name, without anything that could not stand in a line of text.
fn named(file_name: &str) -> String {
    let last = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(FILE_NAME_MAX).collect()
}
