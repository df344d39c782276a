//! A name that somebody has and one that nobody has are answered in the same words, headers and pages,
//! at every door at which one can be typed.

use axum::{
    http::{StatusCode, header},
    response::Response,
};
use chrono::Days;
use services::{
    office::save_staff,
    testing::{Accountant, PASSWORD, a_customer, a_professional, a_tax_code, a_vat_number},
};
use ui::paths;
use uuid::Uuid;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

const WRONG: &str = "Username o password non sono corretti";
const ASKED: &str = "Controlla la tua posta";

/// Where somebody types who they are.
struct Door {
    form: &'static str,
    page: &'static str,
    field: &'static str,
    /// One that somebody has, and one that nobody has.
    names: [String; 2],
    /// A recovery asks for none.
    asks_password: bool,
}

impl Door {
    /// That of a username and a password.
    fn sign_in(form: &'static str, page: &'static str, names: [String; 2]) -> Self {
        Self { form, page, field: "username", names, asks_password: true }
    }

    /// That of a password that was forgotten.
    fn recovery(form: &'static str, page: &'static str, names: [String; 2]) -> Self {
        Self { form, page, field: "username", names, asks_password: false }
    }

    /// That of a username that was forgotten.
    fn username(names: [String; 2]) -> Self {
        let field = "remembered";
        Self { field, ..Self::recovery("recover_username", paths::RECOVER_USERNAME, names) }
    }

    fn typed(&self, name: &str) -> String {
        let name = name.replace('@', "%40");
        let password = if self.asks_password { "&password=non+la+conosco" } else { "" };
        format!("{}={name}{password}", self.field)
    }

    fn says(&self) -> &'static str {
        if self.asks_password { WRONG } else { ASKED }
    }
}

/// A shop with somebody behind each of its doors.
async fn doors() -> (Desk, Vec<Door>) {
    let options = ["--base-url", "http://localhost:3000", "--forms-at-once", "10000"];
    let server = TestServer::with(&options, Demo::default()).await;
    let ctx = server.services.clone();
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(&ctx).await;
    let bruno = a_customer().being(a_professional()).create(&ctx).await;
    Accountant::create(&ctx, "studioverdi1").await;
    save_staff(&ctx, "rosa.bruni", PASSWORD).await.unwrap();

    let account = [anna.username.clone(), ctx.settings.username(9_999_999)];
    let panel = [anna.party.vat_number.clone(), a_vat_number().into()]
        .map(|number| format!("{}{number}", ctx.settings.panel_prefix));
    let accountant = ["studioverdi1", "studioverdi2"].map(str::to_owned);
    let office = ["rosa.bruni", "nora.bruni"].map(str::to_owned);
    let doors = vec![
        Door::sign_in("sign_in", paths::SIGN_IN, account.clone()),
        Door::sign_in("enter_panel", paths::PANEL_SIGN_IN, panel.clone()),
        Door::sign_in("enter_accountant", paths::ACCOUNTANT_SIGN_IN, accountant.clone()),
        Door::sign_in("enter_office", paths::OFFICE_SIGN_IN, office),
        Door::username(["anna@bianchi.example", "nora@bianchi.example"].map(str::to_owned)),
        Door::username([anna.party.vat_number, a_vat_number().into()]),
        Door::username([bruno.party.tax_code, a_tax_code().into()]),
        Door::recovery("recover_password", paths::RECOVER_PASSWORD, account),
        Door::recovery("recover_panel_password", paths::PANEL_RECOVER_PASSWORD, panel),
        Door::recovery(
            "recover_accountant_password",
            paths::ACCOUNTANT_RECOVER_PASSWORD,
            accountant,
        ),
    ];
    (Desk::outside(server), doors)
}

/// All of an answer but what is another one each time: the name of the request, the nonce, the names of
/// the session, of forms and of what was done, and what was typed.
async fn told(answer: Response, typed: &str) -> String {
    let mut chance = vec![typed.to_owned()];
    let policy = header_of(&answer, header::CONTENT_SECURITY_POLICY).split("'nonce-").nth(1);
    chance.extend(policy.and_then(|rest| rest.split('\'').next()).map(str::to_owned));
    for cookie in answer.headers().get_all(header::SET_COOKIE) {
        let pair = cookie.to_str().unwrap().split(';').next().unwrap();
        chance.extend(pair.split_once('=').map(|(_, value)| value.to_owned()));
    }
    let mut lines = vec![answer.status().to_string()];
    for (name, value) in answer.headers() {
        if !["date", "x-request-id"].contains(&name.as_str()) {
            lines.push(format!("{name}: {}", value.to_str().unwrap()));
        }
    }
    lines.push(text(answer).await);
    let all = lines.join("\n");
    let words = all.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let ids = words.filter(|word| word.len() == 36 && Uuid::parse_str(word).is_ok());
    chance.extend(ids.map(str::to_owned));
    let chance = chance.iter().filter(|it| !it.is_empty());
    chance.fold(all, |all, it| all.replace(it.as_str(), "*"))
}

#[tokio::test]
async fn a_name_that_somebody_has_is_answered_like_one_that_nobody_has() {
    let (nobody, doors) = doors().await;

    for door in &doors {
        for by_script in [false, true] {
            let what = format!("{} {} by script: {by_script}", door.form, door.names[0]);
            let mut answers = Vec::new();
            for name in &door.names {
                let mut browser = nobody.another();
                let (path, typed) = (path_of(door.form), door.typed(name));
                let answer = if by_script {
                    browser.as_script(path, &typed).await
                } else {
                    browser.post(path, &typed).await
                };
                let next = match header_of(&answer, header::LOCATION) {
                    "" => door.page.to_owned(),
                    next => next.to_owned(),
                };
                assert!(next.starts_with(door.page), "{what}: {next}");
                let answer = told(answer, name).await;
                let page = browser.get(&next).await;
                assert_eq!(page.status(), StatusCode::OK, "{what}: {next}");
                let page = told(page, name).await;
                // A script is told by the answer what a plain form is told by the page.
                assert!(by_script || page.contains(door.says()), "{what}: {page}");
                answers.push((answer, page));
            }
            let [known, unknown] = &answers[..] else { panic!("{what}") };
            assert_eq!(known.0, unknown.0, "{what}: the answer");
            assert_eq!(known.1, unknown.1, "{what}: the page after it");
        }
    }
}
