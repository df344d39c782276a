//! What the operator of a shop decides without touching the program.

use domain::Money;
use domain::calendar::Date;
use domain::coupon::DiscountCode;
use domain::money::Percent;
use domain::order::{PaymentMethod, VALIDITY_DAYS};
use domain::party::Kind;
use domain::payment::REMINDER_DAYS;
use domain::postal_slip::PostalAccount;
use domain::renewal::TRY_DAYS;
use domain::terms::Terms;
use domain::vat::SplitPayment;

/// The settings of one shop. The default is the demo shop, with invented company data.
#[derive(Clone, Debug)]
pub struct Settings {
    /// True for the demonstration shop: invented prices, simulated payments, its own mailbox.
    /// Pages say so, and what only exists for it cannot be reached otherwise.
    pub demo: bool,
    pub brand: Brand,
    /// Prices, promotions, how months are counted.
    pub terms: Terms,
    pub discount_codes: Vec<DiscountCode>,
    /// When public bodies pay the VAT to the Treasury themselves.
    pub split_payment: SplitPayment,
    /// Where transfers go.
    pub bank: BankAccount,
    /// Where bollettini go.
    pub postal: Postal,
    /// What follows the seven digits of a username: `@bottega.example`.
    pub account_suffix: String,
    /// What stands before the partita IVA in the username of a panel.
    pub panel_prefix: String,
    /// Days in which an order can be paid.
    pub order_validity_days: u32,
    /// Days after an order on which somebody who has not paid is reminded.
    pub reminder_days: Vec<u32>,
    /// Days before the expiry on which an automatic renewal is tried.
    pub renewal_try_days: Vec<u32>,
    /// How a customer can pay. Card and PayPal need a payment provider.
    pub payment_methods: Vec<PaymentMethod>,
    /// Refunds above this amount need a second member of staff.
    pub refund_alone_up_to: Money,
}

/// The account that transfers go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    pub beneficiary: String,
    pub iban: String,
    pub bic: String,
    pub bank: String,
}

/// The postal account of the same beneficiary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postal {
    pub account: PostalAccount,
    /// What Poste Italiane wrote when it allowed us to print slips. Without it they are samples.
    pub authorisation: Option<String>,
}

impl Postal {
    /// True while slips may only show what a real one looks like.
    pub fn is_sample(&self) -> bool {
        self.authorisation.is_none()
    }
}

impl BankAccount {
    /// The IBAN as people read and copy it: `IT60 X054 2811 …`.
    pub fn iban_in_groups(&self) -> String {
        let letters: Vec<char> = self.iban.chars().filter(|c| !c.is_whitespace()).collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }
}

impl Settings {
    /// The discount code that somebody typed, if there is one of that name.
    pub fn discount_code(&self, typed: &str) -> Option<&DiscountCode> {
        let code = DiscountCode::normalise(typed);
        self.discount_codes.iter().find(|known| known.code == code)
    }

    /// How this kind of subject can pay this amount.
    pub fn methods_for(&self, kind: Kind, amount: Money) -> Vec<PaymentMethod> {
        let can = |method: &PaymentMethod| method.is_open_to(kind) && method.can_pay(amount);
        self.payment_methods.iter().copied().filter(can).collect()
    }

    /// The username of an account, as people see it.
    pub fn username(&self, number: i64) -> String {
        format!("{number}{}", self.account_suffix)
    }
}

impl Default for Settings {
    fn default() -> Self {
        let since = Date::from_ymd_opt(2000, 1, 1).expect("a date of the calendar");
        Self {
            demo: false,
            brand: Brand::default(),
            terms: Terms::demo(),
            discount_codes: vec![DiscountCode {
                code: "BENVENUTO10".into(),
                percent: Percent::whole(10),
                from: since,
                until: None,
                first_purchase_only: true,
                products: Vec::new(),
                uses_max: None,
                uses_per_account_max: Some(1),
            }],
            split_payment: SplitPayment::default(),
            bank: BankAccount {
                beneficiary: "Bottega Demo S.r.l.".into(),
                iban: "IT60X0542811101000000123456".into(),
                bic: "BPPIITRRXXX".into(),
                bank: "Banca dell'Esempio".into(),
            },
            postal: Postal {
                account: PostalAccount::parse("1234567").expect("these are digits"),
                authorisation: None,
            },
            account_suffix: "@bottega.example".into(),
            panel_prefix: "BT".into(),
            order_validity_days: VALIDITY_DAYS,
            reminder_days: REMINDER_DAYS.to_vec(),
            renewal_try_days: TRY_DAYS.to_vec(),
            payment_methods: PaymentMethod::ALL.to_vec(),
            refund_alone_up_to: Money::from_cents(200_00),
        }
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
    /// Name, seat and numbers of the company, as art. 2250 c.c. wants them on its papers.
    pub company_line: String,
}

impl Brand {
    /// The part of the sender's address after the `@`, which makes Message-IDs ours.
    pub fn mail_domain(&self) -> &str {
        let domain = self.sender.rsplit('@').next().unwrap_or_default();
        domain.trim_end_matches('>').trim()
    }
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            name: "Bottega".into(),
            home_url: "http://localhost:3000".into(),
            sender: "Bottega <noreply@bottega.example>".into(),
            support_email: "assistenza@bottega.example".into(),
            company_line: "Bottega Demo S.r.l. · Via dell'Esempio 1, 50123 Firenze (FI) · \
                           P.IVA 01234560512"
                .into(),
        }
    }
}
