//! What is wrong with a list, for its operator.

use domain::Product;
use domain::price_list::{Broken, Flaw, Place, PriceList, Refusal};
use domain::terms::PriceRow;
use services::prices::Name;

use super::{Fault, Lines};

/// One flaw of a list, at the line of the row that is to be looked at.
pub fn flaw(flaw: Flaw, list: &PriceList, lines: &Lines) -> Fault {
    let at = |place: Place| lines.of(place);
    let of = |place: Place| subject(place, list);
    let other =
        |place: Place| at(place).map_or_else(String::new, |line| format!(" of line {line}"));
    let (place, sentence) = match flaw {
        Flaw::Missing(product) => {
            (None, format!("there is no price of {} ({}).", product, product.name()))
        }
        Flaw::Reversed(here) => {
            (Some(here), format!("the last day of {} comes before its first.", of(here)))
        }
        Flaw::Free(here) => {
            (Some(here), format!("{} is 0.00: what is free is a promotion.", of(here)))
        }
        Flaw::Overlap(first, here) => {
            let sentence =
                format!("on some days {} holds and also the row{}.", of(here), other(first));
            (Some(here), sentence)
        }
        Flaw::Gap(here, from, until) => (
            Some(here),
            format!("{} begins too late: from {from} to {until} there is none.", of(here)),
        ),
        Flaw::MainServiceFree(here) => (
            Some(here),
            format!("{} is of a main service: only what is added to it can be free.", of(here)),
        ),
        Flaw::TakesNothingOff(here) => (Some(here), format!("{} takes nothing off.", of(here))),
        Flaw::NoUses(here) => (Some(here), format!("{} can never be used.", of(here))),
        Flaw::SameCode(first, here) => {
            (Some(here), format!("{} is there already, in the row{}.", of(here), other(first)))
        }
        Flaw::NoLimit(here) => (
            Some(here),
            format!(
                "{} has neither until nor uses_max: it is for everybody and for ever.",
                of(here)
            ),
        ),
        Flaw::NotYetSold(product, from) => {
            (None, format!("{product} ({}) has no price before {from}.", product.name()))
        }
        Flaw::SoldUntil(here, until) => {
            (Some(here), format!("{} is the last one, and ends with {until}.", of(here)))
        }
    };
    Fault { line: place.and_then(at), sentence }
}

/// `the price of FE from 2027-01-01`.
fn subject(place: Place, list: &PriceList) -> String {
    let terms = &list.terms;
    let dated = |what: &str, product: Product, from| format!("the {what} of {product} from {from}");
    let subject = match place {
        Place::Price(row) => {
            terms.prices.get(row).map(|row| dated("price", row.product, row.valid_from))
        }
        Place::Promotion(row) => {
            terms.promotions.get(row).map(|row| dated("promotion", row.free, row.from))
        }
        Place::Code(row) => {
            list.discount_codes.get(row).map(|row| format!("the code {}", row.code))
        }
    };
    subject.unwrap_or_else(|| "the row".into())
}

/// Why list number `mine` may not take the place of the newest one.
pub fn refusal(
    mine: u32,
    newest: &Name,
    because: &Refusal,
    line_of: impl Fn(&PriceRow) -> Option<usize>,
) -> Vec<Fault> {
    let whole = |sentence: String| vec![Fault { line: None, sentence }];
    match because {
        Refusal::Older => whole(format!(
            "the list has number {mine}, and number {} is in force already: take the newer file.",
            newest.number
        )),
        Refusal::SameNumber => whole(format!(
            "the list says something else than the one in force, which has number {mine} too: give \
             it a higher number."
        )),
        Refusal::Past(broken) => broken.iter().map(|broken| past(broken, &line_of)).collect(),
    }
}

fn past(broken: &Broken, line_of: impl Fn(&PriceRow) -> Option<usize>) -> Fault {
    const STAYS: &str = "what has begun stays, and a price changes by a new row";
    let name = |row: &PriceRow| format!("the price of {} from {}", row.product, row.valid_from);
    let end = |row: &PriceRow| {
        row.valid_until.map_or_else(|| "without end".to_owned(), |until| format!("until {until}"))
    };
    match broken {
        Broken::Gone(row) => Fault {
            line: None,
            sentence: format!("{}, {}, is missing: {STAYS}.", name(row), row.yearly),
        },
        Broken::Changed(row, mine) => Fault {
            line: line_of(mine),
            sentence: format!(
                "{} is in force at {} and stands here at {}: {STAYS}.",
                name(row),
                row.yearly,
                mine.yearly
            ),
        },
        Broken::EndMoved(row, mine) => Fault {
            line: line_of(mine),
            sentence: format!(
                "{} is in force {} and stands here {}, which changes days that are over.",
                name(row),
                end(row),
                end(mine)
            ),
        },
        Broken::Backdated(row) => Fault {
            line: line_of(row),
            sentence: format!(
                "{} is new and begins on a day that is over: a new price begins today or later.",
                name(row)
            ),
        },
    }
}
