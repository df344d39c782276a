//! The mails that customers get: what each tells, and how it is written.
//!
//! Every value arrives ready to be read (`"39,65 €"`, `"22 novembre 2026"`); nothing is worked
//! out here. Each mail has a text and an HTML form made from the templates in `templates/mail`,
//! and both must say the same facts. HTML templates escape what people typed.

mod renewal;

pub use renewal::{
    MethodStored, RenewalBlocked, RenewalNotCollected, RenewalTurnedOff, RenewalTurnedOn,
    RenewalWantsCustomer,
};

use askama::Template;

use crate::settings::Brand;

/// A mail to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mail {
    RegistrationConfirmed(RegistrationConfirmed),
    OrderConfirmation(OrderConfirmation),
    HowToPay(HowToPay),
    /// The same facts, some days later.
    PaymentReminder(HowToPay),
    OrderCancelled(OrderCancelled),
    PaymentConfirmed(PaymentConfirmed),
    CommitmentAwaited(CommitmentAwaited),
    CommitmentRegistered(CommitmentRegistered),
    CommitmentRefused(CommitmentRefused),
    ServiceActivated(ServiceActivated),
    AddOnsActive(AddOnsActive),
    MethodStored(MethodStored),
    RenewalTurnedOn(RenewalTurnedOn),
    RenewalTurnedOff(RenewalTurnedOff),
    RenewalNotCollected(RenewalNotCollected),
    RenewalWantsCustomer(RenewalWantsCustomer),
    RenewalBlocked(RenewalBlocked),
}

/// Welcome, with the username that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationConfirmed {
    pub username: String,
    pub sign_in_url: String,
}

/// The receipt of an order, with what art. 13 d.lgs. 70/2003 asks for: conditions, essential
/// characteristics, prices, means of payment, withdrawal, costs of delivery, taxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderConfirmation {
    pub order_number: String,
    pub order_url: String,
    pub ordered_at: String,
    pub holder: String,
    pub lines: Vec<OrderLine>,
    /// What is taken off the sum of the lines; `net` is what remains.
    pub discount: Option<String>,
    pub net: String,
    /// `IVA 22%`.
    pub vat_label: String,
    pub vat: String,
    pub total: String,
    /// What is to be paid when it is not the total: split payment, art. 17-ter d.P.R. 633/1972.
    pub due: Option<String>,
    pub method: String,
    pub conditions: Vec<AcceptedConditions>,
    /// The sentences on withdrawal that apply to this customer.
    pub withdrawal: String,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    pub description: String,
    /// `dal 22 novembre 2026 al 22 novembre 2027`.
    pub period: String,
    pub net: String,
}

/// One text that the customer accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedConditions {
    pub title: String,
    /// `versione 2026-11, accettate il 22 novembre 2026 alle 12:00`.
    pub detail: String,
    pub url: String,
}

/// Nobody paid in time, or the customer wanted it no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderCancelled {
    pub order_number: String,
    pub order_url: String,
    pub shop_url: String,
    pub by_customer: bool,
}

/// How to pay as chosen; the order's page has the other ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HowToPay {
    /// Also the only text that may stand in a transfer's reason: then crediting is automatic.
    pub order_number: String,
    pub order_url: String,
    pub amount: String,
    pub pay_by: String,
    pub way: WayToPay,
}

/// What somebody needs to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayToPay {
    Transfer {
        beneficiary: String,
        /// In groups of four.
        iban: String,
        bic: String,
    },
    Slip {
        beneficiary: String,
        account: String,
        customer_code: String,
        slip_url: String,
        /// True when the document only shows what to copy onto a blank slip.
        is_sample: bool,
    },
    /// By card or `PayPal`, on the page of the order.
    OnThePage,
}

/// The money has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentConfirmed {
    pub order_number: String,
    pub order_url: String,
    pub amount: String,
    pub method: String,
    pub paid_on: String,
    /// True when everything ordered was active before: a public body settles its order.
    pub was_active: bool,
}

/// A public body is asked for its letter of commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentAwaited {
    pub order_number: String,
    pub order_url: String,
    /// What is to be paid later.
    pub amount: String,
    /// The VAT is not among it: split payment.
    pub is_split: bool,
    /// Until when.
    pub send_by: Option<String>,
}

/// The commitment is registered and everything is active; the money comes later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentRegistered {
    pub order_number: String,
    pub order_url: String,
    pub amount: String,
    /// The VAT is not among it: split payment.
    pub is_split: bool,
    pub beneficiary: String,
    /// In groups of four.
    pub iban: String,
    pub bic: String,
}

/// The letter cannot be registered as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentRefused {
    pub order_number: String,
    pub order_url: String,
    /// In the words of whoever refused it.
    pub reason: String,
}

/// The way into the panel. It holds a secret, so the outbox forgets it once delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceActivated {
    pub service: String,
    pub active_until: String,
    pub panel_username: String,
    pub temporary_password: String,
    pub panel_url: String,
    pub valid_hours: u32,
}

/// Modules, users or space that have become active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOnsActive {
    pub lines: Vec<AddOnLine>,
    pub panel_url: String,
}

/// One add-on and what its owner does with it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOnLine {
    pub description: String,
    pub until: String,
    pub next_step: String,
}

/// A mail ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl Mail {
    /// The mail's name in the outbox.
    pub fn kind(&self) -> &'static str {
        match self {
            Mail::RegistrationConfirmed(_) => "registration_confirmed",
            Mail::OrderConfirmation(_) => "order_confirmation",
            Mail::HowToPay(_) => "how_to_pay",
            Mail::PaymentReminder(_) => "payment_reminder",
            Mail::OrderCancelled(_) => "order_cancelled",
            Mail::PaymentConfirmed(_) => "payment_confirmed",
            Mail::CommitmentAwaited(_) => "commitment_awaited",
            Mail::CommitmentRegistered(_) => "commitment_registered",
            Mail::CommitmentRefused(_) => "commitment_refused",
            Mail::ServiceActivated(_) => "service_activated",
            Mail::AddOnsActive(_) => "add_ons_active",
            Mail::MethodStored(_) => "method_stored",
            Mail::RenewalTurnedOn(_) => "renewal_turned_on",
            Mail::RenewalTurnedOff(_) => "renewal_turned_off",
            Mail::RenewalNotCollected(_) => "renewal_not_collected",
            Mail::RenewalWantsCustomer(_) => "renewal_wants_customer",
            Mail::RenewalBlocked(_) => "renewal_blocked",
        }
    }

    /// The line that a mailbox shows.
    pub fn subject(&self) -> String {
        match self {
            Mail::RegistrationConfirmed(_) => "Conferma iscrizione".into(),
            Mail::OrderConfirmation(_) => "Conferma ordine servizi".into(),
            Mail::HowToPay(mail) => format!("Come pagare l'ordine {}", mail.order_number),
            Mail::PaymentReminder(mail) => {
                format!("L'ordine {} aspetta il pagamento", mail.order_number)
            }
            Mail::OrderCancelled(mail) => format!("Ordine {} annullato", mail.order_number),
            Mail::PaymentConfirmed(_) => "Conferma pagamento".into(),
            Mail::CommitmentAwaited(mail) => {
                format!("L'ordine {} aspetta l'impegno di pagamento", mail.order_number)
            }
            Mail::CommitmentRegistered(_) => "Impegno registrato".into(),
            Mail::CommitmentRefused(mail) => {
                format!("Ordine {}: serve un'altra lettera d'impegno", mail.order_number)
            }
            Mail::ServiceActivated(mail) => format!("Attivazione {}", mail.service),
            Mail::AddOnsActive(mail) => match mail.lines.as_slice() {
                [one] => format!("{}: attivazione completata", one.description),
                _ => "I tuoi servizi aggiuntivi sono attivi".into(),
            },
            Mail::MethodStored(_) => "Metodo di pagamento registrato".into(),
            Mail::RenewalTurnedOn(mail) => {
                format!("Attivazione rinnovo automatico per il servizio {}", mail.service)
            }
            Mail::RenewalTurnedOff(mail) => {
                format!("Rinnovo automatico disattivato per il servizio {}", mail.service)
            }
            Mail::RenewalNotCollected(_) => "Il rinnovo automatico non è riuscito".into(),
            Mail::RenewalWantsCustomer(_) => "Conferma il pagamento del rinnovo".into(),
            Mail::RenewalBlocked(mail) => {
                format!("Il rinnovo automatico aspetta l'ordine {}", mail.order_number)
            }
        }
    }

    /// Writes the mail in the name of `brand`.
    pub fn render(&self, brand: &Brand) -> Rendered {
        let subject = self.subject();
        macro_rules! written {
            ($mail:expr, $text:ident, $html:ident) => {{
                let mail = $mail;
                let html = written($html { brand, subject: &subject, mail });
                Rendered { text: written($text { brand, mail }), html, subject }
            }};
        }
        match self {
            Mail::RegistrationConfirmed(mail) => written!(mail, RegistrationText, RegistrationHtml),
            Mail::OrderConfirmation(mail) => written!(mail, OrderText, OrderHtml),
            Mail::HowToPay(mail) => written!(mail, HowToPayText, HowToPayHtml),
            Mail::PaymentReminder(mail) => written!(mail, ReminderText, ReminderHtml),
            Mail::OrderCancelled(mail) => written!(mail, CancelledText, CancelledHtml),
            Mail::PaymentConfirmed(mail) => written!(mail, PaymentText, PaymentHtml),
            Mail::CommitmentAwaited(mail) => written!(mail, AwaitedText, AwaitedHtml),
            Mail::CommitmentRegistered(mail) => written!(mail, CommittedText, CommittedHtml),
            Mail::CommitmentRefused(mail) => written!(mail, RefusedText, RefusedHtml),
            Mail::ServiceActivated(mail) => written!(mail, ServiceText, ServiceHtml),
            Mail::AddOnsActive(mail) => written!(mail, AddOnsText, AddOnsHtml),
            Mail::MethodStored(mail) => written!(mail, MethodText, MethodHtml),
            Mail::RenewalTurnedOn(mail) => written!(mail, TurnedOnText, TurnedOnHtml),
            Mail::RenewalTurnedOff(mail) => written!(mail, TurnedOffText, TurnedOffHtml),
            Mail::RenewalNotCollected(mail) => written!(mail, NotCollectedText, NotCollectedHtml),
            Mail::RenewalWantsCustomer(mail) => {
                written!(mail, WantsCustomerText, WantsCustomerHtml)
            }
            Mail::RenewalBlocked(mail) => written!(mail, BlockedText, BlockedHtml),
        }
    }
}

fn written(template: impl Template) -> String {
    template.render().expect("a String takes every text, and the templates fail at nothing else")
}

/// The two templates of each mail; the HTML one shows the subject as its title.
macro_rules! templates {
    ($($mail:ident: $text:ident from $text_file:literal, $html:ident from $html_file:literal;)*) => {$(
        #[derive(Template)]
        #[template(path = $text_file)]
        struct $text<'a> {
            brand: &'a Brand,
            mail: &'a $mail,
        }

        #[derive(Template)]
        #[template(path = $html_file)]
        struct $html<'a> {
            brand: &'a Brand,
            subject: &'a str,
            mail: &'a $mail,
        }
    )*};
}

templates! {
    RegistrationConfirmed: RegistrationText from "mail/registration_confirmed.txt",
        RegistrationHtml from "mail/registration_confirmed.html";
    OrderConfirmation: OrderText from "mail/order_confirmation.txt",
        OrderHtml from "mail/order_confirmation.html";
    HowToPay: HowToPayText from "mail/how_to_pay.txt", HowToPayHtml from "mail/how_to_pay.html";
    HowToPay: ReminderText from "mail/payment_reminder.txt",
        ReminderHtml from "mail/payment_reminder.html";
    OrderCancelled: CancelledText from "mail/order_cancelled.txt",
        CancelledHtml from "mail/order_cancelled.html";
    PaymentConfirmed: PaymentText from "mail/payment_confirmed.txt",
        PaymentHtml from "mail/payment_confirmed.html";
    CommitmentAwaited: AwaitedText from "mail/commitment_awaited.txt",
        AwaitedHtml from "mail/commitment_awaited.html";
    CommitmentRegistered: CommittedText from "mail/commitment_registered.txt",
        CommittedHtml from "mail/commitment_registered.html";
    CommitmentRefused: RefusedText from "mail/commitment_refused.txt",
        RefusedHtml from "mail/commitment_refused.html";
    ServiceActivated: ServiceText from "mail/service_activated.txt",
        ServiceHtml from "mail/service_activated.html";
    AddOnsActive: AddOnsText from "mail/add_ons_active.txt",
        AddOnsHtml from "mail/add_ons_active.html";
    MethodStored: MethodText from "mail/method_stored.txt",
        MethodHtml from "mail/method_stored.html";
    RenewalTurnedOn: TurnedOnText from "mail/renewal_turned_on.txt",
        TurnedOnHtml from "mail/renewal_turned_on.html";
    RenewalTurnedOff: TurnedOffText from "mail/renewal_turned_off.txt",
        TurnedOffHtml from "mail/renewal_turned_off.html";
    RenewalNotCollected: NotCollectedText from "mail/renewal_not_collected.txt",
        NotCollectedHtml from "mail/renewal_not_collected.html";
    RenewalWantsCustomer: WantsCustomerText from "mail/renewal_wants_customer.txt",
        WantsCustomerHtml from "mail/renewal_wants_customer.html";
    RenewalBlocked: BlockedText from "mail/renewal_blocked.txt",
        BlockedHtml from "mail/renewal_blocked.html";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> OrderConfirmation {
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

    fn every_mail() -> Vec<Mail> {
        let order_url = "https://bottega.example/ordini/2026000123";
        let how_to_pay = HowToPay {
            order_number: "2026000123".into(),
            order_url: order_url.into(),
            amount: "60,39 €".into(),
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
        ]
    }

    /// What a person sees of an HTML mail.
    fn visible(html: &str) -> String {
        let body = html.split_once("<body").unwrap().1;
        let mut text = String::new();
        for piece in body.split('<') {
            text.push_str(piece.split_once('>').map_or("", |(_, words)| words));
            text.push(' ');
        }
        let entities =
            [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
        entities.iter().fold(text, |text, (entity, letter)| text.replace(entity, letter))
    }

    fn words(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn both_forms_tell_every_fact() {
        let facts: [&[&str]; 24] = [
            &["1234567@bottega.example", "La tua iscrizione è completa", "Accedi"],
            &[
                "2026000123",
                "22 novembre 2026, ore 12:00",
                "Rossi & Figli <Legno> \"S.n.c.\"",
                "Bonifico bancario",
                "Utente aggiuntivo × 2",
                "dal 22 novembre 2026 al 22 novembre 2027",
                "24,50 €",
                "5,00 €",
                "49,50 €",
                "IVA 22%",
                "10,89 €",
                "60,39 €",
                "Costi di consegna: nessuno",
                "Condizioni generali di fornitura",
                "versione 2026-11, accettate il 22 novembre 2026 alle 12:00",
                "Approvazione specifica delle clausole 4, 7 e 9",
                "L'acquisto riguarda la tua attività professionale.",
                "art. 13 d.lgs. 70/2003",
            ],
            &["Da pagare", "art. 17-ter d.P.R. 633/1972"],
            &[
                "2026000123",
                "IT60 X054 2811 1010 0000 0123 456",
                "BLOPIT22",
                "Bottega Demo S.r.l.",
                "60,39 €",
                "Causale",
                "solo il numero d'ordine",
                "22 dicembre 2026",
            ],
            &["1234567", "202600202600012384", "60,39 €", "bollettino bianco", "2026000123"],
            &["1234567", "202600202600012384", "60,39 €", "bollettino precompilato"],
            &["2026000123", "60,39 €", "22 dicembre 2026", "non risulta ancora pagato"],
            &["2026000123", "60,39 €", "IT60 X054 2811 1010 0000 0123 456", "22 dicembre 2026"],
            &["2026000123", "non va più pagato", "non risultava pagato in tempo"],
            &["2026000123", "non va più pagato", "come ci hai chiesto"],
            &["2026000123", "60,39 €", "Bonifico bancario", "24 novembre 2026"],
            &["2026000123", "49,50 €", "24 gennaio 2027", "già attivo"],
            &["2026000123", "49,50 €", "CIG", "22 dicembre 2026", "art. 17-ter d.P.R. 633/1972"],
            &[
                "2026000123",
                "49,50 €",
                "IT60 X054 2811 1010 0000 0123 456",
                "BLOPIT22",
                "Causale",
                "art. 17-ter d.P.R. 633/1972",
            ],
            &["2026000123", "Manca la firma del responsabile", "un'altra lettera"],
            &["BT01234560512", "v7K!Qm3-zTe9Rb", "72 ore", "24 novembre 2027"],
            &["Modulo documenti", "Attivo fino al 24 novembre 2027", "è pronto all'uso"],
            &["Carta visa 4242", "Vedi i metodi di pagamento"],
            &["Carta visa 4242", "15 novembre 2027", "22 novembre 2027", "Gestisci il rinnovo"],
            &["Fatturazione Elettronica", "22 novembre 2027", "non è più attivo"],
            &["2026000123", "36,60 €", "La carta è scaduta.", "17 novembre 2027"],
            &["Non riproviamo più con questo metodo"],
            &["2026000123", "36,60 €", "non riproviamo senza di te"],
            &["2026000123", "22 novembre 2027", "va pagato o annullato"],
        ];
        let mails = every_mail();
        assert_eq!(mails.len(), facts.len());
        for (mail, facts) in mails.iter().zip(facts) {
            let rendered = mail.render(&Brand::default());
            let forms = [words(&rendered.text), words(&visible(&rendered.html))];
            for form in forms {
                for fact in facts {
                    assert!(form.contains(fact), "{fact} is missing in {}:\n{form}", mail.kind());
                }
                for fact in ["Bottega", "assistenza@bottega.example", "P.IVA 01234560512"] {
                    assert!(form.contains(fact), "{fact} is missing in {}:\n{form}", mail.kind());
                }
            }
        }
    }

    #[test]
    fn subjects_are_the_ones_that_customers_are_told_to_look_for() {
        let subjects: Vec<String> = every_mail().iter().map(Mail::subject).collect();
        assert_eq!(
            subjects,
            [
                "Conferma iscrizione",
                "Conferma ordine servizi",
                "Conferma ordine servizi",
                "Come pagare l'ordine 2026000123",
                "Come pagare l'ordine 2026000123",
                "L'ordine 2026000123 aspetta il pagamento",
                "L'ordine 2026000123 aspetta il pagamento",
                "L'ordine 2026000123 aspetta il pagamento",
                "Ordine 2026000123 annullato",
                "Ordine 2026000123 annullato",
                "Conferma pagamento",
                "Conferma pagamento",
                "L'ordine 2026000123 aspetta l'impegno di pagamento",
                "Impegno registrato",
                "Ordine 2026000123: serve un'altra lettera d'impegno",
                "Attivazione Fatturazione Elettronica",
                "I tuoi servizi aggiuntivi sono attivi",
                "Metodo di pagamento registrato",
                "Attivazione rinnovo automatico per il servizio Fatturazione Elettronica",
                "Rinnovo automatico disattivato per il servizio Fatturazione Elettronica",
                "Il rinnovo automatico non è riuscito",
                "Il rinnovo automatico non è riuscito",
                "Conferma il pagamento del rinnovo",
                "Il rinnovo automatico aspetta l'ordine 2026000123",
            ]
        );
    }

    #[test]
    fn html_shows_what_people_typed_and_never_runs_it() {
        let mut order = order();
        order.holder = "<script>alert(1)</script>".into();
        order.lines[0].description = "<img src=x onerror=alert(2)>".into();
        order.order_url = "https://bottega.example/\"onmouseover=\"alert(3)".into();

        let html = Mail::OrderConfirmation(order).render(&Brand::default()).html;

        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(!html.contains("\"onmouseover"), "{html}");
        assert!(visible(&html).contains("<script>alert(1)</script>"));
    }

    #[test]
    fn links_lead_to_the_shop_and_nothing_is_fetched_from_elsewhere() {
        for mail in every_mail() {
            let html = mail.render(&Brand::default()).html;
            assert!(!html.contains("src=") && !html.contains("url("), "{}", mail.kind());
            for link in html.split("href=\"").skip(1) {
                let ours = ["https://bottega.example/", "http://localhost:3000", "mailto:"];
                assert!(ours.iter().any(|start| link.starts_with(start)), "{link}");
            }
        }
    }

    #[test]
    fn text_mails_are_tidy() {
        for mail in every_mail() {
            let text = mail.render(&Brand::default()).text;
            assert!(!text.contains("\n\n\n"), "{}:\n{text}", mail.kind());
            assert!(text.lines().all(|line| line.trim_end() == line), "{}:\n{text}", mail.kind());
            assert!(!text.contains("&#") && !text.contains("{{"), "{}:\n{text}", mail.kind());
        }
    }

    #[test]
    fn the_text_of_an_order_confirmation_reads_like_this() {
        let text = Mail::OrderConfirmation(order()).render(&Brand::default()).text;
        assert_eq!(text, include_str!("../tests/expected/order_confirmation.txt"));
    }
}
