//! The server functions of the office: a file for each thing that staff do.

mod decide_case;
mod decide_commitment;
mod decisions;
mod orders;
mod outcome_notice;
mod proposal;
mod refund;
mod register_payment;
mod sign_in;
mod typed;

pub use decide_case::{AllocateCase, CaseView, CloseCase, NoteSentBack};
pub use decide_commitment::{CommitmentOnDesk, RefuseCommitment, RegisterCommitment};
pub use decisions::{DecisionsView, load_decisions};
pub use orders::{
    EventView, ListedOrder, OrderList, OrdersView, Shown, UnreadableRow, load_orders,
};
pub use outcome_notice::OutcomeNotice;
pub use proposal::Proposal;
pub use refund::{ApproveRefund, Refund, RefundView, WithdrawRefund};
pub use register_payment::RegisterPayment;
pub use sign_in::{
    BeginOfficeFactor, ConfirmOfficeFactor, ConfirmOwnOfficeFactor, EnterOffice, GiveOfficeCode,
    LeaveOffice, NewOfficeRecoveryCodes, OfficeSignInView, load_office_code, load_office_enrolment,
    load_office_factor, load_office_sign_in, load_who_works,
};
pub use typed::{Registered, TypedAllocation, TypedCommitment, TypedPayment, TypedRefund};
