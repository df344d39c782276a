//! The panel of a service, and its view for a telephone.

use domain::configuration::Step;
use domain::id::{PanelUserId, SubscriptionId};

use super::{NEXT, is_local, panel_of};

/// The door of every panel: whoever has signed in goes on to that of their service.
pub const PANEL: &str = "/pannello";
/// Everything behind the door stands below this and the id of its service.
pub const PANELS: &str = "/pannello/servizi";
pub const PANEL_SIGN_IN: &str = "/pannello/accedi";
/// The code that follows the password of a panel.
pub const PANEL_SIGN_IN_CODE: &str = "/pannello/accedi/codice";
/// `Verifica in due passaggi` of a panel user.
pub const PANEL_FACTOR: &str = "/pannello/verifica";
/// `Il tuo accesso`.
pub const PANEL_ACCESS: &str = "/pannello/accesso";
/// `Cambia la password`, from inside.
pub const PANEL_OWN_PASSWORD: &str = "/pannello/accesso/password";
/// In the address of the trace of a panel, whose deeds are read.
pub const TRACE_OF: &str = "utente";
pub const PANEL_PASSWORD: &str = "/pannello/cambio-password";
pub const PANEL_PASSWORD_CHANGED: &str = "/pannello/password-cambiata";
/// Where somebody asks for a link to a new password of the panel.
pub const PANEL_RECOVER_PASSWORD: &str = "/pannello/recupera-password";
/// Where the link of a mail leads to: a new password of the panel.
pub const PANEL_NEW_PASSWORD: &str = "/pannello/recupera-password/nuova";

/// The home of the panel of a service: `Stato servizio`.
#[must_use]
pub fn panel_home(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}")
}

/// `Servizi aggiuntivi`.
#[must_use]
pub fn panel_add_ons(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/servizi-aggiuntivi")
}

/// `Impostazioni`.
#[must_use]
pub fn panel_settings(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/impostazioni")
}

/// `Impostazioni` › `Dati e impostazioni della fatturazione`.
#[must_use]
pub fn panel_billing(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/impostazioni/fatturazione")
}

/// A step of what was configured, in the settings.
#[must_use]
pub fn panel_billing_step(service: SubscriptionId, step: Step) -> String {
    format!("{PANELS}/{service}/impostazioni/fatturazione/{}", step_slug(step))
}

/// `Registro attività`: who did what in the panel.
#[must_use]
pub fn panel_trace(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/registro")
}

/// `Agenda`: what is coming for the service.
#[must_use]
pub fn panel_agenda(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/agenda")
}

/// The same as a file for calendars. The server answers this without `app`.
#[must_use]
pub fn panel_agenda_file(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/agenda.ics")
}

/// `Impostazioni` › `Collaborazioni` › `Utenti aggiuntivi`.
#[must_use]
pub fn panel_users(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/impostazioni/utenti")
}

/// `Crea utente`.
#[must_use]
pub fn panel_new_user(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/impostazioni/utenti/nuovo")
}

/// An additional user of a service.
#[must_use]
pub fn panel_user(service: SubscriptionId, user: PanelUserId) -> String {
    format!("{PANELS}/{service}/impostazioni/utenti/{user}")
}

/// The first configuration of a service, step by step.
#[must_use]
pub fn configuration(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/configurazione")
}

/// All answers, before it is concluded.
#[must_use]
pub fn configuration_summary(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/configurazione/riepilogo")
}

/// Where it has ended, and what comes next.
#[must_use]
pub fn configuration_done(service: SubscriptionId) -> String {
    format!("{PANELS}/{service}/configurazione-conclusa")
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

/// The service to whose panel a sign-in leads back; none for whatever else was sent. Whether there is such
/// a service, nobody has looked.
#[must_use]
pub fn panel_asked_for(path: &str) -> Option<SubscriptionId> {
    panel_of(path).filter(|_| is_local(path))
}

/// True for the pages that are of whoever is in a panel, and of no service.
fn is_users_own(path: &str) -> bool {
    [PANEL_ACCESS, PANEL_OWN_PASSWORD, PANEL_FACTOR].contains(&path)
}

/// A page outside the door, which leads back to one of a service, of a panel user's own, or of the view
/// for a telephone.
fn leading_back(page: &str, next: &str) -> String {
    if is_of_app(next) || is_users_own(next) || panel_asked_for(next).is_some() {
        format!("{page}?{NEXT}={next}")
    } else {
        page.to_owned()
    }
}

/// The sign-in of the panel, and where it leads back to.
#[must_use]
pub fn panel_sign_in(next: &str) -> String {
    leading_back(PANEL_SIGN_IN, next)
}

/// The change of a temporary password, and where the sign-in after it leads back to.
#[must_use]
pub fn panel_password(next: &str) -> String {
    leading_back(PANEL_PASSWORD, next)
}

/// The page that says that it was changed, with the way to that sign-in.
#[must_use]
pub fn panel_password_changed(next: &str) -> String {
    leading_back(PANEL_PASSWORD_CHANGED, next)
}

/// Where somebody goes on to who has signed in to the panel of a service: back to a page of exactly this
/// one, of their own, or of the view for a telephone, and from anywhere else to the home.
#[must_use]
pub fn after_panel_sign_in(next: &str, service: SubscriptionId) -> &str {
    let is_open_to_them =
        is_of_app(next) || is_users_own(next) || panel_asked_for(next) == Some(service);
    if is_open_to_them { next } else { PANEL }
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
pub fn configuration_step(service: SubscriptionId, step: Step) -> String {
    format!("{PANELS}/{service}/configurazione/{}", step_slug(step))
}

/// Where a page of the panel stands that had no service in its address before.
#[must_use]
pub fn former_panel_page(service: SubscriptionId, former: &str) -> String {
    let page = former.strip_prefix(PANEL).filter(|_| is_local(former)).unwrap_or_default();
    format!("{PANELS}/{service}{page}")
}

/// The step that an address calls so.
#[must_use]
pub fn step_called(slug: &str) -> Option<Step> {
    Step::ALL.into_iter().find(|step| step_slug(*step) == slug)
}
