//! What is said about renewals and about ways to pay that are kept.

use domain::Date;
use domain::format::{date, euro};
use domain::money::Money;
use domain::order::PaymentMethod;
use domain::renewal::{Button, MethodName, RenewalStatus, Transfer, Trouble};
use domain::subscription::Standing;

/// `Visa •••• 4242`, with blanks that do not break, or `PayPal anna@example.it`.
#[must_use]
pub fn method_name(name: &MethodName) -> String {
    match name.kind {
        PaymentMethod::PayPal => format!("PayPal {}", name.label),
        PaymentMethod::Card | PaymentMethod::BankTransfer | PaymentMethod::PostalSlip => {
            match name.brand_and_digits() {
                Some((brand, digits)) => format!("{brand}\u{a0}••••\u{a0}{digits}"),
                None => name.label.clone(),
            }
        }
    }
}

/// `12/2034`: the last month in which a card is good.
#[must_use]
pub fn method_expiry(name: &MethodName) -> Option<String> {
    name.expires.map(|(year, month)| format!("{month:02}/{year}"))
}

/// `Rinnova`, or `Riattiva` for a service that has expired.
#[must_use]
pub fn renew_verb(standing: Standing) -> &'static str {
    match standing {
        Standing::Active | Standing::NearExpiry { .. } => "Rinnova",
        Standing::Consultation { .. } | Standing::Over => "Riattiva",
    }
}

/// How a service goes on whose expiry stands beside; `due` is what the next renewal costs, where
/// that is known.
#[must_use]
pub fn renewal_sentence(known: &RenewalStatus, standing: Standing, due: Option<Money>) -> String {
    match known.button(standing) {
        Button::Automatic { on } => charge_sentence(known, on, due),
        // It is on, and no day is left on which it would be tried.
        Button::Renew if known.automatic.is_some() => {
            "Prima della scadenza non proviamo altri addebiti: rinnova tu, in qualunque momento."
                .into()
        }
        Button::Renew => {
            "Il rinnovo automatico non è attivo: alla scadenza il servizio finisce, se non lo rinnovi tu."
                .into()
        }
        Button::Ordered { number, trouble: None } => {
            format!("L’ordine di rinnovo {number} aspetta il pagamento.")
        }
        Button::Ordered { number, trouble: Some(trouble) } => {
            format!("{}: l’ordine {number} aspetta il pagamento.", trouble_title(trouble))
        }
        Button::Blocked { number } if known.automatic.is_some() => {
            format!("Il rinnovo automatico aspetta: prima va pagato o annullato l’ordine {number}.")
        }
        Button::Blocked { number } => {
            format!("Per rinnovarlo va prima pagato o annullato l’ordine {number}.")
        }
        Button::GivenUp => {
            "Hai chiesto la disdetta: il servizio non si rinnova e non addebitiamo niente.".into()
        }
        Button::Reactivate { until } => format!("Puoi riattivarlo fino al {}.", date(until)),
        Button::Over => "Non si può più rinnovare.".into(),
    }
}

/// By when somebody who pays by transfer is surely in time.
#[must_use]
pub fn transfer_sentence(transfer: Transfer) -> String {
    match transfer {
        Transfer::InTime { until } => {
            format!("Con un bonifico sei in tempo se paghi entro il {}.", date(until))
        }
        Transfer::TooLate => {
            "Un bonifico potrebbe arrivare dopo la scadenza: paga con carta o PayPal, se puoi."
                .into()
        }
    }
}

fn charge_sentence(known: &RenewalStatus, on: Date, due: Option<Money>) -> String {
    let what = due.map_or_else(|| "il rinnovo".to_owned(), euro);
    let with = known.automatic.as_ref().map(method_name).unwrap_or_default();
    if known.automatic.as_ref().is_some_and(|name| name.is_void(on)) {
        return format!(
            "Rinnovo automatico attivo, ma il {} {with} non sarà più valida: sostituiscila, o il \
             rinnovo non si potrà addebitare.",
            date(on)
        );
    }
    format!("Rinnovo automatico attivo: il {} addebitiamo {what} con {with}.", date(on))
}

/// What follows from an automatic renewal that has not gone as it should, and what to do. The title
/// above it says what went wrong.
#[must_use]
pub fn trouble_sentence(
    trouble: Trouble,
    number: i64,
    standing: Standing,
    expires: Date,
) -> String {
    let by = match standing {
        Standing::Active | Standing::NearExpiry { .. } => {
            format!("prima della scadenza del {}", date(expires))
        }
        Standing::Consultation { until } => {
            format!("entro il {}, per riattivare il servizio", date(until))
        }
        Standing::Over => return format!("L’ordine {number} aspetta il pagamento."),
    };
    match trouble {
        Trouble::NotCollected { again_on: Some(day) } => format!(
            "Riproviamo il {} con lo stesso metodo. Puoi anche sostituirlo, o pagare tu l’ordine \
             {number} {by}.",
            date(day)
        ),
        Trouble::NotCollected { again_on: None } => format!(
            "Non riproviamo più con lo stesso metodo: sostituiscilo, e paga l’ordine {number} {by}."
        ),
        Trouble::WantsCustomer => {
            format!("Conferma il pagamento dell’ordine di rinnovo {number} {by}.")
        }
    }
}

/// The heading of a notice about an automatic renewal that has not gone as it should.
#[must_use]
pub fn trouble_title(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NotCollected { .. } => "Il rinnovo automatico non è riuscito",
        Trouble::WantsCustomer => "La tua banca chiede una conferma",
    }
}

/// What to press about it.
#[must_use]
pub fn trouble_button(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NotCollected { .. } => "Paga",
        Trouble::WantsCustomer => "Conferma il pagamento",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::renewal::Waiting;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn card() -> MethodName {
        let expires = Some((2034, 2));
        MethodName { kind: PaymentMethod::Card, label: "visa 4242".into(), expires }
    }

    fn says(known: &RenewalStatus, due: Option<Money>) -> String {
        let expires = day("2027-11-22");
        let standing = Standing::of(expires, day("2027-11-16"));
        renewal_sentence(known, standing, due).replace('\u{a0}', " ")
    }

    #[test]
    fn a_card_is_known_by_its_last_digits_and_its_month() {
        assert_eq!(method_name(&card()).replace('\u{a0}', " "), "Visa •••• 4242");
        assert_eq!(method_expiry(&card()).as_deref(), Some("02/2034"));
        let label = "anna@example.it".into();
        let paypal = MethodName { kind: PaymentMethod::PayPal, label, expires: None };
        assert_eq!(method_name(&paypal), "PayPal anna@example.it");
    }

    #[test]
    fn the_sentence_tells_the_day_the_amount_and_the_method() {
        let charged_on = Some(day("2027-11-17"));
        let known = RenewalStatus {
            automatic: Some(card()),
            charged_on,
            waiting: None,
            trouble: None,
            is_given_up: false,
        };
        assert_eq!(
            says(&known, Some(Money::from_cents(36_60))),
            "Rinnovo automatico attivo: il 17 novembre 2027 addebitiamo 36,60 € con Visa •••• 4242."
        );
        let later = RenewalStatus { charged_on: Some(day("2034-03-01")), ..known };
        assert_eq!(
            says(&later, Some(Money::from_cents(36_60))),
            "Rinnovo automatico attivo, ma il 1 marzo 2034 Visa •••• 4242 non sarà più valida: \
             sostituiscila, o il rinnovo non si potrà addebitare."
        );
        let by_hand = RenewalStatus { automatic: None, charged_on: None, ..later.clone() };
        assert_eq!(
            says(&by_hand, None),
            "Il rinnovo automatico non è attivo: alla scadenza il servizio finisce, se non lo rinnovi tu."
        );
        let given_up = RenewalStatus { is_given_up: true, ..later };
        assert_eq!(
            says(&given_up, Some(Money::from_cents(36_60))),
            "Hai chiesto la disdetta: il servizio non si rinnova e non addebitiamo niente."
        );
    }

    #[test]
    fn a_renewal_that_failed_says_when_it_is_tried_again() {
        let waiting = Some(Waiting { number: 26_000_001, is_renewal: true });
        let again_on = Some(day("2027-11-17"));
        let trouble = Trouble::NotCollected { again_on };
        let known = RenewalStatus {
            automatic: Some(card()),
            charged_on: again_on,
            waiting,
            trouble: Some(trouble),
            is_given_up: false,
        };
        assert_eq!(
            says(&known, None),
            "Il rinnovo automatico non è riuscito: l’ordine 26000001 aspetta il pagamento."
        );
        let expires = day("2027-11-22");
        let on = |today: &str| {
            let standing = Standing::of(expires, day(today));
            trouble_sentence(trouble, 26_000_001, standing, expires).replace('\u{a0}', " ")
        };
        assert_eq!(
            on("2027-11-16"),
            "Riproviamo il 17 novembre 2027 con lo stesso metodo. Puoi anche sostituirlo, o pagare \
             tu l’ordine 26000001 prima della scadenza del 22 novembre 2027."
        );
        assert!(on("2027-11-23").contains("entro il 20 febbraio 2028, per riattivare"));
        let blocked =
            RenewalStatus { waiting: Some(Waiting { number: 7, is_renewal: false }), ..known };
        assert!(says(&blocked, None).contains("prima va pagato o annullato l’ordine 7"));
    }
}
