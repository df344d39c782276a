//! What the operator of a shop decides without touching the program.

use domain::Money;
use domain::order::PaymentMethod;
use domain::party::{Kind, RecipientCode};
use domain::postal_slip::PostalAccount;
use domain::renewal::Calendar;
use domain::vat::SplitPayment;

use crate::texts::Texts;

/// The name of every shop of this program.
pub const NAME: &str = "Bottega";

/// One member of staff decides alone on refunds up to this many cents; above, two do.
pub const REFUND_ALONE_UP_TO: i64 = 200_00;

/// The settings of one shop, which stay as they are while it runs; prices change, so they are not
/// among them. There is no default: only the operator knows the company and its accounts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// True for the demonstration shop: invented prices, simulated payments, its own mailbox.
    /// Pages say so, and what only exists for it cannot be reached otherwise.
    pub demo: bool,
    /// Name, addresses and numbers of the seller.
    pub brand: Brand,
    /// What customers accept and take note of.
    pub texts: Texts,
    /// When public bodies pay the VAT to the Treasury themselves.
    pub split_payment: SplitPayment,
    /// The account that transfers are paid into.
    pub bank: BankAccount,
    /// Where bollettini go. Without a postal account they are not offered.
    pub postal: Option<Postal>,
    /// What follows the seven digits of a username: `@bottega.example`.
    pub account_suffix: String,
    /// What stands before the partita IVA in the username of a panel.
    pub panel_prefix: String,
    /// The recipient code of our channel, which customers give to their suppliers. Without one the
    /// first configuration says that it will be told.
    pub sdi_code: Option<RecipientCode>,
    /// Days in which an order can be paid.
    pub order_validity_days: u32,
    /// Days after an order on which somebody who has not paid is reminded.
    pub reminder_days: Vec<u32>,
    /// Days before the expiry on which an automatic renewal is tried.
    pub renewal_try_days: Vec<u32>,
    /// The days on which customers are reminded of an expiry.
    pub expiry_reminders: Calendar,
    /// How a customer can pay. Card and PayPal need a payment provider.
    pub payment_methods: Vec<PaymentMethod>,
    /// A text that is unchanged since an earlier order stays accepted, and one box is asked. Off until
    /// the operator's lawyer agrees.
    pub acceptances_stand: bool,
    /// The office asks each member of staff for a second factor. Only a demonstration does without.
    pub staff_needs_factor: bool,
    /// Refunds above this amount need a second member of staff.
    pub refund_alone_up_to: Money,
}

/// The account that transfers go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    /// Whose account it is.
    pub beneficiary: String,
    /// Its number.
    pub iban: String,
    /// Of the bank.
    pub bic: String,
    /// As people call it.
    pub bank: String,
}

/// The postal account of the same beneficiary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postal {
    /// The number on the bollettino.
    pub account: PostalAccount,
    /// What Poste Italiane wrote when it allowed us to print slips. Without it they are samples.
    pub authorisation: Option<String>,
}

impl BankAccount {
    /// The IBAN as people read and copy it: `IT60 X054 2811 …`.
    pub fn iban_in_groups(&self) -> String {
        let letters: Vec<char> = self.iban.chars().filter(|c| !c.is_whitespace()).collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }
}

impl Settings {
    /// How this kind of subject can pay this amount.
    #[must_use]
    pub fn methods_for(&self, kind: Kind, amount: Money) -> Vec<PaymentMethod> {
        let can = |method: &PaymentMethod| method.is_open_to(kind) && method.can_pay(amount);
        self.payment_methods.iter().copied().filter(can).collect()
    }

    /// What Poste Italiane wrote when it allowed us to print slips. Without it a slip only shows
    /// what a real one looks like.
    #[must_use]
    pub fn slip_authorisation(&self) -> Option<&str> {
        self.postal.as_ref()?.authorisation.as_deref()
    }

    /// The username of an account, as people see it.
    #[must_use]
    pub fn username(&self, number: i64) -> String {
        format!("{number}{}", self.account_suffix)
    }
}

/// Who speaks to the customer: on every page, in every mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// The name above the door.
    pub name: String,
    /// Where the shop lives, without a slash at the end: `https://bottega.example`.
    pub home_url: String,
    /// Sender of every mail, `Name <address>` or an address alone.
    pub sender: String,
    /// Where a customer can write to.
    pub support_email: String,
    /// Who sells.
    pub company: Company,
}

/// The company behind the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// As it is registered.
    pub name: String,
    /// Where it is registered.
    pub seat: String,
    /// Its partita IVA, eleven digits.
    pub vat_number: String,
    /// Its number in the register of companies: `FI-123456`.
    pub rea: Option<String>,
    /// Its certified mailbox.
    pub pec: Option<String>,
}

impl Company {
    /// Name, seat and number, as art. 2250 c.c. wants them on its papers.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} · {} · P.IVA {}", self.name, self.seat, self.vat_number)
    }
}

impl Brand {
    /// The part of the sender's address after the `@`, which makes Message-IDs ours.
    #[must_use]
    pub fn mail_domain(&self) -> &str {
        let domain = self.sender.rsplit('@').next().unwrap_or_default();
        domain.trim_end_matches('>').trim()
    }
}
