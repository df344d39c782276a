//! What is said about columns.

use domain::statement::{DateOrder, DecimalSign, MappingError, Role};

/// What a column may be, in the order of the list.
pub const ROLES: [(Role, &str, &str); 9] = [
    (Role::Day, "day", "Data"),
    (Role::Amount, "amount", "Importo (con il segno)"),
    (Role::Came, "came", "Entrate"),
    (Role::Went, "went", "Uscite"),
    (Role::Text, "text", "Testo"),
    (Role::Payer, "payer", "Ordinante"),
    (Role::Reference, "reference", "Riferimento della banca"),
    (Role::State, "state", "Stato (contabilizzato o no)"),
    (Role::Nothing, "nothing", "Non serve"),
];

pub const DATES: [(DateOrder, &str, &str); 3] = [
    (DateOrder::DayFirst, "day_first", "24/11/2026 (prima il giorno)"),
    (DateOrder::MonthFirst, "month_first", "11/24/2026 (prima il mese)"),
    (DateOrder::YearFirst, "year_first", "2026-11-24 (prima l’anno)"),
];

pub const DECIMALS: [(DecimalSign, &str, &str); 2] = [
    (DecimalSign::Comma, "comma", "1.234,56 (virgola)"),
    (DecimalSign::Point, "point", "1,234.56 (punto)"),
];

/// What the columns lack, or have too much of.
pub fn error(error: MappingError) -> String {
    match error {
        MappingError::OtherTable => {
            "Le scelte non sono per questa tabella: ricontrollale una per una.".into()
        }
        MappingError::NoDay => "Indica quale colonna è la data.".into(),
        MappingError::NoAmount => "Indica quale colonna è l’importo, oppure le entrate.".into(),
        MappingError::TwoKindsOfAmount => {
            "Scegli una colonna per l’importo, oppure entrate e uscite: non entrambe.".into()
        }
        MappingError::Twice(role) => {
            let name = ROLES.iter().find(|(known, ..)| *known == role).map(|(.., name)| *name);
            format!("Due colonne sono «{}»: può esserlo una sola.", name.unwrap_or_default())
        }
    }
}

/// `12 accrediti`
pub fn credits(count: usize) -> String {
    match count {
        0 => "nessun accredito".into(),
        1 => "1 accredito".into(),
        many => format!("{many} accrediti"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: serde::Serialize>(value: T) -> String {
        serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
    }

    #[test]
    fn the_form_sends_what_the_server_reads() {
        assert!(ROLES.iter().all(|(role, sent, _)| code(role) == *sent));
        assert!(DATES.iter().all(|(order, sent, _)| code(order) == *sent));
        assert!(DECIMALS.iter().all(|(sign, sent, _)| code(sign) == *sent));
    }
}
