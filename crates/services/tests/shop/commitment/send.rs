//! Sending the document.

use domain::commitment::{
    CommitmentField, CommitmentForm, CommitmentFormError, CommitmentProblem, DocumentError,
    DocumentType, Tender,
};
use domain::order::OrderState;
use rstest::rstest;
use services::commitment::{Sending, document_of, register, send, show, undecided};
use services::order::{cancel, look_after_unpaid};
use services::testing::{Engine, a_customer, test_day};
use services::{Error, UseCaseError};

use super::municipality::{a_document, a_shop, an_order, sent};
use crate::seen;

#[rstest]
#[tokio::test]
async fn a_document_lies_on_the_desk_with_all_that_was_typed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;

    let id = sent(&ctx, &order).await;

    let desk = undecided(&ctx).await.unwrap();
    assert_eq!(desk.len(), 1);
    let on_desk = &desk[0];
    assert_eq!((on_desk.order_number, on_desk.document.id), (order.number, id));
    assert!(on_desk.is_split && on_desk.due == order.totals.net);
    assert_eq!(on_desk.document.file_name, "lettera d'impegno.pdf");
    assert_eq!(on_desk.document.commitment.to_form(), a_document().form);
    let file = document_of(&ctx, order.number).await.unwrap();
    assert_eq!((file.kind, file.bytes), (DocumentType::Pdf, a_document().bytes));
}

#[rstest]
#[tokio::test]
async fn a_newer_document_takes_the_place_of_the_older(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (comune, order) = an_order(&ctx).await;
    let first = sent(&ctx, &order).await;

    let without = CommitmentForm {
        cig: String::new(),
        no_cig_reason: "Spesa economale".into(),
        cup: String::new(),
        ..a_document().form
    };
    let newer = Sending { form: without, bytes: b"%PDF-1.7 really".to_vec(), ..a_document() };
    send(&ctx, comune.account, order.number, &newer).await.unwrap();

    let document = show(&ctx, &order).await.unwrap().0.unwrap();
    assert_ne!(document.id, first);
    assert_eq!(document.commitment.tender, Tender::Without("Spesa economale".into()));
    assert_eq!(document_of(&ctx, order.number).await.unwrap().bytes, newer.bytes);
    assert_eq!(undecided(&ctx).await.unwrap().len(), 1);
    // Who looked at the first does not register the second.
    let unseen = register(&ctx, order.number, first, "rosa").await;
    assert!(matches!(unseen, Err(Error::Rule(_))));
}

#[rstest]
#[tokio::test]
async fn what_is_no_document_is_not_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (comune, order) = an_order(&ctx).await;
    let page = Sending { bytes: b"<html>".to_vec(), ..a_document() };

    let refused = send(&ctx, comune.account, order.number, &page).await.unwrap_err();

    let wrong = (CommitmentField::Document, CommitmentProblem::Document(DocumentError::Kind));
    assert_eq!(refused.refusal().unwrap(), CommitmentFormError::Fields(vec![wrong]));
    assert_eq!(seen::number(&ctx, "SELECT COUNT(*) FROM commitment").await, 0);
}

#[rstest]
#[tokio::test]
async fn only_its_own_order_and_only_while_it_waits(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (comune, order) = an_order(&ctx).await;
    let anna = a_customer().with_holder().create(&ctx).await;
    let service = domain::cart::Cart::first_purchase(domain::Product::Invoicing, 1);
    let hers = anna.orders(&ctx, service).await;

    let somebody_else = send(&ctx, anna.account, order.number, &a_document()).await;
    let no_public_body = send(&ctx, anna.account, hers.number, &a_document()).await;
    cancel(&ctx, comune.account, order.number).await.unwrap();
    let too_late = send(&ctx, comune.account, order.number, &a_document()).await;

    assert!(matches!(somebody_else, Err(UseCaseError::Failed(Error::NotFound(_)))));
    assert!(matches!(no_public_body, Err(UseCaseError::Failed(Error::NotFound(_)))));
    assert_eq!(too_late.unwrap_err().refusal().unwrap(), CommitmentFormError::NotAwaited);
    assert!(matches!(document_of(&ctx, order.number).await, Err(Error::NotFound(_))));
}

#[rstest]
#[tokio::test]
async fn whoever_has_sent_a_document_is_neither_reminded_nor_let_go(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    ctx.clock.advance(chrono::TimeDelta::days(4));
    look_after_unpaid(&ctx).await.unwrap();
    let mails = seen::mails(&ctx).await;
    assert_eq!(seen::count_of_each_kind(&mails)["commitment_awaited"], 2, "a reminder");

    let document = sent(&ctx, &order).await;
    ctx.clock.advance(chrono::TimeDelta::days(60));
    assert_eq!(look_after_unpaid(&ctx).await.unwrap(), 0);

    let registered = register(&ctx, order.number, document, "rosa").await.unwrap().order;
    let committed_on = test_day() + chrono::Days::new(64);
    assert_eq!(registered.state, OrderState::FulfilledOnCommitment { committed_on });
    assert_eq!(look_after_unpaid(&ctx).await.unwrap(), 0);
}
