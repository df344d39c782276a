//! Refusing a document.

use domain::RuleError;
use domain::commitment::CommitmentError;
use domain::reason::ReasonError;
use rstest::rstest;
use services::Error;
use services::commitment::Decision;
use services::commitment::{refuse, register, show, undecided};
use services::testing::{Engine, test_day};

use super::municipality::{a_shop, an_order, sent};
use crate::seen;

#[rstest]
#[tokio::test]
async fn a_refused_document_goes_back_with_its_reason_and_another_can_come(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;

    refuse(&ctx, order.number, id, "  manca la  firma ", "rosa").await.unwrap();

    let document = show(&ctx, &order).await.unwrap().0.unwrap();
    let reason = "manca la firma".to_owned();
    assert_eq!(document.decision, Some((Decision::Refused(reason), test_day())));
    assert!(undecided(&ctx).await.unwrap().is_empty());
    let mails = seen::mails(&ctx).await;
    let last = mails.last().unwrap();
    assert_eq!(last.kind, "commitment_refused");
    assert!(last.text.contains("manca la firma"));
    // What was refused is not registered any more.
    let no_document = RuleError::Commitment(CommitmentError::NoDocument);
    let late = register(&ctx, order.number, id, "bruno").await;
    assert!(matches!(late, Err(Error::Rule(rule)) if rule == no_document));
    let twice = refuse(&ctx, order.number, id, "anche il CIG", "bruno").await;
    assert!(matches!(twice, Err(Error::Rule(rule)) if rule == no_document));

    let next = sent(&ctx, &order).await;
    assert!(!register(&ctx, order.number, next, "rosa").await.unwrap().again);
}

#[rstest]
#[tokio::test]
async fn a_document_is_not_refused_without_a_reason(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ctx = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    let id = sent(&ctx, &order).await;

    let silent = refuse(&ctx, order.number, id, "  ", "rosa").await;
    let endless = refuse(&ctx, order.number, id, &"x".repeat(201), "rosa").await;

    let missing = RuleError::Commitment(CommitmentError::Reason(ReasonError::Missing));
    assert!(matches!(silent, Err(Error::Rule(rule)) if rule == missing));
    let too_long = CommitmentError::Reason(ReasonError::TooLong { max: 200 });
    assert!(matches!(endless, Err(Error::Rule(RuleError::Commitment(e))) if e == too_long));
    assert_eq!(undecided(&ctx).await.unwrap().len(), 1);
}
