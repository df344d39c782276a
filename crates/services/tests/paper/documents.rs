//! What stands in the documents, read back from them.

use domain::order::{Order, PaymentMethod};
use domain::party::{Kind, PartyForm};
use print::testing::{Printed, code_in_path};
use services::order::conclude;
use services::paper::{filled_in_slip, postal_slip, transfer_code, transfer_sheet};
use services::settings::Postal;
use services::testing::{Engine, TestContext, a_company, a_customer, a_holder, settings};

use crate::who_gets_them::an_order;

async fn a_shop() -> TestContext {
    Engine::Sqlite.fresh_context().await
}

fn assert_says(text: &str, facts: &[&str]) {
    for fact in facts {
        assert!(text.contains(fact), "{fact} is missing in: {text}");
    }
}

fn payload(order: &Order) -> String {
    let amount = order.totals.due;
    format!(
        "BCD\n002\n1\nSCT\nBPPIITRRXXX\nBottega Demo S.r.l.\nIT60X0542811101000000123456\n\
         EUR{amount}\n\n\n{}",
        order.number
    )
}

#[tokio::test]
async fn a_phone_reads_the_code_of_the_page() {
    let shop = a_shop().await;
    let (_, order) = an_order(&shop, PaymentMethod::BankTransfer).await;

    let code = transfer_code(&shop.settings, &order).unwrap();

    assert_eq!(code_in_path(code.size(), &code.path()), [payload(&order)]);
    assert!(code.size() <= 4 * 13 + 17 + 8, "version 13 is the largest that apps read");
    assert!(code.path().len() < 5_000, "it is part of a page: {}", code.path().len());
}

#[tokio::test]
async fn the_longest_name_still_makes_a_code() {
    let shop = a_shop().await;
    let (_, order) = an_order(&shop, PaymentMethod::BankTransfer).await;
    let mut settings = settings();
    settings.bank.beneficiary = "è".repeat(70);

    let code = transfer_code(&settings, &order).unwrap();

    let [said] = code_in_path(code.size(), &code.path()).try_into().unwrap();
    assert!(said.contains(&"è".repeat(70)));
}

#[tokio::test]
async fn the_sheet_of_a_transfer_says_what_a_bank_asks() {
    let shop = a_shop().await;
    let (anna, order) = an_order(&shop, PaymentMethod::BankTransfer).await;

    let sheet =
        Printed::new(&transfer_sheet(&shop, anna.account, order.number).await.unwrap().bytes);

    let number = order.number.to_string();
    assert_says(
        &sheet.text(),
        &[
            &format!("Bonifico per l’ordine {number}"),
            "Beneficiario Bottega Demo S.r.l.",
            "IBAN IT60 X054 2811 1010 0000 0123 456",
            "BIC BPPIITRRXXX",
            "Importo 36,60 €",
            &format!("Causale {number}"),
            "Da pagare entro il 22 dicembre 2026",
            "Che cosa succede dopo",
            "fatture@bianchi.example",
            "Via dell'Esempio 1, 50123 Firenze (FI) · P.IVA 01234560512",
        ],
    );
}

#[tokio::test]
async fn a_phone_reads_the_code_on_paper_in_two_sizes() {
    let shop = a_shop().await;
    let (anna, order) = an_order(&shop, PaymentMethod::BankTransfer).await;

    let sheet =
        Printed::new(&transfer_sheet(&shop, anna.account, order.number).await.unwrap().bytes);

    for dots in [110, 300] {
        assert_eq!(sheet.codes(dots), [payload(&order)], "{dots} dpi");
    }
}

#[tokio::test]
async fn a_bollettino_is_filled_in_twice() {
    let shop = a_shop().await;
    let (anna, order) = an_order(&shop, PaymentMethod::PostalSlip).await;

    let slip = Printed::new(&postal_slip(&shop, anna.account, order.number).await.unwrap().bytes);

    let text = slip.text();
    let filled_in = filled_in_slip(&shop.settings, &order).unwrap().unwrap();
    let code_line = filled_in.code_line().split_whitespace().collect::<Vec<_>>().join(" ");
    for twice in [
        "sul C/C n. 1234567",
        "di Euro 36,60",
        "importo in lettere euro trentasei/60",
        "intestato a Bottega Demo S.r.l.",
        "eseguito da Bianchi Ceramiche S.r.l. Via Roma 1 50123 Firenze FI",
        &format!("causale {}", order.number),
        "TD 896",
    ] {
        assert_eq!(text.matches(twice).count(), 2, "{twice} in: {text}");
    }
    assert_says(
        &text,
        &[
            "Ricevuta di Versamento",
            "Ricevuta di Accredito",
            &format!("codice cliente 2026{:012}", order.number),
            &code_line,
            "entro il 22 dicembre 2026",
            "FAC-SIMILE: la stampa in proprio non è ancora autorizzata",
        ],
    );
}

#[tokio::test]
async fn an_authorised_bollettino_is_no_sample() {
    let mut settings = settings();
    let authorisation = Some("DB/SSIC/E 1234 del 22/11/2026".to_owned());
    settings.postal = settings.postal.map(|postal| Postal { authorisation, ..postal });
    let shop = Engine::Sqlite.fresh_context_with(settings).await;
    let (anna, order) = an_order(&shop, PaymentMethod::PostalSlip).await;

    let slip = Printed::new(&postal_slip(&shop, anna.account, order.number).await.unwrap().bytes);

    let text = slip.text();
    assert!(!text.contains("FAC-SIMILE"), "{text}");
    assert_says(&text, &["AUT. DB/SSIC/E 1234 del 22/11/2026"]);
}

#[tokio::test]
async fn both_documents_can_be_told_aloud() {
    let shop = a_shop().await;
    let (anna, order) = an_order(&shop, PaymentMethod::BankTransfer).await;
    let (bruno, by_slip) = an_order(&shop, PaymentMethod::PostalSlip).await;

    let sheet =
        Printed::new(&transfer_sheet(&shop, anna.account, order.number).await.unwrap().bytes);
    let slip =
        Printed::new(&postal_slip(&shop, bruno.account, by_slip.number).await.unwrap().bytes);

    for document in [&sheet, &slip] {
        assert_says(&document.facts(), &["Tagged: yes", "Pages: 1", "Title: Bo"]);
        assert_says(&document.structure(), &["H1", "H2", "L (block)", "LI (block)"]);
    }
    assert_says(&sheet.structure(), &["Figure"]);
}

#[tokio::test]
async fn long_names_find_room() {
    let shop = a_shop().await;
    let name = "Società Cooperativa Agricola dei Produttori di Ceramiche dell’Altopiano Äußerste";
    let party = PartyForm { business_name: name.into(), kind: Kind::Company, ..a_company() };
    let anna = a_customer().with_holder_of(a_holder(party)).create(&shop).await;
    let cart = domain::cart::Cart::first_purchase(domain::Product::Invoicing, 1);
    anna.fills(&shop, cart).await;
    let mut form = anna.order_form(&shop).await;
    form.method = PaymentMethod::PostalSlip;
    let order = conclude(&shop, anna.account, &form).await.unwrap().order;

    let slip = Printed::new(&postal_slip(&shop, anna.account, order.number).await.unwrap().bytes);

    // An invoice bears no typographer's apostrophe, so the holder has the plain one.
    let expected = name.replace('’', "'");
    assert_eq!(slip.text().matches(&expected).count(), 2, "{}", slip.text());
}
