//! The link of a mail on pages: whoever looks, and whatever name they send, it chooses the password of
//! its owner at its own door.

use axum::http::{StatusCode, header};
use chrono::Days;
use services::{
    outbox::relay::deliver_due,
    ports::Mailer,
    recovery::{
        answer_requests, ask_account_password, ask_accountant_password, ask_panel_password,
    },
    testing::{Accountant, PASSWORD, a_browser, a_customer, store::mailbox},
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const NEW: &str = "Torre%23Limone-48";
const VOID: &str = "Questo link non vale più";

/// What somebody has at one door.
struct Door {
    username: String,
    sign_in: &'static str,
    sign_in_page: &'static str,
    choose: &'static str,
    /// Where the link of the mail leads.
    page: &'static str,
    link: String,
    /// A page that only they see.
    inside: String,
}

impl Door {
    fn address(&self) -> String {
        paths::with_link(self.page, &self.link)
    }

    /// The field that tells a password manager whose password it is.
    fn names_its_owner(&self) -> String {
        format!("name=\"username\" value=\"{}\"", self.username)
    }

    /// Whether a browser that has been nowhere gets in with this password.
    async fn opens(&self, nobody: &Desk, password: &str) -> bool {
        let username = self.username.replace('@', "%40");
        let typed = format!("username={username}&password={password}");
        let answer = nobody.another().post(path_of(self.sign_in), &typed).await;
        header_of(&answer, header::LOCATION) != self.sign_in_page
    }
}

async fn a_server() -> Desk {
    let options = ["--base-url", "http://localhost:3000", "--forms-at-once", "10000"];
    Desk::outside(TestServer::with(&options, Demo::default()).await)
}

/// Somebody who has forgotten everything, with a link for each door: account, panel, accountant.
async fn somebody(nobody: &Desk, name: &str) -> [Door; 3] {
    let ctx = &nobody.server.services;
    let until = ctx.today() + Days::new(200);
    let customer = a_customer().called(name).with_service_until(until).create(ctx).await;
    let service = customer.service(ctx).await.unwrap().id;
    let accountant = Accountant::create(ctx, &format!("studio{name}1")).await;
    let panel = format!("{}{}", ctx.settings.panel_prefix, customer.party.vat_number);
    let from = a_browser().network;
    ask_account_password(ctx, from, &customer.username).await.unwrap();
    ask_panel_password(ctx, from, &panel).await.unwrap();
    ask_accountant_password(ctx, from, &accountant.username).await.unwrap();
    while answer_requests(ctx).await.unwrap() > 0 {}
    deliver_due(ctx, &Mailer::mailbox(ctx.db.clone())).await.unwrap();
    let mut tx = ctx.db.read().await.unwrap();
    let mails = mailbox::newest_to(&mut tx, &format!("{name}1@example.it"), 20).await.unwrap();
    let others = mailbox::newest_to(&mut tx, &format!("{name}@example.it"), 20).await.unwrap();
    drop(tx);
    let link = |page: &str| {
        let address = format!("http://localhost:3000{page}?link=");
        let mut texts = mails.iter().chain(&others).map(|mail| &mail.body_text);
        let link = texts.find_map(|text| text.split_once(&address));
        link.unwrap().1.split_whitespace().next().unwrap().to_owned()
    };

    [
        Door {
            link: link(paths::NEW_PASSWORD),
            username: customer.username,
            sign_in: "sign_in",
            sign_in_page: paths::SIGN_IN,
            choose: "choose_password",
            page: paths::NEW_PASSWORD,
            inside: paths::DATA.to_owned(),
        },
        Door {
            link: link(paths::PANEL_NEW_PASSWORD),
            username: panel,
            sign_in: "enter_panel",
            sign_in_page: paths::PANEL_SIGN_IN,
            choose: "choose_panel_password",
            page: paths::PANEL_NEW_PASSWORD,
            inside: paths::panel_home(service),
        },
        Door {
            link: link(paths::ACCOUNTANT_NEW_PASSWORD),
            username: accountant.username,
            sign_in: "enter_accountant",
            sign_in_page: paths::ACCOUNTANT_SIGN_IN,
            choose: "choose_accountant_password",
            page: paths::ACCOUNTANT_NEW_PASSWORD,
            inside: paths::ACCOUNTANT.to_owned(),
        },
    ]
}

async fn page(browser: &mut Desk, address: &str) -> String {
    let answer = browser.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

#[tokio::test]
async fn a_link_chooses_the_password_of_its_owner_in_the_browser_of_somebody_else() {
    let nobody = a_server().await;
    let annas = somebody(&nobody, "gialli").await;
    let brunos = somebody(&nobody, "neri").await;

    for (anna, bruno) in annas.iter().zip(&brunos) {
        let mut browser = nobody.another();
        browser.enter(anna.sign_in, &bruno.username).await;
        let shown = page(&mut browser, &anna.address()).await;
        assert!(shown.contains(&anna.names_its_owner()), "{}: {shown}", anna.page);

        let name = bruno.username.replace('@', "%40");
        let link = &anna.link;
        let typed = format!("link={link}&username={name}&password={NEW}&password_again={NEW}");
        let done = browser.post(path_of(anna.choose), &typed).await;

        let to = header_of(&done, header::LOCATION);
        assert!(to.contains(paths::OUTCOME), "{}: {to}", anna.page);
        page(&mut browser, &bruno.inside).await;
        assert!(bruno.opens(&nobody, PASSWORD).await, "{}", bruno.username);
        assert!(!bruno.opens(&nobody, NEW).await, "{}", bruno.username);
        assert!(anna.opens(&nobody, NEW).await, "{}", anna.username);
        assert!(!anna.opens(&nobody, PASSWORD).await, "{}", anna.username);
        let shown = page(&mut nobody.another(), &bruno.address()).await;
        assert!(shown.contains(&bruno.names_its_owner()), "{}: {shown}", bruno.page);
    }
}

#[tokio::test]
async fn a_link_is_void_on_the_page_of_another_door_and_stays_good_at_its_own() {
    let nobody = a_server().await;
    let doors = somebody(&nobody, "gialli").await;

    for own in &doors {
        for other in doors.iter().filter(|other| other.page != own.page) {
            let what = format!("{} on {}", own.page, other.page);
            let mut browser = nobody.another();
            let address = paths::with_link(other.page, &own.link);
            assert!(page(&mut browser, &address).await.contains(VOID), "{what}");

            let link = &own.link;
            let typed = format!("link={link}&password={NEW}&password_again={NEW}");
            let refused = browser.post(path_of(other.choose), &typed).await;

            assert_eq!(header_of(&refused, header::LOCATION), address, "{what}");
            assert!(page(&mut browser, &address).await.contains(VOID), "{what}");
        }
    }
    for own in &doors {
        assert!(own.opens(&nobody, PASSWORD).await, "{}", own.username);
        let shown = page(&mut nobody.another(), &own.address()).await;
        assert!(shown.contains(&own.names_its_owner()), "{}: {shown}", own.page);
    }
}
