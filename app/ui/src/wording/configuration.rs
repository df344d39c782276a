//! What is said about the first configuration of a service.

use domain::configuration::{ConfigurationError, Fault, Field, State, Step};
use domain::party;

use super::field::{field_sentence, not_on_invoice};

/// The name of a step.
#[must_use]
pub fn step_name(step: Step) -> &'static str {
    match step {
        Step::Seller => "Cedente/prestatore",
        Step::Regime => "Regime fiscale",
        Step::Chargeability => "Esigibilità IVA",
        Step::Funds => "Cassa previdenziale",
        Step::Withholdings => "Ritenute",
        Step::Creation => "Modo creazione fattura",
        Step::Notices => "Avvisi",
        Step::Reception => "Dati ricezione",
    }
}

/// What a step is about, in a line.
#[must_use]
pub fn step_about(step: Step) -> &'static str {
    match step {
        Step::Seller => "Sede, contatti e registri che stanno sulle tue fatture",
        Step::Regime => "Quello che ti ha indicato il tuo commercialista",
        Step::Chargeability => "Quando l’IVA delle tue fatture è dovuta",
        Step::Funds => "Fino a 3, solo se ne hai una",
        Step::Withholdings => "Fino a 4, solo se i tuoi clienti le trattengono",
        Step::Creation => "Come vuoi compilare le fatture",
        Step::Notices => "Dove e quando vuoi che ti scriviamo",
        Step::Reception => "Il codice destinatario da dare ai fornitori",
    }
}

/// Where a step stands, as an adjective.
#[must_use]
pub fn step_state_name(state: State) -> &'static str {
    match state {
        State::Done => "Completato",
        State::Unfinished => "Incompleto",
        State::Open => "Da iniziare",
        State::Waits(_) => "Non ancora disponibile",
        State::NotNeeded => "Non previsto",
    }
}

/// Why a step has no form, where it has none.
#[must_use]
pub fn step_reason(state: State) -> Option<String> {
    match state {
        State::Waits(step) => Some(format!("Prima completa «{}».", step_name(step))),
        State::NotNeeded => {
            Some("Con il regime forfettario le fatture non hanno ritenute.".to_owned())
        }
        State::Done | State::Unfinished | State::Open => None,
    }
}

/// Why the configuration does not go on.
#[must_use]
pub fn configuration_sentence(error: &ConfigurationError) -> String {
    match error {
        ConfigurationError::Faults(_) => {
            "Ci sono campi da correggere: trovi la spiegazione accanto a ciascuno.".into()
        }
        ConfigurationError::ChangedElsewhere => {
            "Questo passo è stato salvato da un’altra scheda o da un altro dispositivo. Qui vedi \
             quello che hai scritto tu: se lo salvi, prende il posto di quello."
                .into()
        }
        ConfigurationError::NotOpen => {
            "Questo passo non si può ancora compilare: riparti dall’elenco dei passi.".into()
        }
        ConfigurationError::NotComplete => {
            "Manca ancora qualche passo: completalo, poi concludi.".into()
        }
        ConfigurationError::Concluded => {
            "La prima configurazione è già conclusa: il pannello è aperto.".into()
        }
    }
}

/// The label of a control.
#[must_use]
pub fn configuration_label(field: Field) -> &'static str {
    words(field).0
}

/// What is wrong with a control, and how to mend it.
#[must_use]
pub fn configuration_fault(field: Field, fault: &Fault) -> String {
    let (label, missing) = words(field);
    match fault {
        Fault::Missing => missing.into(),
        Fault::TooLong { max } => format!("{label}: usa al massimo {max} caratteri."),
        Fault::NotOnInvoice(letter) => not_on_invoice(*letter),
        Fault::NotListed => format!("{label}: scegli una voce dell’elenco."),
        Fault::Percentage => {
            format!("{label}: scrivi un numero maggiore di 0 e fino a 100, per esempio 4 o 11,5.")
        }
        Fault::NatureMissing => {
            "Con l’aliquota 0 serve la natura: scegli perché l’IVA non c’è.".into()
        }
        Fault::NatureTooMuch => {
            "La natura serve solo con l’aliquota 0: togli la natura o cambia l’aliquota.".into()
        }
        Fault::Day => format!("{label}: scrivi un giorno già passato, per esempio 22/11/2020."),
        Fault::Amount => format!("{label}: scrivi un importo, per esempio 10.000,00."),
        Fault::Code => format!("{label}: usa solo lettere senza accento e cifre."),
        // What remains says by itself what it is about.
        Fault::Party(error) => field_sentence(party::Field::Email, error),
    }
}

/// Label, and what is said when nothing was written.
fn words(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Office => (
            "Codice IPA (codice univoco ufficio)",
            "Scrivi il codice univoco dell’ufficio: ha 6 caratteri.",
        ),
        Field::Area => ("Codice AOO", "Scrivi il codice AOO."),
        Field::Street => ("Indirizzo e numero civico", "Scrivi l’indirizzo della sede."),
        Field::PostalCode => ("CAP", "Scrivi il CAP della sede: sono 5 cifre."),
        Field::City => ("Comune", "Scrivi il comune della sede."),
        Field::Province => ("Provincia", "Scrivi la sigla della provincia, per esempio FI."),
        Field::BranchStreet => (
            "Indirizzo della stabile organizzazione",
            "Scrivi l’indirizzo della stabile organizzazione, o lascia vuoti tutti i suoi campi.",
        ),
        Field::BranchPostalCode => (
            "CAP della stabile organizzazione",
            "Scrivi il CAP della stabile organizzazione: sono 5 cifre.",
        ),
        Field::BranchCity => (
            "Comune della stabile organizzazione",
            "Scrivi il comune della stabile organizzazione.",
        ),
        Field::BranchProvince => (
            "Provincia della stabile organizzazione",
            "Scrivi la sigla della provincia della stabile organizzazione.",
        ),
        Field::Email => ("Email", "Scrivi l’indirizzo email."),
        Field::Phone => ("Telefono", "Scrivi il numero di telefono."),
        Field::Fax => ("Fax", "Scrivi il numero di fax."),
        Field::RegisterName => {
            ("Albo professionale", "Scrivi il nome dell’albo, o lascia vuoti tutti i suoi campi.")
        }
        Field::RegisterProvince => ("Provincia dell’albo", "Scrivi la sigla della provincia."),
        Field::RegisterNumber => {
            ("Numero di iscrizione all’albo", "Scrivi il numero di iscrizione all’albo.")
        }
        Field::RegisterSince => {
            ("Data di iscrizione all’albo", "Scrivi la data di iscrizione all’albo.")
        }
        Field::CompaniesProvince => (
            "Provincia dell’ufficio REA",
            "Scrivi la sigla della provincia dell’ufficio REA, o lascia vuoti tutti i suoi campi.",
        ),
        Field::CompaniesNumber => ("Numero REA", "Scrivi il numero REA."),
        Field::CompaniesCapital => ("Capitale sociale", "Scrivi il capitale sociale."),
        Field::CompaniesShareholders => ("Soci", "Scegli se i soci sono uno o più."),
        Field::Regime => ("Regime fiscale", "Scegli il tuo regime fiscale."),
        Field::Chargeability => {
            ("Esigibilità IVA", "Scegli quando l’IVA è dovuta, oppure «Non attivo».")
        }
        Field::FundKind => ("Cassa", "Scegli la cassa, o lascia vuoti tutti i suoi campi."),
        Field::FundRate => ("Contributo (%)", "Scrivi la percentuale del contributo."),
        Field::FundVat => ("Aliquota IVA", "Scegli l’aliquota IVA del contributo."),
        Field::FundNature => ("Natura", "Scegli perché l’IVA non c’è."),
        Field::WithholdingKind => {
            ("Tipo di ritenuta", "Scegli il tipo di ritenuta, o lascia vuoti tutti i suoi campi.")
        }
        Field::WithholdingRate => ("Aliquota (%)", "Scrivi l’aliquota della ritenuta."),
        Field::WithholdingShare => (
            "Parte dell’imponibile (%)",
            "Scrivi su quanta parte dell’imponibile si calcola: di solito 100.",
        ),
        Field::WithholdingReason => {
            ("Causale Pagamento Ritenuta", "Scegli la causale del pagamento.")
        }
        Field::Mode => ("Come compili le fatture", "Scegli come compilare le fatture."),
        Field::Document => {
            ("Tipo di documento predefinito", "Scegli il documento con cui si comincia.")
        }
        Field::Prices => ("Prezzi", "Scegli se scrivi i prezzi con o senza IVA."),
        Field::NoticesEmail => {
            ("Email o PEC per gli avvisi", "Scrivi l’indirizzo a cui mandare gli avvisi.")
        }
        Field::NoticesPace => ("Quando scriverti", "Scegli quando mandarti gli avvisi."),
    }
}
