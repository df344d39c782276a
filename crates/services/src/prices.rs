//! The price list in force, which may become another while the server runs.
//!
//! A server reads its list from a file and puts it into force with [`put_into_force`], at its start
//! and whenever the file has changed. The database keeps every list that was in force: by it a
//! server knows whether its own is still the newest, and that nobody changes what was asked on a
//! day that is over.

use std::sync::{Arc, PoisonError, RwLock};

use domain::price_list::{PriceList, Refusal, Succession};
use platform::Db;
use sha2::{Digest, Sha256};

use crate::hex::hex;
use crate::store::price_lists::{self, Edition};
use crate::{Context, Error, Result};

/// Rivals that store a list at the same moment; each of them makes the others look again.
const TRIES_MAX: u32 = 8;

/// By what operators and logs tell one price list from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The edition, as the operator counts.
    pub number: u32,
    /// SHA-256 of what it says, in hexadecimal.
    pub digest: String,
}

/// What has become of a list that was to be put into force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is in force, on this server and as the newest of all.
    InForce {
        /// The one that is in force now.
        list: Name,
        /// What this server went by until then.
        before: Name,
        /// What all servers went by; none when there was none, and the list itself when another
        /// server had stored it.
        stored_before: Option<Name>,
    },
    /// The newest list stays.
    Refused {
        /// The one that stays.
        newest: Name,
        /// Why the other may not follow it.
        because: Refusal,
    },
}

/// Whether this server sells at the newest prices. One that does not should get no requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Its list says what the newest one says, or it is a demo, which no other server shares.
    Ready,
    /// Another server has put a newer list into force. This one waits for the file and SIGHUP.
    Differs {
        /// What this server sells at.
        here: Name,
        /// What it should sell at.
        newest: Name,
    },
    /// No list was ever put into force.
    NothingInForce,
}

/// Puts a list into force, unless it may not follow the newest one. `server` says who does so.
///
/// # Errors
/// Only what the database says; a list that may not follow is an answer.
pub async fn put_into_force(ctx: &Context, mut list: PriceList, server: &str) -> Result<Put> {
    list.sort();
    let list_name = name(&list)?;
    for _ in 0..TRIES_MAX {
        let mut tx = ctx.db.write().await?;
        let newest = price_lists::newest(&mut tx).await?;
        let stored_before = newest.as_ref().map(name).transpose()?;
        match newest.as_ref().map(|newest| list.follow(newest, ctx.today())) {
            Some(Err(because)) => {
                let newest = stored_before.ok_or_else(|| Error::broken("a list without name"))?;
                return Ok(Put::Refused { newest, because });
            }
            Some(Ok(Succession::Same)) => {}
            Some(Ok(Succession::Newer)) | None => {
                let follows = newest.as_ref().map_or(0, |newest| newest.number);
                let edition = Edition { list: &list, digest: &list_name.digest, follows, server };
                if !price_lists::insert(&mut tx, &edition, ctx.now()).await? {
                    // Another server was quicker: what it stored is to be looked at.
                    continue;
                }
                tx.commit().await?;
            }
        }
        let before = name(&ctx.replace_prices(list))?;
        return Ok(Put::InForce { list: list_name, before, stored_before });
    }
    Err(Error::broken("other servers keep putting price lists into force"))
}

/// Whether this server sells at the newest prices.
///
/// # Errors
/// Only what the database says.
pub async fn ready(ctx: &Context) -> Result<Readiness> {
    if ctx.settings.demo {
        return Ok(Readiness::Ready);
    }
    let Some(newest) = newest(&ctx.db).await? else { return Ok(Readiness::NothingInForce) };
    let here = ctx.prices();
    if here.number == newest.number && here.says_the_same_as(&newest) {
        return Ok(Readiness::Ready);
    }
    Ok(Readiness::Differs { here: name(&here)?, newest: name(&newest)? })
}

/// The newest list that was put into force, if any ever was.
///
/// # Errors
/// Only what the database says.
pub async fn newest(db: &Db) -> Result<Option<PriceList>> {
    let mut tx = db.read().await?;
    Ok(price_lists::newest(&mut tx).await?)
}

/// The name of a list: the same for lists that say the same under the same number, in whatever
/// order they were written.
///
/// # Errors
/// When the list cannot be written down.
pub fn name(list: &PriceList) -> Result<Name> {
    let mut list = list.clone();
    list.sort();
    let digest = hex(&Sha256::digest(price_lists::text(&list)?));
    Ok(Name { number: list.number, digest })
}

/// What every clone of a [`Context`] sees of the price list.
#[derive(Clone, Debug)]
pub(crate) struct InForce(Arc<RwLock<Arc<PriceList>>>);

impl InForce {
    pub(crate) fn new(list: PriceList) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(list))))
    }

    pub(crate) fn now(&self) -> Arc<PriceList> {
        // The lock guards one pointer, which no panic can leave half written.
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a list into force, and gives back the one before.
    pub(crate) fn replace(&self, list: PriceList) -> Arc<PriceList> {
        let mut now = self.0.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut now, Arc::new(list))
    }
}
