//! What is said about what has happened to a service.

use domain::format::{euro, short_date};
use domain::names::counted;
use domain::order::PaymentMethod;
use domain::second_factor;
use domain::timeline::{By, Change, Deed, PanelDeed, Role, UserChange};

use super::{order_kind_name, step_name};

/// What happened, in a few words.
#[must_use]
pub fn deed(deed: &Deed) -> String {
    match deed {
        Deed::Ordered(_, kind, amount) => {
            format!("{}, {}", order_kind_name(*kind), euro(*amount))
        }
        Deed::PaymentRefused(_, amount) => format!("Pagamento di {} rifiutato", euro(*amount)),
        Deed::Paid(_, method, amount) => {
            format!("Pagati {} con {}", euro(*amount), with_method(*method))
        }
        Deed::CommitmentSent(_) => "Lettera d’impegno inviata".into(),
        Deed::CommitmentRegistered(_) => "Impegno registrato".into(),
        Deed::CommitmentRefused(_) => "Lettera d’impegno rifiutata".into(),
        Deed::Activated(_, product, quantity, _) => {
            format!("Attivazione: {}", counted(*product, *quantity))
        }
        Deed::Extended(_, count, _, until) => {
            format!("{} al {}", services(*count, "esteso", "estesi"), short_date(*until))
        }
        Deed::Renewed(_, count, _, until) => {
            format!("{} al {}", services(*count, "rinnovato", "rinnovati"), short_date(*until))
        }
        Deed::Cancelled(_) => "Ordine annullato".into(),
        Deed::RefundDone(_, amount) => format!("Rimborsati {}", euro(*amount)),
        Deed::Mailed(subject, _) => format!("Email «{subject}»"),
        Deed::TerminationAsked(_) => "Disdetta chiesta".into(),
        Deed::TerminationTakenBack => "Disdetta ritirata".into(),
        Deed::TerminationConfirmed => "Disdetta confermata: il servizio è cancellato".into(),
        Deed::Changed(Change::RenewalOn) => "Rinnovo automatico attivato".into(),
        Deed::Changed(Change::RenewalOff) => "Rinnovo automatico disattivato".into(),
        Deed::Changed(Change::ContactMoved) => "Recapiti dell’intestatario cambiati".into(),
        Deed::Changed(Change::EmailMoved) => "Email dell’intestatario cambiata".into(),
        Deed::Changed(Change::PanelPassword) => "Password del pannello cambiata".into(),
        Deed::User(UserChange::UserCreated, name) => format!("Utente {name} creato"),
        Deed::User(UserChange::UserPermissions, name) => format!("Permessi di {name} cambiati"),
        Deed::User(UserChange::UserPassword, name) => {
            format!("Nuova password temporanea per {name}")
        }
        Deed::User(UserChange::UserSignedOut, name) => format!("Accessi di {name} chiusi"),
        Deed::User(UserChange::UserLeaves, name) => {
            format!("Utente {name} scelto per lasciare il posto")
        }
        Deed::User(UserChange::UserStays, name) => format!("Utente {name} tiene il posto"),
        Deed::User(UserChange::UserRemoved, name) => format!("Utente {name} eliminato"),
        Deed::User(UserChange::UserEmail, name) => format!("Email di {name} cambiata"),
        Deed::User(UserChange::UserFactorOff, name) => {
            format!("Verifica in due passaggi di {name} tolta")
        }
        Deed::User(UserChange::DelegationOffered, name) => format!("Delega offerta a {name}"),
        Deed::User(UserChange::DelegationAccepted, name) => {
            format!("{name} ha accettato la delega")
        }
        Deed::User(UserChange::DelegationDeclined, name) => {
            format!("{name} ha rifiutato la delega")
        }
        Deed::User(UserChange::DelegationPermissions, name) => {
            format!("Permessi della delega a {name} cambiati")
        }
        Deed::User(UserChange::DelegationEnded, name) => format!("Delega a {name} terminata"),
        Deed::Panel(deed) => panel_deed(*deed),
    }
}

fn panel_deed(deed: PanelDeed) -> String {
    match deed {
        PanelDeed::Configured(step) => format!("Dati della fatturazione: {}", step_name(step)),
        PanelDeed::Opened => "Prima configurazione conclusa".into(),
        PanelDeed::NewDevice(device) => {
            format!("Accesso da un nuovo dispositivo: {}", device.name())
        }
        PanelDeed::SignInEnded => "Accesso chiuso da un altro dispositivo".into(),
        PanelDeed::Factor(change) => match change {
            second_factor::Change::TurnedOn => "Verifica in due passaggi attivata".into(),
            second_factor::Change::TurnedOff => "Verifica in due passaggi disattivata".into(),
            second_factor::Change::NewCodes => "Nuovi codici di recupero".into(),
            second_factor::Change::RecoveryCodeUsed => "Codice di recupero usato".into(),
            second_factor::Change::TakenOff => "Verifica in due passaggi tolta".into(),
        },
        PanelDeed::CartBegun(product) => format!("Acquisto iniziato: {}", product.name()),
        PanelDeed::RenewalBegun => "Rinnovo iniziato".into(),
    }
}

/// What is said about it besides, as a sentence without its full stop.
#[must_use]
pub fn deed_details(deed: &Deed) -> Option<String> {
    match deed {
        Deed::Activated(.., Some(until)) => Some(format!("Fino al {}", short_date(*until))),
        Deed::Extended(_, _, from, _) | Deed::Renewed(_, _, from, _) => {
            Some(format!("Prima: {}", short_date(*from)))
        }
        Deed::TerminationAsked(Some(expires)) => {
            Some(format!("Alla scadenza naturale del {}", short_date(*expires)))
        }
        Deed::TerminationAsked(None) => Some("Subito, appena l’ufficio conferma".into()),
        Deed::Mailed(_, recipient) => Some(format!("A {recipient}")),
        Deed::Activated(.., None)
        | Deed::Ordered(..)
        | Deed::PaymentRefused(..)
        | Deed::Paid(..)
        | Deed::CommitmentSent(_)
        | Deed::CommitmentRegistered(_)
        | Deed::CommitmentRefused(_)
        | Deed::Cancelled(_)
        | Deed::RefundDone(..)
        | Deed::TerminationTakenBack
        | Deed::TerminationConfirmed
        | Deed::Changed(_)
        | Deed::User(..)
        | Deed::Panel(_) => None,
    }
}

/// The order behind it.
#[must_use]
pub fn order_behind(deed: &Deed) -> Option<i64> {
    match deed {
        Deed::Ordered(number, ..)
        | Deed::PaymentRefused(number, _)
        | Deed::Paid(number, ..)
        | Deed::CommitmentSent(number)
        | Deed::CommitmentRegistered(number)
        | Deed::CommitmentRefused(number)
        | Deed::Activated(number, ..)
        | Deed::Extended(number, ..)
        | Deed::Renewed(number, ..)
        | Deed::Cancelled(number)
        | Deed::RefundDone(number, _) => Some(*number),
        Deed::Mailed(..)
        | Deed::TerminationAsked(_)
        | Deed::TerminationTakenBack
        | Deed::TerminationConfirmed
        | Deed::Changed(_)
        | Deed::User(..)
        | Deed::Panel(_) => None,
    }
}

/// Who did it; nobody is named where it was the shop itself.
#[must_use]
pub fn doer(by: &By, for_staff: bool) -> Option<String> {
    match by {
        By::Customer if for_staff => Some("il cliente".into()),
        By::Customer => Some("tu".into()),
        By::PanelUser(username) => Some(format!("{username}, dal pannello")),
        By::Office(Some(name)) => Some(format!("{name}, l’ufficio")),
        By::Office(None) => Some("l’ufficio".into()),
        By::Shop => None,
    }
}

/// Who did it, in the trace of a panel.
#[must_use]
pub fn trace_doer(by: &By, role: Option<Role>) -> String {
    match (by, role) {
        (By::PanelUser(username), Some(role)) => format!("{username}, {}", role_name(role)),
        (By::PanelUser(username), None) => username.clone(),
        (By::Customer, _) => "dall’area clienti".into(),
        (By::Office(_) | By::Shop, _) => "la nostra assistenza".into(),
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "titolare",
        Role::User => "utente aggiuntivo",
        Role::Accountant => "commercialista",
    }
}

fn services(count: u32, one: &str, many: &str) -> String {
    if count == 1 { format!("1 servizio {one}") } else { format!("{count} servizi {many}") }
}

fn with_method(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::BankTransfer => "bonifico",
        PaymentMethod::PostalSlip => "bollettino",
        PaymentMethod::Card => "carta di credito",
        PaymentMethod::PayPal => "PayPal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Money;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn an_extension_says_from_when_to_when() {
        let day = |text: &str| text.parse().unwrap();
        let three = Deed::Extended(26_000_041, 3, day("2027-04-22"), day("2027-11-22"));
        assert_eq!(deed(&three), "3 servizi estesi al 22/11/2027");
        assert_eq!(deed_details(&three).as_deref(), Some("Prima: 22/04/2027"));
        let one = Deed::Renewed(1, 1, day("2027-04-22"), day("2028-04-22"));
        assert_eq!(deed(&one), "1 servizio rinnovato al 22/04/2028");
    }

    #[test]
    fn a_disdetta_says_for_when_it_was_asked() {
        let at_expiry = Deed::TerminationAsked(Some("2027-04-14".parse().unwrap()));
        assert_eq!(deed(&at_expiry), "Disdetta chiesta");
        let when = deed_details(&at_expiry);
        assert_eq!(when.as_deref(), Some("Alla scadenza naturale del 14/04/2027"));
        let now = deed_details(&Deed::TerminationAsked(None));
        assert_eq!(now.as_deref(), Some("Subito, appena l’ufficio conferma"));
    }

    #[test]
    fn a_payment_says_how_much_and_with_what() {
        let paid = Deed::Paid(26_000_041, PaymentMethod::Card, Money::from_cents(64_66));
        assert_eq!(plain(&deed(&paid)), "Pagati 64,66 € con carta di credito");
        assert_eq!(order_behind(&paid), Some(26_000_041));
    }

    #[test]
    fn the_customer_is_told_that_it_was_the_office() {
        assert_eq!(doer(&By::Office(None), false).as_deref(), Some("l’ufficio"));
        assert_eq!(
            doer(&By::Office(Some("rosa".into())), true).as_deref(),
            Some("rosa, l’ufficio")
        );
        assert_eq!(doer(&By::Customer, true).as_deref(), Some("il cliente"));
    }
}
