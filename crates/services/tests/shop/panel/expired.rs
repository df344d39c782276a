//! The panel of a service that is `Scaduto`: it is there to be read, to shut people out and to be
//! renewed.

use std::fs;
use std::path::Path;

use domain::Product;
use domain::RuleError;
use domain::delegation::OfferForm;
use domain::grant::{GrantError, UserForm};
use rstest::rstest;
use services::panel::delegations::{self, offer};
use services::panel::trace::read;
use services::panel::users::{
    change, change_email, create, leave, list, remove, reset, sign_out, user,
};
use services::panel::{end_other_sign_ins, open_renewal};
use services::testing::{Accountant, Engine, a_customer, day};
use services::{Error, Result};

use super::trace::files;
use crate::seen;

const UNTIL: &str = "2027-04-14";

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn is_only_read<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(Error::Rule(RuleError::Grant(GrantError::OnlyRead))))
}

#[rstest]
#[tokio::test]
async fn nothing_is_added_or_changed_and_people_can_be_shut_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let until = day(UNTIL);
    let anna = a_customer().with_service_until(until).with(Product::User, 3, until);
    let anna = anna.create(&shop).await;
    let marco = anna.gives_a_seat(&shop, "marco2026", &codes(&["invoicing_read"])).await;
    let giulia = anna.gives_a_seat(&shop, "giulia2026", &codes(&["invoicing_read"])).await;
    let verdi = Accountant::create(&shop, "studioverdi1").await;
    let id = anna.delegates(&shop, &verdi, &codes(&["invoicing_read"])).await;
    let before = anna.in_panel(&shop).await;

    shop.clock.set_to_day(day("2027-04-15"));

    let expired = anna.in_panel(&shop).await;
    assert!(!expired.entitlements().can_write());
    let users = list(&shop, &expired).await.unwrap();
    let delegates = delegations::list(&shop, &expired).await.unwrap();
    let trace = read(&shop, &expired, None, None).await.unwrap();
    let mails = seen::mails(&shop).await.len();
    let more = codes(&["invoicing_read", "invoicing_configure"]);
    let new = UserForm {
        username: "sandro2026".into(),
        email: "sandro@bianchi.example".into(),
        permissions: more.clone(),
    };
    let wanted = OfferForm { username: "studioneri1".into(), permissions: more.clone() };
    // A page that was opened in time is no way round it.
    for access in [&expired, &before] {
        for refused in [
            create(&shop, access, &new).await,
            change(&shop, access, marco, &more).await,
            change_email(&shop, access, marco, "altro@bianchi.example").await,
            reset(&shop, access, marco).await,
            offer(&shop, access, &wanted).await,
            delegations::change(&shop, access, id, &more).await,
        ] {
            assert!(is_only_read(&refused), "{refused:?}");
        }
    }
    assert_eq!(list(&shop, &expired).await.unwrap(), users);
    assert_eq!(delegations::list(&shop, &expired).await.unwrap(), delegates);
    assert_eq!(read(&shop, &expired, None, None).await.unwrap(), trace);
    assert_eq!(seen::mails(&shop).await.len(), mails, "nobody is written to");

    leave(&shop, &expired, marco, true).await.unwrap();
    assert!(user(&shop, &expired, marco).await.unwrap().leaves);
    leave(&shop, &expired, marco, false).await.unwrap();
    sign_out(&shop, &expired, marco).await.unwrap();
    remove(&shop, &expired, giulia).await.unwrap();
    delegations::end(&shop, &expired, id).await.unwrap();
    open_renewal(&shop, &expired).await.unwrap();
    let left = list(&shop, &expired).await.unwrap().users;
    assert_eq!(left.into_iter().map(|user| user.id).collect::<Vec<_>>(), [marco]);
    // Whatever is her own goes on as well.
    end_other_sign_ins(&shop, &expired).await.unwrap();
}

/// What goes on while the service is `Scaduto`, and why.
const GOES_ON: [(&str, &str); 9] = [
    ("delegations/end.rs", "it takes away"),
    ("open_cart.rs", "what is bought asks by itself, and the renewal is what is wanted"),
    ("own_access.rs", "it is somebody's own"),
    ("password.rs", "it is somebody's own"),
    ("sign_in.rs", "whoever reads has come in"),
    ("sign_ins.rs", "whoever reads has come in"),
    ("users/leave.rs", "a renewal with fewer users needs it"),
    ("users/remove.rs", "it takes away"),
    ("users/sign_out.rs", "it takes away"),
];

#[test]
fn every_other_use_case_of_the_panel_that_writes_asks_whether_it_has_expired() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/panel");
    let mut found = Vec::new();
    for path in files(&folder) {
        let text = fs::read_to_string(&path).unwrap();
        let asks =
            text.contains("= hold(ctx, &mut tx") || text.contains("check_again_to_write(ctx");
        if text.contains("db.write()") && !asks {
            found.push(path.strip_prefix(&folder).unwrap().display().to_string());
        }
    }
    found.sort();
    assert_eq!(found, GOES_ON.map(|(file, _)| file));
}
