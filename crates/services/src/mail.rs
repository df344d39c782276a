//! The mails that customers get: what each tells, and how it is written.
//!
//! Every value arrives ready to be read (`"39,65 €"`, `"22 novembre 2026"`); nothing is worked
//! out here. Each mail has a text and an HTML form made from the templates in `templates/mail`,
//! and both must say the same facts. HTML templates escape what people typed.

mod activation;
mod commitment;
mod delegation;
mod digest;
mod erasure;
mod expiry;
mod money;
mod order;
mod recovery;
mod render;
mod renewal;
mod second_factor;
mod termination;
#[cfg(test)]
mod tests;
mod users;

pub use activation::{
    AccountOpened, AddOnLine, AddOnsActive, NumbersRegistered, RegistrationConfirmed,
    ServiceActivated,
};
pub use commitment::{CommitmentAwaited, CommitmentRefused, CommitmentRegistered};
pub use delegation::{AccountantRegistered, Delegation, DelegationNews};
pub use digest::{ComingLine, PanelNotices, ToldLine};
pub use erasure::DataErased;
pub use expiry::{ChargeNear, Cost, ExpiryNear, ExpiryPassed, SafeDay};
pub use money::{HowToPay, PaymentConfirmed, WayToPay};
pub use order::{
    AcceptedConditions, OrderCancelled, OrderConfirmation, OrderImpossible, OrderLine,
};
pub use recovery::{
    AddressOf, EmailChanged, EmailToConfirm, PasswordChanged, PasswordLink, UsernameRecovered,
};
pub use render::Rendered;
pub use renewal::{
    MethodStored, RenewalBlocked, RenewalNotCollected, RenewalNotSold, RenewalTurnedOff,
    RenewalTurnedOn, RenewalWantsCustomer, RenewedLine, ServiceRenewed,
};
pub use second_factor::SecondFactorChanged;
pub use termination::Termination;
pub use users::UserInvited;

/// A mail to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mail {
    /// After the registration: the username.
    AccountOpened(AccountOpened),
    /// To the owner of an earlier account with the same numbers.
    NumbersRegistered(NumbersRegistered),
    /// To whoever has forgotten the username.
    UsernameRecovered(UsernameRecovered),
    /// To whoever has forgotten a password.
    PasswordLink(PasswordLink),
    /// After a password was changed, however.
    PasswordChanged(PasswordChanged),
    /// After something happened to a second factor.
    SecondFactorChanged(SecondFactorChanged),
    /// To an address that somebody says is theirs.
    EmailToConfirm(EmailToConfirm),
    /// To the address before it.
    EmailChanged(EmailChanged),
    /// The last one, to somebody who asked to be forgotten.
    DataErased(DataErased),
    /// Welcome; once for an account, with its first order.
    RegistrationConfirmed(RegistrationConfirmed),
    /// The receipt of an order, as the law asks for it.
    OrderConfirmation(OrderConfirmation),
    /// With an order that is paid later, and again when only a part has arrived.
    HowToPay(HowToPay),
    /// The same facts, some days later.
    PaymentReminder(HowToPay),
    /// To whoever should not pay any more.
    OrderCancelled(OrderCancelled),
    /// To whoever should not pay: what was ordered cannot be had.
    OrderImpossible(OrderImpossible),
    /// When all of the money has arrived.
    PaymentConfirmed(PaymentConfirmed),
    /// To a public body, with its order.
    CommitmentAwaited(CommitmentAwaited),
    /// To a public body: everything is active, and how to pay later.
    CommitmentRegistered(CommitmentRegistered),
    /// To a public body whose commitment document does not do.
    CommitmentRefused(CommitmentRefused),
    /// With the temporary password of the panel.
    ServiceActivated(ServiceActivated),
    /// To an additional user of a panel, with a temporary password.
    UserInvited(UserInvited),
    /// To a new accountant: the username.
    AccountantRegistered(AccountantRegistered),
    /// To the other side of a delegation.
    Delegation(Delegation),
    /// To the owner of a service: what others have done in its panel.
    PanelNotices(PanelNotices),
    /// When something was added to a service.
    AddOnsActive(AddOnsActive),
    /// When a service goes on for another term.
    ServiceRenewed(ServiceRenewed),
    /// A card or account was stored, or took the place of another.
    MethodStored(MethodStored),
    /// With the day of the next charge, as the customer agreed, or why there is none.
    RenewalTurnedOn(RenewalTurnedOn),
    /// By the customer, or because its way to pay is gone.
    RenewalTurnedOff(RenewalTurnedOff),
    /// With the day of the next try, or that there is none.
    RenewalNotCollected(RenewalNotCollected),
    /// Only the customer can confirm to the bank.
    RenewalWantsCustomer(RenewalWantsCustomer),
    /// An open order has to be paid or called off first.
    RenewalBlocked(RenewalBlocked),
    /// Something of it is not sold any more: only its customer can renew it.
    RenewalNotSold(RenewalNotSold),
    /// A service ends unless its customer renews it.
    ExpiryNear(ExpiryNear),
    /// A service has expired, and can still be renewed.
    ExpiryPassed(ExpiryPassed),
    /// A service is about to renew by itself: when, for how much, with what.
    ChargeNear(ChargeNear),
    /// A service is to be given up; until the office confirms it, that can be taken back.
    TerminationAsked(Termination),
    /// The service stays.
    TerminationTakenBack(Termination),
    /// The service is over.
    TerminationConfirmed(Termination),
}

impl Mail {
    /// The mail's name in the outbox.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Mail::AccountOpened(_) => "account_opened",
            Mail::NumbersRegistered(_) => "numbers_registered",
            Mail::UsernameRecovered(_) => "username_recovered",
            Mail::PasswordLink(_) => "password_link",
            Mail::PasswordChanged(_) => "password_changed",
            Mail::SecondFactorChanged(_) => "second_factor_changed",
            Mail::EmailToConfirm(_) => "email_to_confirm",
            Mail::EmailChanged(_) => "email_changed",
            Mail::DataErased(_) => "data_erased",
            Mail::RegistrationConfirmed(_) => "registration_confirmed",
            Mail::OrderConfirmation(_) => "order_confirmation",
            Mail::HowToPay(_) => "how_to_pay",
            Mail::PaymentReminder(_) => "payment_reminder",
            Mail::OrderCancelled(_) => "order_cancelled",
            Mail::OrderImpossible(_) => "order_impossible",
            Mail::PaymentConfirmed(_) => "payment_confirmed",
            Mail::CommitmentAwaited(_) => "commitment_awaited",
            Mail::CommitmentRegistered(_) => "commitment_registered",
            Mail::CommitmentRefused(_) => "commitment_refused",
            Mail::ServiceActivated(_) => "service_activated",
            Mail::UserInvited(_) => "user_invited",
            Mail::AccountantRegistered(_) => "accountant_registered",
            Mail::Delegation(_) => "delegation",
            Mail::PanelNotices(_) => "panel_notices",
            Mail::AddOnsActive(_) => "add_ons_active",
            Mail::ServiceRenewed(_) => "service_renewed",
            Mail::MethodStored(_) => "method_stored",
            Mail::RenewalTurnedOn(_) => "renewal_turned_on",
            Mail::RenewalTurnedOff(_) => "renewal_turned_off",
            Mail::RenewalNotCollected(_) => "renewal_not_collected",
            Mail::RenewalWantsCustomer(_) => "renewal_wants_customer",
            Mail::RenewalBlocked(_) => "renewal_blocked",
            Mail::RenewalNotSold(_) => "renewal_not_sold",
            Mail::ExpiryNear(_) => "expiry_near",
            Mail::ExpiryPassed(_) => "expiry_passed",
            Mail::ChargeNear(_) => "charge_near",
            Mail::TerminationAsked(_) => "termination_asked",
            Mail::TerminationTakenBack(_) => "termination_taken_back",
            Mail::TerminationConfirmed(_) => "termination_confirmed",
        }
    }

    /// The line that a mailbox shows.
    #[must_use]
    pub fn subject(&self) -> String {
        match self {
            Mail::AccountOpened(_) => "Il tuo nuovo account".into(),
            Mail::NumbersRegistered(mail) => {
                format!("Nuova registrazione con {}", mail.whose())
            }
            Mail::UsernameRecovered(_) => "Lo username del tuo account".into(),
            Mail::PasswordLink(mail) => format!("Scegli la nuova password {}", mail.what()),
            Mail::PasswordChanged(mail) => mail.title(),
            Mail::SecondFactorChanged(mail) => mail.title().into(),
            Mail::EmailToConfirm(_) => "Conferma il tuo nuovo indirizzo".into(),
            Mail::EmailChanged(mail) => mail.title(),
            Mail::DataErased(_) => "I tuoi dati sono cancellati".into(),
            Mail::RegistrationConfirmed(_) => "Conferma iscrizione".into(),
            Mail::OrderConfirmation(_) => "Conferma ordine servizi".into(),
            Mail::HowToPay(mail) => match mail.received {
                Some(_) => format!("Ordine {}: mancano {}", mail.order_number, mail.amount),
                None => format!("Come pagare l'ordine {}", mail.order_number),
            },
            Mail::PaymentReminder(mail) => {
                format!("L'ordine {} aspetta il pagamento", mail.order_number)
            }
            Mail::OrderCancelled(mail) => format!("Ordine {} annullato", mail.order_number),
            Mail::OrderImpossible(mail) => {
                format!("Ordine {}: non pagarlo", mail.order_number)
            }
            Mail::PaymentConfirmed(_) => "Conferma pagamento".into(),
            Mail::CommitmentAwaited(mail) => {
                format!("L'ordine {} aspetta l'impegno di pagamento", mail.order_number)
            }
            Mail::CommitmentRegistered(_) => "Impegno registrato".into(),
            Mail::CommitmentRefused(mail) => {
                format!("Ordine {}: serve un'altra lettera d'impegno", mail.order_number)
            }
            Mail::ServiceActivated(mail) => format!("Attivazione {}", mail.service),
            Mail::UserInvited(mail) => mail.title(),
            Mail::AccountantRegistered(_) => "La tua utenza commercialista".into(),
            Mail::Delegation(mail) => mail.title(),
            Mail::PanelNotices(mail) => mail.title(),
            Mail::AddOnsActive(mail) => match mail.lines.as_slice() {
                [one] => format!("{}: attivazione completata", one.description),
                _ => "I tuoi servizi aggiuntivi sono attivi".into(),
            },
            Mail::ServiceRenewed(mail) => mail.title(),
            Mail::MethodStored(_) => "Metodo di pagamento registrato".into(),
            Mail::RenewalTurnedOn(mail) => {
                format!("Attivazione rinnovo automatico per il servizio {}", mail.service)
            }
            Mail::RenewalTurnedOff(mail) => {
                format!("Rinnovo automatico disattivato per il servizio {}", mail.service)
            }
            Mail::RenewalNotCollected(_) => "Il rinnovo automatico non è riuscito".into(),
            Mail::RenewalWantsCustomer(_) => "Conferma il pagamento del rinnovo".into(),
            Mail::RenewalBlocked(mail) => {
                format!("Il rinnovo automatico aspetta l'ordine {}", mail.order_number)
            }
            Mail::RenewalNotSold(mail) => {
                format!("{} non si rinnova da solo: rinnovalo tu", mail.service)
            }
            Mail::ExpiryNear(mail) => mail.subject(),
            Mail::ExpiryPassed(mail) => {
                format!("{} è scaduto: puoi riattivarlo fino al {}", mail.service, mail.until)
            }
            Mail::ChargeNear(mail) => {
                format!("Il {} addebitiamo {}", mail.charged_on, mail.what())
            }
            Mail::TerminationAsked(mail) => format!("Disdetta richiesta: {}", mail.service),
            Mail::TerminationTakenBack(mail) => format!("Disdetta ritirata: {}", mail.service),
            Mail::TerminationConfirmed(mail) => format!("Disdetta confermata: {}", mail.service),
        }
    }
}
