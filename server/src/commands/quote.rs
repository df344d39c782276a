//! `bottega quote`: carts as JSON Lines on standard input, an answer a line on standard output.
//!
//! For support staff, and for checking a spreadsheet against the shop. Prices are those of
//! `--price-list`; without one they are the demo's, which is said on standard error, since nothing
//! is sold here. Every line is answered, also one that makes no sense, and at once, so that it can
//! be used by hand. Fields that are not known are passed over.

mod request;

use std::io::{self, BufRead, Write};

use domain::quote::{After, Line, LineKind, Quote, quote};
use domain::terms::Terms;
use domain::{Date, Money, Product, RuleError};
use platform::Clock;
use serde::Serialize;
use ui::wording;

use self::request::Request;
use super::Outcome;
use crate::{
    config::{QuoteOptions, Settings},
    prices,
    stop::Stop,
};

pub fn run(settings: &Settings, options: &QuoteOptions) -> Outcome {
    let listed = match prices::configured(settings, Clock::system().today())? {
        Some(_) if options.demo => None,
        listed => listed,
    };
    if listed.is_none() && !options.demo {
        eprintln!(
            "bottega: no price list is named, so these prices are the invented ones of the demo."
        );
    }
    let terms = listed.unwrap_or_else(services::demo::price_list).terms;
    match answer_lines(io::stdin().lock(), io::stdout().lock(), &terms) {
        // Whoever reads has seen enough, for example `head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Stop::Failed(format!("quoting failed: {error}."))),
    }
}

fn answer_lines(mut input: impl BufRead, mut output: impl Write, terms: &Terms) -> io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            serde_json::to_writer(&mut output, &answer(&line, terms))?;
            output.write_all(b"\n")?;
            output.flush()?;
        }
        line.clear();
    }
    Ok(())
}

/// The keys stand in the order in which people read them.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Priced {
        lines: Vec<Row>,
        discount: Money,
        net: Money,
        vat: Money,
        total: Money,
        due: Money,
        after: Vec<After>,
    },
    Refused {
        refused: &'static str,
        why: String,
    },
}

#[derive(Serialize)]
struct Row {
    product: Product,
    kind: LineKind,
    quantity: u32,
    from: Date,
    until: Date,
    months: u32,
    net: Money,
}

fn answer(line: &[u8], terms: &Terms) -> Answer {
    let Request { cart, given } = match Request::parse(line) {
        Ok(request) => request,
        Err(fault) => return Answer::Refused { refused: fault.code(), why: fault.to_string() },
    };
    match quote(&cart, &given, terms) {
        Ok(quote) => priced(quote),
        Err(errors) => Answer::Refused {
            refused: errors.first().map_or("refused", |error| error.code()),
            why: wording::sentence(&RuleError::Refused(errors)),
        },
    }
}

fn priced(quote: Quote) -> Answer {
    let row = |line: Line| {
        let Line { product, kind, quantity, from, until, months, net, .. } = line;
        Row { product, kind, quantity, from, until, months, net }
    };
    Answer::Priced {
        lines: quote.lines.into_iter().map(row).collect(),
        discount: quote.discount,
        net: quote.totals.net,
        vat: quote.totals.vat,
        total: quote.totals.total,
        due: quote.totals.due,
        after: quote.after,
    }
}

#[cfg(test)]
mod tests;
