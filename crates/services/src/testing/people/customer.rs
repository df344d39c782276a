//! Somebody who buys.

use chrono::NaiveDate;
use domain::Product;
use domain::cart::{Cart, CartOwner, OpenCart};
use domain::commitment::TenderCodes;
use domain::grant::UserForm;
use domain::id::{AccountId, CartId, PanelUserId, SubscriptionId};
use domain::order::{Acceptance, Order, PaymentMethod};
use domain::party::{Holder, HolderForm, PartyForm, Registration as Registered};
use domain::quote::{Owned, quote};
use domain::subscription::Subscription;

use super::PASSWORD_HASH;
use super::forms::{a_company, a_holder, a_registration, an_association};
use crate::activation::give_panel_user;
use crate::order::Conclusion;
use crate::panel::{self, Access, ServiceAccess, ServiceToConfigure};
use crate::password::mark;
use crate::store::accounts::{Account, Form, HeldAccount};
use crate::store::{accounts, carts, configurations, numbers, panel_users, subscriptions};
use crate::{Context, order, renewal_link};

/// Somebody who has registered, and nothing else yet.
pub fn a_customer() -> ACustomer {
    ACustomer {
        party: a_company(),
        email: None,
        holder: None,
        service: Product::Invoicing,
        owned: Vec::new(),
    }
}

/// A customer about to be made.
#[must_use = "nobody exists until `create`"]
pub struct ACustomer {
    party: PartyForm,
    email: Option<String>,
    holder: Option<HolderForm>,
    service: Product,
    owned: Vec<Owned>,
}

/// A customer of one shop.
#[derive(Clone, Debug)]
pub struct Customer {
    /// By which use cases know them.
    pub account: AccountId,
    /// The seven digits of the username.
    pub number: i64,
    /// As typed at the sign-in, with the suffix of the shop.
    pub username: String,
    /// Who registered, as typed.
    pub party: PartyForm,
    /// Of the service that was there from the beginning, with [`PASSWORD`](super::PASSWORD).
    pub panel_user: Option<PanelUserId>,
}

impl ACustomer {
    /// Registered as somebody else than a company.
    pub fn being(self, party: PartyForm) -> Self {
        Self { party, ..self }
    }

    /// A company of this name, which has one mailbox for everything: `name@example.it`.
    pub fn called(self, name: &str) -> Self {
        let party = PartyForm { business_name: name.into(), ..a_company() };
        Self { email: Some(format!("{name}@example.it")), ..self.being(party) }
    }

    /// `Dati intestatario` are those of the registration.
    pub fn with_holder(self) -> Self {
        let holder = a_holder(self.party.clone());
        self.with_holder_of(holder)
    }

    /// `Dati intestatario` are these.
    pub fn with_holder_of(self, holder: HolderForm) -> Self {
        Self { holder: Some(holder), ..self }
    }

    /// Fatturazione Elettronica, paid long ago.
    pub fn with_service_until(self, expires: NaiveDate) -> Self {
        self.with(Product::Invoicing, 1, expires)
    }

    /// Solo Ricezione, paid long ago, for an association.
    pub fn with_receive_only_until(self, expires: NaiveDate) -> Self {
        let service = Product::ReceiveOnly;
        Self { service, ..self.being(an_association()) }.with(service, 1, expires)
    }

    /// Something owned.
    pub fn with(mut self, product: Product, quantity: u32, expires: NaiveDate) -> Self {
        self.owned.push(Owned { product, quantity, expires });
        self
    }

    /// Makes the customer.
    pub async fn create(self, ctx: &Context) -> Customer {
        let mut registration = a_registration(self.party.clone());
        let mut form = self.holder.clone().unwrap_or_else(|| a_holder(self.party.clone()));
        if let Some(email) = &self.email {
            registration.email.clone_from(email);
            form.email.clone_from(email);
        }
        let checked = Registered::check(&registration, None).expect("the form is in order");
        let holder = Holder::check(&form).expect("the form is in order");

        let mut tx = ctx.db.write().await.expect("the database is there");
        let number = numbers::next(&mut tx, "account").await.expect("numbers do not end");
        let account = Account {
            id: AccountId(ctx.new_id()),
            number,
            email: checked.email.to_string(),
            party: checked.party,
            welcomed: !self.owned.is_empty(),
        };
        let form = Form { intent: None, password_hash: PASSWORD_HASH };
        let inserted = accounts::insert(&mut tx, &account, form, ctx.now()).await;
        let held = inserted.expect("the row fits").expect("no form has made this account before");
        if self.holder.is_some() {
            let saved = accounts::save_holder(&mut tx, &held, &holder, ctx.now()).await;
            saved.expect("the row fits");
        }
        let panel_user = if self.owned.is_empty() {
            None
        } else {
            let subscription = Subscription {
                id: SubscriptionId(ctx.new_id()),
                account: account.id,
                service: self.service,
                holder,
                activated_on: self.owned.iter().map(|o| o.expires).min().unwrap_or_default(),
                owned: self.owned,
            };
            Some(running(ctx, &mut tx, &held, &subscription).await)
        };
        tx.commit().await.expect("the rows fit together");

        let username = ctx.settings.username(number);
        Customer { account: account.id, number, username, party: self.party, panel_user }
    }
}

async fn running(
    ctx: &Context,
    tx: &mut platform::Tx,
    account: &HeldAccount,
    subscription: &Subscription,
) -> PanelUserId {
    let inserted = subscriptions::insert(tx, account, subscription).await;
    assert!(inserted.expect("the row fits"), "somebody else has a service for these numbers");
    let user = give_panel_user(ctx, tx, subscription, PASSWORD_HASH, None).await;
    user.expect("the row fits").id
}

impl Customer {
    /// Whose cart this customer's is.
    #[must_use]
    pub fn cart(&self) -> CartOwner {
        CartOwner::Account(self.account)
    }

    /// The live service.
    pub async fn service(&self, ctx: &Context) -> Option<Subscription> {
        let mut tx = ctx.db.read().await.expect("the database is there");
        subscriptions::of_account(&mut tx, self.account).await.expect("the rows make sense")
    }

    /// The link of a reminder for that service, as it would be sent today.
    pub async fn renewal_link(&self, ctx: &Context) -> String {
        let service = self.service(ctx).await.expect("there is a service");
        let mut tx = ctx.db.read().await.expect("the database is there");
        renewal_link::make(ctx, &mut tx, &service).await.expect("the account is there")
    }

    /// What the panel is to the user who was there from the beginning.
    pub async fn panel(&self, ctx: &Context) -> Access {
        let user = self.panel_user.expect("a service from the beginning");
        panel::open(ctx, user, &mark(PASSWORD_HASH)).await.expect("the rows make sense")
    }

    /// The same, where it is open.
    pub async fn in_panel(&self, ctx: &Context) -> ServiceAccess {
        match self.panel(ctx).await {
            Access::Open(access) => *access,
            other => panic!("{other:?}"),
        }
    }

    /// An additional user of that panel, who has chosen [`PASSWORD`](super::PASSWORD) and may do what
    /// these codes say.
    pub async fn gives_a_seat(
        &self,
        ctx: &Context,
        username: &str,
        permissions: &[String],
    ) -> PanelUserId {
        let owner = self.in_panel(ctx).await;
        let email = format!("{username}@example.it");
        let form = UserForm { username: username.into(), email, permissions: permissions.into() };
        panel::users::create(ctx, &owner, &form).await.expect("a seat is free");

        let mut tx = ctx.db.write().await.expect("the database is there");
        let made = panel_users::named(&mut tx, &username.to_uppercase()).await;
        let user = made.expect("the row makes sense").expect("the user is there");
        let chosen =
            panel_users::set_password(&mut tx, user.id, &user.password_hash, PASSWORD_HASH).await;
        assert!(chosen.expect("the row fits"), "nobody else changes it");
        tx.commit().await.expect("the rows fit together");
        user.id
    }

    /// Closes their panel, as that of a new service, and gives what is open then.
    pub async fn before_configuration(&self, ctx: &Context) -> ServiceToConfigure {
        let service = self.service(ctx).await.expect("a live service");
        let mut tx = ctx.db.write().await.expect("the database is there");
        let held = accounts::hold(&mut tx, self.account).await.expect("the account is there");
        configurations::begin(&mut tx, &held, service.id, ctx.now()).await.expect("once");
        tx.commit().await.expect("the rows fit together");
        self.to_configure(ctx).await
    }

    /// What is open of a panel before its configuration is concluded.
    pub async fn to_configure(&self, ctx: &Context) -> ServiceToConfigure {
        match self.panel(ctx).await {
            Access::ToConfigure(access) => *access,
            other => panic!("{other:?}"),
        }
    }

    /// What is owned and until when, the main service first.
    pub async fn owned(&self, ctx: &Context) -> Vec<(Product, u32, NaiveDate)> {
        let service = self.service(ctx).await.expect("a live service");
        service.owned.iter().map(|o| (o.product, o.quantity, o.expires)).collect()
    }

    /// Leaves this cart as if it had been put together with clicks.
    pub async fn fills(&self, ctx: &Context, cart: Cart) -> OpenCart {
        let open = OpenCart { id: CartId(ctx.new_id()), version: 1, cart, discount_code: None };
        let mut tx = ctx.db.write().await.expect("the database is there");
        let held = carts::hold(&mut tx, self.cart()).await.expect("the account is there");
        carts::save(&mut tx, &held, &open, ctx.now()).await.expect("the row fits");
        tx.commit().await.expect("the rows fit together");
        open
    }

    /// The order form of the cart as it stands, filled in: everything accepted, by transfer.
    pub async fn order_form(&self, ctx: &Context) -> Conclusion {
        let review = order::review(ctx, self.account).await.expect("the form can be shown");
        let open = review.open.expect("there is a cart");
        let quote = quote(&open.cart, &review.given, &ctx.prices().terms);
        Conclusion {
            intent: review.intent,
            digest: quote.expect("the cart can be ordered").digest(),
            method: PaymentMethod::BankTransfer,
            stored: None,
            accepted: Acceptance::ALL.to_vec(),
            address: "192.0.2.7".into(),
            tender: TenderCodes::default(),
        }
    }

    /// Orders this cart, by transfer.
    pub async fn orders(&self, ctx: &Context, cart: Cart) -> Order {
        self.fills(ctx, cart).await;
        let form = self.order_form(ctx).await;
        order::conclude(ctx, self.account, &form).await.expect("the order is taken").order
    }
}
