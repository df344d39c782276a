//! A copy of somebody's data arrives whole, whoever compresses it on the way.

use axum::http::{StatusCode, header};
use services::testing::Engine;
use ui::paths;

use super::nonsense::{
    asker::{Asker, PAGE},
    look,
};
use crate::{
    context::Demo,
    test_server::{TestServer, header_of},
};

#[tokio::test]
async fn a_copy_is_sent_to_its_end() {
    let demo = Demo { on: true, today: None };
    let asker = Asker::in_a(TestServer::on(Engine::Sqlite, &[], demo).await).await;
    let plain = asker.headers(PAGE);
    let compressed = [plain.clone(), vec![(header::ACCEPT_ENCODING, "br".to_owned())]].concat();

    let of_customer =
        format!("{}?{}={}", paths::OFFICE_CUSTOMER_EXPORT, paths::CUSTOMER_NUMBER, asker.order);
    for address in [paths::DATA_EXPORT, of_customer.as_str()] {
        for headers in [&plain, &compressed] {
            let answer = asker.server.answer(look(address, headers)).await;
            assert_eq!(answer.status(), StatusCode::OK, "{address}");
            assert_eq!(header_of(&answer, header::CONTENT_TYPE), "application/zip");
            let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await;
            assert!(bytes.unwrap().len() > 500, "{address}");
        }
    }
    let unknown = format!("{}?{}=77", paths::OFFICE_CUSTOMER_EXPORT, paths::CUSTOMER_NUMBER);
    let answer = asker.server.answer(look(&unknown, &plain)).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
