//! What is said about a sign-in, to whichever zone.

use domain::sign_in::SignInError;

/// Why somebody is not signed in.
#[must_use]
pub fn sign_in_sentence(error: &SignInError) -> String {
    match error {
        SignInError::PecAsUsername => "Per accedere serve lo username dell’account, cioè 7 cifre \
            seguite da @ e dal nostro dominio: una casella PEC non si può usare."
            .into(),
        SignInError::WrongCredentials => "Username o password non sono corretti: controllali e \
            riprova."
            .into(),
        SignInError::TooManyAttempts { seconds: 1 } => {
            "Ci sono stati troppi tentativi: aspetta un secondo, poi riprova.".into()
        }
        SignInError::TooManyAttempts { seconds } => {
            format!("Ci sono stati troppi tentativi: aspetta {seconds} secondi, poi riprova.")
        }
        SignInError::Crowded { seconds } => format!(
            "In questo momento stanno accedendo in molti: aspetta {seconds} secondi, poi riprova."
        ),
        SignInError::TemporaryPasswordExpired => "La password temporanea è scaduta: scegline una \
            nuova con «Non ricordi la password?»."
            .into(),
        SignInError::CodeTooLate => {
            "Il codice va scritto entro dieci minuti dalla password: accedi \
            di nuovo."
                .into()
        }
        SignInError::SeatRests => {
            "Questo accesso è sospeso. Il posto del tuo utente è scaduto, o il \
            servizio non è attivo: chiedi a chi lo gestisce. I tuoi dati restano."
                .into()
        }
    }
}
