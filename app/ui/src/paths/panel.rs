//! The panel of a service.

pub const PANEL: &str = "/pannello";
pub const PANEL_SIGN_IN: &str = "/pannello/accedi";
/// The code that follows the password of a panel.
pub const PANEL_SIGN_IN_CODE: &str = "/pannello/accedi/codice";
/// `Verifica in due passaggi` of a panel user.
pub const PANEL_FACTOR: &str = "/pannello/verifica";
pub const PANEL_PASSWORD: &str = "/pannello/cambio-password";
pub const PANEL_PASSWORD_CHANGED: &str = "/pannello/password-cambiata";
/// Where somebody asks for a link to a new password of the panel.
pub const PANEL_RECOVER_PASSWORD: &str = "/pannello/recupera-password";
/// Where the link of a mail leads to: a new password of the panel.
pub const PANEL_NEW_PASSWORD: &str = "/pannello/recupera-password/nuova";
pub const PANEL_ADD_ONS: &str = "/pannello/servizi-aggiuntivi";
