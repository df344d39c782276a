//! What lines of carts and orders are called: one way for pages, mails and documents.

use crate::catalog::Product;
use crate::extension::Move;
use crate::format::{euro, months};
use crate::quote::{Line, LineKind};

/// How the price of a move comes about: `7 mesi × 2,50 €`, or by parts of a year where a month
/// is not a whole number of cents.
#[must_use]
pub fn formula(moved: &Move) -> String {
    match moved.monthly {
        Some(monthly) => format!("{} × {}", months(moved.months), euro(monthly)),
        None => format!("{} × {}/12", euro(moved.yearly), moved.months),
    }
}

/// A name with how many there are of it, unless there is one: `Utente aggiuntivo × 2`.
#[must_use]
pub fn counted(product: Product, quantity: u32) -> String {
    match quantity {
        1 => product.name().to_owned(),
        many => format!("{} × {many}", product.name()),
    }
}

/// A name with what is done with it: `Utente aggiuntivo – estensione`.
#[must_use]
pub fn marked(name: &str, kind: LineKind) -> String {
    let what = match kind {
        LineKind::Purchase => "acquisto",
        LineKind::Extension => "estensione",
        LineKind::Renewal => "rinnovo",
    };
    format!("{name} – {what}")
}

/// What a line is called among all lines of its order. What goes on says so, and so does what is
/// bought beside the same thing owned; anything else that is bought needs no remark.
#[must_use]
pub fn line_name(line: &Line, among: &[Line]) -> String {
    let name = counted(line.product, line.quantity);
    let is_alone = |kind| among.iter().all(|o| o.product != line.product || o.kind == kind);
    match line.kind {
        LineKind::Purchase if is_alone(line.kind) => name,
        kind => marked(&name, kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Money;

    fn a_line(product: Product, kind: LineKind, quantity: u32) -> Line {
        Line {
            product,
            kind,
            quantity,
            from: "2026-11-22".parse().unwrap(),
            until: "2027-11-22".parse().unwrap(),
            months: 12,
            yearly: Money::from_cents(12_00),
            net: Money::from_cents(12_00),
        }
    }

    #[test]
    fn no_two_lines_of_an_order_have_the_same_name() {
        let lines = [
            a_line(Product::Documents, LineKind::Purchase, 1),
            a_line(Product::User, LineKind::Purchase, 2),
            a_line(Product::User, LineKind::Extension, 2),
            a_line(Product::Invoicing, LineKind::Extension, 1),
        ];
        let names: Vec<String> = lines.iter().map(|line| line_name(line, &lines)).collect();
        assert_eq!(
            names,
            [
                "Modulo documenti",
                "Utente aggiuntivo × 2 – acquisto",
                "Utente aggiuntivo × 2 – estensione",
                "Fatturazione Elettronica – estensione",
            ]
        );
    }

    #[test]
    fn a_renewal_with_one_more_tells_which_is_new() {
        let lines = [
            a_line(Product::User, LineKind::Renewal, 1),
            a_line(Product::User, LineKind::Purchase, 1),
        ];
        let names: Vec<String> = lines.iter().map(|line| line_name(line, &lines)).collect();
        assert_eq!(names, ["Utente aggiuntivo – rinnovo", "Utente aggiuntivo – acquisto"]);
    }
}
