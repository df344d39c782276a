//! A delegation by plain forms: offered, answered, changed, ended.

use axum::http::{StatusCode, header};
use chrono::Days;
use services::testing::{Accountant, a_customer};
use ui::paths;

use super::{outside, page};
use crate::{router::nonsense::path_of, test_server::header_of};

#[tokio::test]
async fn an_offer_is_answered_on_the_home_and_that_of_somebody_else_is_not_there() {
    let nobody = outside().await;
    let ctx = nobody.server.services.clone();
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(&ctx).await;
    Accountant::create(&ctx, "studioverdi1").await;
    Accountant::create(&ctx, "studioneri1").await;
    let id = anna.offers(&ctx, "studioverdi1", &["invoicing_read".to_owned()]).await;
    let (mut verdi, mut neri) = (nobody.another(), nobody.another());
    verdi.enter("enter_accountant", "studioverdi1").await;
    neri.enter("enter_accountant", "studioneri1").await;

    let home = page(&mut verdi, paths::ACCOUNTANT).await;
    assert!(home.contains("Aspettano la tua risposta") && home.contains("Bianchi Ceramiche"));
    let about = format!("id={id}");
    for form in ["accept_delegation", "give_delegation_up"] {
        let answer = neri.post(path_of(form), &about).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{form}");
    }
    let accepted = verdi.post(path_of("accept_delegation"), &about).await;
    let home = page(&mut verdi, header_of(&accepted, header::LOCATION)).await;
    assert!(home.contains("Hai accettato la delega di Bianchi Ceramiche S.r.l."), "{home}");
    let service = anna.service(&ctx).await.unwrap().id;
    assert!(home.contains(&format!("href=\"{}\"", paths::panel_home(service))), "{home}");

    let ended = verdi.post(path_of("give_delegation_up"), &about).await;
    let home = page(&mut verdi, header_of(&ended, header::LOCATION)).await;
    assert!(home.contains("La delega di Bianchi Ceramiche S.r.l. è terminata"), "{home}");
    let late = verdi.post(path_of("accept_delegation"), &about).await;
    assert_eq!(header_of(&late, header::LOCATION), paths::ACCOUNTANT);
    assert!(page(&mut verdi, paths::ACCOUNTANT).await.contains("Questa delega non c’è più"));
}

#[tokio::test]
async fn an_owner_offers_changes_and_ends_a_delegation_by_plain_forms() {
    let nobody = outside().await;
    let ctx = nobody.server.services.clone();
    let anna = a_customer().with_service_until(ctx.today() + Days::new(200)).create(&ctx).await;
    let service = anna.service(&ctx).await.unwrap().id;
    let mut owner = nobody.another();
    owner.enter("enter_panel", &format!("BT{}", anna.party.vat_number)).await;

    let shown = page(&mut owner, &paths::panel_delegations(service)).await;
    assert!(shown.contains("Non c’è ancora nessuna delega"), "{shown}");
    let offer = path_of("offer_delegation");
    let short = format!("service={service}&form%5Busername%5D=verdi");
    let answer = owner.post(offer, &short).await;
    assert_eq!(header_of(&answer, header::LOCATION), paths::panel_new_delegation(service));
    let shown = page(&mut owner, &paths::panel_new_delegation(service)).await;
    for words in ["Lo username è troppo corto", "value=\"verdi\"", "Spunta almeno «Lettura»"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }

    // Nobody has this username, and nothing says so.
    let fields = format!(
        "service={service}&form%5Busername%5D=nessuno2026\
         &form%5Bpermissions%5D%5B%5D=invoicing_read"
    );
    let made = owner.post(offer, &fields).await;
    let list = page(&mut owner, header_of(&made, header::LOCATION)).await;
    for words in ["Hai offerto la delega a NESSUNO2026", "In attesa", "Può accettare fino al"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let again = owner.post(offer, &fields).await;
    assert_eq!(header_of(&again, header::LOCATION), paths::panel_new_delegation(service));
    let shown = page(&mut owner, &paths::panel_new_delegation(service)).await;
    assert!(shown.contains("hai già offerto una delega"), "{shown}");

    let (_, rest) = list.split_once("/impostazioni/deleghe/0").unwrap();
    let id = format!("0{}", rest.split('"').next().unwrap());
    let one = format!("{}/{id}", paths::panel_delegations(service));
    let about = format!("service={service}&id={id}");
    let nothing = owner.post(path_of("change_delegation"), &about).await;
    assert_eq!(header_of(&nothing, header::LOCATION), one);
    assert!(page(&mut owner, &one).await.contains("Spunta almeno «Lettura»"));
    let more =
        format!("{about}&permissions%5B%5D=invoicing_read&permissions%5B%5D=invoicing_write");
    let more = owner.post(path_of("change_delegation"), &more).await;
    let shown = page(&mut owner, header_of(&more, header::LOCATION)).await;
    assert!(shown.contains("I permessi di NESSUNO2026 sono stati salvati"), "{shown}");
    assert!(shown.contains("Creazione/modifica"), "{shown}");

    let ended = owner.post(path_of("end_delegation"), &about).await;
    let shown = page(&mut owner, header_of(&ended, header::LOCATION)).await;
    assert!(shown.contains("Hai ritirato l’offerta a NESSUNO2026"), "{shown}");
    let late = owner.post(path_of("end_delegation"), &about).await;
    assert_eq!(header_of(&late, header::LOCATION), one);
    assert!(page(&mut owner, &one).await.contains("Questa delega non c’è più"));
}
