//! Whom a service is for, and who may buy which.

use super::field::{Findings, required};
use super::{
    Email, Field, FieldError, Kind, Party, PartyError, PartyForm, Recipient, RecipientCode,
    RecipientKind,
};
use crate::catalog::Product;
use serde::{Deserialize, Serialize};

/// What was typed on `Dati intestatario`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct HolderForm {
    pub party: PartyForm,
    pub email: String,
    pub recipient: RecipientKind,
    pub recipient_code: String,
    pub recipient_pec: String,
    pub split_payment: bool,
    pub marketing: bool,
}

/// Whom the service is for, and where its mails and invoices go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Name, numbers, address.
    pub party: Party,
    /// Ordinary e-mail for the activation.
    pub email: Email,
    /// Where the invoice of the purchase goes.
    pub recipient: Recipient,
    /// A public body that says of itself that it is under split payment. It is so for everything
    /// that it buys, hence here and not on an order; whether the law has it on a day is another
    /// matter ([`crate::vat::SplitPayment`]).
    #[serde(default)]
    pub split_payment: bool,
}

impl Holder {
    /// Reads the form.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(form: &HolderForm) -> Result<Self, PartyError> {
        let mut findings = Findings::default();
        let party = Party::find(&form.party, &mut findings);
        let email = required(&form.email, Email::parse, FieldError::Email);
        let email = findings.take(Field::Email, email);
        let recipient = match form.recipient {
            RecipientKind::Code => {
                let parse = if form.party.kind == Kind::PublicBody {
                    RecipientCode::of_public_office
                } else {
                    RecipientCode::of_private
                };
                let code = required(&form.recipient_code, parse, FieldError::RecipientCode);
                findings.take(Field::RecipientCode, code).map(Recipient::Code)
            }
            RecipientKind::Pec => {
                let pec = required(&form.recipient_pec, Email::parse_pec, FieldError::Email);
                findings.take(Field::RecipientPec, pec).map(Recipient::Pec)
            }
            RecipientKind::None => Some(Recipient::None),
        };
        // A tick that was hidden with the choice of another kind says nothing.
        let split_payment = form.split_payment && form.party.kind == Kind::PublicBody;
        let made =
            (|| Some(Self { party: party?, email: email?, recipient: recipient?, split_payment }))(
            );
        findings.finish(made)
    }

    /// The same for pages on which the holder is not shown (docs/rules.md S6): what a price and a payment
    /// depend on, and nothing that tells who it is. It is never stored.
    #[must_use]
    pub fn withheld(self) -> Self {
        Self {
            party: self.party.withheld(),
            email: Email::withheld(),
            recipient: Recipient::None,
            split_payment: self.split_payment,
        }
    }

    /// True for what [`Self::withheld`] left.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        self.email.as_str().is_empty()
    }

    /// The form that would say the same, to be shown again.
    #[must_use]
    pub fn to_form(&self) -> HolderForm {
        let mut form = HolderForm {
            party: self.party.to_form(),
            email: self.email.to_string(),
            split_payment: self.split_payment,
            ..HolderForm::default()
        };
        match &self.recipient {
            Recipient::Code(code) => {
                form.recipient = RecipientKind::Code;
                form.recipient_code = code.to_string();
            }
            Recipient::Pec(pec) => {
                form.recipient = RecipientKind::Pec;
                form.recipient_pec = pec.to_string();
            }
            Recipient::None => form.recipient = RecipientKind::None,
        }
        form
    }
}

/// Who may buy which main service (`docs/rules.md` S9).
///
/// # Errors
/// When this kind of subject cannot be the holder of this service.
pub fn may_buy(party: &Party, service: Product) -> Result<(), PartyError> {
    let has_vat_number = party.vat_number.is_some();
    let allowed = match party.kind {
        Kind::Company | Kind::Professional | Kind::SoleTrader => service == Product::Invoicing,
        Kind::PublicBody => {
            if has_vat_number {
                service.is_main_service()
            } else {
                service == Product::ReceiveOnly
            }
        }
        Kind::Association | Kind::Person => service == Product::ReceiveOnly,
    };
    if allowed { Ok(()) } else { Err(PartyError::MayNotBuy { kind: party.kind, service }) }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests;
    use super::*;

    fn a_company() -> HolderForm {
        HolderForm {
            party: tests::a_company(),
            email: "anna@bianchi.example".into(),
            recipient: RecipientKind::Code,
            recipient_code: "m5uxcr1".into(),
            recipient_pec: String::new(),
            split_payment: false,
            marketing: false,
        }
    }

    #[test]
    fn only_a_public_body_is_under_split_payment_and_only_while_the_law_has_it() {
        use crate::vat::{SplitPayment, VatRegime};
        let mut form = a_company();
        form.split_payment = true;
        assert!(!Holder::check(&form).unwrap().split_payment);
        form.party.kind = Kind::PublicBody;
        form.recipient_code = "UF5HHG".into();
        let holder = Holder::check(&form).unwrap();
        assert_eq!(Holder::check(&holder.to_form()).as_ref(), Ok(&holder));
        let regime = |holder: &Holder, day: &str| {
            SplitPayment::default().regime(Some(holder), day.parse().unwrap())
        };
        assert_eq!(regime(&holder, "2026-06-30"), VatRegime::SplitPayment);
        assert_eq!(regime(&holder, "2026-07-01"), VatRegime::Ordinary);
        assert_eq!(regime(&holder, "2014-12-31"), VatRegime::Ordinary);
        let silent = Holder { split_payment: false, ..holder };
        assert_eq!(regime(&silent, "2026-06-30"), VatRegime::Ordinary);
    }

    #[test]
    fn a_holder_can_be_shown_again_as_a_form() {
        let holder = Holder::check(&a_company()).unwrap();
        assert_eq!(Holder::check(&holder.to_form()), Ok(holder));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let mut form = a_company();
        form.party.vat_number = "0234252015".into();
        form.party.province = "Arezzo".into();
        form.email = "anna".into();
        form.recipient_code = "0000000".into();
        let Err(PartyError::Fields(found)) = Holder::check(&form) else { panic!("accepted") };
        let fields: Vec<Field> = found.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [Field::VatNumber, Field::Province, Field::Email, Field::RecipientCode]);
    }

    #[test]
    fn an_office_has_a_code_of_six_characters() {
        let mut form = a_company();
        form.party.kind = Kind::PublicBody;
        form.recipient_code = "UF5HHG".into();
        assert!(Holder::check(&form).is_ok());
    }

    #[test]
    fn whoever_has_no_partita_iva_buys_receive_only_and_nobody_else_does() {
        let mut party = Holder::check(&a_company()).unwrap().party;
        assert!(may_buy(&party, Product::Invoicing).is_ok());
        assert!(may_buy(&party, Product::ReceiveOnly).is_err());
        for kind in [Kind::Association, Kind::Person] {
            (party.kind, party.vat_number) = (kind, None);
            let allowed = Product::ALL.iter().filter(|service| may_buy(&party, **service).is_ok());
            assert!(allowed.eq(&[Product::ReceiveOnly]), "{kind:?}");
        }
    }
}
