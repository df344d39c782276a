//! Statements in XML: ISO 20022 camt.053, versions 001.02 to 001.13, plain or in the envelope in
//! which Italian banks send it (CBI, `CBIBdyBkToCstmrStmtReq`: many messages in one file, daily or
//! of a period).
//!
//! The versions differ in a few places only (a status that became a choice, a party that went one
//! element deeper), so elements are looked for by name, whatever the namespace says. Which elements
//! banks fill in differs more: each fact has a row of places where it may stand.

use domain::Money;
use domain::statement::{
    Credit, ENTRIES_MAX, Identity, Part, Passed, Unreadable, Why, numbers, reference,
};
use domain::transfer::iban;

use super::amount;
use super::entry::{Entry, Read, one_line};
use super::xml::{self, Element};

/// The elements that hold statements: the message of ISO 20022, and CBI's of a day and of a period.
const MESSAGES: [&str; 3] = ["BkToCstmrStmt", "CBIDlyStmtReqLogMsg", "CBIPrdcStmtReqLogMsg"];

/// Reads all statements of a message.
pub fn read(text: &str) -> Result<Read, Unreadable> {
    let root = xml::parse(text)?;
    let messages = root.find_all(&MESSAGES);
    if messages.is_empty() {
        return Err(Unreadable::OtherMessage);
    }
    let mut read = Read::default();
    let mut entries = 0;
    for statement in messages.iter().flat_map(|message| message.all("Stmt")) {
        let account = statement.first_text(&["Acct/Id/IBAN", "Acct/Id/Othr/Id"]);
        read.account = read.account.or_else(|| account.map(str::to_owned));
        for entry in statement.all("Ntry") {
            entries += 1;
            if entries > ENTRIES_MAX {
                return Err(Unreadable::TooManyEntries);
            }
            read_entry(entry, account, &mut read)?;
        }
    }
    Ok(read)
}

fn read_entry(entry: &Element, account: Option<&str>, read: &mut Read) -> Result<(), Unreadable> {
    let line = entry.line;
    let day = entry.first_text(&["BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"]);
    let details: Vec<&Element> =
        entry.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
    if let Some(why) = why_not(entry)? {
        let payer = first(&details, PAYER).unwrap_or_default();
        read.pass(Passed {
            line,
            why,
            day: day.and_then(amount::day),
            amount: entry.text_at("Amt").and_then(amount::with_point),
            said: one_line(&format!("{payer} {}", text(entry, &details))),
        });
        return Ok(());
    }
    let sum = amount_of(entry, "Amt", line)?;
    let day = day.ok_or(Unreadable::Missing { part: Part::Day, line })?;
    let booked_on = amount::day(day).ok_or(Unreadable::Wrong { part: Part::Day, line })?;

    let of_entry = entry.text_at("AcctSvcrRef").and_then(named);
    let mut tell = |amount: Money, details: &[&Element], reference: Option<String>| {
        let credit = Credit {
            account: account.map(str::to_owned),
            booked_on,
            amount,
            payer: one_line(first(details, PAYER).unwrap_or_default()),
            iban: first(details, &["RltdPties/DbtrAcct/Id/IBAN"]).and_then(iban),
            text: one_line(&format!("{} {}", text(entry, details), other_payers(details))),
            reference,
        };
        let identity = Identity::of_entry(&credit);
        read.entries.push(Entry { credit, identity });
    };
    if let Some(amounts) = parts(&details, sum) {
        // Several payments that the bank booked as one sum.
        for (place, (one, amount)) in details.iter().zip(amounts).enumerate() {
            let own = one.text_at("Refs/AcctSvcrRef").and_then(named);
            let own = own.filter(|own| of_entry.as_ref() != Some(own));
            let within = of_entry.as_ref().map(|entry| format!("{entry}/{}", place + 1));
            tell(amount, std::slice::from_ref(one), own.or(within));
        }
    } else {
        let own = first(&details, &["Refs/AcctSvcrRef"]).and_then(named);
        tell(sum, &details, of_entry.or(own));
    }
    Ok(())
}

/// Why an entry is no money for us; none when it is.
fn why_not(entry: &Element) -> Result<Option<Why>, Unreadable> {
    let line = entry.line;
    let direction = entry.text_at("CdtDbtInd");
    let direction = direction.ok_or(Unreadable::Missing { part: Part::Direction, line })?;
    let status = entry.first_text(&["Sts/Cd", "Sts/Prtry", "Sts"]).unwrap_or("BOOK");
    let is_reversal = matches!(entry.text_at("RvslInd"), Some("true" | "1"));
    let is_zero = || entry.text_at("Amt").and_then(amount::with_point) == Some(Money::ZERO);
    Ok(match direction {
        "CRDT" | "DBIT" if is_zero() => Some(Why::Zero),
        "CRDT" | "DBIT" if status != "BOOK" => Some(Why::Pending),
        "CRDT" | "DBIT" if is_reversal => Some(Why::Reversal),
        "DBIT" => Some(Why::Debit),
        "CRDT" if currency(entry, "Amt") != "EUR" => Some(Why::Foreign),
        "CRDT" => None,
        _ => return Err(Unreadable::Wrong { part: Part::Direction, line }),
    })
}

fn currency<'a>(element: &'a Element, path: &str) -> &'a str {
    element.at(path).and_then(|amount| amount.currency.as_deref()).unwrap_or("EUR")
}

fn amount_of(element: &Element, path: &str, line: usize) -> Result<Money, Unreadable> {
    let text = element.text_at(path).ok_or(Unreadable::Missing { part: Part::Amount, line })?;
    let amount = amount::with_point(text).filter(|amount| *amount > Money::ZERO);
    amount.ok_or(Unreadable::Wrong { part: Part::Amount, line })
}

/// The amounts of the payments within an entry: only when there are several, all of them say their
/// own, and together they are the entry.
fn parts(details: &[&Element], sum: Money) -> Option<Vec<Money>> {
    let amounts: Vec<Money> = details.iter().map(|one| part(one)).collect::<Option<_>>()?;
    (amounts.len() > 1 && amounts.iter().copied().sum::<Money>() == sum).then_some(amounts)
}

fn part(details: &Element) -> Option<Money> {
    let path = ["Amt", "AmtDtls/TxAmt/Amt"].into_iter().find(|path| details.at(path).is_some())?;
    let is_credit = details.text_at("CdtDbtInd").is_none_or(|direction| direction == "CRDT");
    let is_euro = currency(details, path) == "EUR";
    amount_of(details, path, details.line).ok().filter(|_| is_credit && is_euro)
}

/// Where the payer's name may stand: since version 001.08 one element deeper.
const PAYER: &[&str] = &[
    "RltdPties/Dbtr/Nm",
    "RltdPties/Dbtr/Pty/Nm",
    "RltdPties/UltmtDbtr/Nm",
    "RltdPties/UltmtDbtr/Pty/Nm",
    "RltdPties/InitgPty/Nm",
    "RltdPties/InitgPty/Pty/Nm",
    "RltdPties/Dbtr/Agt/FinInstnId/Nm",
];

fn first<'a>(details: &[&'a Element], paths: &[&str]) -> Option<&'a str> {
    details.iter().find_map(|one| one.first_text(paths))
}

/// Who else paid, when the bank does not say how much each did.
fn other_payers(details: &[&Element]) -> String {
    let mut payers: Vec<&str> = Vec::new();
    for payer in details.iter().filter_map(|one| one.first_text(PAYER)) {
        if !payers.contains(&payer) {
            payers.push(payer);
        }
    }
    payers.get(1..).unwrap_or_default().join(" ")
}

/// Everything that the payer wrote. Where the bank did not pass that on, or broke it off, its own
/// words follow, in which some banks write it instead; what a program called the payment comes last.
fn text(entry: &Element, details: &[&Element]) -> String {
    let mut said: Vec<&str> = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for one in details {
        let before = said.len();
        for remittance in one.all("RmtInf") {
            said.extend(remittance.texts("Ustrd"));
            for structured in remittance.all("Strd") {
                said.extend(STRUCTURED.iter().flat_map(|path| structured.texts(path)));
            }
        }
        let passed_on = said.get(before..).unwrap_or_default();
        if passed_on.is_empty() || is_broken_off(passed_on) {
            said.extend(one.text_at("AddtlTxInf"));
        }
        named.extend(one.text_at("Refs/EndToEndId").filter(|name| reference(name).is_some()));
    }
    // An order number may stand in the bank's words alone.
    let names_an_order = |said: &[&str]| said.iter().any(|text| !numbers(text).is_empty());
    let words = entry.text_at("AddtlNtryInf");
    said.extend(
        words.filter(|words| {
            said.is_empty() || (!names_an_order(&said) && names_an_order(&[words]))
        }),
    );
    said.extend(named);
    one_line(&said.join(" "))
}

/// Where a structured text names what is paid: each may stand there any number of times.
const STRUCTURED: [&str; 4] =
    ["CdtrRefInf/Ref", "RfrdDocInf/Nb", "RfrdDocInf/LineDtls/Id/Nb", "AddtlRmtInf"];

fn is_broken_off(texts: &[&str]) -> bool {
    texts.last().is_some_and(|text| text.ends_with("...") || text.ends_with('…'))
}

fn named(text: &str) -> Option<String> {
    reference(&one_line(text))
}
