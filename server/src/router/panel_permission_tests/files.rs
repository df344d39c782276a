//! What is no page: the files that a telephone keeps, which are nobody's, and the exports, to which no door of
//! a panel leads.

use axum::http::{StatusCode, header};
use ui::paths;

use super::{people::Panel, walk::without_nonces};
use crate::test_server::{header_of, text};

/// The places of the customer and of the member of staff among everybody.
const CUSTOMER: usize = 1;
const STAFF: usize = 2;

#[tokio::test]
async fn what_a_telephone_keeps_is_the_same_for_everybody_and_tells_of_nobody() {
    let mut panel = Panel::open().await;
    let service = panel.service.to_string();
    let party = panel.anna.party.clone();
    let files = [paths::APP_MANIFEST, paths::APP_START, paths::APP_WORKER, paths::APP_OFFLINE];
    for file in files {
        let mut first = None;
        for desk in &mut panel.desks {
            let answer = desk.get(file).await;
            assert_eq!(answer.status(), StatusCode::OK, "{file}");
            assert!(!answer.headers().contains_key(header::SET_COOKIE), "{file}");
            let shown = without_nonces(&text(answer).await);
            for personal in [&service, &party.business_name, &party.vat_number] {
                assert!(!shown.contains(personal.as_str()), "{file}: {personal}");
            }
            assert_eq!(*first.get_or_insert_with(|| shown.clone()), shown, "{file}");
        }
    }
}

#[tokio::test]
async fn no_door_of_a_panel_leads_to_an_export() {
    let mut panel = Panel::open().await;
    let number = panel.anna.number;
    let of_office =
        format!("{}?{}={number}", paths::OFFICE_CUSTOMER_EXPORT, paths::CUSTOMER_NUMBER);
    for (file, whose, door) in [
        (paths::DATA_EXPORT.to_owned(), CUSTOMER, paths::sign_in(paths::DATA_RIGHTS)),
        (of_office, STAFF, paths::OFFICE_SIGN_IN.to_owned()),
    ] {
        for (place, desk) in panel.desks.iter_mut().enumerate() {
            let answer = desk.get(&file).await;
            if place == whose {
                assert_eq!(answer.status(), StatusCode::OK, "{file}");
            } else {
                assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{file} by {place}");
                assert_eq!(header_of(&answer, header::LOCATION), door, "{file} by {place}");
            }
        }
    }
}
