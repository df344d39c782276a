//! From the text to the list. Nothing is guessed: an amount stands in quotes, since a number with a
//! point would be rounded before we saw it, and a day does not.

use domain::coupon::DiscountCode;
use domain::price_list::PriceList;
use domain::terms::{PriceRow, Promotion, Terms};
use domain::vat;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::row::{Keys, Reader, Row, value};
use super::{Fault, Lines};

const TOP: Keys = &["number", "months", "price", "promotion", "discount_code"];
const PRICE: Keys = &["product", "yearly", "from", "until"];
const PROMOTION: Keys = &["free", "from", "until"];
const CODE: Keys = &[
    "code",
    "percent",
    "from",
    "until",
    "first_purchase_only",
    "products",
    "uses_max",
    "uses_per_account_max",
];

/// The list with the lines of its rows, or everything in the text that is no list.
pub fn read(text: &str) -> Result<(PriceList, Lines), Vec<Fault>> {
    let mut reader = Reader::new(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mut faults: Vec<Fault> = errors.iter().map(|error| reader.syntax(error)).collect();
        // What follows on the same line is no news.
        faults.dedup_by_key(|fault| fault.line);
        return Err(faults);
    }
    let top = Row { what: "the list", table: document.get_ref(), line: 1 };
    reader.only(&top, TOP);
    let number = reader.required(&top, "number", value::count);
    let months = reader.optional(&top, "months", value::months);
    let prices = rows(&mut reader, &top, "price", PRICE, price);
    let promotions = rows(&mut reader, &top, "promotion", PROMOTION, promotion);
    let codes = rows(&mut reader, &top, "discount_code", CODE, code);
    reader.finish()?;

    let (prices, price_lines) = prices.into_iter().unzip();
    let (promotions, promotion_lines) = promotions.into_iter().unzip();
    let (discount_codes, code_lines) = codes.into_iter().unzip();
    let months = months.unwrap_or_default();
    let terms = Terms { prices, promotions, months, vat_rate: vat::ordinary_rate() };
    let list = PriceList { number: number.unwrap_or_default(), terms, discount_codes };
    let lines = Lines { prices: price_lines, promotions: promotion_lines, codes: code_lines };
    Ok((list, lines))
}

/// Every `[[key]]` that makes sense, with its line.
fn rows<T>(
    reader: &mut Reader<'_>,
    top: &Row<'_>,
    key: &'static str,
    keys: Keys,
    read: impl Fn(&mut Reader<'_>, &Row<'_>) -> Option<T>,
) -> Vec<(T, usize)> {
    let Some(list) = top.table.get(key) else { return Vec::new() };
    let each: &[Spanned<DeValue<'_>>] = match list.get_ref() {
        DeValue::Array(each) => each,
        _ => std::slice::from_ref(list),
    };
    let mut found = Vec::new();
    for row in each {
        let DeValue::Table(table) = row.get_ref() else {
            reader.fault(row.span(), format!("begin each row with [[{key}]]."));
            continue;
        };
        let row = Row { what: key, table, line: reader.line_of_table(row) };
        reader.only(&row, keys);
        found.extend(read(reader, &row).map(|it| (it, row.line)));
    }
    found
}

fn price(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<PriceRow> {
    let product = reader.required(row, "product", value::product);
    let yearly = reader.required(row, "yearly", value::money);
    let valid_from = reader.required(row, "from", value::day);
    let valid_until = reader.optional(row, "until", value::day);
    Some(PriceRow { product: product?, yearly: yearly?, valid_from: valid_from?, valid_until })
}

fn promotion(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<Promotion> {
    let free = reader.required(row, "free", value::product);
    let from = reader.required(row, "from", value::day);
    let until = reader.optional(row, "until", value::day);
    Some(Promotion { free: free?, from: from?, until })
}

fn code(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<DiscountCode> {
    let code = reader.required(row, "code", value::code);
    let percent = reader.required(row, "percent", value::percent);
    let from = reader.required(row, "from", value::day);
    let until = reader.optional(row, "until", value::day);
    let first_purchase_only = reader.optional(row, "first_purchase_only", value::yes_or_no);
    let products = reader.optional(row, "products", value::products);
    let uses_max = reader.optional(row, "uses_max", value::count);
    let uses_per_account_max = reader.optional(row, "uses_per_account_max", value::count);
    Some(DiscountCode {
        code: code?,
        percent: percent?,
        from: from?,
        until,
        first_purchase_only: first_purchase_only.unwrap_or(false),
        products: products.unwrap_or_default(),
        uses_max,
        uses_per_account_max,
    })
}
