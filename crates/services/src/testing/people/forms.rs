//! What people type, filled in.

use domain::accountant::AccountantForm;
use domain::party::{HolderForm, Kind, PartyForm, RecipientKind, RegistrationForm};

use super::PASSWORD;
use crate::testing::{a_tax_code, a_tax_code_of_a_body, a_vat_number};

/// A company with a partita IVA of its own.
#[must_use]
pub fn a_company() -> PartyForm {
    PartyForm {
        business_name: "Bianchi Ceramiche S.r.l.".into(),
        legal_representative: "Anna Bianchi".into(),
        vat_number: a_vat_number().into(),
        street: "Via Roma 1".into(),
        postal_code: "50123".into(),
        city: "Firenze".into(),
        province: "FI".into(),
        phone: "055 123456".into(),
        ..PartyForm::default()
    }
}

/// Somebody with a partita IVA who works alone, and has a codice fiscale beside it.
#[must_use]
pub fn a_professional() -> PartyForm {
    PartyForm {
        kind: Kind::Professional,
        first_name: "Bruno".into(),
        last_name: "Neri".into(),
        tax_code: a_tax_code().into(),
        ..a_company()
    }
}

/// An association without partita IVA.
#[must_use]
pub fn an_association() -> PartyForm {
    PartyForm {
        kind: Kind::Association,
        business_name: "Amici del Fiume".into(),
        vat_number: String::new(),
        tax_code: a_tax_code_of_a_body().into(),
        ..a_company()
    }
}

/// A person without partita IVA.
#[must_use]
pub fn a_person() -> PartyForm {
    PartyForm { kind: Kind::Person, vat_number: String::new(), ..a_professional() }
}

/// `Dati intestatario`, filled in for this party.
#[must_use]
pub fn a_holder(party: PartyForm) -> HolderForm {
    HolderForm {
        party,
        email: "fatture@bianchi.example".into(),
        recipient: RecipientKind::Code,
        recipient_code: "M5UXCR1".into(),
        recipient_pec: String::new(),
        split_payment: false,
        marketing: false,
    }
}

/// A public body with a partita IVA.
#[must_use]
pub fn a_public_body() -> PartyForm {
    PartyForm {
        kind: Kind::PublicBody,
        business_name: "Comune di Vicchio".into(),
        legal_representative: "Carla Verdi".into(),
        ..a_company()
    }
}

/// `Dati intestatario` of a public body that states to be under split payment.
#[must_use]
pub fn a_public_holder(party: PartyForm) -> HolderForm {
    HolderForm { recipient_code: "UF5HHG".into(), split_payment: true, ..a_holder(party) }
}

/// The registration of an accountant of this username, filled in.
#[must_use]
pub fn an_accountant(username: &str) -> AccountantForm {
    AccountantForm {
        username: username.into(),
        email: format!("{username}@example.it"),
        name: "Studio Verdi".into(),
        tax_number: a_vat_number().into(),
        password: PASSWORD.into(),
        conditions: true,
    }
}

/// `Registrati`, filled in for this party.
#[must_use]
pub fn a_registration(party: PartyForm) -> RegistrationForm {
    RegistrationForm { party, email: "anna@bianchi.example".into(), password: PASSWORD.into() }
}
