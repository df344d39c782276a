//! The controls of the configuration, and what can be wrong with them.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::money::{Money, Percent};
use crate::party::{self, Address, AddressForm, FieldError, ForeignLetter, Province, invoiced};
use crate::text;

/// A control of one of the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the forms")]
pub enum Field {
    Office,
    Area,
    Street,
    PostalCode,
    City,
    Province,
    BranchStreet,
    BranchPostalCode,
    BranchCity,
    BranchProvince,
    Email,
    Phone,
    Fax,
    RegisterName,
    RegisterProvince,
    RegisterNumber,
    RegisterSince,
    CompaniesProvince,
    CompaniesNumber,
    CompaniesCapital,
    CompaniesShareholders,
    Regime,
    Chargeability,
    FundKind,
    FundRate,
    FundVat,
    FundNature,
    WithholdingKind,
    WithholdingRate,
    WithholdingShare,
    WithholdingReason,
    Mode,
    Document,
    Prices,
    NoticesEmail,
    NoticesPace,
}

/// Which control: of a form with rows, the one in this row, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The kind of control.
    pub field: Field,
    /// 0 in forms without rows.
    pub row: usize,
}

impl From<Field> for Spot {
    fn from(field: Field) -> Self {
        Self { field, row: 0 }
    }
}

/// What is wrong with a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// Nothing was written or chosen.
    Missing,
    /// More characters than an invoice has room for.
    TooLong {
        /// The most there can be.
        max: usize,
    },
    /// It stands on invoices, and no invoice can bear this letter.
    NotOnInvoice(ForeignLetter),
    /// Something that is not in the list.
    NotListed,
    /// Not a percentage above 0 and up to 100, with two decimals at most.
    Percentage,
    /// Without VAT there has to be a reason for it.
    NatureMissing,
    /// With VAT there can be no reason for its absence.
    NatureTooMuch,
    /// Not a day, or one that is still to come.
    Day,
    /// Not an amount.
    Amount,
    /// Letters and digits only.
    Code,
    /// What the forms about somebody say of an address, a number or a mailbox.
    Party(FieldError),
}

impl From<FieldError> for Fault {
    fn from(error: FieldError) -> Self {
        match error {
            FieldError::Missing => Self::Missing,
            FieldError::TooLong { max } => Self::TooLong { max },
            FieldError::NotOnInvoice(letter) => Self::NotOnInvoice(letter),
            other => Self::Party(other),
        }
    }
}

/// Collects what is wrong with a form, so that somebody sees all of it at once.
#[derive(Default)]
pub(super) struct Findings(pub Vec<(Spot, Fault)>);

/// The longest line of an invoice, in characters.
const LINE_MAX: usize = 60;

impl Findings {
    pub fn take<T, E: Into<Fault>>(
        &mut self,
        spot: impl Into<Spot>,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|fault| self.0.push((spot.into(), fault.into()))).ok()
    }

    /// One of a list, which may not stay open.
    pub fn chosen<T>(
        &mut self,
        spot: impl Into<Spot>,
        typed: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let chosen = if text::is_blank(typed) {
            Err(Fault::Missing)
        } else {
            parse(typed).ok_or(Fault::NotListed)
        };
        self.take(spot, chosen)
    }

    /// A percentage above nothing.
    pub fn rate(&mut self, spot: impl Into<Spot>, typed: &str) -> Option<Percent> {
        self.take(spot, rate(typed))
    }

    /// A line that invoices bear.
    pub fn line(&mut self, spot: impl Into<Spot>, typed: &str) -> Option<String> {
        self.take(spot, invoiced(LINE_MAX, typed))
    }

    /// The same where it may stay empty: nothing is an answer, too.
    #[expect(clippy::option_option, reason = "what is wrong is no answer, and nothing is one")]
    pub fn optional<T, E: Into<Fault>>(
        &mut self,
        spot: impl Into<Spot>,
        typed: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Option<T>> {
        if text::is_blank(typed) { Some(None) } else { self.take(spot, parse(typed)).map(Some) }
    }

    /// An address; `of` says which control is which.
    pub fn address(&mut self, form: &AddressForm, of: [Field; 4]) -> Option<Address> {
        let asked = [
            party::Field::Street,
            party::Field::PostalCode,
            party::Field::City,
            party::Field::Province,
        ];
        Address::check(form)
            .map_err(|faults| {
                for (field, error) in faults {
                    let ours = asked.into_iter().zip(of).find(|(asked, _)| *asked == field);
                    self.0.extend(ours.map(|(_, ours)| (ours.into(), error.into())));
                }
            })
            .ok()
    }
}

fn rate(typed: &str) -> Result<Percent, Fault> {
    let typed = text::word(typed).replace('%', "").replace(',', ".");
    if typed.is_empty() {
        return Err(Fault::Missing);
    }
    let has_room = typed.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2);
    match typed.parse::<Percent>() {
        Ok(percent) if has_room && !percent.is_zero() => Ok(percent),
        Ok(_) | Err(_) => Err(Fault::Percentage),
    }
}

/// A percentage as people write it: `4,5`.
pub(super) fn written(percent: Percent) -> String {
    percent.to_string().replace('.', ",")
}

/// The sign of a province.
pub(super) fn province(typed: &str) -> Result<Province, FieldError> {
    Province::parse(typed).map_err(|()| FieldError::Province)
}

/// A day that has come.
pub(super) fn past_day(typed: &str, today: Date) -> Result<Date, Fault> {
    let day = text::word(typed).parse::<Date>().map_err(|_| Fault::Day)?;
    if crate::calendar::is_reckoned_with(day) && day <= today { Ok(day) } else { Err(Fault::Day) }
}

/// An amount that is not negative.
pub(super) fn capital(typed: &str) -> Result<Money, Fault> {
    let amount = text::amount(typed).ok_or(Fault::Amount)?;
    if amount.cents() > 0 { Ok(amount) } else { Err(Fault::Amount) }
}

/// Letters and digits, in capitals.
pub(super) fn code(typed: &str, max: usize) -> Result<String, Fault> {
    let code = text::code(typed);
    match code.chars().count() {
        0 => Err(Fault::Missing),
        length if length > max => Err(Fault::TooLong { max }),
        _ if code.chars().all(|c| c.is_ascii_alphanumeric()) => Ok(code),
        _ => Err(Fault::Code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_as_people_write_it() {
        for (typed, kept) in [("4", "4"), ("4,00", "4"), ("20 %", "20"), ("12.5", "12,5")] {
            assert_eq!(rate(typed).map(written).as_deref(), Ok(kept), "{typed}");
        }
        for typed in ["0", "100,01", "4,125", "venti", "-4"] {
            assert_eq!(rate(typed), Err(Fault::Percentage), "{typed}");
        }
        assert_eq!(rate(" "), Err(Fault::Missing));
    }

    #[test]
    fn a_day_has_come() {
        let today: Date = "2026-11-22".parse().unwrap();
        assert!(past_day("2026-11-22", today).is_ok());
        for typed in ["2026-11-23", "22/11/2026", "0004-01-01"] {
            assert_eq!(past_day(typed, today), Err(Fault::Day), "{typed}");
        }
    }
}
