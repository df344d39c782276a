//! Reads one line: a cart and its circumstances, or what is wrong with the line.

use std::fmt;

use domain::cart::{Cart, Item, Purpose};
use domain::coupon::Discount;
use domain::money::Percent;
use domain::quote::{Circumstances, Owned};
use domain::vat::VatRegime;
use domain::{Date, Product};
use serde_json::{Map, Value};

/// A line that can be priced, or refused by the rules.
#[derive(Debug)]
pub struct Request {
    pub cart: Cart,
    pub given: Circumstances,
}

/// A line that cannot even be tried. Field names are those of the protocol.
#[derive(Debug)]
pub enum Fault {
    BrokenJson { column: usize },
    NotAnObject,
    Missing(&'static str),
    WrongKind { field: &'static str, expected: &'static str },
    Date { field: &'static str, found: String },
    Product(String),
    Purpose(String),
    Discount(String),
    NothingOwned(Product),
}

type Fields = Map<String, Value>;

impl Request {
    pub fn parse(line: &[u8]) -> Result<Self, Fault> {
        // Spreadsheets on Windows write a mark before the first line.
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        let value: Value = serde_json::from_slice(line)
            .map_err(|error| Fault::BrokenJson { column: error.column() })?;
        let Value::Object(fields) = value else { return Err(Fault::NotAnObject) };

        let cart = Cart {
            purpose: purpose(&fields)?,
            service: product(&fields, "service")?,
            items: objects(&fields, "items")?.map(item).collect::<Result<_, _>>()?,
            extends_owned: flag(&fields, "extend", true)?,
        };
        let vat_regime = if flag(&fields, "split_payment", false)? {
            VatRegime::SplitPayment
        } else {
            VatRegime::Ordinary
        };
        let given = Circumstances {
            today: date(&fields, "today")?,
            owned: objects(&fields, "owned")?.map(owned).collect::<Result<_, _>>()?,
            discount: discount(&fields)?,
            vat_regime,
        };
        Ok(Self { cart, given })
    }
}

fn purpose(fields: &Fields) -> Result<Purpose, Fault> {
    match text(fields, "purpose")? {
        "first_purchase" => Ok(Purpose::FirstPurchase { years: number(fields, "years")? }),
        "add" => Ok(Purpose::Add),
        "renewal" => Ok(Purpose::Renewal { years: number(fields, "years")? }),
        other => Err(Fault::Purpose(other.to_owned())),
    }
}

fn item(fields: Result<&Fields, Fault>) -> Result<Item, Fault> {
    let fields = fields?;
    Ok(Item { product: product(fields, "product")?, quantity: number(fields, "quantity")? })
}

fn owned(fields: Result<&Fields, Fault>) -> Result<Owned, Fault> {
    let fields = fields?;
    let Item { product, quantity } = item(Ok(fields))?;
    if quantity == 0 {
        return Err(Fault::NothingOwned(product));
    }
    Ok(Owned { product, quantity, expires: date(fields, "expires")? })
}

/// The value of a field; `null` counts as none.
fn optional<'a>(fields: &'a Fields, field: &str) -> Option<&'a Value> {
    fields.get(field).filter(|value| !value.is_null())
}

fn required<'a>(fields: &'a Fields, field: &'static str) -> Result<&'a Value, Fault> {
    optional(fields, field).ok_or(Fault::Missing(field))
}

fn text<'a>(fields: &'a Fields, field: &'static str) -> Result<&'a str, Fault> {
    required(fields, field)?.as_str().ok_or(Fault::WrongKind { field, expected: "un testo" })
}

fn product(fields: &Fields, field: &'static str) -> Result<Product, Fault> {
    let code = text(fields, field)?;
    code.parse().map_err(|_| Fault::Product(code.to_owned()))
}

/// A whole number. What is out of range comes as near as it can, so that the rules refuse it.
fn number(fields: &Fields, field: &'static str) -> Result<u32, Fault> {
    let value = required(fields, field)?;
    match (value.as_u64(), value.as_i64()) {
        (Some(number), _) => Ok(u32::try_from(number).unwrap_or(u32::MAX)),
        (None, Some(_negative)) => Ok(0),
        (None, None) => Err(Fault::WrongKind { field, expected: "un numero intero" }),
    }
}

/// `2026-11-22` and nothing that merely looks like it.
fn date(fields: &Fields, field: &'static str) -> Result<Date, Fault> {
    let found = text(fields, field)?;
    let has_shape = found.len() == 10 && found.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date = if has_shape { found.parse().ok() } else { None };
    date.ok_or_else(|| Fault::Date { field, found: found.to_owned() })
}

fn flag(fields: &Fields, field: &'static str, unless_given: bool) -> Result<bool, Fault> {
    match optional(fields, field) {
        None => Ok(unless_given),
        Some(value) => {
            value.as_bool().ok_or(Fault::WrongKind { field, expected: "true oppure false" })
        }
    }
}

fn discount(fields: &Fields) -> Result<Option<Discount>, Fault> {
    let written = match optional(fields, "discount_percent") {
        None => return Ok(None),
        Some(Value::String(text)) => text.clone(),
        // A number, or what is no percentage at all.
        Some(other) => other.to_string(),
    };
    match written.parse::<Percent>() {
        Ok(percent) => Ok(Some(percent.into())),
        Err(_) => Err(Fault::Discount(written)),
    }
}

fn objects<'a>(
    fields: &'a Fields,
    field: &'static str,
) -> Result<impl Iterator<Item = Result<&'a Fields, Fault>>, Fault> {
    let list = match optional(fields, field) {
        None => &[][..],
        Some(Value::Array(list)) => list.as_slice(),
        Some(_) => return Err(Fault::WrongKind { field, expected: "una lista" }),
    };
    let expected = "una lista di oggetti";
    Ok(list.iter().map(move |value| value.as_object().ok_or(Fault::WrongKind { field, expected })))
}

impl Fault {
    /// A stable name for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BrokenJson { .. } | Self::NotAnObject => "broken_json",
            Self::Missing(_) => "missing_field",
            Self::WrongKind { .. } => "wrong_kind",
            Self::Date { .. } => "bad_date",
            Self::Product(_) => "unknown_product",
            Self::Purpose(_) => "unknown_purpose",
            Self::Discount(_) => "bad_discount",
            Self::NothingOwned(_) => "nothing_owned",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BrokenJson { column } => write!(
                f,
                "La riga non è JSON valido: controlla virgolette, virgole e parentesi intorno al \
                 carattere {column}."
            ),
            Self::NotAnObject => {
                write!(f, "La riga non contiene un oggetto: scrivila tra parentesi graffe.")
            }
            Self::Missing(field) => write!(f, "Manca il campo «{field}»: aggiungilo."),
            Self::WrongKind { field, expected } => {
                write!(f, "Il campo «{field}» non va bene: deve contenere {expected}.")
            }
            Self::Date { field, found } => {
                write!(f, "Nel campo «{field}» «{found}» non è una data: scrivila come 2026-11-22.")
            }
            Self::Product(code) => write!(
                f,
                "Nessun prodotto ha il codice «{code}»: usa {}.",
                Product::ALL.map(Product::code).join(", ")
            ),
            Self::Purpose(purpose) => {
                write!(f, "«{purpose}» non è uno scopo: usa first_purchase, add oppure renewal.")
            }
            Self::Discount(discount) => write!(
                f,
                "«{discount}» non è uno sconto: scrivi una percentuale da 0 a 100, per esempio \
                 \"12.5\"."
            ),
            Self::NothingOwned(product) => write!(
                f,
                "{} risulta posseduto in quantità 0: togli la voce da «owned».",
                product.name()
            ),
        }
    }
}
