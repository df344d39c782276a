//! The Italian provinces, as a closed list offers them.

/// Sign and name, in the order of the names.
#[rustfmt::skip]
pub const PROVINCES: [(&str, &str); 110] = [
    ("AG", "Agrigento"), ("AL", "Alessandria"), ("AN", "Ancona"), ("AO", "Aosta"),
    ("AR", "Arezzo"), ("AP", "Ascoli Piceno"), ("AT", "Asti"), ("AV", "Avellino"),
    ("BA", "Bari"), ("BT", "Barletta-Andria-Trani"), ("BL", "Belluno"), ("BN", "Benevento"),
    ("BG", "Bergamo"), ("BI", "Biella"), ("BO", "Bologna"), ("BZ", "Bolzano"),
    ("BS", "Brescia"), ("BR", "Brindisi"), ("CA", "Cagliari"), ("CL", "Caltanissetta"),
    ("CB", "Campobasso"), ("CE", "Caserta"), ("CT", "Catania"), ("CZ", "Catanzaro"),
    ("CH", "Chieti"), ("CO", "Como"), ("CS", "Cosenza"), ("CR", "Cremona"),
    ("KR", "Crotone"), ("CN", "Cuneo"), ("EN", "Enna"), ("FM", "Fermo"),
    ("FE", "Ferrara"), ("FI", "Firenze"), ("FG", "Foggia"), ("FC", "Forlì-Cesena"),
    ("FR", "Frosinone"), ("OT", "Gallura Nord-Est Sardegna"), ("GE", "Genova"), ("GO", "Gorizia"),
    ("GR", "Grosseto"), ("IM", "Imperia"), ("IS", "Isernia"), ("AQ", "L’Aquila"),
    ("SP", "La Spezia"), ("LT", "Latina"), ("LE", "Lecce"), ("LC", "Lecco"), ("LI", "Livorno"),
    ("LO", "Lodi"), ("LU", "Lucca"), ("MC", "Macerata"), ("MN", "Mantova"),
    ("MS", "Massa-Carrara"), ("MT", "Matera"), ("VS", "Medio Campidano"), ("ME", "Messina"),
    ("MI", "Milano"), ("MO", "Modena"), ("MB", "Monza e Brianza"), ("NA", "Napoli"),
    ("NO", "Novara"), ("NU", "Nuoro"), ("OG", "Ogliastra"), ("OR", "Oristano"), ("PD", "Padova"),
    ("PA", "Palermo"), ("PR", "Parma"), ("PV", "Pavia"), ("PG", "Perugia"),
    ("PU", "Pesaro e Urbino"), ("PE", "Pescara"), ("PC", "Piacenza"), ("PI", "Pisa"),
    ("PT", "Pistoia"), ("PN", "Pordenone"), ("PZ", "Potenza"), ("PO", "Prato"), ("RG", "Ragusa"),
    ("RA", "Ravenna"), ("RC", "Reggio Calabria"), ("RE", "Reggio Emilia"), ("RI", "Rieti"),
    ("RN", "Rimini"), ("RM", "Roma"), ("RO", "Rovigo"), ("SA", "Salerno"), ("SS", "Sassari"),
    ("SV", "Savona"), ("SI", "Siena"), ("SR", "Siracusa"), ("SO", "Sondrio"),
    ("CI", "Sulcis Iglesiente"), ("TA", "Taranto"), ("TE", "Teramo"), ("TR", "Terni"),
    ("TO", "Torino"), ("TP", "Trapani"), ("TN", "Trento"), ("TV", "Treviso"), ("TS", "Trieste"),
    ("UD", "Udine"), ("VA", "Varese"), ("VE", "Venezia"), ("VB", "Verbano-Cusio-Ossola"),
    ("VC", "Vercelli"), ("VR", "Verona"), ("VV", "Vibo Valentia"), ("VI", "Vicenza"),
    ("VT", "Viterbo"),
];

/// Provinces that are no more: each is offered only to somebody whose address bears its sign.
pub const FORMER_PROVINCES: [(&str, &str); 1] = [("SU", "Sud Sardegna (fino al 2025)")];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::party;

    use super::*;

    #[test]
    fn the_list_has_the_provinces_that_the_domain_knows() {
        let listed = |list: &[(&'static str, &str)]| -> BTreeSet<_> {
            list.iter().map(|(sign, _)| *sign).collect()
        };
        let known = |list: &'static str| list.split_whitespace().collect::<BTreeSet<_>>();
        assert_eq!(listed(&PROVINCES), known(party::PROVINCES));
        assert_eq!(listed(&PROVINCES).len(), PROVINCES.len());
        assert_eq!(listed(&FORMER_PROVINCES), known(party::FORMER_PROVINCES));
    }

    #[test]
    fn the_names_are_in_order() {
        let plain = |name: &str| name.replace('ì', "i").replace(['’', ' '], "").to_lowercase();
        assert!(PROVINCES.is_sorted_by_key(|(_, name)| plain(name)));
    }
}
