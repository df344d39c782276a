//! What is said of an order and its payment.

use super::ORDER_URL;
use crate::mail::*;

/// The receipt of an order, with letters that HTML has to escape.
pub fn order() -> OrderConfirmation {
    OrderConfirmation {
        order_number: "2026000123".into(),
        order_url: ORDER_URL.into(),
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

pub fn mails() -> Vec<Mail> {
    let how_to_pay = HowToPay {
        order_number: "2026000123".into(),
        order_url: ORDER_URL.into(),
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
            slip_url: format!("{ORDER_URL}/bollettino.pdf"),
            is_sample,
        },
        ..how_to_pay.clone()
    };
    vec![
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
            order_url: ORDER_URL.into(),
            shop_url: "https://bottega.example/prodotti".into(),
            by_customer: false,
        }),
        Mail::OrderCancelled(OrderCancelled {
            order_number: "2026000123".into(),
            order_url: ORDER_URL.into(),
            shop_url: "https://bottega.example/prodotti".into(),
            by_customer: true,
        }),
        Mail::OrderImpossible(OrderImpossible {
            order_number: "2026000123".into(),
            order_url: ORDER_URL.into(),
            why: "Il servizio è già attivo su questo codice fiscale o partita IVA.".into(),
        }),
        Mail::PaymentConfirmed(PaymentConfirmed {
            order_number: "2026000123".into(),
            order_url: ORDER_URL.into(),
            amount: "60,39 €".into(),
            method: "Bonifico bancario".into(),
            paid_on: "24 novembre 2026".into(),
            was_active: false,
        }),
        Mail::PaymentConfirmed(PaymentConfirmed {
            order_number: "2026000123".into(),
            order_url: ORDER_URL.into(),
            amount: "49,50 €".into(),
            method: "Bonifico bancario".into(),
            paid_on: "24 gennaio 2027".into(),
            was_active: true,
        }),
        Mail::CommitmentAwaited(CommitmentAwaited {
            order_number: "2026000123".into(),
            order_url: ORDER_URL.into(),
            amount: "49,50 €".into(),
            is_split: true,
            send_by: Some("22 dicembre 2026".into()),
        }),
        Mail::CommitmentRegistered(CommitmentRegistered {
            order_number: "2026000123".into(),
            order_url: ORDER_URL.into(),
            amount: "49,50 €".into(),
            is_split: true,
            beneficiary: "Bottega Demo S.r.l.".into(),
            iban: "IT60 X054 2811 1010 0000 0123 456".into(),
            bic: "BLOPIT22".into(),
        }),
        Mail::CommitmentRefused(CommitmentRefused {
            order_number: "2026000123".into(),
            order_url: ORDER_URL.into(),
            reason: "Manca la firma del responsabile".into(),
        }),
    ]
}
