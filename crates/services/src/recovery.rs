//! What somebody does who has forgotten a username or a password.
//!
//! A page asks and a job answers by mail. What a newcomer would get wrong: the page must not look
//! whether anybody is meant, since an answer that takes longer, or is another one, would tell
//! (docs/decisions/0034).

mod answer;
mod ask;
mod reset;

pub use answer::answer_requests;
pub use ask::{ask_account_password, ask_accountant_password, ask_panel_password, ask_username};
pub use reset::{
    NewPassword, account_of, accountant_of, panel_user_of, reset_account, reset_accountant,
    reset_panel,
};

use crate::{Error, Result};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Username,
    AccountPassword,
    PanelPassword,
    AccountantPassword,
}

impl What {
    /// The name in the table, and that of the counters of tries.
    fn as_str(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::AccountPassword => "account_password",
            Self::PanelPassword => "panel_password",
            Self::AccountantPassword => "accountant_password",
        }
    }

    fn read(text: &str, corrupt: impl FnOnce() -> Error) -> Result<Self> {
        let all =
            [Self::Username, Self::AccountPassword, Self::PanelPassword, Self::AccountantPassword];
        all.into_iter().find(|what| what.as_str() == text).ok_or_else(corrupt)
    }
}
