//! The closed lists of the electronic invoice, by their codes. Their words are made in `ui::wording`.
//!
//! The variants are named after the codes: those are what an accountant calls them, and what stands on
//! the invoice.

use serde::{Deserialize, Serialize};

use crate::text;

/// The year of the technical specifications (1.9, with schema 1.2.3) that these lists are taken from.
pub const EDITION: u16 = 2025;

macro_rules! codes {
    ($(#[$about:meta])* $name:ident: $($variant:ident $code:literal)+) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "`ui::wording` says what each code means")]
        pub enum $name {
            $(#[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As forms send it and invoices bear it.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// The one with this code.
            #[must_use]
            pub fn parse(typed: &str) -> Option<Self> {
                let typed = text::word(typed);
                Self::ALL.iter().copied().find(|it| it.code() == typed)
            }
        }
    };
}

codes! {
    /// Regime fiscale of the seller. There is no RF03.
    Regime:
    Rf01 "RF01" Rf02 "RF02" Rf04 "RF04" Rf05 "RF05" Rf06 "RF06" Rf07 "RF07" Rf08 "RF08" Rf09 "RF09"
    Rf10 "RF10" Rf11 "RF11" Rf12 "RF12" Rf13 "RF13" Rf14 "RF14" Rf15 "RF15" Rf16 "RF16" Rf17 "RF17"
    Rf18 "RF18" Rf19 "RF19" Rf20 "RF20"
}

impl Regime {
    /// True for the regime forfettario, whose invoices bear no withholding.
    #[must_use]
    pub fn is_flat_rate(self) -> bool {
        self == Self::Rf19
    }
}

codes! {
    /// When the VAT of an invoice is due to the Treasury (esigibilità IVA), and by whom.
    Chargeability: Immediate "I" Deferred "D" SplitPayment "S"
}

codes! {
    /// Cassa previdenziale.
    FundKind:
    Tc01 "TC01" Tc02 "TC02" Tc03 "TC03" Tc04 "TC04" Tc05 "TC05" Tc06 "TC06" Tc07 "TC07" Tc08 "TC08"
    Tc09 "TC09" Tc10 "TC10" Tc11 "TC11" Tc12 "TC12" Tc13 "TC13" Tc14 "TC14" Tc15 "TC15" Tc16 "TC16"
    Tc17 "TC17" Tc18 "TC18" Tc19 "TC19" Tc20 "TC20" Tc21 "TC21" Tc22 "TC22"
}

codes! {
    /// Why an amount bears no VAT (natura). N2, N3 and N6 without a digit are no longer taken.
    Nature:
    N1 "N1" N21 "N2.1" N22 "N2.2" N31 "N3.1" N32 "N3.2" N33 "N3.3" N34 "N3.4" N35 "N3.5" N36 "N3.6"
    N4 "N4" N5 "N5" N61 "N6.1" N62 "N6.2" N63 "N6.3" N64 "N6.4" N65 "N6.5" N66 "N6.6" N67 "N6.7"
    N68 "N6.8" N69 "N6.9" N7 "N7"
}

codes! {
    /// Tipo ritenuta.
    WithholdingKind: Rt01 "RT01" Rt02 "RT02" Rt03 "RT03" Rt04 "RT04" Rt05 "RT05" Rt06 "RT06"
}

codes! {
    /// Causale pagamento of a withholding, as on the certificate of who pays (CU). Z has given way to ZO.
    PaymentReason:
    A "A" B "B" C "C" D "D" E "E" G "G" H "H" I "I" L "L" L1 "L1" M "M" M1 "M1" M2 "M2" N "N" O "O"
    O1 "O1" P "P" Q "Q" R "R" S "S" T "T" U "U" V "V" V1 "V1" W "W" X "X" Y "Y" Zo "ZO"
}

codes! {
    /// The kinds of document that somebody may want to begin with (tipo documento).
    DocumentKind: Td01 "TD01" Td06 "TD06" Td24 "TD24" Td25 "TD25"
}

codes! {
    /// The rates of VAT, in per cent; 0 wants a [`Nature`].
    VatRate: Ordinary "22" Reduced "10" Social "5" Lowest "4" None "0"
}

codes! {
    /// Whether one person holds all of a company, or several do.
    Shareholders: One "SU" Several "SM"
}

codes! {
    /// How invoices are made.
    Mode: Smart "smart" Guided "guided"
}

codes! {
    /// Whether prices are written with or without VAT.
    Prices: Net "net" Gross "gross"
}

codes! {
    /// When notices are sent: each by itself, or together.
    Pace: Each "each" Daily "daily" Weekly "weekly" Monthly "monthly"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::io::Write;
    use std::path::Path;

    use super::*;

    /// The schema that has every code of the edition, from a folder beside the repository or beside one
    /// that it is in. It is no part of the project, so its absence fails nothing, and is said aloud.
    fn schema() -> Option<String> {
        let file = "shared/data/fatturapa/xsd/fatturaelettronicaphp_pa_1.2.xsd";
        let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        let found = above.map(|folder| folder.join(file)).find(|path| path.is_file());
        if found.is_none() {
            // Written past the test runner, which shows what `eprintln!` says only of tests that fail.
            let said = format!("LEFT OUT: no {file} beside the repository\n");
            std::io::stderr().write_all(said.as_bytes()).unwrap();
        }
        found.map(|path| fs::read_to_string(path).expect("the schema can be read"))
    }

    fn of_schema<'a>(schema: &'a str, name: &str) -> BTreeSet<&'a str> {
        let begin = format!("<xs:simpleType name=\"{name}\">");
        let (_, rest) = schema.split_once(&begin).expect("the schema has this list");
        let (list, _) = rest.split_once("</xs:simpleType>").expect("the list has an end");
        let values = list.split("enumeration value=\"").skip(1);
        values.filter_map(|value| value.split('"').next()).collect()
    }

    #[test]
    fn the_lists_are_those_of_the_schema() {
        let Some(schema) = schema() else { return };
        let ours = |codes: Vec<&'static str>| codes.into_iter().collect::<BTreeSet<_>>();
        macro_rules! same {
            ($name:ident, $list:literal, without $($void:literal)*) => {
                let (official, void) = (of_schema(&schema, $list), BTreeSet::from([$($void),*]));
                assert!(void.is_subset(&official), "what is void is still there");
                let official: BTreeSet<&str> = official.difference(&void).copied().collect();
                assert_eq!(ours($name::ALL.iter().map(|it| it.code()).collect()), official, $list);
            };
        }
        same!(Regime, "RegimeFiscaleType", without);
        same!(Chargeability, "EsigibilitaIVAType", without);
        same!(FundKind, "TipoCassaType", without);
        same!(Nature, "NaturaType", without "N2" "N3" "N6");
        same!(WithholdingKind, "TipoRitenutaType", without);
        same!(PaymentReason, "CausalePagamentoType", without "Z");
        same!(Shareholders, "SocioUnicoType", without);
        let documents = of_schema(&schema, "TipoDocumentoType");
        assert!(DocumentKind::ALL.iter().all(|it| documents.contains(it.code())));
    }

    #[test]
    fn a_code_is_read_back_and_nothing_else_is() {
        for regime in Regime::ALL {
            assert_eq!(Regime::parse(regime.code()), Some(*regime));
        }
        assert_eq!(Nature::parse(" N2.1 "), Some(Nature::N21));
        assert_eq!(Regime::parse("RF03"), None);
        assert_eq!(Regime::parse(""), None);
    }
}
