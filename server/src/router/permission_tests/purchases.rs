//! A purchase that was begun in a panel or by the link of a mail: what it opens, and for how long.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use ui::paths;

use super::{Everybody, begin_purchase, everybody, press_rinnova};
use crate::{
    router::{nonsense::path_of, office_session_tests::Desk},
    test_server::{header_of, text},
};

/// Concludes the order that the form shows, and tells its page.
async fn concludes(buyer: &mut Desk) -> String {
    let form = text(buyer.get(paths::ORDER_FORM).await).await;
    let hidden = |name: &str| {
        let rest = form.split(&format!("name=\"form[{name}]\" value=\"")).nth(1);
        rest.unwrap_or_else(|| panic!("{name}: {form}")).split('"').next().unwrap().to_owned()
    };
    let (intent, digest) = (hidden("intent"), hidden("digest"));
    let boxes = "form%5Bconditions%5D=true&form%5Bonerous_clauses%5D=true\
                 &form%5Bsupply_sheets%5D=true&form%5Bmethod%5D=BankTransfer";
    let fields = format!("form%5Bintent%5D={intent}&form%5Bdigest%5D={digest}&{boxes}");
    let made = buyer.post(path_of("conclude_order"), &fields).await;
    let page = header_of(&made, header::LOCATION).to_owned();
    assert!(page.starts_with("/ordini/"), "{page}");
    page
}

/// What takes a sign-in to the account, and the order that was made before.
async fn is_refused_everything_else(buyer: &mut Desk, before: i64) {
    for (form, fields) in [
        ("turn_renewal_on", ""),
        ("turn_renewal_off", ""),
        ("end_other_sessions", ""),
        ("change_password", "current_password=x"),
        ("change_email", "email=x%40y.it"),
        ("begin_factor", "current_password=x"),
        ("take_back_termination", ""),
    ] {
        let answer = buyer.as_script(path_of(form), fields).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{form}");
    }
    let pay = format!("number={before}&method=BankTransfer");
    for (form, fields) in
        [("pay_order", pay.as_str()), ("cancel_order", &format!("number={before}&page=/carrello"))]
    {
        let answer = buyer.as_script(path_of(form), fields).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{form}");
    }
}

#[tokio::test]
async fn a_purchase_from_the_panel_makes_its_order_and_touches_nothing_else() {
    let Everybody { desks: [_, _, mut buyer, ..], order: before, .. } = everybody().await;

    let cart = text(buyer.get(paths::CART).await).await;
    assert!(cart.contains("Documenti"), "{cart}");
    assert!(!cart.contains("Anna Bianchi"), "the header names nobody");
    is_refused_everything_else(&mut buyer, before).await;
    let page = concludes(&mut buyer).await;

    assert_eq!(buyer.get(&page).await.status(), StatusCode::OK, "the order just made");
    let page = page.split('?').next().unwrap();
    let sheet = buyer.get(&format!("{page}/bonifico.pdf")).await;
    assert_eq!(sheet.status(), StatusCode::OK);
    let other = buyer.get(&paths::order(before)).await;
    assert_eq!(other.status(), StatusCode::FORBIDDEN);
    let said = text(other).await;
    assert!(
        said.contains(&format!("href=\"{}\"", paths::sign_in(&paths::order(before)))),
        "{said}"
    );

    buyer.post(path_of("leave_panel"), "").await;
    let answer = buyer.get(page).await;
    assert_eq!(
        header_of(&answer, header::LOCATION),
        paths::sign_in(page),
        "it ends with the panel"
    );
}

#[tokio::test]
async fn whoever_has_signed_in_to_the_account_goes_on_with_everything() {
    let Everybody { desks: [_, _, mut buyer, _, mut customer, ..], order, service, .. } =
        everybody().await;
    let username = text(customer.get(paths::DATA).await).await;
    let username = username.split("wrap-anywhere\">").nth(1).unwrap().split('<').next().unwrap();

    buyer.enter("sign_in", username).await;
    assert_eq!(buyer.get(&paths::order(order)).await.status(), StatusCode::OK);
    begin_purchase(&mut buyer, service).await;

    assert_eq!(buyer.get(&paths::order(order)).await.status(), StatusCode::OK, "not downgraded");
    assert_eq!(buyer.get(paths::DATA).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_purchase_ends_after_two_hours() {
    let Everybody { desks: [_, _, mut buyer, ..], service, .. } = everybody().await;
    assert_eq!(buyer.get(paths::ORDER_FORM).await.status(), StatusCode::OK);

    buyer.server.services.clock.advance(TimeDelta::hours(2));

    let answer = buyer.get(paths::ORDER_FORM).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::sign_in(paths::ORDER_FORM));
    let panel = buyer.get(&paths::panel_home(service)).await;
    assert_eq!(panel.status(), StatusCode::OK, "the panel stays open");
}

#[tokio::test]
async fn opening_a_link_begins_nothing_and_rinnova_begins_the_purchase() {
    let Everybody { desks: [mut reader, ..], link, .. } = everybody().await;

    for _ in 0..2 {
        let page = reader.get(&format!("{}?{}={link}", paths::RENEWAL, paths::LINK)).await;
        assert_eq!(page.status(), StatusCode::OK);
        let answer = reader.get(paths::ORDER_FORM).await;
        assert_eq!(header_of(&answer, header::LOCATION), paths::sign_in(paths::ORDER_FORM));
    }
    press_rinnova(&mut reader, &link).await;
    assert_eq!(reader.get(paths::ORDER_FORM).await.status(), StatusCode::OK);

    reader.post(path_of("sign_out"), "").await;
    let answer = reader.get(paths::ORDER_FORM).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::sign_in(paths::ORDER_FORM));
}

/// What a page says that is open.
async fn said(desk: &mut Desk, page: &str) -> String {
    let answer = desk.get(page).await;
    assert_eq!(answer.status(), StatusCode::OK, "{page}");
    text(answer).await
}

#[tokio::test]
async fn a_purchase_by_link_makes_its_order_and_tells_nothing_of_the_holder() {
    let Everybody { desks: [_, _, _, mut buyer, ..], order: before, reminded, .. } =
        everybody().await;
    let vat_number = reminded.party.vat_number.as_str();
    let is_silent = |text: &str| {
        for personal in
            ["Bianchi", "bianchi.example", "Via Roma 1", "M5UXCR1", "055 123456", vat_number]
        {
            assert!(!text.contains(personal), "{personal}: {text}");
        }
    };

    is_refused_everything_else(&mut buyer, before).await;
    is_silent(&said(&mut buyer, paths::CART).await);
    let form = said(&mut buyer, paths::ORDER_FORM).await;
    assert!(form.contains("Sei qui dal link di un’email"), "{form}");
    is_silent(&form);
    is_silent(&text(buyer.as_script(path_of("load_order_form"), "").await).await);
    let page = concludes(&mut buyer).await;
    is_silent(&said(&mut buyer, &page).await);
    let page = page.split('?').next().unwrap().to_owned();
    let number = page.rsplit('/').next().unwrap();
    let fields = format!("number={number}");
    is_silent(&text(buyer.as_script(path_of("load_order"), &fields).await).await);
    let sheet = buyer.get(&format!("{page}/bonifico.pdf")).await;
    assert_eq!(header_of(&sheet, header::LOCATION), page, "the sheet has the address");
    let other = buyer.get(&paths::order(before)).await;
    assert_eq!(other.status(), StatusCode::FORBIDDEN);

    buyer.server.services.clock.advance(TimeDelta::hours(2));
    let answer = buyer.get(&page).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::sign_in(&page), "two hours are over");
}

#[tokio::test]
async fn a_link_signs_nobody_out() {
    let Everybody { desks: [mut owner, _, _, _, mut customer, ..], reminded, link, .. } =
        everybody().await;

    let form = format!("years=1&plan=&link={link}");
    let answer = customer.post(path_of("start_renewal"), &form).await;
    let page = header_of(&answer, header::LOCATION).to_owned();
    assert!(page.starts_with("/rinnovo?"), "{page}");
    assert!(said(&mut customer, &page).await.contains("In questo browser è entrato un altro"));
    assert_eq!(customer.get(paths::DATA).await.status(), StatusCode::OK);

    owner.enter("sign_in", &reminded.username).await;
    press_rinnova(&mut owner, &link).await;
    assert_eq!(owner.get(paths::DATA).await.status(), StatusCode::OK, "nothing is taken away");
    let form = text(owner.get(paths::ORDER_FORM).await).await;
    assert!(form.contains("Bianchi Ceramiche"), "{form}");
}
