//! The sheet of a transfer: everything that a bank asks for, to be typed or to be scanned.

use domain::Date;
use domain::format::{date, euro};
use domain::order::Order;
use print::{A4, Column, Cut, Ink, QUIET, QrCode, Sheet, Type, page};

use super::{INKS, activation};
use crate::Settings;

const LEFT: f32 = 22.0;
const RIGHT: f32 = 188.0;

const NAME: Type = Type::new(Cut::SemiBold, 15.0, Ink::Brand);
const TITLE: Type = Type::new(Cut::SemiBold, 22.0, Ink::Text);
const SUBTITLE: Type = Type::new(Cut::SemiBold, 13.0, Ink::Text);
const TEXT: Type = Type::new(Cut::Regular, 10.5, Ink::Text);
const SMALL: Type = Type::new(Cut::Regular, 8.5, Ink::Muted);
const FACT: Type = Type::new(Cut::SemiBold, 13.0, Ink::Text);

pub(super) fn draw(
    settings: &Settings,
    order: &Order,
    until: Option<Date>,
    code: &QrCode,
) -> Result<Vec<u8>, print::Error> {
    let title = format!("Bonifico per l’ordine {}", order.number);
    page(A4, title.clone(), INKS, |sheet| {
        let whole = Column::new(LEFT, 20.0, RIGHT - LEFT);
        sheet.paragraph(whole, NAME, &settings.brand.name);
        sheet.flush_right(RIGHT, 21.4, SMALL, &format!("Ordine del {}", date(order.concluded_on)));
        sheet.line((LEFT, 29.5), (RIGHT, 29.5), false);

        let y = sheet.heading(1, whole.at(38.0), TITLE, &title);
        let by = until.map(|until| format!(" entro il {}", date(until))).unwrap_or_default();
        let how = format!(
            "Fai un bonifico con questi dati{by}. Nella causale scrivi solo il numero \
             dell’ordine: così lo riconosciamo subito."
        );
        let y = sheet.paragraph(whole.at(y + 2.0), TEXT, &how);
        let y = facts(sheet, y + 7.0, settings, order, until, code);
        let y = sheet.heading(2, whole.at(y + 10.0), SUBTITLE, "Che cosa succede dopo");
        let steps = [
            "Registriamo il pagamento quando arriva, di norma il giorno lavorativo dopo il \
             bonifico. Non serve mandarci la ricevuta."
                .to_owned(),
            format!("Ti scriviamo a {} che il pagamento è registrato.", order.holder.email),
            after_payment(order, until).to_owned(),
        ];
        sheet.steps(whole.at(y + 2.0), TEXT, &steps);
        company(sheet, settings);
    })
}

/// What was fulfilled on a commitment, and so has no last day, is only settled.
fn after_payment(order: &Order, until: Option<Date>) -> &'static str {
    match until {
        Some(_) => activation(order.kind),
        None => "Quello che hai ordinato è già attivo: con il pagamento l’ordine è saldato.",
    }
}

/// The data on the left, the code on the right.
fn facts(
    sheet: &mut Sheet,
    top: f32,
    settings: &Settings,
    order: &Order,
    until: Option<Date>,
    code: &QrCode,
) -> f32 {
    const SIDE: f32 = 52.0;
    let bank = &settings.bank;
    let inner = top + 6.0;
    let data = Column::new(LEFT + 7.0, inner, 92.0);
    let mut y = inner;
    let facts = [
        ("Beneficiario", bank.beneficiary.clone()),
        ("IBAN", bank.iban_in_groups()),
        ("BIC", format!("{} · {}", bank.bic, bank.bank)),
        ("Importo", euro(order.missing())),
        ("Causale", order.number.to_string()),
    ];
    let last_day = until.map(|until| ("Da pagare entro il", date(until)));
    for (name, value) in facts.into_iter().chain(last_day) {
        y = sheet.field(data.at(y), name, FACT, &value) + 2.2;
    }
    let bottom = y + 3.0;

    let x = RIGHT - SIDE - 5.0;
    let means = "Codice QR con gli stessi dati del bonifico, per l’app della tua banca";
    sheet.code(x, inner, SIDE, code, means);
    let edge = SIDE * f32::from(QUIET) / f32::from(code.size());
    let caption = Column::new(x + edge, inner + SIDE, SIDE - 2.0 * edge);
    let hint = "Inquadra il codice con l’app della tua banca: compila il bonifico da sola. Non \
                tutte le app lo leggono: i dati qui accanto bastano.";
    let below = sheet.paragraph(caption, SMALL, hint);
    let bottom = bottom.max(below + 4.0);
    sheet.frame(LEFT, top, RIGHT - LEFT, bottom - top);
    bottom
}

/// Who asks for the money, as art. 2250 c.c. wants it on every paper.
fn company(sheet: &mut Sheet, settings: &Settings) {
    let foot = Column::new(LEFT, 272.0, RIGHT - LEFT);
    sheet.line((LEFT, 270.0), (RIGHT, 270.0), false);
    let y = sheet.paragraph(foot, SMALL, &settings.brand.company.line());
    let help = format!("Domande? Scrivi a {}", settings.brand.support_email);
    sheet.paragraph(foot.at(y), SMALL, &help);
}
