use domain::Product;
use domain::calendar::MonthPolicy;
use domain::money::Money;
use domain::price_list::{PriceList, Refusal};
use services::prices::name;

use super::PriceFile;

const TODAY: &str = "2026-11-28";

/// A list with all products, five lines each: `number`, then from line 2 one row after the other.
fn prices() -> String {
    let row = |product: Product| {
        format!("[[price]]\nproduct = \"{product}\"\nyearly = \"12.00\"\nfrom = 2026-01-01\n\n")
    };
    Product::ALL.into_iter().map(row).collect()
}

fn read(text: &str) -> Result<PriceFile, Vec<String>> {
    PriceFile::parse("list.toml".into(), text, TODAY.parse().unwrap())
}

/// What is said against a list that ends with these lines, the first of which is line 42.
fn against(rows: &str) -> Vec<String> {
    read(&format!("number = 1\n{}{rows}", prices())).unwrap_err()
}

fn doubts(rows: &str) -> Vec<String> {
    read(&format!("number = 1\n{}{rows}", prices())).unwrap().doubts
}

#[test]
fn the_example_is_a_list_without_a_flaw_or_a_doubt() {
    let text = include_str!("../../../docs/price-list.example.toml");

    let file = read(text).unwrap();

    assert_eq!(file.doubts, Vec::<String>::new());
    let PriceList { number, terms, discount_codes } = &file.list;
    assert_eq!((*number, terms.months), (1, MonthPolicy::FifteenDaysMakeAMonth));
    let yearly = |product, day: &str| terms.yearly(product, day.parse().unwrap());
    assert_eq!(yearly(Product::Invoicing, "2027-12-31"), Some(Money::from_cents(48_00)));
    assert_eq!(yearly(Product::Invoicing, "2028-01-01"), Some(Money::from_cents(51_00)));
    assert_eq!(yearly(Product::User, "2027-12-31"), Some(Money::from_cents(9_00)));
    assert_eq!(yearly(Product::User, "2028-01-01"), Some(Money::from_cents(9_60)));
    assert_eq!(terms.promotions.len(), 1);
    let [code] = &discount_codes[..] else { panic!("{discount_codes:?}") };
    assert_eq!((&*code.code, code.percent.to_string()), ("PRIMAVERA15", "15".into()));
    assert_eq!(code.products, [Product::Invoicing, Product::WooCommerce]);
    assert_eq!((code.uses_max, code.uses_per_account_max), (Some(500), Some(1)));
    assert!(code.first_purchase_only);
    // Whoever explains a key here has it read above, or the reader would refuse it.
    for key in ["months =", "until =", "free =", "first_purchase_only =", "uses_per_account_max ="]
    {
        assert!(text.contains(key), "{key}");
    }
}

#[test]
fn each_thing_that_is_wrong_is_told_with_its_line() {
    for (rows, sentences) in [
        ("[[price]]\nproduct = \"FE\"\nyearly = \"30.00\"", &["line 42: price has no from."][..]),
        (
            "[[price]]\nprodct = \"FE\"",
            &[
                "line 42: price has no product.",
                "line 42: price has no yearly.",
                "line 42: price has no from.",
                "line 43: price has no key prodct: it may mean product.",
            ],
        ),
        (
            "[[prices]]\nproduct = \"FE\"",
            &["line 42: the list has no key prices: it may mean price."],
        ),
        (
            "[prova]\na = 1",
            &["line 42: the list has no key prova: it has number, months, price, promotion, \
             discount_code."],
        ),
        (
            "[[promotion]]\nfree = \"XX\"\nfrom = 2027-01-01",
            &[
                "line 43: free: there is no product \"XX\", there are FE, SR, DOC, INC, WOO, ORD, UT, GB.",
            ],
        ),
        (
            "[[promotion]]\nfree = \"FE\"\nfrom = 2027-01-01",
            &[
                "line 42: the promotion of FE from 2027-01-01 is of a main service: only what is added \
             to it can be free.",
            ],
        ),
        (
            "[[promotion]]\nfree = \"DOC\"\nfrom = 2027-02-01\nuntil = 2027-01-31",
            &[
                "line 42: the last day of the promotion of DOC from 2027-02-01 comes before its first.",
            ],
        ),
        ("number = = 2", &["line 42: this is no TOML: "]),
    ] {
        let told = against(rows);
        assert_eq!(told.len(), sentences.len(), "{told:?}");
        for (told, sentence) in told.iter().zip(sentences) {
            assert!(told.starts_with(&format!("list.toml, {sentence}")), "{told}");
            assert!(told.ends_with('.') && !told.contains('\n'), "{told}");
        }
    }
}

#[test]
fn a_value_that_cannot_be_meant_is_refused_and_says_why() {
    let row = |yearly: &str, from: &str| {
        format!("[[price]]\nproduct = \"FE\"\nyearly = {yearly}\nfrom = {from}")
    };
    let quotes = "line 44: yearly: it stands in quotes, like \"30.00\".";
    let shape = "line 45: from: a day is written without quotes, like 2027-01-31.";
    for (yearly, from, sentence) in [
        ("30.00", "2027-01-01", quotes),
        ("30", "2027-01-01", quotes),
        ("true", "2027-01-01", quotes),
        ("\"-1.00\"", "2027-01-01", "line 44: yearly: -1.00 is less than nothing."),
        (
            "\"30.005\"",
            "2027-01-01",
            "line 44: yearly: \"30.005\" is no amount of euro with a point and two decimals.",
        ),
        (
            "\"30,00\"",
            "2027-01-01",
            "line 44: yearly: \"30,00\" is no amount of euro with a point and two decimals.",
        ),
        (
            "\"1e3\"",
            "2027-01-01",
            "line 44: yearly: \"1e3\" is no amount of euro with a point and two decimals.",
        ),
        (
            "\"9999999999999999.00\"",
            "2027-01-01",
            "line 44: yearly: 9999999999999999.00 is more than anybody asks for a year.",
        ),
        (
            "\"0.00\"",
            "2027-01-01",
            "line 42: the price of FE from 2027-01-01 is 0.00: what is free is a promotion.",
        ),
        ("\"30.00\"", "\"2027-01-01\"", shape),
        ("\"30.00\"", "2027-01-01T10:00:00", shape),
        ("\"30.00\"", "10:00:00", shape),
        ("\"30.00\"", "2027-02-30", "line 45: this is no TOML: "),
    ] {
        let told = against(&row(yearly, from));
        assert!(told[0].starts_with(&format!("list.toml, {sentence}")), "{told:?}");
        assert_eq!(told.len(), 1, "{told:?}");
    }
}

#[test]
fn gaps_overlaps_and_missing_products_are_found() {
    let fe =
        |from: &str| format!("[[price]]\nproduct = \"FE\"\nyearly = \"30.00\"\nfrom = {from}\n");
    let ending = |until: &str| format!("until = {until}\n");

    assert_eq!(
        against(&fe("2026-01-01")),
        [
            "list.toml, line 42: on some days the price of FE from 2026-01-01 holds and also the row of \
         line 2."
        ]
    );
    let rows = fe("2027-01-01") + &ending("2027-12-31") + &fe("2027-12-31");
    assert_eq!(
        against(&rows),
        [
            "list.toml, line 47: on some days the price of FE from 2027-12-31 holds and also the row of \
         line 42."
        ]
    );
    let rows = fe("2027-01-01") + &ending("2027-11-30") + &fe("2028-01-01");
    assert_eq!(
        against(&rows),
        [
            "list.toml, line 47: the price of FE from 2028-01-01 begins too late: from 2027-12-01 to \
         2027-12-31 there is none."
        ]
    );
    let without = prices().replace("\"WOO\"", "\"FE\"").replace("2026-01-01", "2026-02-01");
    let told = read(&format!("number = 1\n{without}")).unwrap_err();
    assert!(
        told.contains(&"list.toml: there is no price of WOO (Modulo WooCommerce).".into()),
        "{told:?}"
    );
}

#[test]
fn codes_are_looked_at() {
    let code = |more: &str| {
        format!(
            "[[discount_code]]\ncode = \"NATALE\"\npercent = \"10\"\nfrom = 2026-12-01\n{more}\n"
        )
    };

    assert_eq!(
        doubts(&code("")),
        [
            "list.toml, line 42: the code NATALE has neither until nor uses_max: it is for everybody \
         and for ever."
        ]
    );
    assert_eq!(doubts(&code("until = 2026-12-31")), Vec::<String>::new());
    assert_eq!(doubts(&code("uses_max = 5")), Vec::<String>::new());
    let twice = code("uses_max = 5") + &code("uses_max = 5");
    assert_eq!(
        against(&twice),
        ["list.toml, line 47: the code NATALE is there already, in the row of line 42."]
    );
    for (written, replacement, sentence) in [
        ("\"10\"", "\"0\"", "line 42: the code NATALE takes nothing off."),
        ("\"10\"", "101", "line 44: percent: 101 is not between 0 and 100."),
        ("\"10\"", "10.5", "line 44: percent: it stands in quotes, like \"12.5\"."),
        ("NATALE", "Natale", "line 43: code: \"Natale\" has not 3 to 20 capital letters, "),
        ("NATALE", "NATALE 10", "line 43: code: \"NATALE 10\" has not 3 to 20 "),
        ("NATALE", "N", "line 43: code: \"N\" has not 3 to 20 "),
        ("uses_max = 5", "uses_max = 0", "line 46: uses_max: it is a whole number from 1 on."),
        ("uses_max = 5", "uses_max = -5", "line 46: uses_max: it is a whole number from 1 on."),
        ("uses_max = 5", "until = 2026-11-01", "line 42: the last day of the code NATALE comes "),
        ("uses_max = 5", "products = \"FE\"", "line 46: products: it is a list, like "),
        ("uses_max = 5", "products = [\"fe\"]", "line 46: products: there is no product \"fe\", "),
        ("uses_max = 5", "first_purchase_only = 1", "line 46: first_purchase_only: it is true or "),
    ] {
        let told = against(&code("uses_max = 5").replace(written, replacement));
        assert!(told[0].starts_with(&format!("list.toml, {sentence}")), "{told:?}");
        assert!(told.len() == 1 && told[0].ends_with('.'), "{told:?}");
    }
}

#[test]
fn a_list_has_a_number_and_a_known_way_to_count_months() {
    let of = |top: &str| read(&format!("{top}\n{}", prices()));
    let told = |top: &str| of(top).unwrap_err().remove(0);

    assert_eq!(told(""), "list.toml, line 1: the list has no number.");
    assert_eq!(told("number = 0"), "list.toml, line 1: number: it is a whole number from 1 on.");
    assert_eq!(
        told("number = 1\nmonths = \"days-are-fre\""),
        "list.toml, line 2: months: there is no \"days-are-fre\", there are \
         fifteen-days-make-a-month, any-day-makes-a-month, days-are-free: it may mean days-are-free."
    );
    let months =
        |name: &str| of(&format!("number = 1\nmonths = {name:?}")).unwrap().list.terms.months;
    assert_eq!(months("any-day-makes-a-month"), MonthPolicy::Ceiling);
    assert_eq!(months("days-are-free"), MonthPolicy::Floor);
    assert_eq!(of("number = 1").unwrap().list.terms.months, MonthPolicy::FifteenDaysMakeAMonth);
}

#[test]
fn a_change_of_what_has_begun_is_told_with_its_line() {
    let list = |number: u32, text: &str| read(&format!("number = {number}\n{text}")).unwrap();
    let in_force = list(1, &prices()).list;
    let refused = |file: &PriceFile| {
        let because = file.list.follow(&in_force, TODAY.parse().unwrap()).unwrap_err();
        file.refused(&name(&in_force).unwrap(), &because)
    };

    let dearer = list(2, &prices().replacen("12.00", "13.00", 1));
    assert_eq!(
        refused(&dearer),
        [
            "list.toml, line 2: the price of FE from 2026-01-01 is in force at 12.00 and stands here at \
         13.00: what has begun stays, and a price changes by a new row."
        ]
    );
    let moved = list(2, &prices().replacen("2026-01-01", "2026-11-27", 1));
    assert_eq!(
        refused(&moved),
        [
            "list.toml: the price of FE from 2026-01-01, 12.00, is missing: what has begun stays, and a \
         price changes by a new row.",
            "list.toml, line 2: the price of FE from 2026-11-27 is new and begins on a day that is over: \
         a new price begins today or later.",
        ]
    );
    let months = "months = \"days-are-free\"\n";
    let same_number = list(1, &format!("{months}{}", prices()));
    assert_eq!(
        refused(&same_number),
        [
            "list.toml: the list says something else than the one in force, which has number 1 too: give \
         it a higher number."
        ]
    );
    let newer = PriceList { number: 3, ..in_force.clone() };
    assert_eq!(dearer.list.follow(&newer, TODAY.parse().unwrap()), Err(Refusal::Older));
    assert_eq!(
        dearer.refused(&name(&newer).unwrap(), &Refusal::Older),
        [
            "list.toml: the list has number 2, and number 3 is in force already: take the newer file."
        ]
    );
}
