//! An answer in words, for list and summary.

use domain::configuration::{
    Answer, CompanyRegister, Creation, Field, Fund, Notices, ProfessionalRegister, Seller,
    Withholding,
};
use domain::format::{date, euro};
use domain::party::Address;

use ui::wording::{codes, configuration_label};

/// Names with their values; the first one stands for all of them in the list.
pub fn facts(answer: &Answer, sdi_code: Option<&str>) -> Vec<(String, String)> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    match answer {
        Answer::Seller(seller) => of_seller(seller),
        Answer::Regime(regime) => {
            let name = format!("{} – {}", regime.code(), codes::regime_name(*regime));
            vec![fact(configuration_label(Field::Regime), name)]
        }
        Answer::Chargeability(when) => {
            let name = when.map_or("Non attivo", codes::chargeability_name);
            vec![fact(configuration_label(Field::Chargeability), name.to_owned())]
        }
        Answer::Funds(funds) if funds.is_empty() => vec![fact("Cassa", "Nessuna".into())],
        Answer::Funds(funds) => funds.iter().map(|it| fact("Cassa", of_fund(it))).collect(),
        Answer::Withholdings(rows) if rows.is_empty() => vec![fact("Ritenute", "Nessuna".into())],
        Answer::Withholdings(rows) => {
            rows.iter().map(|it| fact("Ritenuta", of_withholding(it))).collect()
        }
        Answer::Creation(Creation { mode, document, prices }) => vec![
            fact("Modo", codes::mode_name(*mode).0.into()),
            fact("Documento", codes::document_name(*document).into()),
            fact("Prezzi", codes::prices_name(*prices).into()),
        ],
        Answer::Notices(Notices { email, pace, with_agenda }) => vec![
            fact("Avvisi a", email.to_string()),
            fact("Quando", codes::pace_name(*pace).into()),
            fact("Date in agenda", if *with_agenda { "Sì" } else { "No" }.into()),
        ],
        Answer::Reception => {
            vec![fact("Codice destinatario", sdi_code.unwrap_or("In arrivo").to_owned())]
        }
    }
}

fn of_seller(seller: &Seller) -> Vec<(String, String)> {
    let mut facts = vec![("Sede".to_owned(), address(&seller.seat))];
    let mut add = |name: &str, value: Option<String>| {
        facts.extend(value.map(|value| (name.to_owned(), value)));
    };
    add("Codice IPA", seller.office.as_ref().map(ToString::to_string));
    add("Codice AOO", seller.area.clone());
    add("Stabile organizzazione", seller.branch.as_ref().map(address));
    add("Email", seller.email.as_ref().map(ToString::to_string));
    add("Telefono", seller.phone.clone());
    add("Fax", seller.fax.clone());
    add("Albo professionale", seller.register.as_ref().map(register));
    add("Iscrizione REA", seller.companies.as_ref().map(companies));
    facts
}

fn address(address: &Address) -> String {
    let Address { street, postal_code, city, province } = address;
    format!("{street}, {postal_code} {city} ({province})")
}

fn register(register: &ProfessionalRegister) -> String {
    let province = register.province.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    let since = register.since.map(|day| format!(", dal {}", date(day))).unwrap_or_default();
    format!("{}{province}, n. {}{since}", register.name, register.number)
}

fn companies(companies: &CompanyRegister) -> String {
    let capital =
        companies.capital.map(|it| format!(", capitale {}", euro(it))).unwrap_or_default();
    let shareholders = companies.shareholders.map(codes::shareholders_name);
    let shareholders =
        shareholders.map(|it| format!(", {}", it.to_lowercase())).unwrap_or_default();
    let liquidation = if companies.is_in_liquidation { ", in liquidazione" } else { "" };
    format!("{}-{}{capital}{shareholders}{liquidation}", companies.province, companies.number)
}

fn of_fund(fund: &Fund) -> String {
    let nature = fund.nature.map(|it| format!(", natura {}", it.code())).unwrap_or_default();
    let withheld = if fund.is_withheld { ", con ritenuta" } else { "" };
    format!(
        "{} – {}: {} %, IVA {}{nature}{withheld}",
        fund.kind.code(),
        codes::fund_name(fund.kind),
        fund.rate.to_string().replace('.', ","),
        codes::vat_rate_name(fund.vat),
    )
}

fn of_withholding(it: &Withholding) -> String {
    let funds = if it.with_funds { " e cassa" } else { "" };
    let written = |percent: domain::money::Percent| percent.to_string().replace('.', ",");
    format!(
        "{} – {}: {} % sul {} % dell’imponibile{funds}, causale {}",
        it.kind.code(),
        codes::withholding_name(it.kind),
        written(it.rate),
        written(it.share),
        it.reason.code(),
    )
}
