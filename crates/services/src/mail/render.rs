//! How a mail is written: each has a text and an HTML form, and both say the same facts.

use askama::Template;

use super::{
    AccountOpened, AccountantRegistered, AddOnsActive, ChargeNear, CommitmentAwaited,
    CommitmentRefused, CommitmentRegistered, DataErased, Delegation, EmailChanged, EmailToConfirm,
    ExpiryNear, ExpiryPassed, HowToPay, Mail, MethodStored, NumbersRegistered, OrderCancelled,
    OrderConfirmation, OrderImpossible, PanelNotices, PasswordChanged, PasswordLink,
    PaymentConfirmed, RegistrationConfirmed, RenewalBlocked, RenewalNotCollected, RenewalNotSold,
    RenewalTurnedOff, RenewalTurnedOn, RenewalWantsCustomer, SecondFactorChanged, ServiceActivated,
    ServiceRenewed, Termination, UserInvited, UsernameRecovered, WayToPay,
};
use crate::settings::Brand;

/// A mail ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The line that a mailbox shows.
    pub subject: String,
    /// Plain, for readers without HTML.
    pub text: String,
    /// A whole document, with its styles in it.
    pub html: String,
}

impl Mail {
    /// Writes the mail in the name of `brand`.
    #[must_use]
    pub fn render(&self, brand: &Brand) -> Rendered {
        let subject = self.subject();
        macro_rules! written {
            ($mail:expr, $text:ident, $html:ident) => {{
                let mail = $mail;
                let html = written($html { brand, subject: &subject, mail });
                Rendered { text: written($text { brand, mail }), html, subject }
            }};
        }
        match self {
            Mail::AccountOpened(mail) => written!(mail, AccountText, AccountHtml),
            Mail::NumbersRegistered(mail) => written!(mail, NumbersText, NumbersHtml),
            Mail::UsernameRecovered(mail) => written!(mail, UsernameText, UsernameHtml),
            Mail::PasswordLink(mail) => written!(mail, PasswordLinkText, PasswordLinkHtml),
            Mail::PasswordChanged(mail) => written!(mail, ChangedText, ChangedHtml),
            Mail::SecondFactorChanged(mail) => written!(mail, FactorText, FactorHtml),
            Mail::EmailToConfirm(mail) => written!(mail, ToConfirmText, ToConfirmHtml),
            Mail::EmailChanged(mail) => written!(mail, EmailText, EmailHtml),
            Mail::DataErased(mail) => written!(mail, ErasedText, ErasedHtml),
            Mail::RegistrationConfirmed(mail) => written!(mail, RegistrationText, RegistrationHtml),
            Mail::OrderConfirmation(mail) => written!(mail, OrderText, OrderHtml),
            Mail::HowToPay(mail) => written!(mail, HowToPayText, HowToPayHtml),
            Mail::PaymentReminder(mail) => written!(mail, ReminderText, ReminderHtml),
            Mail::OrderCancelled(mail) => written!(mail, CancelledText, CancelledHtml),
            Mail::OrderImpossible(mail) => written!(mail, ImpossibleText, ImpossibleHtml),
            Mail::PaymentConfirmed(mail) => written!(mail, PaymentText, PaymentHtml),
            Mail::CommitmentAwaited(mail) => written!(mail, AwaitedText, AwaitedHtml),
            Mail::CommitmentRegistered(mail) => written!(mail, CommittedText, CommittedHtml),
            Mail::CommitmentRefused(mail) => written!(mail, RefusedText, RefusedHtml),
            Mail::ServiceActivated(mail) => written!(mail, ServiceText, ServiceHtml),
            Mail::UserInvited(mail) => written!(mail, InvitedText, InvitedHtml),
            Mail::AccountantRegistered(mail) => {
                written!(mail, AccountantText, AccountantHtml)
            }
            Mail::Delegation(mail) => written!(mail, DelegationText, DelegationHtml),
            Mail::PanelNotices(mail) => written!(mail, NoticesText, NoticesHtml),
            Mail::AddOnsActive(mail) => written!(mail, AddOnsText, AddOnsHtml),
            Mail::ServiceRenewed(mail) => written!(mail, RenewedText, RenewedHtml),
            Mail::MethodStored(mail) => written!(mail, MethodText, MethodHtml),
            Mail::RenewalTurnedOn(mail) => written!(mail, TurnedOnText, TurnedOnHtml),
            Mail::RenewalTurnedOff(mail) => written!(mail, TurnedOffText, TurnedOffHtml),
            Mail::RenewalNotCollected(mail) => written!(mail, NotCollectedText, NotCollectedHtml),
            Mail::RenewalWantsCustomer(mail) => {
                written!(mail, WantsCustomerText, WantsCustomerHtml)
            }
            Mail::RenewalBlocked(mail) => written!(mail, BlockedText, BlockedHtml),
            Mail::RenewalNotSold(mail) => written!(mail, NotSoldText, NotSoldHtml),
            Mail::ExpiryNear(mail) => written!(mail, NearText, NearHtml),
            Mail::ExpiryPassed(mail) => written!(mail, PassedText, PassedHtml),
            Mail::ChargeNear(mail) => written!(mail, ChargeText, ChargeHtml),
            Mail::TerminationAsked(mail) => written!(mail, AskedText, AskedHtml),
            Mail::TerminationTakenBack(mail) => written!(mail, TakenBackText, TakenBackHtml),
            Mail::TerminationConfirmed(mail) => written!(mail, GivenUpText, GivenUpHtml),
        }
    }
}

fn written(template: impl Template) -> String {
    template.render().expect("a String takes every text, and the templates fail at nothing else")
}

/// The two templates of each mail; the HTML one shows the subject as its title.
macro_rules! templates {
    ($($mail:ident: $text:ident from $text_file:literal, $html:ident from $html_file:literal;)*) => {$(
        #[derive(Template)]
        #[template(path = $text_file)]
        struct $text<'a> {
            brand: &'a Brand,
            mail: &'a $mail,
        }

        #[derive(Template)]
        #[template(path = $html_file)]
        struct $html<'a> {
            brand: &'a Brand,
            subject: &'a str,
            mail: &'a $mail,
        }
    )*};
}

templates! {
    AccountOpened: AccountText from "mail/account_opened.txt",
        AccountHtml from "mail/account_opened.html";
    NumbersRegistered: NumbersText from "mail/numbers_registered.txt",
        NumbersHtml from "mail/numbers_registered.html";
    UsernameRecovered: UsernameText from "mail/username_recovered.txt",
        UsernameHtml from "mail/username_recovered.html";
    PasswordLink: PasswordLinkText from "mail/password_link.txt",
        PasswordLinkHtml from "mail/password_link.html";
    PasswordChanged: ChangedText from "mail/password_changed.txt",
        ChangedHtml from "mail/password_changed.html";
    SecondFactorChanged: FactorText from "mail/second_factor_changed.txt",
        FactorHtml from "mail/second_factor_changed.html";
    EmailToConfirm: ToConfirmText from "mail/email_to_confirm.txt",
        ToConfirmHtml from "mail/email_to_confirm.html";
    EmailChanged: EmailText from "mail/email_changed.txt",
        EmailHtml from "mail/email_changed.html";
    DataErased: ErasedText from "mail/data_erased.txt", ErasedHtml from "mail/data_erased.html";
    RegistrationConfirmed: RegistrationText from "mail/registration_confirmed.txt",
        RegistrationHtml from "mail/registration_confirmed.html";
    OrderConfirmation: OrderText from "mail/order_confirmation.txt",
        OrderHtml from "mail/order_confirmation.html";
    HowToPay: HowToPayText from "mail/how_to_pay.txt", HowToPayHtml from "mail/how_to_pay.html";
    HowToPay: ReminderText from "mail/payment_reminder.txt",
        ReminderHtml from "mail/payment_reminder.html";
    OrderCancelled: CancelledText from "mail/order_cancelled.txt",
        CancelledHtml from "mail/order_cancelled.html";
    OrderImpossible: ImpossibleText from "mail/order_impossible.txt",
        ImpossibleHtml from "mail/order_impossible.html";
    PaymentConfirmed: PaymentText from "mail/payment_confirmed.txt",
        PaymentHtml from "mail/payment_confirmed.html";
    CommitmentAwaited: AwaitedText from "mail/commitment_awaited.txt",
        AwaitedHtml from "mail/commitment_awaited.html";
    CommitmentRegistered: CommittedText from "mail/commitment_registered.txt",
        CommittedHtml from "mail/commitment_registered.html";
    CommitmentRefused: RefusedText from "mail/commitment_refused.txt",
        RefusedHtml from "mail/commitment_refused.html";
    ServiceActivated: ServiceText from "mail/service_activated.txt",
        ServiceHtml from "mail/service_activated.html";
    UserInvited: InvitedText from "mail/user_invited.txt",
        InvitedHtml from "mail/user_invited.html";
    AccountantRegistered: AccountantText from "mail/accountant_registered.txt",
        AccountantHtml from "mail/accountant_registered.html";
    Delegation: DelegationText from "mail/delegation.txt",
        DelegationHtml from "mail/delegation.html";
    PanelNotices: NoticesText from "mail/panel_notices.txt",
        NoticesHtml from "mail/panel_notices.html";
    AddOnsActive: AddOnsText from "mail/add_ons_active.txt",
        AddOnsHtml from "mail/add_ons_active.html";
    ServiceRenewed: RenewedText from "mail/service_renewed.txt",
        RenewedHtml from "mail/service_renewed.html";
    MethodStored: MethodText from "mail/method_stored.txt",
        MethodHtml from "mail/method_stored.html";
    RenewalTurnedOn: TurnedOnText from "mail/renewal_turned_on.txt",
        TurnedOnHtml from "mail/renewal_turned_on.html";
    RenewalTurnedOff: TurnedOffText from "mail/renewal_turned_off.txt",
        TurnedOffHtml from "mail/renewal_turned_off.html";
    RenewalNotCollected: NotCollectedText from "mail/renewal_not_collected.txt",
        NotCollectedHtml from "mail/renewal_not_collected.html";
    RenewalWantsCustomer: WantsCustomerText from "mail/renewal_wants_customer.txt",
        WantsCustomerHtml from "mail/renewal_wants_customer.html";
    RenewalBlocked: BlockedText from "mail/renewal_blocked.txt",
        BlockedHtml from "mail/renewal_blocked.html";
    RenewalNotSold: NotSoldText from "mail/renewal_not_sold.txt",
        NotSoldHtml from "mail/renewal_not_sold.html";
    ExpiryNear: NearText from "mail/expiry_near.txt", NearHtml from "mail/expiry_near.html";
    ExpiryPassed: PassedText from "mail/expiry_passed.txt",
        PassedHtml from "mail/expiry_passed.html";
    ChargeNear: ChargeText from "mail/charge_near.txt", ChargeHtml from "mail/charge_near.html";
    Termination: AskedText from "mail/termination_asked.txt",
        AskedHtml from "mail/termination_asked.html";
    Termination: TakenBackText from "mail/termination_taken_back.txt",
        TakenBackHtml from "mail/termination_taken_back.html";
    Termination: GivenUpText from "mail/termination_confirmed.txt",
        GivenUpHtml from "mail/termination_confirmed.html";
}
