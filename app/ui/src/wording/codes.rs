//! What the codes of the electronic invoice mean.

use domain::configuration::{
    Chargeability, DocumentKind, FundKind, Mode, Nature, Pace, PaymentReason, Prices, Regime,
    Shareholders, VatRate, WithholdingKind,
};

/// Regime fiscale.
#[must_use]
pub fn regime_name(regime: Regime) -> &'static str {
    match regime {
        Regime::Rf01 => "Ordinario",
        Regime::Rf02 => "Contribuenti minimi",
        Regime::Rf04 => "Agricoltura, attività connesse e pesca",
        Regime::Rf05 => "Vendita di sali e tabacchi",
        Regime::Rf06 => "Commercio di fiammiferi",
        Regime::Rf07 => "Editoria",
        Regime::Rf08 => "Telefonia pubblica",
        Regime::Rf09 => "Rivendita di biglietti di trasporto e sosta",
        Regime::Rf10 => "Intrattenimenti e giochi",
        Regime::Rf11 => "Agenzie di viaggi e turismo",
        Regime::Rf12 => "Agriturismo",
        Regime::Rf13 => "Vendite a domicilio",
        Regime::Rf14 => "Beni usati, arte, antiquariato e collezione",
        Regime::Rf15 => "Vendite all’asta di arte, antiquariato e collezione",
        Regime::Rf16 => "IVA per cassa verso la Pubblica Amministrazione",
        Regime::Rf17 => "IVA per cassa",
        Regime::Rf18 => "Altro",
        Regime::Rf19 => "Forfettario",
        Regime::Rf20 => "Franchigia IVA transfrontaliera",
    }
}

/// Esigibilità IVA.
#[must_use]
pub fn chargeability_name(chargeability: Chargeability) -> &'static str {
    match chargeability {
        Chargeability::Immediate => "Immediata",
        Chargeability::Deferred => "Differita",
        Chargeability::SplitPayment => "Scissione dei pagamenti (split payment)",
    }
}

/// Cassa previdenziale.
#[must_use]
pub fn fund_name(fund: FundKind) -> &'static str {
    match fund {
        FundKind::Tc01 => "Avvocati e procuratori",
        FundKind::Tc02 => "Dottori commercialisti",
        FundKind::Tc03 => "Geometri",
        FundKind::Tc04 => "Ingegneri e architetti",
        FundKind::Tc05 => "Notai",
        FundKind::Tc06 => "Ragionieri e periti commerciali",
        FundKind::Tc07 => "Agenti e rappresentanti (ENASARCO)",
        FundKind::Tc08 => "Consulenti del lavoro (ENPACL)",
        FundKind::Tc09 => "Medici (ENPAM)",
        FundKind::Tc10 => "Farmacisti (ENPAF)",
        FundKind::Tc11 => "Veterinari (ENPAV)",
        FundKind::Tc12 => "Impiegati dell’agricoltura (ENPAIA)",
        FundKind::Tc13 => "Spedizionieri e agenzie marittime",
        FundKind::Tc14 => "Giornalisti (INPGI)",
        FundKind::Tc15 => "Orfani dei sanitari (ONAOSI)",
        FundKind::Tc16 => "Assistenza dei giornalisti (CASAGIT)",
        FundKind::Tc17 => "Periti industriali (EPPI)",
        FundKind::Tc18 => "Ente pluricategoriale (EPAP)",
        FundKind::Tc19 => "Biologi (ENPAB)",
        FundKind::Tc20 => "Professioni infermieristiche (ENPAPI)",
        FundKind::Tc21 => "Psicologi (ENPAP)",
        FundKind::Tc22 => "INPS",
    }
}

/// Natura.
#[must_use]
pub fn nature_name(nature: Nature) -> &'static str {
    match nature {
        Nature::N1 => "Escluse (art. 15)",
        Nature::N21 => "Non soggette (artt. da 7 a 7-septies)",
        Nature::N22 => "Non soggette, altri casi",
        Nature::N31 => "Non imponibili: esportazioni",
        Nature::N32 => "Non imponibili: cessioni intracomunitarie",
        Nature::N33 => "Non imponibili: cessioni verso San Marino",
        Nature::N34 => "Non imponibili: operazioni assimilate alle esportazioni",
        Nature::N35 => "Non imponibili: dichiarazioni d’intento",
        Nature::N36 => "Non imponibili: altre, fuori dal plafond",
        Nature::N4 => "Esenti",
        Nature::N5 => "Regime del margine",
        Nature::N61 => "Inversione contabile: rottami",
        Nature::N62 => "Inversione contabile: oro e argento",
        Nature::N63 => "Inversione contabile: subappalto edile",
        Nature::N64 => "Inversione contabile: fabbricati",
        Nature::N65 => "Inversione contabile: telefoni cellulari",
        Nature::N66 => "Inversione contabile: prodotti elettronici",
        Nature::N67 => "Inversione contabile: comparto edile",
        Nature::N68 => "Inversione contabile: settore energetico",
        Nature::N69 => "Inversione contabile, altri casi",
        Nature::N7 => "IVA assolta in un altro Stato UE",
    }
}

/// Tipo ritenuta.
#[must_use]
pub fn withholding_name(withholding: WithholdingKind) -> &'static str {
    match withholding {
        WithholdingKind::Rt01 => "Persone fisiche",
        WithholdingKind::Rt02 => "Persone giuridiche",
        WithholdingKind::Rt03 => "Contributo INPS",
        WithholdingKind::Rt04 => "Contributo ENASARCO",
        WithholdingKind::Rt05 => "Contributo ENPAM",
        WithholdingKind::Rt06 => "Altro contributo",
    }
}

/// Causale pagamento of a withholding.
#[must_use]
pub fn payment_reason_name(reason: PaymentReason) -> &'static str {
    match reason {
        PaymentReason::A => "Lavoro autonomo abituale",
        PaymentReason::B => "Opere dell’ingegno, brevetti e marchi dell’autore",
        PaymentReason::C => "Utili di associazione in partecipazione, solo lavoro",
        PaymentReason::D => "Utili dei soci promotori e fondatori",
        PaymentReason::E => "Protesti levati dai segretari comunali",
        PaymentReason::G => "Fine dell’attività sportiva professionale",
        PaymentReason::H => "Fine di rapporti di agenzia",
        PaymentReason::I => "Fine di funzioni notarili",
        PaymentReason::L => "Opere dell’ingegno, brevetti e marchi ricevuti a titolo gratuito",
        PaymentReason::L1 => "Opere dell’ingegno, brevetti e marchi acquistati",
        PaymentReason::M => "Lavoro autonomo occasionale",
        PaymentReason::M1 => "Obblighi di fare, non fare o permettere",
        PaymentReason::M2 => "Lavoro autonomo occasionale con gestione separata",
        PaymentReason::N => "Trasferte e compensi dello sport dilettantistico",
        PaymentReason::O => "Lavoro autonomo occasionale senza gestione separata",
        PaymentReason::O1 => "Obblighi di fare o permettere, senza gestione separata",
        PaymentReason::P => "Uso di attrezzature di chi non risiede in Italia",
        PaymentReason::Q => "Provvigioni di agente monomandatario",
        PaymentReason::R => "Provvigioni di agente plurimandatario",
        PaymentReason::S => "Provvigioni di commissionario",
        PaymentReason::T => "Provvigioni di mediatore",
        PaymentReason::U => "Provvigioni di procacciatore d’affari",
        PaymentReason::V => "Provvigioni di vendite a domicilio",
        PaymentReason::V1 => "Attività commerciali occasionali",
        PaymentReason::W => "Corrispettivi di appalto, anche verso condomìni",
        PaymentReason::X => "Canoni del 2004 a società e stabili organizzazioni",
        PaymentReason::Y => "Canoni dal 2005 a società e stabili organizzazioni",
        PaymentReason::Zo => "Altro titolo",
    }
}

/// Tipo documento.
#[must_use]
pub fn document_name(document: DocumentKind) -> &'static str {
    match document {
        DocumentKind::Td01 => "Fattura",
        DocumentKind::Td06 => "Parcella",
        DocumentKind::Td24 => "Fattura differita",
        DocumentKind::Td25 => "Fattura differita, triangolazione",
    }
}

/// A rate of VAT.
#[must_use]
pub fn vat_rate_name(rate: VatRate) -> &'static str {
    match rate {
        VatRate::Ordinary => "22 %",
        VatRate::Reduced => "10 %",
        VatRate::Social => "5 %",
        VatRate::Lowest => "4 %",
        VatRate::None => "0 %",
    }
}

/// Whether one person holds all of a company.
#[must_use]
pub fn shareholders_name(shareholders: Shareholders) -> &'static str {
    match shareholders {
        Shareholders::One => "Socio unico",
        Shareholders::Several => "Più soci",
    }
}

/// How invoices are made, and what that means.
#[must_use]
pub fn mode_name(mode: Mode) -> (&'static str, &'static str) {
    match mode {
        Mode::Smart => ("Smart", "Tutto in una pagina, per chi conosce già i campi."),
        Mode::Guided => ("Guidato", "Una domanda dopo l’altra, con le spiegazioni."),
    }
}

/// How prices are written.
#[must_use]
pub fn prices_name(prices: Prices) -> &'static str {
    match prices {
        Prices::Net => "Al netto dell’IVA",
        Prices::Gross => "IVA compresa",
    }
}

/// When notices are sent.
#[must_use]
pub fn pace_name(pace: Pace) -> &'static str {
    match pace {
        Pace::Each => "A ogni evento",
        Pace::Daily => "Un riepilogo al giorno",
        Pace::Weekly => "Un riepilogo alla settimana",
        Pace::Monthly => "Un riepilogo al mese",
    }
}
