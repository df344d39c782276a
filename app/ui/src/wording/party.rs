//! Who somebody is, and why they cannot be registered or be the holder.

use domain::Product;
use domain::party::{Kind, PartyError, RecipientKind};

use super::field::field_sentence;

/// Why somebody cannot be registered, or be the holder.
#[must_use]
pub fn party_sentence(error: &PartyError) -> String {
    match error {
        PartyError::Fields(fields) => match fields.as_slice() {
            [(field, error)] => field_sentence(*field, error),
            several => format!(
                "Ci sono {} campi da correggere: trovi la spiegazione accanto a ciascuno.",
                several.len()
            ),
        },
        PartyError::MayNotBuy { kind, service } => may_not_buy(*kind, *service),
        PartyError::AlreadyActive => "Fatturazione elettronica è già attivo su questo codice \
            fiscale o partita IVA. Non puoi proseguire con l’acquisto: chiedi la disdetta del \
            vecchio servizio e, quando è confermata, fai un nuovo ordine."
            .into(),
        PartyError::TooManyNumbers { max } => format!(
            "In un’ora si possono indicare al massimo {max} partite IVA e codici fiscali diversi. \
             Aspetta un’ora, poi riprova."
        ),
        PartyError::AlreadyRegistered => "Con questo modulo ti sei già registrato, con un’altra \
            password. Lo username è nell’email che ti abbiamo inviato: accedi con quello. Per \
            registrare un altro account ricarica la pagina."
            .into(),
    }
}

fn may_not_buy(kind: Kind, service: Product) -> String {
    let name = service.name();
    match kind {
        Kind::Company | Kind::Professional | Kind::SoleTrader => format!(
            "{name} è per chi non ha la partita IVA: con la tua partita IVA scegli {}.",
            Product::Invoicing.name()
        ),
        Kind::PublicBody => format!(
            "Per {name} serve la partita IVA: scrivila nei dati dell’intestatario, oppure scegli \
             {}.",
            Product::ReceiveOnly.name()
        ),
        Kind::Association => format!(
            "Per {name} serve la partita IVA: per ricevere le fatture senza partita IVA scegli {}.",
            Product::ReceiveOnly.name()
        ),
        Kind::Person => format!(
            "Per {name} serve la partita IVA. Se ce l’hai, scegli «Libero professionista» o «Ditta \
             individuale»; per ricevere le fatture senza partita IVA scegli {}.",
            Product::ReceiveOnly.name()
        ),
    }
}

/// The name of a kind of subject.
#[must_use]
pub fn party_kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => "Azienda",
        Kind::Professional => "Libero professionista",
        Kind::SoleTrader => "Ditta individuale",
        Kind::PublicBody => "Pubblica Amministrazione",
        Kind::Association => "Associazione, condominio o altro ente senza partita IVA",
        Kind::Person => "Persona fisica",
    }
}

/// The ways to say where the invoice goes.
#[must_use]
pub fn recipient_kind_name(kind: RecipientKind) -> &'static str {
    match kind {
        RecipientKind::Code => "Codice destinatario",
        RecipientKind::Pec => "Casella PEC",
        RecipientKind::None => "Nessun identificativo",
    }
}

#[cfg(test)]
mod tests {
    use domain::party::{Field, FieldError};

    use super::*;

    #[test]
    fn an_active_service_is_told_in_the_words_that_people_know() {
        let sentence = party_sentence(&PartyError::AlreadyActive);
        let known =
            "Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA. ";
        assert!(sentence.starts_with(known));
        assert!(sentence.contains("disdetta") && sentence.contains("nuovo ordine"));
    }

    #[test]
    fn whoever_has_no_partita_iva_is_told_what_can_be_bought_without_one() {
        for kind in [Kind::Association, Kind::Person] {
            let refused = PartyError::MayNotBuy { kind, service: Product::Invoicing };
            let sentence = party_sentence(&refused);
            assert!(sentence.starts_with("Per Fatturazione Elettronica serve la partita IVA"));
            assert!(sentence.ends_with("scegli Fatturazione Elettronica Solo Ricezione."));
        }
    }

    #[test]
    fn one_wrong_field_is_told_at_once_and_several_are_counted() {
        let cap = (Field::PostalCode, FieldError::PostalCode);
        let one = PartyError::Fields(vec![cap]);
        assert_eq!(party_sentence(&one), "Il CAP ha 5 cifre, per esempio 52100.");
        let two = PartyError::Fields(vec![cap, (Field::City, FieldError::Missing)]);
        assert!(party_sentence(&two).starts_with("Ci sono 2 campi da correggere"));
    }
}
