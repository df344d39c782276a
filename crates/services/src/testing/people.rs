//! People for tests: `a_customer().with_service_until(day).create(&shop)`.

#![allow(clippy::missing_panics_doc, reason = "a test ends where something is not as it should be")]

use chrono::NaiveDate;
use domain::Product;
use domain::accountant::AccountantForm;
use domain::cart::{Cart, CartOwner, OpenCart};
use domain::commitment::TenderCodes;
use domain::delegation::OfferForm;
use domain::grant::UserForm;
use domain::id::{
    AccountId, AccountantId, CartId, DelegationId, IntentId, PanelUserId, SubscriptionId,
};
use domain::order::{Acceptance, Order, PaymentMethod};
use domain::party::{
    Holder, HolderForm, Kind, PartyForm, RecipientKind, Registration as Registered,
    RegistrationForm,
};
use domain::quote::{Owned, quote};
use domain::subscription::Subscription;

use super::{a_tax_code, a_tax_code_of_a_body, a_vat_number};
use crate::activation::give_panel_user;
use crate::guessing::{Browser, Devices, Network};
use crate::order::Conclusion;
use crate::panel::{self, Access, ServiceAccess, ServiceToConfigure};
use crate::password::mark;
use crate::payment::Registration;
use crate::store::accounts::{self, Account, Form, HeldAccount};
use crate::store::carts;
use crate::store::configurations;
use crate::store::numbers;
use crate::store::panel_users;
use crate::store::subscriptions;
use crate::{Context, accountant, order, renewal_link};

/// The password of everybody made here, for the account and for the panel.
pub const PASSWORD: &str = "Fiume-Sasso-71-Vela";

/// A hash of [`PASSWORD`] with the smallest parameters: tests make many customers.
const PASSWORD_HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$jEwaYUzR3YPqbHFWPtmw+w$\
                             nS8hE2LviAKPfWnzu7DkqlFCmQPegWssG4so1aGdEy4";

/// A browser that was never here before.
#[must_use]
pub fn a_browser() -> Browser {
    a_browser_at("192.0.2.7")
}

/// The same at another network address.
#[must_use]
pub fn a_browser_at(address: &str) -> Browser {
    let address = address.parse().expect("a network address");
    Browser { network: Network::of(Some(address)), devices: Devices::default() }
}

/// A company with a partita IVA of its own.
#[must_use]
pub fn a_company() -> PartyForm {
    PartyForm {
        business_name: "Bianchi Ceramiche S.r.l.".into(),
        legal_representative: "Anna Bianchi".into(),
        vat_number: a_vat_number().into(),
        street: "Via Roma 1".into(),
        postal_code: "50123".into(),
        city: "Firenze".into(),
        province: "FI".into(),
        phone: "055 123456".into(),
        ..PartyForm::default()
    }
}

/// Somebody with a partita IVA who works alone, and has a codice fiscale beside it.
#[must_use]
pub fn a_professional() -> PartyForm {
    PartyForm {
        kind: Kind::Professional,
        first_name: "Bruno".into(),
        last_name: "Neri".into(),
        tax_code: a_tax_code().into(),
        ..a_company()
    }
}

/// An association without partita IVA.
#[must_use]
pub fn an_association() -> PartyForm {
    PartyForm {
        kind: Kind::Association,
        business_name: "Amici del Fiume".into(),
        vat_number: String::new(),
        tax_code: a_tax_code_of_a_body().into(),
        ..a_company()
    }
}

/// A person without partita IVA.
#[must_use]
pub fn a_person() -> PartyForm {
    PartyForm { kind: Kind::Person, vat_number: String::new(), ..a_professional() }
}

/// `Dati intestatario`, filled in for this party.
#[must_use]
pub fn a_holder(party: PartyForm) -> HolderForm {
    HolderForm {
        party,
        email: "fatture@bianchi.example".into(),
        recipient: RecipientKind::Code,
        recipient_code: "M5UXCR1".into(),
        recipient_pec: String::new(),
        split_payment: false,
        marketing: false,
    }
}

/// A public body with a partita IVA.
#[must_use]
pub fn a_public_body() -> PartyForm {
    PartyForm {
        kind: Kind::PublicBody,
        business_name: "Comune di Vicchio".into(),
        legal_representative: "Carla Verdi".into(),
        ..a_company()
    }
}

/// `Dati intestatario` of a public body that states to be under split payment.
#[must_use]
pub fn a_public_holder(party: PartyForm) -> HolderForm {
    HolderForm { recipient_code: "UF5HHG".into(), split_payment: true, ..a_holder(party) }
}

/// The registration of an accountant of this username, filled in.
#[must_use]
pub fn an_accountant(username: &str) -> AccountantForm {
    AccountantForm {
        username: username.into(),
        email: format!("{username}@example.it"),
        name: "Studio Verdi".into(),
        tax_number: a_vat_number().into(),
        password: PASSWORD.into(),
        conditions: true,
    }
}

/// An accountant of one shop, who has signed in with [`PASSWORD`].
#[derive(Clone, Debug)]
pub struct Accountant {
    /// By which use cases know them.
    pub id: AccountantId,
    /// In capitals.
    pub username: String,
    /// Of their sign-in.
    pub mark: String,
}

impl Accountant {
    /// Registers one.
    pub async fn create(ctx: &Context, username: &str) -> Self {
        let (form, intent) = (an_accountant(username), IntentId(ctx.new_id()));
        let from = a_browser().network;
        let made = accountant::register(ctx, from, intent, &form).await;
        let made = made.expect("nobody has the username");
        Self { id: made.accountant, username: username.to_uppercase(), mark: made.mark }
    }

    /// What the panel of a customer's service is to them.
    pub async fn panel(&self, ctx: &Context, customer: &Customer) -> Access {
        let service = customer.service(ctx).await.expect("a live service").id;
        let access = panel::open_delegated(ctx, self.id, &self.mark, None, service).await;
        access.expect("the rows make sense")
    }
}

/// `Registrati`, filled in for this party.
#[must_use]
pub fn a_registration(party: PartyForm) -> RegistrationForm {
    RegistrationForm { party, email: "anna@bianchi.example".into(), password: PASSWORD.into() }
}

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
    /// Of the service that was there from the beginning, with [`PASSWORD`].
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

    /// An additional user of that panel, who has chosen [`PASSWORD`] and may do what these codes say.
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

    /// Offers their panel to whoever has this username.
    pub async fn offers(
        &self,
        ctx: &Context,
        username: &str,
        permissions: &[String],
    ) -> DelegationId {
        let owner = self.in_panel(ctx).await;
        let form = OfferForm { username: username.into(), permissions: permissions.into() };
        panel::delegations::offer(ctx, &owner, &form).await.expect("nothing is wrong with it");
        let offered = panel::delegations::list(ctx, &owner).await.expect("the rows make sense");
        offered.last().expect("it was offered").id
    }

    /// The same, accepted.
    pub async fn delegates(
        &self,
        ctx: &Context,
        accountant: &Accountant,
        permissions: &[String],
    ) -> DelegationId {
        let id = self.offers(ctx, &accountant.username, permissions).await;
        accountant::accept(ctx, accountant.id, id).await.expect("it waits");
        id
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

/// What the office says when what was missing of an order's money has arrived today.
#[must_use]
pub fn the_payment_of(ctx: &Context, order: &Order) -> Registration {
    Registration {
        number: order.number,
        paid_on: ctx.today(),
        amount: Some(order.missing()),
        by: "rosa".into(),
    }
}
