//! What is said about the fields of a form.

use domain::party::{
    EmailError, Field, FieldError, ForeignLetter, RecipientCodeError, TaxCodeError, VatNumberError,
};

use super::password::password_sentence;

/// What is wrong with a field, and how to mend it.
#[must_use]
pub fn field_sentence(field: Field, error: &FieldError) -> String {
    match *error {
        FieldError::Missing => missing(field).into(),
        FieldError::TooLong { max } => {
            format!("{}: usa al massimo {max} caratteri.", field_label(field))
        }
        FieldError::NotOnInvoice(letter) => not_on_invoice(letter),
        FieldError::VatNumber(error) => vat_number(error),
        FieldError::TaxCode(error) => tax_code(error),
        FieldError::Email(error) => email(error).into(),
        FieldError::RecipientCode(error) => recipient_code(error),
        FieldError::PostalCode => "Il CAP ha 5 cifre, per esempio 52100.".into(),
        FieldError::Province => "Questa provincia non esiste: sceglila dall’elenco.".into(),
        FieldError::Phone => {
            "Il numero di telefono ha da 6 a 15 cifre, per esempio 0575 123456.".into()
        }
        FieldError::Password(error) => password_sentence(error),
        FieldError::OneTimeCodeWrong => {
            "Il codice non è corretto, oppure è già stato usato: scrivi \
            quello che l’app mostra adesso, o un codice di recupero che non hai ancora usato."
                .into()
        }
        FieldError::NothingKnownByIt => "Non è un indirizzo email, una partita IVA o un codice \
            fiscale: ricontrolla quello che hai scritto."
            .into(),
        FieldError::AddressUnchanged => "È l’indirizzo che hai già: scrivine un altro.".into(),
        FieldError::UsernameTooShort { min } => {
            format!("Lo username è troppo corto: usa almeno {min} lettere e cifre.")
        }
        FieldError::UsernameNotPlain => {
            "Usa solo lettere senza accento e cifre, senza spazi né altri segni.".into()
        }
        FieldError::UsernameTaken => {
            "Questo username non si può usare, per esempio perché è già di qualcun altro: \
            scegline uno diverso."
                .into()
        }
        FieldError::ReadingFirst => {
            "Spunta almeno «Lettura» del servizio principale: senza, non si può dare nessun \
            altro permesso."
                .into()
        }
    }
}

/// A letter that an invoice cannot bear, and how people usually write it there.
pub(super) fn not_on_invoice(letter: ForeignLetter) -> String {
    match letter.usual_spelling() {
        Some(usual) => {
            format!("La lettera «{letter}» non può stare in una fattura: scrivi «{usual}».")
        }
        None => format!(
            "Il carattere «{letter}» non può stare in una fattura: toglilo, oppure usa le lettere \
             dell’alfabeto italiano."
        ),
    }
}

fn email(error: EmailError) -> &'static str {
    match error {
        EmailError::Shape => "L’indirizzo non è completo: scrivilo come nome@esempio.it.",
        EmailError::Local => {
            "Prima della @ le lettere accentate o di altri alfabeti non funzionano: ricontrolla \
             l’indirizzo."
        }
        EmailError::TooLong => "L’indirizzo è troppo lungo: usane uno di al massimo 256 caratteri.",
        EmailError::TooShort => "L’indirizzo di una PEC ha almeno 7 caratteri: ricontrollalo.",
    }
}

fn vat_number(error: VatNumberError) -> String {
    match error {
        VatNumberError::Length(found) => {
            format!("La partita IVA ha 11 cifre: {}.", you_wrote(found, Gender::Feminine))
        }
        VatNumberError::NotDigits => {
            "La partita IVA ha 11 cifre e nient’altro: togli lettere e altri segni.".into()
        }
        VatNumberError::Check => {
            "La partita IVA non è corretta: almeno una cifra è sbagliata, ricontrollale.".into()
        }
    }
}

fn tax_code(error: TaxCodeError) -> String {
    match error {
        TaxCodeError::Length(found) => format!(
            "Il codice fiscale ha 16 caratteri, o 11 cifre se è di una società o di un ente oppure è \
             provvisorio: {}.",
            you_wrote(found, Gender::Masculine)
        ),
        TaxCodeError::Shape => "Il codice fiscale ha lettere dove servono cifre, o il contrario: \
            ricontrollalo, per esempio se hai scritto O al posto di 0."
            .into(),
        TaxCodeError::BirthDay => "Il giorno di nascita nel codice fiscale non esiste: il decimo \
            e l’undicesimo carattere vanno da 01 a 31, o da 41 a 71 per le donne, e il mese deve \
            avere quel giorno. Ricontrollali."
            .into(),
        TaxCodeError::Check => "Il codice fiscale non è corretto: almeno un carattere è \
            sbagliato, ricontrollalo."
            .into(),
        TaxCodeError::VatNumberOfAPerson => "Questa è la partita IVA: qui serve il codice \
            fiscale della persona, di 16 caratteri, oppure quello provvisorio di 11 cifre."
            .into(),
    }
}

fn recipient_code(error: RecipientCodeError) -> String {
    match error {
        RecipientCodeError::Length { found, expected: 6 } => format!(
            "Il codice univoco ufficio ha 6 caratteri: {}.",
            you_wrote(found, Gender::Masculine)
        ),
        RecipientCodeError::Length { found, expected } => format!(
            "Il codice destinatario ha {expected} caratteri: {}.",
            you_wrote(found, Gender::Masculine)
        ),
        RecipientCodeError::Shape => {
            "Il codice ha solo lettere e cifre: togli gli altri segni.".into()
        }
        RecipientCodeError::Zeros => {
            "Un codice di soli zeri vuol dire che non ne hai uno: scegli «Nessun identificativo»."
                .into()
        }
        RecipientCodeError::Foreign => {
            "XXXXXXX è il codice dei clienti esteri: scrivi quello del tuo canale, oppure scegli \
             PEC o «Nessun identificativo»."
                .into()
        }
    }
}

#[derive(Clone, Copy)]
enum Gender {
    Masculine,
    Feminine,
}

fn you_wrote(found: usize, gender: Gender) -> String {
    match (found, gender) {
        (0, Gender::Masculine) => "non ne hai scritto nessuno".into(),
        (0, Gender::Feminine) => "non ne hai scritta nessuna".into(),
        (1, Gender::Masculine) => "ne hai scritto 1".into(),
        (1, Gender::Feminine) => "ne hai scritta 1".into(),
        (found, Gender::Masculine) => format!("ne hai scritti {found}"),
        (found, Gender::Feminine) => format!("ne hai scritte {found}"),
    }
}

fn missing(field: Field) -> &'static str {
    match field {
        Field::Kind => "Scegli chi sei: azienda, libero professionista o altro.",
        Field::BusinessName => "Scrivi la ragione sociale.",
        Field::FirstName => "Scrivi il nome.",
        Field::LastName => "Scrivi il cognome.",
        Field::LegalRepresentative => "Scrivi nome e cognome del rappresentante legale.",
        Field::VatNumber => "Scrivi la partita IVA: sono 11 cifre.",
        Field::TaxCode => "Scrivi il codice fiscale.",
        Field::Street => "Scrivi l’indirizzo: via e numero.",
        Field::PostalCode => "Scrivi il CAP: sono 5 cifre.",
        Field::City => "Scrivi il comune.",
        Field::Province => "Scegli la provincia.",
        Field::Phone => "Scrivi un numero di telefono, meglio se di un cellulare.",
        Field::Email => "Scrivi il tuo indirizzo email.",
        Field::RecipientCode => {
            "Scrivi il codice destinatario. Se non ne hai uno, scegli PEC o «Nessun \
             identificativo»."
        }
        Field::RecipientPec => "Scrivi l’indirizzo della tua casella PEC.",
        Field::Password => "Scegli una password.",
        Field::PasswordAgain => "Scrivi di nuovo la password.",
        Field::CurrentPassword => "Scrivi la password temporanea: è nell’email con le credenziali.",
        Field::OneTimeCode => "Scrivi il codice che l’app mostra adesso: sono 6 cifre.",
        Field::Username => "Scrivi lo username.",
        Field::Remembered => {
            "Scrivi l’indirizzo email, la partita IVA o il codice fiscale del tuo account."
        }
        Field::Reason => "Scrivi il motivo: chi usava la verifica lo legge nell’email.",
        Field::Permissions => "Scegli almeno un permesso.",
        Field::Conditions => "Per proseguire accetta le condizioni.",
    }
}

/// The label of a field.
#[must_use]
pub fn field_label(field: Field) -> &'static str {
    match field {
        Field::Kind => "Tipo di cliente",
        Field::BusinessName => "Ragione sociale",
        Field::FirstName => "Nome",
        Field::LastName => "Cognome",
        Field::LegalRepresentative => "Rappresentante legale",
        Field::VatNumber => "Partita IVA",
        Field::TaxCode => "Codice fiscale",
        Field::Street => "Indirizzo e numero civico",
        Field::PostalCode => "CAP",
        Field::City => "Comune",
        Field::Province => "Provincia",
        Field::Phone => "Telefono o cellulare",
        Field::Email => "Indirizzo email",
        Field::RecipientCode => "Codice destinatario",
        Field::RecipientPec => "Casella PEC",
        Field::Password => "Password",
        Field::PasswordAgain => "Ripeti la password",
        Field::CurrentPassword => "Password temporanea",
        Field::OneTimeCode => "Codice di verifica",
        Field::Username => "Username",
        Field::Remembered => "Email, partita IVA o codice fiscale",
        Field::Reason => "Motivo",
        Field::Permissions => "Permessi",
        Field::Conditions => "Condizioni",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_characters_is_told() {
        let vat =
            |n| field_sentence(Field::VatNumber, &FieldError::VatNumber(VatNumberError::Length(n)));
        assert_eq!(vat(10), "La partita IVA ha 11 cifre: ne hai scritte 10.");
        assert_eq!(vat(1), "La partita IVA ha 11 cifre: ne hai scritta 1.");
        let code = |found, expected| {
            let error = RecipientCodeError::Length { found, expected };
            field_sentence(Field::RecipientCode, &FieldError::RecipientCode(error))
        };
        assert_eq!(code(6, 7), "Il codice destinatario ha 7 caratteri: ne hai scritti 6.");
        assert_eq!(code(7, 6), "Il codice univoco ufficio ha 6 caratteri: ne hai scritti 7.");
    }

    #[test]
    fn a_name_that_is_too_long_is_named() {
        assert_eq!(
            field_sentence(Field::BusinessName, &FieldError::TooLong { max: 80 }),
            "Ragione sociale: usa al massimo 80 caratteri."
        );
    }

    #[test]
    fn a_letter_that_no_invoice_bears_is_named_with_its_usual_spelling() {
        let say = |letter, mark| {
            let letter = ForeignLetter { letter, mark };
            field_sentence(Field::LastName, &FieldError::NotOnInvoice(letter))
        };
        assert_eq!(say('ł', None), "La lettera «ł» non può stare in una fattura: scrivi «l».");
        assert_eq!(
            say('c', Some('\u{30C}')),
            "La lettera «c\u{30C}» non può stare in una fattura: scrivi «c»."
        );
        assert!(say('И', None).starts_with("Il carattere «И» non può stare in una fattura: "));
    }
}
