//! What is said about passwords.

use domain::password::PasswordError;

pub(super) fn password_sentence(error: PasswordError) -> String {
    match error {
        PasswordError::TooShort { min } => {
            format!("La password è troppo corta: usa almeno {min} caratteri.")
        }
        PasswordError::TooPlain => "La password è troppo semplice: usa almeno una \
            maiuscola, una minuscola, una cifra e un simbolo, per esempio ! o #."
            .into(),
        PasswordError::TooCommon => "Questa password è facile da indovinare: scegline una \
            che non contenga il tuo nome, date o parole molto usate."
            .into(),
        PasswordError::Unchanged => {
            "La nuova password è uguale a quella che hai già: scegline un’altra.".into()
        }
        PasswordError::Differ => "Le due password non sono uguali: riscrivi la seconda.".into(),
        PasswordError::WrongTemporary => {
            "La password temporanea non è questa: copiala dall’email che \
            ti abbiamo inviato."
                .into()
        }
        PasswordError::WrongOwn => {
            "Questa non è la password con cui accedi all’account: riscrivila.".into()
        }
        PasswordError::WrongPresent => {
            "Questa non è la password con cui accedi: riscrivila.".into()
        }
    }
}

/// What the password of an account has to have.
#[must_use]
pub fn password_rule(length_min: usize) -> String {
    format!(
        "Almeno {length_min} caratteri. Una frase lunga è meglio di una parola con simboli; evita \
         nomi, date e password molto usate."
    )
}
