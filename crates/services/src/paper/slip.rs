//! The bollettino TD 896: how to pay it above, the slip with its two counterparts below.
//!
//! Without an authorisation of Poste Italiane to print slips it is a sample and says so.

use domain::Date;
use domain::format::{date, euro};
use domain::in_words::in_words;
use domain::order::Order;
use domain::postal_slip::{DOCUMENT_TYPE, PostalSlip};
use print::{A4, Column, Cut, Ink, Sheet, Type, page};

use super::{INKS, activation};
use crate::Settings;

/// A slip is wider than a sheet is: it lies.
const LYING: (f32, f32) = (A4.1, A4.0);
const LEFT: f32 = 15.0;
const RIGHT: f32 = 282.0;

/// Where the slip begins, and where its two counterparts meet.
const TOP: f32 = 106.0;
const MIDDLE: f32 = 112.0;

const NAME: Type = Type::new(Cut::SemiBold, 15.0, Ink::Brand);
const TITLE: Type = Type::new(Cut::SemiBold, 20.0, Ink::Text);
const SUBTITLE: Type = Type::new(Cut::SemiBold, 12.0, Ink::Text);
const TEXT: Type = Type::new(Cut::Regular, 10.0, Ink::Text);
const SMALL: Type = Type::new(Cut::Regular, 8.0, Ink::Muted);
const HEAD: Type = Type::new(Cut::SemiBold, 8.0, Ink::Text);
const FACT: Type = Type::new(Cut::SemiBold, 10.5, Ink::Text);
/// Ten letters to an inch, as machines expect.
const CODE: Type = Type::new(Cut::Machine, 9.98, Ink::Text);

pub(super) fn draw(
    settings: &Settings,
    order: &Order,
    until: Date,
    slip: &PostalSlip,
) -> Result<Vec<u8>, print::Error> {
    let title = format!("Bollettino per l’ordine {}", order.number);
    page(LYING, title.clone(), INKS, |sheet| {
        if settings.slip_authorisation().is_none() {
            sheet.mark((56.0, TOP + 48.0), 50.0, SAMPLE);
            sheet.mark((200.0, TOP + 40.0), 76.0, SAMPLE);
        }
        instructions(sheet, &title, settings, order, until);
        sheet.line((0.0, TOP), (LYING.0, TOP), true);
        sheet.line((MIDDLE, TOP), (MIDDLE, LYING.1), true);
        receipt(sheet, settings, order, slip);
        counterfoil(sheet, settings, order, slip);
    })
}

const SAMPLE: &str = "FAC-SIMILE";
const FILLED_IN: &str = "Non scrivere nulla sul bollettino: il codice cliente ci dice già di quale \
                         ordine si tratta.";
const COPY_IT: &str = "FAC-SIMILE: la stampa in proprio non è ancora autorizzata da Poste Italiane. \
                       Allo sportello ricopia conto corrente, intestatario, importo e causale su \
                       un bollettino bianco.";

/// What to do with it, and what happens then.
fn instructions(sheet: &mut Sheet, title: &str, settings: &Settings, order: &Order, until: Date) {
    let left = Column::new(LEFT, 14.0, 150.0);
    let sample = settings.slip_authorisation().is_none();
    let y = sheet.paragraph(left, NAME, &settings.brand.name);
    let y = sheet.heading(1, left.at(y + 3.0), TITLE, title);
    let how = format!(
        "Paga {} in un ufficio postale entro il {}. {}",
        euro(order.missing()),
        date(until),
        if sample { "" } else { FILLED_IN },
    );
    let y = sheet.paragraph(left.at(y + 2.0), TEXT, how.trim_end());
    if sample {
        sheet.paragraph(left.at(y + 3.0), Type { cut: Cut::SemiBold, ..TEXT }, COPY_IT);
    }

    let right = Column::new(185.0, 14.0 + NAME.line() + 3.0, RIGHT - 185.0);
    let y = sheet.heading(2, right, SUBTITLE, "Che cosa succede dopo");
    let steps = [
        "Registriamo il pagamento quando arriva, di norma dopo qualche giorno lavorativo. \
         Conserva la ricevuta: non serve mandarcela."
            .to_owned(),
        format!("Ti scriviamo a {} che il pagamento è registrato.", order.holder.email),
        activation(order.kind).to_owned(),
    ];
    sheet.steps(right.at(y + 1.5), TEXT, &steps);

    let foot = Column::new(LEFT, TOP - 10.5, RIGHT - LEFT);
    let brand = &settings.brand;
    let line = format!("{} · {}", brand.company.line(), brand.support_email);
    sheet.paragraph(foot, SMALL, &line);
}

/// What the payer keeps.
fn receipt(sheet: &mut Sheet, settings: &Settings, order: &Order, slip: &PostalSlip) {
    let (x, right) = (LEFT, MIDDLE - 7.0);
    let y = head(sheet, x, right, "Ricevuta di Versamento");
    let column = Column::new(x, y, right - x);
    let y = sums(sheet, column, slip);
    let y = sheet.field(column.at(y), "intestato a", FACT, &settings.bank.beneficiary);
    let y = sheet.field(column.at(y + 0.8), "causale", FACT, &order.number.to_string());
    let y = payer(sheet, column.at(y + 0.8), order);
    stamp(sheet, column.at(y.max(182.0) + 2.0), LYING.1 - 7.0);
}

/// What the post office sends on.
fn counterfoil(sheet: &mut Sheet, settings: &Settings, order: &Order, slip: &PostalSlip) {
    let (x, right) = (MIDDLE + 7.0, RIGHT);
    let y = head(sheet, x, right, "Ricevuta di Accredito");
    let half = (right - x - 6.0) / 2.0;
    let left = Column::new(x, y, half);
    let next = Column::new(x + half + 6.0, y, half);

    let y = sums(sheet, left, slip);
    payer(sheet, left.at(y), order);

    let y = sheet.field(next, "intestato a", FACT, &settings.bank.beneficiary);
    let y = sheet.field(next.at(y + 0.8), "causale", FACT, &order.number.to_string());
    let code = slip.code().to_string();
    let y = sheet.field(next.at(y + 0.8), "codice cliente", CODE, &code);
    let zone = 191.0;
    stamp(sheet, next.at(y.max(160.0) + 2.0), zone - 7.0);

    let permission = match settings.slip_authorisation() {
        Some(number) => format!("AUT. {number}"),
        None => SAMPLE.to_owned(),
    };
    sheet.paragraph(Column::new(x, zone - 5.0, half), SMALL, &permission);
    let keep_out = "IMPORTANTE: NON SCRIVERE NELLA ZONA SOTTOSTANTE";
    sheet.flush_right(right, zone - 5.0, SMALL, keep_out);
    sheet.line((MIDDLE, zone), (LYING.0, zone), false);
    let line = slip.code_line();
    sheet.flush_right(right, zone + 6.0, CODE, &line);
}

/// The name of the form, and which half of it this is.
fn head(sheet: &mut Sheet, x: f32, right: f32, half: &str) -> f32 {
    let y = TOP + 6.0;
    sheet.paragraph(Column::new(x, y, 60.0), HEAD, "CONTI CORRENTI POSTALI");
    let kind = format!("{half} · TD {DOCUMENT_TYPE}");
    let y = sheet.flush_right(right, y, HEAD, &kind);
    sheet.line((x, y + 1.0), (right, y + 1.0), false);
    y + 3.0
}

/// The account and the amount, in figures and in words.
fn sums(sheet: &mut Sheet, column: Column, slip: &PostalSlip) -> f32 {
    let Column { x, y, width } = column;
    let account = Column::new(x + 2.0, y + 1.0, width / 2.0);
    let amount = Column::new(x + width / 2.0 + 2.0, y + 1.0, width / 2.0 - 4.0);
    let style = Type { size: 12.0, ..FACT };
    let bottom = sheet.field(account, "sul C/C n.", style, slip.account().short());
    sheet.field(amount, "di Euro", style, euro(slip.amount()).trim_end_matches("\u{a0}€"));
    sheet.frame(x, y, width, bottom - y + 1.0);
    sheet.line((x + width / 2.0, y), (x + width / 2.0, bottom + 1.0), false);
    let words = format!("euro {}", in_words(slip.amount()));
    sheet.field(column.at(bottom + 2.2), "importo in lettere", FACT, &words) + 0.8
}

fn payer(sheet: &mut Sheet, column: Column, order: &Order) -> f32 {
    let party = &order.holder.party;
    let address = &party.address;
    let place = format!("{} {} {}", address.postal_code, address.city, address.province);
    let y = sheet.field(column, "eseguito da", FACT, &party.name.to_string());
    let y = sheet.paragraph(column.at(y), TEXT, &address.street);
    sheet.paragraph(column.at(y), TEXT, &place)
}

/// Where the post office puts its stamp.
fn stamp(sheet: &mut Sheet, Column { x, y, width }: Column, bottom: f32) {
    sheet.frame(x, y, width, bottom - y);
    sheet.paragraph(
        Column::new(x + 2.0, y + 1.5, width - 4.0),
        SMALL,
        "BOLLO DELL’UFFICIO POSTALE",
    );
}
