//! The accountants, who have a door and pages of their own, and the panels that are delegated to them.

use domain::id::{DelegationId, SubscriptionId};

use super::{NEXT, PANELS, panel_asked_for, panel_settings};

pub const ACCOUNTANT: &str = "/commercialista";
pub const ACCOUNTANT_REGISTER: &str = "/commercialista/registrazione";
pub const ACCOUNTANT_SIGN_IN: &str = "/commercialista/accedi";
/// The code that follows the password.
pub const ACCOUNTANT_SIGN_IN_CODE: &str = "/commercialista/accedi/codice";
/// `I tuoi dati`, with the way out for good.
pub const ACCOUNTANT_DATA: &str = "/commercialista/dati";
pub const ACCOUNTANT_PASSWORD: &str = "/commercialista/dati/password";
pub const ACCOUNTANT_NAME: &str = "/commercialista/dati/nome";
pub const ACCOUNTANT_EMAIL: &str = "/commercialista/dati/email";
/// Where the link of a mail leads to that confirms an address.
pub const ACCOUNTANT_CONFIRM_EMAIL: &str = "/commercialista/conferma-email";
/// `Verifica in due passaggi`.
pub const ACCOUNTANT_FACTOR: &str = "/commercialista/dati/verifica";
/// Where somebody asks for a link to a new password.
pub const ACCOUNTANT_RECOVER_PASSWORD: &str = "/commercialista/recupera-password";
/// Where the link of a mail leads to: a new password.
pub const ACCOUNTANT_NEW_PASSWORD: &str = "/commercialista/recupera-password/nuova";

/// The sign-in of the accountants, which leads back to a page of a service.
#[must_use]
pub fn accountant_sign_in(next: &str) -> String {
    match panel_asked_for(next) {
        Some(_) => format!("{ACCOUNTANT_SIGN_IN}?{NEXT}={next}"),
        None => ACCOUNTANT_SIGN_IN.to_owned(),
    }
}

/// `Impostazioni` › `Collaborazioni` › `Deleghe` of a service.
#[must_use]
pub fn panel_delegations(service: SubscriptionId) -> String {
    format!("{}/deleghe", panel_settings(service))
}

/// `Aggiungi una delega`.
#[must_use]
pub fn panel_new_delegation(service: SubscriptionId) -> String {
    format!("{}/nuova", panel_delegations(service))
}

/// A delegation of a service.
#[must_use]
pub fn panel_delegation(service: SubscriptionId, id: DelegationId) -> String {
    format!("{}/{id}", panel_delegations(service))
}

/// The service whose panel a page belongs to; none for a page that names none.
#[must_use]
pub fn panel_of(path: &str) -> Option<SubscriptionId> {
    let named = path.strip_prefix(PANELS)?.strip_prefix('/')?;
    named.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::{PANEL, panel_home};

    #[test]
    fn a_page_of_a_panel_tells_whose_it_is() {
        let service = "01900000-0000-7000-8000-000000000001".parse().unwrap();
        let pages = [panel_home(service), panel_settings(service), panel_delegations(service)];
        for page in pages {
            assert_eq!(panel_of(&page), Some(service), "{page}");
        }
        for page in [PANEL, PANELS, "/pannello/servizi/", "/pannello/servizi/x/y", "/app", "/"] {
            assert_eq!(panel_of(page), None, "{page}");
        }
    }
}
