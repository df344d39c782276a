//! One mail of each kind, as a customer might get it.

use domain::second_factor::{Change, Door};

use crate::mail::*;

/// The receipt of an order, with letters that HTML has to escape.
pub fn order() -> OrderConfirmation {
    OrderConfirmation {
        order_number: "2026000123".into(),
        order_url: "https://bottega.example/ordini/2026000123".into(),
        ordered_at: "22 novembre 2026, ore 12:00".into(),
        holder: "Rossi & Figli <Legno> \"S.n.c.\"".into(),
        lines: vec![
            OrderLine {
                description: "Fatturazione Elettronica".into(),
                period: "dal 22 novembre 2026 al 22 novembre 2027".into(),
                net: "30,00 €".into(),
            },
            OrderLine {
                description: "Utente aggiuntivo × 2".into(),
                period: "dal 22 novembre 2026 al 22 novembre 2027".into(),
                net: "24,50 €".into(),
            },
        ],
        discount: Some("5,00 €".into()),
        net: "49,50 €".into(),
        vat_label: "IVA 22%".into(),
        vat: "10,89 €".into(),
        total: "60,39 €".into(),
        due: None,
        method: "Bonifico bancario".into(),
        conditions: vec![
            AcceptedConditions {
                title: "Condizioni generali di fornitura".into(),
                detail: "versione 2026-11, accettate il 22 novembre 2026 alle 12:00".into(),
                url: "https://bottega.example/condizioni/2026-11".into(),
            },
            AcceptedConditions {
                title: "Approvazione specifica delle clausole 4, 7 e 9".into(),
                detail: "artt. 1341 e 1342 c.c.".into(),
                url: "https://bottega.example/condizioni/2026-11#clausole".into(),
            },
        ],
        withdrawal: "L'acquisto riguarda la tua attività professionale.".into(),
    }
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
        order_url: "https://bottega.example/ordini/2026000123".into(),
        renewal_url: "https://bottega.example/rinnovo".into(),
    }
}

/// One of each, and of each way in which it can be worded.
pub fn every_mail() -> Vec<Mail> {
    let order_url = "https://bottega.example/ordini/2026000123";
    let how_to_pay = HowToPay {
        order_number: "2026000123".into(),
        order_url: order_url.into(),
        amount: "60,39 €".into(),
        received: None,
        pay_by: "22 dicembre 2026".into(),
        way: WayToPay::Transfer {
            beneficiary: "Bottega Demo S.r.l.".into(),
            iban: "IT60 X054 2811 1010 0000 0123 456".into(),
            bic: "BLOPIT22".into(),
        },
    };
    let by_slip = |is_sample| HowToPay {
        way: WayToPay::Slip {
            beneficiary: "Bottega Demo S.r.l.".into(),
            account: "1234567".into(),
            customer_code: "202600202600012384".into(),
            slip_url: format!("{order_url}/bollettino.pdf"),
            is_sample,
        },
        ..how_to_pay.clone()
    };
    let numbers_registered = NumbersRegistered {
        username: "1234567@bottega.example".into(),
        is_vat_number: true,
        number: "02342520158".into(),
        on: "22 novembre 2026".into(),
        sign_in_url: "https://bottega.example/accedi".into(),
    };
    let password_link = PasswordLink {
        username: "1234567@bottega.example".into(),
        door: Door::Account,
        url: "https://bottega.example/recupera-password/nuova?link=0f9a".into(),
        valid_minutes: 60,
    };
    let password_changed = PasswordChanged {
        username: "1234567@bottega.example".into(),
        door: Door::Account,
        at: "22 novembre 2026, ore 12:00".into(),
        recovery_url: "https://bottega.example/recupera-password".into(),
    };
    let factor_changed = |what| SecondFactorChanged {
        username: "1234567@bottega.example".into(),
        door: Door::Account,
        what,
        at: "22 novembre 2026, ore 12:00".into(),
        left: None,
        reason: None,
        recovery_url: "https://bottega.example/recupera-password".into(),
    };
    let email_changed = EmailChanged {
        username: "1234567@bottega.example".into(),
        of: AddressOf::Account,
        new: "a…@studio.example".into(),
        is_done: false,
        recovery_url: "https://bottega.example/recupera-password".into(),
    };
    let not_collected = RenewalNotCollected {
        service: "Fatturazione Elettronica".into(),
        order_number: "2026000123".into(),
        order_url: order_url.into(),
        amount: "36,60 €".into(),
        why: "La carta è scaduta.".into(),
        expires: "22 novembre 2027".into(),
        again_on: Some("17 novembre 2027".into()),
        methods_url: "https://bottega.example/metodi-di-pagamento".into(),
    };
    vec![
        Mail::AccountOpened(AccountOpened {
            username: "1234567@bottega.example".into(),
            sign_in_url: "https://bottega.example/accedi".into(),
        }),
        Mail::NumbersRegistered(numbers_registered.clone()),
        Mail::NumbersRegistered(NumbersRegistered {
            is_vat_number: false,
            number: "RSSMRA80A01H501U".into(),
            ..numbers_registered
        }),
        Mail::UsernameRecovered(UsernameRecovered {
            username: "1234567@bottega.example".into(),
            sign_in_url: "https://bottega.example/accedi".into(),
            password_url: "https://bottega.example/recupera-password".into(),
        }),
        Mail::PasswordLink(password_link.clone()),
        Mail::PasswordLink(PasswordLink {
            username: "BT01234560512".into(),
            door: Door::Panel,
            url: "https://bottega.example/pannello/recupera-password/nuova?link=0f9a".into(),
            ..password_link
        }),
        Mail::PasswordChanged(password_changed.clone()),
        Mail::PasswordChanged(PasswordChanged {
            username: "BT01234560512".into(),
            door: Door::Panel,
            ..password_changed.clone()
        }),
        Mail::PasswordChanged(PasswordChanged {
            username: "STUDIOVERDI1".into(),
            door: Door::Accountant,
            ..password_changed
        }),
        Mail::SecondFactorChanged(factor_changed(Change::TurnedOn)),
        Mail::SecondFactorChanged(factor_changed(Change::TurnedOff)),
        Mail::SecondFactorChanged(factor_changed(Change::NewCodes)),
        Mail::SecondFactorChanged(SecondFactorChanged {
            username: "BT01234560512".into(),
            door: Door::Panel,
            left: Some(9),
            ..factor_changed(Change::RecoveryCodeUsed)
        }),
        Mail::SecondFactorChanged(SecondFactorChanged {
            reason: Some("Telefono <perso> & ritrovato".into()),
            ..factor_changed(Change::TakenOff)
        }),
        Mail::SecondFactorChanged(SecondFactorChanged {
            username: "STUDIOVERDI1".into(),
            door: Door::Accountant,
            recovery_url: "https://bottega.example/commercialista/recupera-password".into(),
            ..factor_changed(Change::TurnedOn)
        }),
        Mail::EmailToConfirm(EmailToConfirm {
            username: "1234567@bottega.example".into(),
            of: AddressOf::Account,
            url: "https://bottega.example/conferma-email?link=0f9a".into(),
            valid_minutes: 60,
        }),
        Mail::EmailToConfirm(EmailToConfirm {
            username: "STUDIOVERDI1".into(),
            of: AddressOf::Accountant,
            url: "https://bottega.example/commercialista/conferma-email?link=0f9a".into(),
            valid_minutes: 60,
        }),
        Mail::EmailChanged(email_changed.clone()),
        Mail::EmailChanged(EmailChanged {
            of: AddressOf::Accountant,
            is_done: true,
            ..email_changed.clone()
        }),
        Mail::EmailChanged(EmailChanged { of: AddressOf::Holder, is_done: true, ..email_changed }),
        Mail::DataErased(erased(Some((10, "22 novembre 2036".into())))),
        Mail::DataErased(erased(None)),
        Mail::RegistrationConfirmed(RegistrationConfirmed {
            username: "1234567@bottega.example".into(),
            sign_in_url: "https://bottega.example/accedi".into(),
        }),
        Mail::OrderConfirmation(order()),
        Mail::OrderConfirmation(OrderConfirmation { due: Some("49,50 €".into()), ..order() }),
        Mail::HowToPay(how_to_pay.clone()),
        Mail::HowToPay(by_slip(true)),
        Mail::PaymentReminder(by_slip(false)),
        Mail::PaymentReminder(HowToPay { way: WayToPay::OnThePage, ..how_to_pay.clone() }),
        Mail::HowToPay(HowToPay { received: Some("26,60 €".into()), ..how_to_pay.clone() }),
        Mail::PaymentReminder(HowToPay {
            received: Some("26,60 €".into()), ..how_to_pay.clone()
        }),
        Mail::PaymentReminder(how_to_pay),
        Mail::OrderCancelled(OrderCancelled {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            shop_url: "https://bottega.example/prodotti".into(),
            by_customer: false,
        }),
        Mail::OrderCancelled(OrderCancelled {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            shop_url: "https://bottega.example/prodotti".into(),
            by_customer: true,
        }),
        Mail::OrderImpossible(OrderImpossible {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            why: "Il servizio è già attivo su questo codice fiscale o partita IVA.".into(),
        }),
        Mail::PaymentConfirmed(PaymentConfirmed {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            amount: "60,39 €".into(),
            method: "Bonifico bancario".into(),
            paid_on: "24 novembre 2026".into(),
            was_active: false,
        }),
        Mail::PaymentConfirmed(PaymentConfirmed {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            amount: "49,50 €".into(),
            method: "Bonifico bancario".into(),
            paid_on: "24 gennaio 2027".into(),
            was_active: true,
        }),
        Mail::CommitmentAwaited(CommitmentAwaited {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            amount: "49,50 €".into(),
            is_split: true,
            send_by: Some("22 dicembre 2026".into()),
        }),
        Mail::CommitmentRegistered(CommitmentRegistered {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            amount: "49,50 €".into(),
            is_split: true,
            beneficiary: "Bottega Demo S.r.l.".into(),
            iban: "IT60 X054 2811 1010 0000 0123 456".into(),
            bic: "BLOPIT22".into(),
        }),
        Mail::CommitmentRefused(CommitmentRefused {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            reason: "Manca la firma del responsabile".into(),
        }),
        Mail::ServiceActivated(ServiceActivated {
            service: "Fatturazione Elettronica".into(),
            active_until: "24 novembre 2027".into(),
            panel_username: "BT01234560512".into(),
            temporary_password: "v7K!Qm3-zTe9Rb".into(),
            panel_url: "https://bottega.example/pannello".into(),
            valid_hours: 72,
        }),
        Mail::UserInvited(invited(false)),
        Mail::UserInvited(invited(true)),
        Mail::AccountantRegistered(AccountantRegistered {
            username: "STUDIOVERDI1".into(),
            sign_in_url: "https://bottega.example/commercialista/accedi".into(),
        }),
        delegation(DelegationNews::Offered { until: "22 dicembre 2026".into() }),
        delegation(DelegationNews::Revoked),
        delegation(DelegationNews::Accepted),
        delegation(DelegationNews::Declined),
        delegation(DelegationNews::GivenUp),
        Mail::PanelNotices(told(1)),
        Mail::PanelNotices(told(2)),
        Mail::PanelNotices(with_agenda(told(0))),
        Mail::PanelNotices(with_agenda(told(1))),
        Mail::AddOnsActive(AddOnsActive {
            lines: vec![
                AddOnLine {
                    description: "Modulo documenti".into(),
                    until: "24 novembre 2027".into(),
                    next_step: "Lo trovi nel menu Documenti: è pronto all'uso.".into(),
                },
                AddOnLine {
                    description: "Utente aggiuntivo × 2".into(),
                    until: "24 novembre 2027".into(),
                    next_step: "Crea gli utenti in Impostazioni › Collaborazioni.".into(),
                },
            ],
            panel_url: "https://bottega.example/pannello".into(),
        }),
        Mail::ServiceRenewed(renewed(Some("Carta Visa 4242"), false)),
        Mail::ServiceRenewed(renewed(None, false)),
        Mail::ServiceRenewed(renewed(None, true)),
        Mail::MethodStored(MethodStored {
            method: "Carta visa 4242".into(),
            methods_url: "https://bottega.example/metodi-di-pagamento".into(),
        }),
        Mail::RenewalTurnedOn(RenewalTurnedOn {
            service: "Fatturazione Elettronica".into(),
            method: "Carta visa 4242".into(),
            charged_on: "15 novembre 2027".into(),
            expires: "22 novembre 2027".into(),
            renewal_url: "https://bottega.example/rinnovo".into(),
        }),
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
            pay_url: format!("{order_url}/pagamento"),
            amount: "36,60 €".into(),
            expires: "22 novembre 2027".into(),
        }),
        Mail::RenewalBlocked(RenewalBlocked {
            service: "Fatturazione Elettronica".into(),
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            expires: "22 novembre 2027".into(),
        }),
        Mail::ExpiryNear(expiry_near(30, false)),
        Mail::ExpiryNear(expiry_near(30, true)),
        Mail::ExpiryNear(ExpiryNear { amount: None, ways: Vec::new(), ..expiry_near(0, false) }),
        Mail::ExpiryPassed(expiry_passed(true)),
        Mail::ExpiryPassed(ExpiryPassed { amount: None, ways: Vec::new(), ..expiry_passed(false) }),
        Mail::ChargeNear(charge_near(false)),
        Mail::ChargeNear(ChargeNear { amount: None, ..charge_near(true) }),
        Mail::TerminationAsked(termination()),
        Mail::TerminationAsked(Termination { at_expiry: true, ..termination() }),
        Mail::TerminationTakenBack(termination()),
        Mail::TerminationConfirmed(termination()),
    ]
}

fn erased(kept: Option<(u32, String)>) -> DataErased {
    DataErased {
        username: "1234567@bottega.example".into(),
        at: "22 novembre 2026, ore 12:00".into(),
        kept,
    }
}

fn invited(is_reset: bool) -> UserInvited {
    UserInvited {
        holder: "Rossi & Figli <Legno> \"S.n.c.\"".into(),
        service: "Fatturazione Elettronica".into(),
        username: "MARCO2026".into(),
        temporary_password: "v7K!Qm3-zTe9Rb".into(),
        panel_url: "https://bottega.example/pannello".into(),
        valid_hours: 72,
        is_reset,
    }
}

fn delegation(what: DelegationNews) -> Mail {
    Mail::Delegation(Delegation {
        what,
        holder: "Rossi & Figli <Legno> \"S.n.c.\"".into(),
        service: "Fatturazione Elettronica".into(),
        username: "STUDIOVERDI1".into(),
        page_url: "https://bottega.example/commercialista".into(),
    })
}

fn told(count: usize) -> PanelNotices {
    let line = |what: &str, by: &str| ToldLine {
        what: what.into(),
        when: "22 novembre 2026, ore 12:00".into(),
        by: by.into(),
    };
    let mut lines = vec![
        line("Accesso da un nuovo dispositivo: Firefox su Windows", "MARCO2026"),
        line("Disattivata la verifica in due passaggi", "GIULIA26"),
    ];
    lines.truncate(count);
    PanelNotices {
        holder: "Rossi & Figli <Legno> \"S.n.c.\"".into(),
        service: "Fatturazione Elettronica".into(),
        lines,
        coming: Vec::new(),
        pace: "un riepilogo al giorno".into(),
        trace_url: "https://bottega.example/pannello/registro".into(),
        agenda_url: "https://bottega.example/pannello/agenda".into(),
        settings_url: "https://bottega.example/pannello/impostazioni/fatturazione/avvisi".into(),
    }
}

fn with_agenda(notices: PanelNotices) -> PanelNotices {
    let coming = vec![ComingLine {
        what: "Scadenza: Fatturazione Elettronica".into(),
        on: "22 novembre 2027".into(),
    }];
    PanelNotices { coming, ..notices }
}

fn termination() -> Termination {
    Termination {
        service: "Fatturazione Elettronica".into(),
        holder: "Rossi & Figli".into(),
        expires: "22 novembre 2027".into(),
        at_expiry: false,
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

fn expiry_near(days_left: i64, is_receive_only: bool) -> ExpiryNear {
    ExpiryNear {
        service: "Fatturazione Elettronica".into(),
        is_receive_only,
        expires: "22 novembre 2027".into(),
        days_left,
        amount: Some("65,88 €".into()),
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
        amount: Some("65,88 €".into()),
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
