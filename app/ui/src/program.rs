//! What the browser runs on a page.

/// A program of the bundle. Pages whose figures or fields are alive have one of their own; all the
/// others share the small one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Program {
    /// What every page does: menus, copying, showing a password, saying that the network is gone.
    Page,
    /// The same, and the cart with its live prices.
    Cart,
    /// The same, and the renewal with its live prices.
    Renewal,
    /// The same, and the forms about somebody, checked while they are filled in.
    Account,
}

impl Program {
    /// Every program.
    pub const ALL: [Program; 4] =
        [Program::Page, Program::Cart, Program::Renewal, Program::Account];

    /// The program of an address.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path {
            crate::paths::CART => Self::Cart,
            crate::paths::RENEWAL => Self::Renewal,
            crate::paths::SIGN_IN | crate::paths::REGISTER | crate::paths::HOLDER => Self::Account,
            _ => Self::Page,
        }
    }

    /// What it is called in the bundle.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Cart => "cart",
            Self::Renewal => "renewal",
            Self::Account => "account",
        }
    }
}
