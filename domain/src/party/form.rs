//! Forms about somebody: from what was typed to something that can be trusted, or to the list of
//! all that is wrong, field by field.

use super::{
    Address, Email, EmailError, PostalCode, Province, Recipient, RecipientCode, RecipientCodeError,
    RecipientKind, TaxCode, TaxCodeError, VatNumber, VatNumberError,
};
use crate::catalog::Product;
use serde::{Deserialize, Serialize};

/// The longest text of a field that has no shape of its own; the invoice format takes 80.
const TEXT_MAX: usize = 80;

/// The kind of subject, which decides what is asked and what may be bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `azienda`.
    #[default]
    Company,
    /// `libero professionista`.
    Professional,
    /// `ditta individuale`.
    SoleTrader,
    /// `Pubblica Amministrazione`.
    PublicBody,
    /// An association, a condominium or another body without partita IVA.
    Association,
    /// `persona fisica`.
    Person,
}

impl Kind {
    /// All kinds, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Company,
        Self::Professional,
        Self::SoleTrader,
        Self::PublicBody,
        Self::Association,
        Self::Person,
    ];

    /// The name for machines and forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Professional => "professional",
            Self::SoleTrader => "sole_trader",
            Self::PublicBody => "public_body",
            Self::Association => "association",
            Self::Person => "person",
        }
    }

    /// True when the name is that of an organisation, not of a person.
    #[must_use]
    pub fn has_business_name(self) -> bool {
        matches!(self, Self::Company | Self::PublicBody | Self::Association)
    }

    /// True when there is no such subject without partita IVA.
    #[must_use]
    pub fn needs_vat_number(self) -> bool {
        matches!(self, Self::Company | Self::Professional | Self::SoleTrader)
    }

    /// True when a partita IVA can be asked for at all.
    #[must_use]
    pub fn may_have_vat_number(self) -> bool {
        self.needs_vat_number() || self == Self::PublicBody
    }
}

/// A control of a form, so that an error can stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the form")]
pub enum Field {
    Kind,
    BusinessName,
    FirstName,
    LastName,
    LegalRepresentative,
    VatNumber,
    TaxCode,
    Street,
    PostalCode,
    City,
    Province,
    Phone,
    Email,
    EmailAgain,
    RecipientCode,
    RecipientPec,
    Password,
    PasswordAgain,
    CurrentPassword,
    Privacy,
    Username,
}

impl Field {
    /// The name of the control in the form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::BusinessName => "business_name",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::LegalRepresentative => "legal_representative",
            Self::VatNumber => "vat_number",
            Self::TaxCode => "tax_code",
            Self::Street => "street",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::Province => "province",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::EmailAgain => "email_again",
            Self::RecipientCode => "recipient_code",
            Self::RecipientPec => "recipient_pec",
            Self::Password => "password",
            Self::PasswordAgain => "password_again",
            Self::CurrentPassword => "current_password",
            Self::Privacy => "privacy",
            Self::Username => "username",
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldError {
    /// Nothing was written.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// The most there can be.
        max: usize,
    },
    /// A partita IVA that is none.
    VatNumber(VatNumberError),
    /// A codice fiscale that is none.
    TaxCode(TaxCodeError),
    /// An address that is none.
    Email(EmailError),
    /// Not the same address twice.
    EmailsDiffer,
    /// A recipient code that is none.
    RecipientCode(RecipientCodeError),
    /// Not five digits.
    PostalCode,
    /// Not a province.
    Province,
    /// Not a telephone number.
    Phone,
    /// Not accepted.
    NotAccepted,
    /// Fewer characters than a password has.
    PasswordTooShort {
        /// The least there can be.
        min: usize,
    },
    /// One of the kinds of characters is missing.
    PasswordTooPlain,
    /// A password that everybody tries first.
    PasswordTooCommon,
    /// The new password is the old one.
    PasswordUnchanged,
    /// Not the same password twice.
    PasswordsDiffer,
    /// The temporary password is not the one that was sent.
    PasswordWrong,
    /// The partita IVA or codice fiscale belongs to an account already.
    AlreadyRegistered,
}

/// Why somebody cannot be registered, or cannot be the holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartyError {
    /// Everything that is wrong with the form.
    Fields(Vec<(Field, FieldError)>),
    /// This kind of subject cannot buy this service.
    MayNotBuy {
        /// Who.
        kind: Kind,
        /// What.
        service: Product,
    },
    /// «Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA».
    AlreadyActive,
    /// A PEC mailbox was written where the username of an account belongs.
    PecAsUsername,
    /// Username or password are wrong; which of them is not said.
    WrongCredentials,
    /// Too many attempts; try again later.
    TooManyAttempts,
    /// The temporary password was not used in time.
    TemporaryPasswordExpired,
}

/// What was typed about somebody. Every field is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct PartyForm {
    pub kind: Kind,
    pub business_name: String,
    pub first_name: String,
    pub last_name: String,
    pub legal_representative: String,
    pub vat_number: String,
    pub tax_code: String,
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub province: String,
    pub phone: String,
}

/// The name on the invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// Ragione sociale.
    Business {
        /// The name itself.
        name: String,
        /// Rappresentante legale, where one is asked.
        legal_representative: String,
    },
    /// Name and surname.
    Person {
        /// Name.
        first: String,
        /// Surname.
        last: String,
    },
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Business { name, .. } => f.write_str(name),
            Self::Person { first, last } => write!(f, "{first} {last}"),
        }
    }
}

/// Somebody who is named and placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Party {
    pub kind: Kind,
    pub name: Name,
    pub vat_number: Option<VatNumber>,
    pub tax_code: TaxCode,
    pub address: Address,
    pub phone: String,
}

/// Collects what is wrong, so that somebody sees all of it at once.
#[derive(Default)]
struct Findings(Vec<(Field, FieldError)>);

impl Findings {
    fn take<T>(&mut self, field: Field, result: Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.0.push((field, error))).ok()
    }

    fn text(&mut self, field: Field, typed: &str) -> Option<String> {
        let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let result = match text.chars().count() {
            0 => Err(FieldError::Missing),
            length if length > TEXT_MAX => Err(FieldError::TooLong { max: TEXT_MAX }),
            _ => Ok(text),
        };
        self.take(field, result)
    }

    fn finish<T>(self, made: Option<T>) -> Result<T, PartyError> {
        match made {
            Some(made) if self.0.is_empty() => Ok(made),
            _ => Err(PartyError::Fields(self.0)),
        }
    }
}

fn required<T, E>(
    typed: &str,
    parse: impl Fn(&str) -> Result<T, E>,
    error: impl Fn(E) -> FieldError,
) -> Result<T, FieldError> {
    if typed.trim().is_empty() { Err(FieldError::Missing) } else { parse(typed).map_err(error) }
}

impl Party {
    fn find(form: &PartyForm, findings: &mut Findings) -> Option<Self> {
        let kind = form.kind;
        let name = if kind.has_business_name() {
            let name = findings.text(Field::BusinessName, &form.business_name);
            let legal_representative =
                findings.text(Field::LegalRepresentative, &form.legal_representative);
            name.zip(legal_representative)
                .map(|(name, legal_representative)| Name::Business { name, legal_representative })
        } else {
            let first = findings.text(Field::FirstName, &form.first_name);
            let last = findings.text(Field::LastName, &form.last_name);
            first.zip(last).map(|(first, last)| Name::Person { first, last })
        };

        let vat_asked = kind.needs_vat_number()
            || (kind.may_have_vat_number() && !form.vat_number.trim().is_empty());
        let vat_number = if vat_asked {
            let parsed = required(&form.vat_number, VatNumber::parse, FieldError::VatNumber);
            findings.take(Field::VatNumber, parsed)
        } else {
            None
        };
        let tax_code = if vat_asked && kind.has_business_name() && form.tax_code.trim().is_empty() {
            // Usually it is the partita IVA, so it may be left out. Where that is wrong, it alone
            // has to be mended.
            vat_number.as_ref().and_then(|number| {
                let code = TaxCode::parse(number.as_str()).map_err(FieldError::TaxCode);
                findings.take(Field::TaxCode, code)
            })
        } else {
            findings.take(Field::TaxCode, tax_code(form))
        };
        let address = Self::address(form, findings);
        let phone = findings.take(Field::Phone, phone(&form.phone));

        Some(Self {
            kind,
            name: name?,
            vat_number,
            tax_code: tax_code?,
            address: address?,
            phone: phone?,
        })
    }

    fn address(form: &PartyForm, findings: &mut Findings) -> Option<Address> {
        let street = findings.text(Field::Street, &form.street);
        let postal_code =
            required(&form.postal_code, PostalCode::parse, |()| FieldError::PostalCode);
        let postal_code = findings.take(Field::PostalCode, postal_code);
        let city = findings.text(Field::City, &form.city);
        let province = required(&form.province, Province::parse, |()| FieldError::Province);
        let province = findings.take(Field::Province, province);
        Some(Address {
            street: street?,
            postal_code: postal_code?,
            city: city?,
            province: province?,
        })
    }

    /// The form that would say the same, to be shown again.
    #[must_use]
    pub fn to_form(&self) -> PartyForm {
        let mut form = PartyForm {
            kind: self.kind,
            vat_number: self.vat_number.as_ref().map(ToString::to_string).unwrap_or_default(),
            tax_code: self.tax_code.to_string(),
            street: self.address.street.clone(),
            postal_code: self.address.postal_code.to_string(),
            city: self.address.city.clone(),
            province: self.address.province.to_string(),
            phone: self.phone.clone(),
            ..PartyForm::default()
        };
        match &self.name {
            Name::Business { name, legal_representative } => {
                form.business_name.clone_from(name);
                form.legal_representative.clone_from(legal_representative);
            }
            Name::Person { first, last } => {
                form.first_name.clone_from(first);
                form.last_name.clone_from(last);
            }
        }
        form
    }
}

/// People who work for themselves have the code of a person.
fn tax_code(form: &PartyForm) -> Result<TaxCode, FieldError> {
    let code = required(&form.tax_code, TaxCode::parse, FieldError::TaxCode)?;
    if !form.kind.has_business_name() && !code.is_of_a_person() {
        return Err(FieldError::TaxCode(TaxCodeError::NotAPerson));
    }
    Ok(code)
}

fn phone(typed: &str) -> Result<String, FieldError> {
    let cleaned: String =
        typed.chars().filter(|c| !c.is_whitespace() && !"./-()".contains(*c)).collect();
    let digits = cleaned.strip_prefix('+').unwrap_or(&cleaned);
    match digits.len() {
        0 => Err(FieldError::Missing),
        6..=15 if digits.bytes().all(|b| b.is_ascii_digit()) => Ok(cleaned),
        _ => Err(FieldError::Phone),
    }
}

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
                let pec = required(&form.recipient_pec, Email::parse, FieldError::Email);
                findings.take(Field::RecipientPec, pec).map(Recipient::Pec)
            }
            RecipientKind::None => Some(Recipient::None),
        };
        let made = (|| Some(Self { party: party?, email: email?, recipient: recipient? }))();
        findings.finish(made)
    }

    /// The form that would say the same, to be shown again.
    #[must_use]
    pub fn to_form(&self) -> HolderForm {
        let mut form = HolderForm {
            party: self.party.to_form(),
            email: self.email.to_string(),
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

/// What was typed on the registration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct RegistrationForm {
    pub party: PartyForm,
    pub email: String,
    pub email_again: String,
    pub password: String,
    pub privacy: bool,
    pub marketing: bool,
}

/// Somebody who can be given an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Name, numbers, address.
    pub party: Party,
    /// Where the username is sent.
    pub email: Email,
    /// Agreed to receive offers.
    pub marketing: bool,
}

impl Registration {
    /// Reads the form. `password_error` is what the caller found about the password, since how
    /// common it is can only be told by a list that is too large for a browser.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(
        form: &RegistrationForm,
        password_error: Option<FieldError>,
    ) -> Result<Self, PartyError> {
        let mut findings = Findings::default();
        let party = Party::find(&form.party, &mut findings);
        let email = required(&form.email, Email::parse, FieldError::Email);
        let email = findings.take(Field::Email, email);
        let again = match &email {
            Some(email) if Email::parse(&form.email_again).as_ref() != Ok(email) => {
                Err(FieldError::EmailsDiffer)
            }
            _ => Ok(()),
        };
        findings.take(Field::EmailAgain, again);
        findings.take(Field::Password, password_error.map_or(Ok(()), Err));
        let privacy = if form.privacy { Ok(()) } else { Err(FieldError::NotAccepted) };
        findings.take(Field::Privacy, privacy);
        let marketing = form.marketing;
        findings.finish(party.zip(email).map(|(party, email)| Self { party, email, marketing }))
    }
}

/// Who may buy which main service.
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
        Kind::Association => service == Product::ReceiveOnly,
        Kind::Person => false,
    };
    if allowed { Ok(()) } else { Err(PartyError::MayNotBuy { kind: party.kind, service }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_company() -> HolderForm {
        HolderForm {
            party: PartyForm {
                kind: Kind::Company,
                business_name: "Bianchi  Ceramiche S.r.l.".into(),
                legal_representative: "Anna Bianchi".into(),
                vat_number: "IT 02342520158".into(),
                street: "Via Roma 1".into(),
                postal_code: "52100".into(),
                city: "Arezzo".into(),
                province: "ar".into(),
                phone: "0575 123456".into(),
                ..PartyForm::default()
            },
            email: "anna@bianchi.example".into(),
            recipient: RecipientKind::Code,
            recipient_code: "m5uxcr1".into(),
            recipient_pec: String::new(),
        }
    }

    #[test]
    fn a_company_may_leave_out_its_codice_fiscale() {
        let holder = Holder::check(&a_company()).unwrap();
        assert_eq!(holder.party.tax_code.as_str(), "02342520158");
        assert_eq!(holder.party.name.to_string(), "Bianchi Ceramiche S.r.l.");
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
    fn a_codice_fiscale_left_out_is_not_blamed_for_the_partita_iva() {
        let mut form = a_company();
        for (typed, error) in [
            ("", FieldError::Missing),
            ("02342520159", FieldError::VatNumber(VatNumberError::Check)),
        ] {
            form.party.vat_number = typed.into();
            let only = vec![(Field::VatNumber, error)];
            assert_eq!(Holder::check(&form), Err(PartyError::Fields(only)));
        }

        // One that was written is read for itself.
        form.party.tax_code = "1234".into();
        let Err(PartyError::Fields(found)) = Holder::check(&form) else { panic!("accepted") };
        assert_eq!(found[1], (Field::TaxCode, FieldError::TaxCode(TaxCodeError::Length(4))));

        // A body that need not have a partita IVA is asked for its codice fiscale.
        form.party.kind = Kind::PublicBody;
        (form.party.vat_number, form.party.tax_code) = (String::new(), String::new());
        form.recipient_code = "UF5HHG".into();
        let only = vec![(Field::TaxCode, FieldError::Missing)];
        assert_eq!(Holder::check(&form), Err(PartyError::Fields(only)));
    }

    #[test]
    fn a_professional_has_the_code_of_a_person() {
        let mut form = a_company();
        form.party.kind = Kind::Professional;
        (form.party.first_name, form.party.last_name) = ("Anna".into(), "Bianchi".into());
        form.party.tax_code = "02342520158".into();
        let error = FieldError::TaxCode(TaxCodeError::NotAPerson);
        assert_eq!(Holder::check(&form), Err(PartyError::Fields(vec![(Field::TaxCode, error)])));
    }

    #[test]
    fn an_office_has_a_code_of_six_characters() {
        let mut form = a_company();
        form.party.kind = Kind::PublicBody;
        form.recipient_code = "UF5HHG".into();
        assert!(Holder::check(&form).is_ok());
    }

    #[test]
    fn only_bodies_without_partita_iva_buy_receive_only() {
        let mut party = Holder::check(&a_company()).unwrap().party;
        assert!(may_buy(&party, Product::Invoicing).is_ok());
        assert!(may_buy(&party, Product::ReceiveOnly).is_err());
        (party.kind, party.vat_number) = (Kind::Association, None);
        assert!(may_buy(&party, Product::Invoicing).is_err());
        assert!(may_buy(&party, Product::ReceiveOnly).is_ok());
        party.kind = Kind::Person;
        assert!(Product::ALL.iter().all(|service| may_buy(&party, *service).is_err()));
    }

    #[test]
    fn a_registration_wants_the_same_address_twice_and_privacy() {
        let company = a_company();
        let form = RegistrationForm {
            party: company.party,
            email: company.email,
            email_again: "anna@bianchi.exampl".into(),
            password: "x".into(),
            ..RegistrationForm::default()
        };
        let short = FieldError::PasswordTooShort { min: 8 };
        assert_eq!(
            Registration::check(&form, Some(short)).unwrap_err(),
            PartyError::Fields(vec![
                (Field::EmailAgain, FieldError::EmailsDiffer),
                (Field::Password, short),
                (Field::Privacy, FieldError::NotAccepted),
            ])
        );
    }
}
