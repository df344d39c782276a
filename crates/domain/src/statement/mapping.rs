//! What the columns of a table mean whose names nobody knew, as a member of staff said once.

use serde::{Deserialize, Serialize};

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The day of the booking.
    Day,
    /// How much, with a minus for what went.
    Amount,
    /// What came, in a table with two columns for amounts.
    Came,
    /// What went, in such a table.
    Went,
    /// Words about who paid and for what. There may be several.
    Text,
    /// The name of the payer.
    Payer,
    /// The bank's own name for the entry.
    Reference,
    /// Whether it is booked.
    State,
    /// Nothing that matters.
    Nothing,
}

/// In which order a date is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `24/11/2026`.
    #[default]
    DayFirst,
    /// `11/24/2026`.
    MonthFirst,
    /// `2026-11-24`.
    YearFirst,
}

/// What stands before the cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    /// `1.234,56`.
    #[default]
    Comma,
    /// `1,234.56`.
    Point,
}

/// The meaning of a table: one role for each column, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// What each column says.
    pub roles: Vec<Role>,
    /// How its days are written.
    pub dates: DateOrder,
    /// How its amounts are written.
    pub decimals: DecimalSign,
}

/// Why a mapping means no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MappingError {
    /// It has more roles than the table has columns, or fewer.
    OtherTable,
    /// No column says the day.
    NoDay,
    /// No column says the amount, nor what came.
    NoAmount,
    /// One column for the amount and another for what came or went.
    TwoKindsOfAmount,
    /// Two columns for something that there is only one of.
    Twice(Role),
}

impl Mapping {
    /// Whether it can be the meaning of a table with so many columns.
    ///
    /// # Errors
    /// What is missing or too much.
    pub fn check(&self, columns: usize) -> Result<(), MappingError> {
        let count = |role: Role| self.roles.iter().filter(|one| **one == role).count();
        if self.roles.len() != columns {
            return Err(MappingError::OtherTable);
        }
        let single = [
            Role::Day,
            Role::Amount,
            Role::Came,
            Role::Went,
            Role::Payer,
            Role::Reference,
            Role::State,
        ];
        if let Some(twice) = single.into_iter().find(|role| count(*role) > 1) {
            return Err(MappingError::Twice(twice));
        }
        match (count(Role::Day), count(Role::Amount), count(Role::Came), count(Role::Went)) {
            (0, ..) => Err(MappingError::NoDay),
            (_, 0, 0, _) => Err(MappingError::NoAmount),
            (_, 1, came, went) if came + went > 0 => Err(MappingError::TwoKindsOfAmount),
            _ => Ok(()),
        }
    }

    /// The first column with a role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|one| *one == role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Amount, Came, Day, Nothing, Payer, Text, Went};

    fn of(roles: &[Role]) -> Result<(), MappingError> {
        let mapping = Mapping {
            roles: roles.to_vec(),
            dates: DateOrder::default(),
            decimals: DecimalSign::default(),
        };
        mapping.check(3)
    }

    #[test]
    fn a_table_has_one_day_and_one_kind_of_amount() {
        assert_eq!(of(&[Day, Amount, Text]), Ok(()));
        assert_eq!(of(&[Day, Came, Went]), Ok(()));
        assert_eq!(of(&[Day, Came, Nothing]), Ok(()));
        assert_eq!(of(&[Text, Amount, Text]), Err(MappingError::NoDay));
        assert_eq!(of(&[Day, Text, Text]), Err(MappingError::NoAmount));
        assert_eq!(of(&[Day, Went, Text]), Err(MappingError::NoAmount));
        assert_eq!(of(&[Day, Amount, Went]), Err(MappingError::TwoKindsOfAmount));
        assert_eq!(of(&[Day, Day, Amount]), Err(MappingError::Twice(Day)));
        assert_eq!(of(&[Payer, Payer, Amount]), Err(MappingError::Twice(Payer)));
        assert_eq!(of(&[Day, Amount]), Err(MappingError::OtherTable));
    }
}
