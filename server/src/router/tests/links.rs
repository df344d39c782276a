//! What an address cannot make a page say.

use std::collections::BTreeSet;

use services::testing::{Engine, PASSWORD};

use super::*;
use crate::router::nonsense::{
    self,
    asker::{Asker, PAGE},
    filled, look, parameters,
};

/// The error of a form as Leptos writes it into an address: our own sentence about a failure, with
/// a telephone number of somebody else where the reference belongs.
const WORDS_OF_A_STRANGER: &str =
    "eyJJbnRlcm5hbCI6eyJyZWZlcmVuY2UiOiIwMiAxMjM0NTY3LCBlIHBhZ2EgYSBNYXJpbyJ9fQ==";

#[tokio::test]
async fn a_link_cannot_speak_in_the_voice_of_the_shop() {
    let server = TestServer::at(LOCALHOST).await;
    let error = format!("__path={}&__err={WORDS_OF_A_STRANGER}", path_of("sign_in"));

    for parameters in [error.clone(), error.replace("__", "%5F_"), format!("poi=/carrello&{error}")]
    {
        let led = server.get(&format!("/accedi?{parameters}")).await;
        assert_eq!(led.status(), StatusCode::SEE_OTHER, "{parameters}");
        let clean = if parameters.starts_with("poi") { "/accedi?poi=/carrello" } else { "/accedi" };
        assert_eq!(header_of(&led, "location"), clean);
        assert!(!text(led).await.contains("Mario"));
    }
    assert!(!server.page("/accedi").await.contains("Mario"));
}

/// What a page says on top of itself.
fn notices(page: &str) -> BTreeSet<String> {
    let titles = page.split("class=\"notice-title\">").skip(1);
    titles.map(|title| title.split('<').next().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn no_parameter_of_an_address_says_that_something_has_happened() {
    let demo = Demo { on: true, today: None };
    let asker = Asker::in_a(TestServer::on(Engine::Sqlite, &[], demo).await).await;
    let headers = asker.headers(PAGE);
    let order = asker.order.to_string();
    let pages = crate::router::page_routes().iter().map(|page| page.path().to_owned());
    // Those that were read once say nothing any more.
    let names = [parameters(), ["concluso", "rimborso", "caso"].map(str::to_owned).to_vec()];
    let names: BTreeSet<String> = names.concat().into_iter().collect();
    let values = [
        "",
        "1",
        "registrato",
        "gia-registrato",
        "impegno-registrato",
        "lettera-rifiutata",
        "pagato",
        "pagato-con-resto",
        "acconto",
        "da-decidere",
        "da-parte",
        "tabella-dimenticata",
        "01900000-0000-7000-8000-000000000000",
    ];

    for page in pages {
        let page = page.replace("{servizio}", &asker.service);
        let plain = format!("{}?{}={order}", filled(&page, &order), paths::ORDER_NUMBER);
        let said = notices(&text(asker.server.answer(look(&plain, &headers)).await).await);
        for value in values {
            let others = names.iter().filter(|name| *name != paths::ORDER_NUMBER);
            let others: Vec<String> = others.map(|name| format!("{name}={value}")).collect();
            let address = format!("{plain}&{}", others.join("&"));
            let answer = text(asker.server.answer(look(&address, &headers)).await).await;
            let more: Vec<_> = notices(&answer).difference(&said).cloned().collect();
            assert!(more.is_empty(), "{page} says {more:?} because its address says {value}");
        }
    }

    let changed = asker.server.answer(look(paths::PANEL_PASSWORD_CHANGED, &headers)).await;
    assert_eq!(header_of(&changed, header::LOCATION), paths::PANEL_SIGN_IN);
}

#[tokio::test]
async fn what_was_done_is_said_to_nobody_but_whoever_did_it() {
    let server = TestServer::with(&[], Demo { on: true, today: None }).await;
    let asker = Asker::in_a(server).await;
    let (server, number) = (&asker.server, asker.order);
    let due = services::office::order(&server.services, number).await.unwrap().order.missing();
    let headers = asker.headers(PAGE);
    let form = format!(
        "payment[number]={number}&payment[paid_on]={}&payment[amount]={}&payment[confirmed]=true",
        server.services.today(),
        domain::format::euro(due).trim_end_matches(['€', '\u{a0}']),
    );
    let register = nonsense::form(path_of("register_payment"), &headers, &form);
    let colleague = Request::post(path_of("enter_office"))
        .header(header::ACCEPT, PAGE)
        .body(Body::from(format!("username=rosa&password={PASSWORD}")));

    let done = server.answer(register).await;
    let address = header_of(&done, header::LOCATION).to_owned();
    let colleague = server.answer(colleague.unwrap()).await;
    let cookies = colleague.headers().get_all(header::SET_COOKIE).iter();
    let cookies: Vec<&str> =
        cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect();
    let seen_by_colleague = server.answer(asked(&address, PAGE, &cookies.join("; "))).await;

    let words = format!("Pagamento dell’ordine {number} registrato");
    assert!(address.starts_with(&paths::office_order(number)), "{address}");
    for _ in 0..2 {
        let page = text(server.answer(look(&address, &headers)).await).await;
        assert!(page.contains(&words), "a page may be loaded twice: {page}");
    }
    let page = text(seen_by_colleague).await;
    assert!(page.contains("Registrato") || page.contains("Incassato"), "{page}");
    assert!(!page.contains(&words), "{page}");
}
