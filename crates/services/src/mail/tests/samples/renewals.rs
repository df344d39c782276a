//! What is said of a service that goes on or ends.

use super::ORDER_URL;
use crate::mail::*;

pub fn mails() -> Vec<Mail> {
    let not_collected = RenewalNotCollected {
        service: "Fatturazione Elettronica".into(),
        order_number: "2026000123".into(),
        order_url: ORDER_URL.into(),
        amount: "36,60 €".into(),
        why: "La carta è scaduta.".into(),
        expires: "22 novembre 2027".into(),
        again_on: Some("17 novembre 2027".into()),
        methods_url: "https://bottega.example/metodi-di-pagamento".into(),
    };
    let turned_on = RenewalTurnedOn {
        service: "Fatturazione Elettronica".into(),
        method: "Carta visa 4242".into(),
        charged_on: Some("15 novembre 2027".into()),
        otherwise: "Il servizio è scaduto: riattivalo tu.".into(),
        expires: "22 novembre 2027".into(),
        renewal_url: "https://bottega.example/rinnovo".into(),
    };
    vec![
        Mail::ServiceRenewed(renewed(Some("Carta Visa 4242"), false)),
        Mail::ServiceRenewed(renewed(None, false)),
        Mail::ServiceRenewed(renewed(None, true)),
        Mail::MethodStored(MethodStored {
            method: "Carta visa 4242".into(),
            methods_url: "https://bottega.example/metodi-di-pagamento".into(),
        }),
        Mail::RenewalTurnedOn(turned_on.clone()),
        Mail::RenewalTurnedOn(RenewalTurnedOn { charged_on: None, ..turned_on }),
        Mail::RenewalTurnedOff(RenewalTurnedOff {
            service: "Fatturazione Elettronica".into(),
            expires: "22 novembre 2027".into(),
            renewal_url: "https://bottega.example/rinnovo".into(),
        }),
        Mail::RenewalNotCollected(not_collected.clone()),
        Mail::RenewalNotCollected(RenewalNotCollected { again_on: None, ..not_collected }),
        Mail::RenewalWantsCustomer(RenewalWantsCustomer {
            service: "Fatturazione Elettronica".into(),
            order_number: "2026000123".into(),
            pay_url: format!("{ORDER_URL}/pagamento"),
            amount: "36,60 €".into(),
            expires: "22 novembre 2027".into(),
        }),
        Mail::RenewalBlocked(RenewalBlocked {
            service: "Fatturazione Elettronica".into(),
            order_number: "2026000123".into(),
            order_url: ORDER_URL.into(),
            expires: "22 novembre 2027".into(),
        }),
        Mail::RenewalNotSold(RenewalNotSold {
            service: "Fatturazione Elettronica".into(),
            expires: "22 novembre 2027".into(),
            renewal_url: "https://bottega.example/rinnovo".into(),
        }),
        Mail::ExpiryNear(expiry_near(30, false)),
        Mail::ExpiryNear(expiry_near(30, true)),
        Mail::ExpiryNear(ExpiryNear { cost: None, ways: Vec::new(), ..expiry_near(0, false) }),
        Mail::ExpiryPassed(expiry_passed(true)),
        Mail::ExpiryPassed(ExpiryPassed { cost: None, ways: Vec::new(), ..expiry_passed(false) }),
        Mail::ChargeNear(charge_near(false)),
        Mail::ChargeNear(ChargeNear { amount: None, ..charge_near(true) }),
        Mail::TerminationAsked(termination()),
        Mail::TerminationAsked(Termination { at_expiry: true, ..termination() }),
        Mail::TerminationTakenBack(termination()),
        Mail::TerminationTakenBack(Termination {
            charged_on: Some("15 novembre 2027".into()),
            ..termination()
        }),
        Mail::TerminationConfirmed(termination()),
    ]
}

fn renewed(by_itself: Option<&str>, had_expired: bool) -> ServiceRenewed {
    ServiceRenewed {
        service: "Fatturazione Elettronica".into(),
        until: "24 novembre 2028".into(),
        lines: vec![
            RenewedLine {
                description: "Fatturazione Elettronica".into(),
                until: "24 novembre 2028".into(),
            },
            RenewedLine {
                description: "Utente aggiuntivo × 2".into(),
                until: "24 novembre 2028".into(),
            },
        ],
        by_itself: by_itself.map(str::to_owned),
        amount: "65,88 €".into(),
        had_expired,
        order_url: ORDER_URL.into(),
        renewal_url: "https://bottega.example/rinnovo".into(),
    }
}

fn termination() -> Termination {
    Termination {
        service: "Fatturazione Elettronica".into(),
        holder: "Rossi & Figli".into(),
        expires: "22 novembre 2027".into(),
        at_expiry: false,
        charged_on: None,
        page_url: "https://bottega.example/disdetta".into(),
    }
}

fn ways() -> Vec<SafeDay> {
    let way = |way: &str, until: Option<&str>| SafeDay {
        way: way.into(),
        until: until.map(str::to_owned),
    };
    vec![way("Carta di credito", Some("22 novembre 2027")), way("Bonifico", None)]
}

fn cost(years: &str) -> Cost {
    Cost { amount: "65,88 €".into(), years: years.into() }
}

fn expiry_near(days_left: i64, is_receive_only: bool) -> ExpiryNear {
    ExpiryNear {
        service: "Fatturazione Elettronica".into(),
        is_receive_only,
        expires: "22 novembre 2027".into(),
        days_left,
        cost: Some(cost("1 anno")),
        ways: ways(),
        readable_until: "20 febbraio 2028".into(),
        renewal_url: "https://bottega.example/rinnovo".into(),
    }
}

fn expiry_passed(receives_invoices: bool) -> ExpiryPassed {
    ExpiryPassed {
        service: "Fatturazione Elettronica".into(),
        expires: "22 novembre 2027".into(),
        until: "20 febbraio 2028".into(),
        receives_invoices,
        cost: Some(cost("3 anni")),
        ways: ways(),
        renewal_url: "https://bottega.example/rinnovo".into(),
    }
}

fn charge_near(is_void: bool) -> ChargeNear {
    ChargeNear {
        service: "Fatturazione Elettronica".into(),
        method: "Carta Visa 4242".into(),
        is_void,
        charged_on: "15 novembre 2027".into(),
        amount: Some("65,88 €".into()),
        expires: "22 novembre 2027".into(),
        renewal_url: "https://bottega.example/rinnovo".into(),
        methods_url: "https://bottega.example/metodi-di-pagamento".into(),
    }
}
