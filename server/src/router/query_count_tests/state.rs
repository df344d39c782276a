//! A shop in which each page has everything to show.

use chrono::{Days, TimeDelta};
use domain::{
    Product,
    cart::Cart,
    demo::DemoMethod,
    id::{DraftId, PanelUserId, SubscriptionId},
    order::{Order, PaymentMethod},
    party::HolderForm,
    termination::When,
};
use services::{
    Context, demo, office, order,
    outbox::relay::deliver_due,
    payment::{self, add_method, look_after_setups},
    personal_data,
    ports::Mailer,
    recovery, renewal, statement, termination,
    testing::{
        Customer, PASSWORD, a_company, a_customer, a_holder, a_public_body, a_public_holder,
        the_payment_of,
    },
};

use crate::router::office_session_tests::Desk;

/// Somebody who has bought, or is about to, and the holder of what they buy.
pub(super) struct Buyer {
    pub(super) customer: Customer,
    pub(super) holder: HolderForm,
}

impl Buyer {
    /// Signed in to the shop, and to the panel where there is one.
    pub(super) async fn signed_in(&self, outside: &Desk) -> Desk {
        let mut browser = outside.another();
        browser.enter("sign_in", &self.customer.username).await;
        let party = &self.holder.party;
        let number = if party.vat_number.is_empty() { &party.tax_code } else { &party.vat_number };
        let panel = format!("{}{number}", browser.server.services.settings.panel_prefix);
        browser.enter("enter_panel", &panel).await;
        browser
    }

    /// The live service.
    pub(super) async fn service(&self, ctx: &Context) -> SubscriptionId {
        self.customer.service(ctx).await.unwrap().id
    }
}

/// Who is there, and what is open of theirs.
pub(super) struct Everybody {
    /// A public body, whose order waits for its document.
    pub(super) comune: Buyer,
    /// Her order is being paid.
    pub(super) anna: Buyer,
    /// Adds something to his service.
    pub(super) bruno: Buyer,
    /// Buys for the first time.
    pub(super) carla: Buyer,
    /// Has just paid, and has a temporary password.
    pub(super) dario: Buyer,
    /// Her service is still to be configured.
    pub(super) elena: Buyer,
    pub(super) of_comune: Order,
    pub(super) annas: Order,
    pub(super) darios: Order,
    /// A way to pay of Anna that is still open.
    pub(super) setup: String,
    /// Her try to pay, by the page to which it leads.
    pub(super) attempt: String,
    /// An additional user of her panel.
    pub(super) marco: PanelUserId,
    /// A statement whose columns nobody has explained.
    pub(super) draft: DraftId,
}

/// Makes all of that.
pub(super) async fn everybody(ctx: &Context) -> Everybody {
    office::save_staff(ctx, "rosa", PASSWORD).await.unwrap();
    let until = ctx.today() + Days::new(200);
    let more = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    let first = Cart::first_purchase(Product::Invoicing, 1);

    // A public body, whose order waits for its document.
    let body = a_public_holder(a_public_body());
    let of_body = a_customer().with_holder_of(body.clone()).being(body.party.clone());
    let of_body = of_body.with_service_until(until).with(Product::Documents, 1, until);
    let comune = of_body.create(ctx).await;
    former_orders(ctx, &comune, &more).await;
    let of_comune = comune.orders(ctx, more.clone()).await;

    // Anna, whose order is being paid.
    let of_anna = a_holder(a_company());
    let anna = a_customer().with_holder_of(of_anna.clone()).being(of_anna.party.clone());
    let anna = anna.with_service_until(until).with(Product::User, 2, until).create(ctx).await;
    former_orders(ctx, &anna, &more).await;
    let setup = leaves_methods(ctx, &anna).await;
    let annas = anna.orders(ctx, more.clone()).await;
    let attempt = a_try(ctx, &anna, &annas).await;

    let may_read = ["invoicing_read".to_owned()];
    let marco = anna.gives_a_seat(ctx, "marco2026", &may_read).await;
    anna.gives_a_seat(ctx, "giulia2026", &may_read).await;

    // Bruno adds something; Carla buys for the first time.
    let of_bruno = a_holder(a_company());
    let bruno = a_customer().with_holder_of(of_bruno.clone()).being(of_bruno.party.clone());
    let bruno = bruno.with_service_until(until).with(Product::User, 2, until).create(ctx).await;
    former_orders(ctx, &bruno, &more).await;
    leaves_methods(ctx, &bruno).await;
    bruno.fills(ctx, more.clone()).await;
    let of_carla = a_holder(a_company());
    let carla = a_customer().with_holder_of(of_carla.clone()).being(of_carla.party.clone());
    let carla = carla.create(ctx).await;
    former_orders(ctx, &carla, &first).await;
    leaves_methods(ctx, &carla).await;
    carla.fills(ctx, first.clone()).await;

    // Dario has just paid, and has a temporary password.
    let of_dario = a_holder(a_company());
    let dario = a_customer().with_holder_of(of_dario.clone()).being(of_dario.party.clone());
    let dario = dario.create(ctx).await;
    let darios = dario.orders(ctx, first.clone()).await;
    payment::register_payment(ctx, &the_payment_of(ctx, &darios)).await.unwrap();

    // Elena's service is still to be configured.
    let of_elena = a_holder(a_company());
    let elena = a_customer().with_holder_of(of_elena.clone()).being(of_elena.party.clone());
    let elena = elena.with_service_until(until).create(ctx).await;
    elena.before_configuration(ctx).await;

    // The office has some of everything.
    for number in 0..3 {
        let row = format!("21/11/2026;{number},50;parte di {};Bianchi", annas.number);
        let table = format!("Data;Importo;Descrizione;Ordinante\n{row}\n{row}\n{row} e altro\n");
        statement::import(ctx, table.as_bytes(), "estratto", "rosa").await.unwrap();
    }
    for found in statement::overview(ctx).await.unwrap().credits.iter().take(3) {
        statement::accept(ctx, found.id, darios.number, "rosa").await.unwrap();
    }
    // Five rows in each of these lists; the last one is looked for.
    let soon = ctx.today() + Days::new(20);
    let mut who_renew = Vec::new();
    for number in 1..=5 {
        let gives_up = a_customer().called(&format!("cessa{number}")).with_service_until(until);
        let gives_up = gives_up.create(ctx).await;
        termination::ask(ctx, gives_up.account, When::Now, true, "").await.unwrap();

        let forgotten = a_customer().called(&format!("oblio{number}")).create(ctx).await;
        personal_data::ask_erasure(ctx, forgotten.account, PASSWORD).await.unwrap();

        let expires = soon + Days::new(number);
        let renews = a_customer().called(&format!("rinnova{number}")).with_service_until(expires);
        let renews = renews.with(Product::User, 2, expires).create(ctx).await;
        let left = add_method(ctx, renews.account, PaymentMethod::Card, None).await.unwrap();
        demo::choose_method(ctx, left.id, Some(DemoMethod::Pays)).await.unwrap();
        who_renew.push(renews);
    }
    ctx.clock.advance(TimeDelta::hours(1));
    look_after_setups(ctx).await.unwrap();
    for renews in &who_renew {
        let (kept, _) = payment::methods_of(ctx, renews.account).await.unwrap();
        renewal::turn_on(ctx, renews.account, kept[0].id, 1).await.unwrap();
    }
    let unknown = b"Giorno;Soldi;Chi\n21/11/2026;1,50;Bianchi\n21/11/2026;2,50;Rossi\n";
    let draft = statement::hand_over(ctx, unknown, "tabella.csv", "rosa").await.unwrap();

    let of = |customer, holder| Buyer { customer, holder };
    Everybody {
        comune: of(comune, body),
        anna: of(anna, of_anna),
        bruno: of(bruno, of_bruno),
        carla: of(carla, of_carla),
        dario: of(dario, of_dario),
        elena: of(elena, of_elena),
        of_comune,
        annas,
        darios,
        setup,
        attempt,
        marco,
        draft,
    }
}

/// Some ways to pay that the provider keeps for somebody, and one that is still open.
async fn leaves_methods(ctx: &Context, customer: &Customer) -> String {
    for _ in 0..3 {
        let left = add_method(ctx, customer.account, PaymentMethod::Card, None).await.unwrap();
        demo::choose_method(ctx, left.id, Some(DemoMethod::Pays)).await.unwrap();
    }
    ctx.clock.advance(TimeDelta::hours(1));
    look_after_setups(ctx).await.unwrap();
    add_method(ctx, customer.account, PaymentMethod::Card, None).await.unwrap().id.to_string()
}

/// Some orders that were called off, so that lists are lists.
async fn former_orders(ctx: &Context, customer: &Customer, cart: &Cart) {
    for _ in 0..5 {
        let order = customer.orders(ctx, cart.clone()).await;
        order::cancel(ctx, customer.account, order.number).await.unwrap();
    }
}

/// What follows `?link=` in the newest mail to this address.
pub(super) async fn link_to(ctx: &Context, recipient: &str) -> String {
    while recovery::answer_requests(ctx).await.unwrap() > 0 {}
    deliver_due(ctx, &Mailer::mailbox(ctx.db.clone())).await.unwrap();
    let mails = demo::mails(ctx, recipient).await.unwrap();
    let (_, rest) =
        mails.iter().find_map(|mail| mail.body_text.split_once("?link=")).expect("it has a link");
    rest.split_whitespace().next().unwrap().to_owned()
}

/// A try to pay that is open, by the page to which it leads.
async fn a_try(ctx: &Context, customer: &Customer, order: &Order) -> String {
    payment::pay(ctx, customer.account, order.number, PaymentMethod::Card).await.unwrap();
    let progress = payment::progress(ctx, customer.account, order.number).await.unwrap();
    let page = progress.attempt.unwrap().page.unwrap();
    page.rsplit('/').next().unwrap().to_owned()
}
