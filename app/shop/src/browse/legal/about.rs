//! What the shop says about itself: who runs it, and how accessible it is. Server only.
//!
//! Who runs it is known from the settings; what they do not say is left out.

use services::Context;
use services::settings::{Brand, Company};

/// `Note legali`, as art. 7 d.lgs. 70/2003 and art. 2250 c.c. want them.
pub fn notes(ctx: &Context) -> String {
    filled(include_str!("notes.txt"), &ctx.settings.brand)
}

/// `Dichiarazione di accessibilità`, as l. 4/2004 and d.lgs. 82/2022 want it.
pub fn accessibility(ctx: &Context) -> String {
    filled(include_str!("accessibility.txt"), &ctx.settings.brand)
}

fn filled(text: &str, brand: &Brand) -> String {
    text.replace("{name}", &brand.name)
        .replace("{home}", &brand.home_url)
        .replace("{owner}", &brand.company.name)
        .replace("{company}", &who(&brand.company))
        .replace("{contacts}", &contacts(brand))
}

/// An entry for each thing that is known.
fn who(company: &Company) -> String {
    let known = [
        Some(company.name.clone()),
        Some(format!("Sede legale: {}", company.seat)),
        Some(format!("Partita IVA: {}", company.vat_number)),
        company.rea.as_ref().map(|number| format!("REA: {number}")),
    ];
    known.into_iter().flatten().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
}

/// A link for each mailbox.
fn contacts(brand: &Brand) -> String {
    let mail = |what: &str, address: &String| format!("@ {what}: {address} | mailto:{address}");
    let known = [
        Some(mail("Assistenza", &brand.support_email)),
        brand.company.pec.as_ref().map(|pec| mail("PEC", pec)),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use services::demo;

    use super::*;

    #[test]
    fn what_the_operator_has_not_said_is_left_out() {
        let mut brand = demo::settings().brand;
        let whole = filled(include_str!("notes.txt"), &brand);
        brand.company.rea = None;
        brand.company.pec = None;
        let short = filled(include_str!("notes.txt"), &brand);

        for line in ["- Bottega Demo S.r.l.", "- Partita IVA: 01234560512", "- REA: FI-000000"] {
            assert!(whole.contains(line), "{whole}");
        }
        let pec = "@ PEC: bottega@pec.bottega.example | mailto:bottega@pec.bottega.example";
        assert!(whole.contains(pec), "{whole}");
        for text in [&*short, &filled(include_str!("accessibility.txt"), &brand)] {
            assert!(
                !text.contains("REA") && !text.contains("PEC:") && !text.contains('{'),
                "{text}"
            );
            assert!(text.contains("mailto:assistenza@bottega.example"), "{text}");
        }
    }
}
