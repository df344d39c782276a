//! The panel of a service, and its view for a telephone.

use domain::configuration::Step;
use domain::id::PanelUserId;

use super::{NEXT, is_local};

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
/// The first configuration of a service, step by step.
pub const CONFIGURATION: &str = "/pannello/configurazione";
/// All answers, before it is concluded.
pub const CONFIGURATION_SUMMARY: &str = "/pannello/configurazione/riepilogo";
/// Where it has ended, and what comes next.
pub const CONFIGURATION_DONE: &str = "/pannello/configurazione-conclusa";
pub const PANEL_ADD_ONS: &str = "/pannello/servizi-aggiuntivi";
pub const PANEL_SETTINGS: &str = "/pannello/impostazioni";
/// `Impostazioni` › `Collaborazioni` › `Utenti aggiuntivi`.
pub const PANEL_USERS: &str = "/pannello/impostazioni/utenti";
/// `Crea utente`.
pub const PANEL_NEW_USER: &str = "/pannello/impostazioni/utenti/nuovo";

/// An additional user.
#[must_use]
pub fn panel_user(id: PanelUserId) -> String {
    format!("{PANEL_USERS}/{id}")
}

/// The panel on a telephone, which can be put on its first screen.
pub const APP: &str = "/app";
pub const APP_ADD_ONS: &str = "/app/moduli-aggiuntivi";
/// What a telephone shows of it. The server answers this, and the next three, without `app`.
pub const APP_MANIFEST: &str = "/app/manifest.webmanifest";
/// The script that sets the worker to work, and the worker.
pub const APP_START: &str = "/app/avvio.js";
pub const APP_WORKER: &str = "/app/worker.js";
/// What the worker shows without a network.
pub const APP_OFFLINE: &str = "/app/senza-rete";

/// True for a page of the view for a telephone, without anything behind its path.
#[must_use]
pub fn is_of_app(path: &str) -> bool {
    is_local(path) && path.strip_prefix(APP).is_some_and(|it| it.is_empty() || it.starts_with('/'))
}

/// The sign-in of the panel, which leads back to a page of the view for a telephone.
#[must_use]
pub fn panel_sign_in(next: &str) -> String {
    if is_of_app(next) {
        format!("{PANEL_SIGN_IN}?{NEXT}={next}")
    } else {
        PANEL_SIGN_IN.to_owned()
    }
}

/// How a step of the first configuration is called in addresses.
fn step_slug(step: Step) -> &'static str {
    match step {
        Step::Seller => "cedente",
        Step::Regime => "regime-fiscale",
        Step::Chargeability => "esigibilita-iva",
        Step::Funds => "cassa-previdenziale",
        Step::Withholdings => "ritenute",
        Step::Creation => "creazione-fattura",
        Step::Notices => "avvisi",
        Step::Reception => "dati-ricezione",
    }
}

/// The page of a step.
#[must_use]
pub fn configuration_step(step: Step) -> String {
    format!("{CONFIGURATION}/{}", step_slug(step))
}

/// The step that an address calls so.
#[must_use]
pub fn step_called(slug: &str) -> Option<Step> {
    Step::ALL.into_iter().find(|step| step_slug(*step) == slug)
}
