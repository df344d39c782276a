//! Typed ids, so that an order can never be passed where an account is meant.

use crate::base::id::ids;

ids! {
    /// Somebody to whom customers delegate the panels of their services.
    AccountantId,
    /// Somebody who can sign in to the shop.
    AccountId,
    /// One try to collect money through a provider. It is the provider's idempotency key.
    AttemptId,
    /// Money that the office has to decide about.
    CaseId,
    /// A cart: of a visitor at first, of an account once its owner has signed in.
    CartId,
    /// The panel of a service, offered to an accountant.
    DelegationId,
    /// Money on a bank statement.
    CreditId,
    /// Whoever does something in a panel: the id of a panel user, or that of an accountant.
    DoerId,
    /// A table with unknown names that was handed in, until somebody says what it means.
    DraftId,
    /// One wish to conclude an order. The server mints it with the order form, so that the same
    /// form sent many times makes one order.
    IntentId,
    /// The document by which a public body commits itself to pay, as it was sent once.
    CommitmentDocumentId,
    /// One wish of a customer to be forgotten.
    ErasureId,
    /// A piece of news of the office.
    NewsId,
    /// A concluded order. People know it by its number.
    OrderId,
    /// Somebody who can sign in to the service panel.
    PanelUserId,
    /// Money registered for an order.
    PaymentId,
    /// Money given back.
    RefundId,
    /// One sign-in of a customer, in one browser.
    SignInId,
    /// A member of staff who can sign in to the office.
    StaffId,
    /// A way to pay that the provider keeps.
    StoredMethodId,
    /// A file with a bank statement that was imported.
    StatementId,
    /// A main service with its add-ons.
    SubscriptionId,
    /// A wish to give up a service.
    TerminationId,
}

impl From<PanelUserId> for DoerId {
    fn from(user: PanelUserId) -> Self {
        Self(user.0)
    }
}

impl From<AccountantId> for DoerId {
    fn from(accountant: AccountantId) -> Self {
        Self(accountant.0)
    }
}
