//! The invented people of the demo shop: a member of staff, a customer whose service ends in five
//! months, so that adding to it has something to extend, one who only receives invoices, and the
//! accountant of both.

mod accountant;

use domain::Product;
use domain::calendar::add_months;
use domain::id::{AccountId, NewsId, SubscriptionId};
use domain::news::News;
use domain::party::{Holder, HolderForm, Kind, PartyForm, RecipientKind};
use domain::quote::Owned;
use domain::subscription::Subscription;
use platform::Tx;

use super::mark;
use crate::activation::{close_over, give_panel_user, oldest_expiry};
use crate::password::Password;
use crate::store::accounts::{self, Account, Form, HeldAccount};
use crate::store::{news, numbers, subscriptions};
use crate::{Context, Error, Result, office};

/// The password of everybody in the demo. It is printed at the start and opens nothing else.
pub const PASSWORD: &str = "Bottega-Demo-2026!";
const STAFF: &str = "ufficio";

/// A customer, and what they have.
struct Invented {
    holder: HolderForm,
    service: Product,
    /// What runs beside the service, one of each.
    add_ons: &'static [Product],
    months_left: u32,
}

fn potter() -> Invented {
    Invented {
        holder: holder(
            "anna@ceramiche-bianchi.example",
            PartyForm {
                business_name: "Ceramiche Bianchi S.r.l.".into(),
                legal_representative: "Anna Bianchi".into(),
                vat_number: "02342520158".into(),
                street: "Via dei Vasai 12".into(),
                phone: "0575 000000".into(),
                ..PartyForm::default()
            },
        ),
        service: Product::Invoicing,
        add_ons: &[Product::Documents, Product::User],
        months_left: 5,
    }
}

fn mill() -> Invented {
    Invented {
        holder: holder(
            "piero@frantoio-neri.example",
            PartyForm {
                business_name: "Frantoio Neri S.r.l.".into(),
                legal_representative: "Piero Neri".into(),
                vat_number: "01463720480".into(),
                street: "Via del Mulino 3".into(),
                phone: "0575 000001".into(),
                ..PartyForm::default()
            },
        ),
        service: Product::ReceiveOnly,
        add_ons: &[],
        months_left: 20,
    }
}

/// How to sign in to each zone of the demo.
#[derive(Clone, Debug)]
pub struct SignIns {
    /// Username of the shop.
    pub customer: String,
    /// Username of the panel.
    pub panel: String,
    /// Username of the accountant.
    pub accountant: String,
    /// Username of the office.
    pub staff: String,
    /// The same for all of them.
    pub password: &'static str,
}

/// Makes the invented people, unless they are there.
///
/// Refused as [`Error::NotAllowed`] on the database of a shop: with them, everybody who knows
/// [`PASSWORD`] would come into its office.
///
/// # Errors
/// `NotAllowed` on the database of a shop.
pub async fn seed(ctx: &Context) -> Result<SignIns> {
    mark::claim(ctx).await?;
    office::save_staff(ctx, STAFF, PASSWORD).await?;
    let hash = Password::typed(PASSWORD).hash().await?;
    let (potter, mill) = (potter(), mill());
    let (anna, number) = ctx.db.retrying(|| customer(ctx, &potter, &hash)).await?;
    let (piero, _) = ctx.db.retrying(|| customer(ctx, &mill, &hash)).await?;
    ctx.db.retrying(|| accountant::of(ctx, &hash, [anna, piero])).await?;
    Ok(SignIns {
        customer: ctx.settings.username(number),
        panel: format!("{}{}", ctx.settings.panel_prefix, potter.holder.party.vat_number),
        accountant: accountant::USERNAME.into(),
        staff: STAFF.into(),
        password: PASSWORD,
    })
}

async fn customer(ctx: &Context, invented: &Invented, hash: &str) -> Result<(AccountId, i64)> {
    let holder = Holder::check(&invented.holder)?;
    let mut tx = ctx.db.write().await?;
    // On a later day the service of an earlier start may be over.
    close_over(ctx, &mut tx).await?;

    let known = accounts::first_with_tax_code(&mut tx, &holder.party.tax_code).await?;
    let account = if let Some(account) = known {
        account
    } else {
        something_new(ctx, &mut tx).await?;
        account(ctx, &mut tx, &holder, hash).await?
    };
    let held = accounts::hold(&mut tx, account.id).await?;
    let since = oldest_expiry(ctx.today());
    if !subscriptions::is_live_for(&mut tx, account.id, &holder, since).await? {
        service(ctx, &mut tx, &held, (holder, invented), hash).await?;
    }
    tx.commit().await?;
    Ok((account.id, account.number))
}

async fn service(
    ctx: &Context,
    tx: &mut Tx,
    account: &HeldAccount,
    (holder, invented): (Holder, &Invented),
    hash: &str,
) -> Result<()> {
    let today = ctx.today();
    let expires = add_months(today, invented.months_left);
    let products = [invented.service].into_iter().chain(invented.add_ons.iter().copied());
    let subscription = Subscription {
        id: SubscriptionId(ctx.new_id()),
        account: account.id(),
        service: invented.service,
        holder,
        activated_on: today,
        owned: products.map(|product| Owned { product, quantity: 1, expires }).collect(),
    };
    if !subscriptions::insert(tx, account, &subscription).await? {
        return Err(Error::broken("somebody has the partita IVA of a demo customer"));
    }
    give_panel_user(ctx, tx, &subscription, hash, None).await.map(drop)
}

/// What the home of a panel shows until the office writes something else.
async fn something_new(ctx: &Context, tx: &mut Tx) -> Result<()> {
    if !news::all(tx, 1).await?.is_empty() {
        return Ok(());
    }
    let news = News {
        day: ctx.today(),
        title: "Le novità stanno qui".into(),
        body: "Le scrive l’ufficio, alla voce Novità: questa è inventata.".into(),
    };
    Ok(news::insert(tx, NewsId(ctx.new_id()), &news, STAFF, ctx.now()).await?)
}

async fn account(ctx: &Context, tx: &mut Tx, holder: &Holder, hash: &str) -> Result<Account> {
    let account = Account {
        id: AccountId(ctx.new_id()),
        number: numbers::next(tx, "account").await?,
        email: holder.email.to_string(),
        party: holder.party.clone(),
        welcomed: true,
    };
    let form = Form { intent: None, password_hash: hash };
    let held = accounts::insert(tx, &account, form, ctx.now()).await?;
    let held = held.ok_or_else(|| Error::broken("no form makes a demo customer"))?;
    accounts::save_holder(tx, &held, holder, ctx.now()).await?;
    Ok(account)
}

/// A company in Arezzo.
fn holder(email: &str, party: PartyForm) -> HolderForm {
    HolderForm {
        party: PartyForm {
            kind: Kind::Company,
            postal_code: "52100".into(),
            city: "Arezzo".into(),
            province: "AR".into(),
            ..party
        },
        email: email.into(),
        recipient: RecipientKind::Code,
        recipient_code: "DEMO123".into(),
        recipient_pec: String::new(),
        split_payment: false,
        marketing: false,
    }
}
