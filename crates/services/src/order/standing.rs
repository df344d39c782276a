//! What a customer has accepted with an earlier order, in the words of today.

use domain::calendar::Date;
use domain::order::Acceptance;
use platform::Tx;
use platform::clock::civil_time;

use crate::buyer::Buyer;
use crate::store::orders;
use crate::{Context, Result};

/// A text that has not changed since it was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandingAcceptance {
    /// Which box it was.
    pub what: Acceptance,
    /// The day of the first order with which these very words were accepted.
    pub since: Date,
}

/// What need not be asked again; nothing unless the operator has decided so
/// ([`crate::Settings::acceptances_stand`]), and nothing of somebody who may not be the one that has
/// accepted it.
pub(super) async fn standing(
    ctx: &Context,
    tx: &mut Tx,
    buyer: &Buyer,
) -> Result<Vec<StandingAcceptance>> {
    if !(ctx.settings.acceptances_stand && buyer.reach().is_of_the_owner()) {
        return Ok(Vec::new());
    }
    let accepted = orders::accepted_before(tx, buyer.account()).await?;
    let stands = |what: &Acceptance| {
        let digest = ctx.settings.texts.accepted(*what).sha256();
        let same = accepted.iter().find(|(of, text, _)| of == what && *text == digest);
        same.map(|(what, _, at)| StandingAcceptance { what: *what, since: civil_time(*at).date() })
    };
    Ok(Acceptance::ALL.iter().filter(|what| what.may_stand()).filter_map(stands).collect())
}
