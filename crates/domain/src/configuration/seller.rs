//! Cedente/prestatore: what stands on every invoice about who sends it, beside the numbers that never
//! change.

use serde::{Deserialize, Serialize};

use super::codes::Shareholders;
use super::fault::{Fault, Field, Findings, capital, code, past_day, province};
use crate::calendar::Date;
use crate::money::Money;
use crate::party::{Address, AddressForm, Email, FieldError, Holder, Kind, Province, Recipient};
use crate::party::{RecipientCode, phone};
use crate::text;

/// The longest code of an area of a public body (AOO), in characters.
const AREA_MAX: usize = 15;

/// The longest number in the register of companies, in characters.
const COMPANIES_NUMBER_MAX: usize = 20;

/// What is known before anything is asked.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Whom the service is for.
    pub holder: &'a Holder,
    /// Today.
    pub today: Date,
}

/// What was typed about the seller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct SellerForm {
    pub office: String,
    pub area: String,
    pub seat: AddressForm,
    pub branch: AddressForm,
    pub email: String,
    pub phone: String,
    pub fax: String,
    pub register_name: String,
    pub register_province: String,
    pub register_number: String,
    pub register_since: String,
    pub companies_province: String,
    pub companies_number: String,
    pub companies_capital: String,
    pub companies_shareholders: String,
    pub is_in_liquidation: bool,
}

/// Who sends the invoices, beside name and numbers, which stand with the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// Codice univoco ufficio (IPA) of a public body.
    pub office: Option<RecipientCode>,
    /// Codice AOO of a public body that has areas.
    pub area: Option<String>,
    /// Sede.
    pub seat: Address,
    /// Stabile organizzazione.
    pub branch: Option<Address>,
    /// For customers.
    pub email: Option<Email>,
    /// For customers.
    pub phone: Option<String>,
    /// For customers.
    pub fax: Option<String>,
    /// Albo professionale.
    pub register: Option<ProfessionalRegister>,
    /// Iscrizione REA.
    pub companies: Option<CompanyRegister>,
}

/// A place in a professional register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfessionalRegister {
    /// Of which profession.
    pub name: String,
    /// Of the register.
    pub province: Option<Province>,
    /// In the register.
    pub number: String,
    /// The day of the registration.
    pub since: Option<Date>,
}

/// A place in the register of companies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyRegister {
    /// Of the office of the register.
    pub province: Province,
    /// In the register.
    pub number: String,
    /// Capitale sociale, of companies that have one.
    pub capital: Option<Money>,
    /// Of companies with a capital.
    pub shareholders: Option<Shareholders>,
    /// True while the company is being wound up.
    pub is_in_liquidation: bool,
}

/// True for those who may be in a professional register or in that of companies.
#[must_use]
pub fn has_registers(kind: Kind) -> bool {
    match kind {
        Kind::Company | Kind::Professional | Kind::SoleTrader => true,
        Kind::PublicBody | Kind::Association | Kind::Person => false,
    }
}

impl SellerForm {
    /// What the order says already.
    #[must_use]
    pub fn of_order(holder: &Holder) -> Self {
        let office = match (&holder.recipient, holder.party.kind) {
            (Recipient::Code(code), Kind::PublicBody) => code.to_string(),
            (Recipient::Code(_) | Recipient::Pec(_) | Recipient::None, _) => String::new(),
        };
        Self {
            office,
            seat: holder.party.address.to_form(),
            email: holder.email.to_string(),
            phone: holder.party.phone.clone(),
            ..Self::default()
        }
    }

    fn has_register(&self) -> bool {
        let typed = [
            &self.register_name,
            &self.register_province,
            &self.register_number,
            &self.register_since,
        ];
        typed.iter().any(|typed| !text::is_blank(typed))
    }

    fn is_in_companies(&self) -> bool {
        let typed = [
            &self.companies_province,
            &self.companies_number,
            &self.companies_capital,
            &self.companies_shareholders,
        ];
        self.is_in_liquidation || typed.iter().any(|typed| !text::is_blank(typed))
    }
}

impl Seller {
    pub(super) fn find(form: &SellerForm, given: &Given, findings: &mut Findings) -> Option<Self> {
        let kind = given.holder.party.kind;
        let (office, area) = if kind == Kind::PublicBody {
            let office = office(form, findings);
            let area = findings.optional(Field::Area, &form.area, |typed| code(typed, AREA_MAX));
            (office.map(Some), area)
        } else {
            (Some(None), Some(None))
        };
        let seat = [Field::Street, Field::PostalCode, Field::City, Field::Province];
        let seat = findings.address(&form.seat, seat);
        let branch = if form.branch.is_blank() {
            Some(None)
        } else {
            let branch = [
                Field::BranchStreet,
                Field::BranchPostalCode,
                Field::BranchCity,
                Field::BranchProvince,
            ];
            findings.address(&form.branch, branch).map(Some)
        };
        let mailbox = |typed: &str| Email::parse(typed).map_err(FieldError::Email);
        let email = findings.optional(Field::Email, &form.email, mailbox);
        let phone_number = findings.optional(Field::Phone, &form.phone, phone);
        let fax = findings.optional(Field::Fax, &form.fax, phone);
        let register = if has_registers(kind) && form.has_register() {
            ProfessionalRegister::find(form, given, findings).map(Some)
        } else {
            Some(None)
        };
        let companies = if has_registers(kind) && form.is_in_companies() {
            CompanyRegister::find(form, findings).map(Some)
        } else {
            Some(None)
        };
        Some(Self {
            office: office?,
            area: area?,
            seat: seat?,
            branch: branch?,
            email: email?,
            phone: phone_number?,
            fax: fax?,
            register: register?,
            companies: companies?,
        })
    }

    /// The form that would say the same.
    #[must_use]
    pub fn to_form(&self) -> SellerForm {
        let text = |it: Option<&str>| it.unwrap_or_default().to_owned();
        let mut form = SellerForm {
            office: text(self.office.as_ref().map(RecipientCode::as_str)),
            area: text(self.area.as_deref()),
            seat: self.seat.to_form(),
            branch: self.branch.as_ref().map(Address::to_form).unwrap_or_default(),
            email: text(self.email.as_ref().map(Email::as_str)),
            phone: text(self.phone.as_deref()),
            fax: text(self.fax.as_deref()),
            ..SellerForm::default()
        };
        if let Some(register) = &self.register {
            form.register_name.clone_from(&register.name);
            form.register_province = text(register.province.as_ref().map(Province::as_str));
            form.register_number.clone_from(&register.number);
            form.register_since = register.since.map(|day| day.to_string()).unwrap_or_default();
        }
        if let Some(companies) = &self.companies {
            let shareholders = companies.shareholders.map(Shareholders::code);
            form.companies_province = companies.province.to_string();
            form.companies_number.clone_from(&companies.number);
            form.companies_capital =
                companies.capital.map(|it| it.to_string().replace('.', ",")).unwrap_or_default();
            form.companies_shareholders = text(shareholders);
            form.is_in_liquidation = companies.is_in_liquidation;
        }
        form
    }
}

fn office(form: &SellerForm, findings: &mut Findings) -> Option<RecipientCode> {
    let parsed = if text::is_blank(&form.office) {
        Err(Fault::Missing)
    } else {
        let code = RecipientCode::of_public_office(&form.office);
        code.map_err(|error| FieldError::RecipientCode(error).into())
    };
    findings.take(Field::Office, parsed)
}

impl ProfessionalRegister {
    fn find(form: &SellerForm, given: &Given, findings: &mut Findings) -> Option<Self> {
        let name = findings.line(Field::RegisterName, &form.register_name);
        let of = findings.optional(Field::RegisterProvince, &form.register_province, province);
        let number = findings.line(Field::RegisterNumber, &form.register_number);
        let since = findings.optional(Field::RegisterSince, &form.register_since, |typed| {
            past_day(typed, given.today)
        });
        Some(Self { name: name?, province: of?, number: number?, since: since? })
    }
}

impl CompanyRegister {
    fn find(form: &SellerForm, findings: &mut Findings) -> Option<Self> {
        let of = findings.optional(Field::CompaniesProvince, &form.companies_province, province);
        let of =
            of.and_then(|of| findings.take(Field::CompaniesProvince, of.ok_or(Fault::Missing)));
        let number = findings
            .take(Field::CompaniesNumber, code(&form.companies_number, COMPANIES_NUMBER_MAX));
        let capital = findings.optional(Field::CompaniesCapital, &form.companies_capital, capital);
        let shareholders = findings.optional(
            Field::CompaniesShareholders,
            &form.companies_shareholders,
            |typed| Shareholders::parse(typed).ok_or(Fault::NotListed),
        );
        Some(Self {
            province: of?,
            number: number?,
            capital: capital?,
            shareholders: shareholders?,
            is_in_liquidation: form.is_in_liquidation,
        })
    }
}
