//! `Novità`, from the form of the office to the home of a panel, and what else that home tells.

use axum::http::{StatusCode, header};
use chrono::Days;
use domain::{Product, grant::Permission};
use services::{
    office::save_staff,
    testing::{PASSWORD, a_customer},
};
use ui::paths;

use super::{nonsense::path_of, office_session_tests::Desk};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of, text},
};

async fn page(desk: &mut Desk, address: &str) -> String {
    let answer = desk.get(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    text(answer).await
}

#[tokio::test]
async fn what_the_office_writes_stands_on_the_home_of_every_panel() {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = server.services.clone();
    save_staff(&ctx, "rosa", PASSWORD).await.unwrap();
    let until = ctx.today() + Days::new(200);
    let anna = a_customer().with_service_until(until).with(Product::User, 1, until);
    let anna = anna.create(&ctx).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let nobody = Desk::outside(server);
    let (mut office, mut owner) = (nobody.another(), nobody.another());
    office.enter("enter_office", "rosa").await;
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    let home = paths::panel_home(service);

    assert!(!page(&mut owner, &home).await.contains("Novità"), "nothing is new");
    let refused = "form%5Btitle%5D=+&form%5Bbody%5D=Cambiano+gli+orari.";
    let refused = office.post(path_of("put_news_up"), refused).await;
    assert_eq!(header_of(&refused, header::LOCATION), paths::OFFICE_NEWS);
    let shown = page(&mut office, paths::OFFICE_NEWS).await;
    for words in ["Scrivi il titolo.", "value=\"Cambiano gli orari.\"", "Non c’è nessuna novità"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }

    let form = "form%5Btitle%5D=%3Cb%3EAssistenza&form%5Bbody%5D=Cambiano+gli+orari.";
    office.post(path_of("put_news_up"), form).await;
    anna.gives_a_seat(&ctx, "marco2026", &[Permission::MASTER.code()]).await;
    let mut marco = nobody.another();
    marco.enter("enter_panel", "marco2026").await;
    for desk in [&mut owner, &mut marco] {
        let shown = page(desk, &home).await;
        for words in ["Novità", "&lt;b&gt;Assistenza", "Cambiano gli orari."] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
    }

    let shown = page(&mut office, paths::OFFICE_NEWS).await;
    let (_, id) = shown.split_once("name=\"id\" value=\"").expect("it can be taken down");
    let taken = format!("id={}", id.split('"').next().unwrap());
    office.post(path_of("take_news_down"), &taken).await;
    assert!(!page(&mut owner, &home).await.contains("Novità"));
}

#[tokio::test]
async fn the_home_of_a_panel_leads_to_what_is_left_to_do_and_to_more_space() {
    let server = TestServer::with(&["--base-url", "http://localhost:3000"], Demo::default()).await;
    let ctx = server.services.clone();
    let until = ctx.today() + Days::new(200);
    let anna = a_customer().with_service_until(until).with(Product::User, 1, until);
    let anna = anna.create(&ctx).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let mut owner = Desk::outside(server);
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;
    let home = paths::panel_home(service);

    let shown = page(&mut owner, &home).await;
    for words in ["Da completare", "0 di 3 fatte", "0 di 1 GB", "Aumenta: Spazio aggiuntivo"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let ways = [
        paths::panel_billing(service),
        paths::panel_new_user(service),
        paths::PANEL_FACTOR.to_owned(),
    ];
    for way in ways {
        assert!(shown.contains(&format!("href=\"{way}\"")), "{way}: {shown}");
    }

    anna.gives_a_seat(&ctx, "marco2026", &[Permission::MASTER.code()]).await;
    assert!(page(&mut owner, &home).await.contains("1 di 3 fatte"));
    let more = format!("service={service}&product={}", Product::Storage);
    let answer = owner.post(path_of("open_cart"), &more).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::CART);
    assert!(page(&mut owner, paths::CART).await.contains("Spazio aggiuntivo"));
}
