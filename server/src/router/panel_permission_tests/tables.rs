//! The tables: what everybody gets of a service, by the state that it is in. The columns: nobody; the customer
//! whose service it is; a member of staff; the owner of another service; the owner of a former service of the
//! same partita IVA; an additional user with each of the permissions, beside the one that all of them have; an
//! accountant to whom nothing was delegated, one whose delegation has ended, and one who has all permissions;
//! the owner.

/// A page or a function, and what each of them gets.
pub type Row = (&'static str, &'static str);

/// The pages of a service that runs, or those of their own where the address has none: `o` the page; `s` the
/// sign-in; `-` the word that it is not there.
pub const PAGES: &[Row] = &[
    ("/commercialista", "sssss sssssssssssss ooo s"),
    ("/commercialista/accedi", "ooooo ooooooooooooo ooo o"),
    ("/commercialista/accedi/codice", "sssss sssssssssssss sss s"),
    ("/commercialista/conferma-email", "ooooo ooooooooooooo ooo o"),
    ("/commercialista/dati", "sssss sssssssssssss ooo s"),
    ("/commercialista/dati/email", "sssss sssssssssssss ooo s"),
    ("/commercialista/dati/nome", "sssss sssssssssssss ooo s"),
    ("/commercialista/dati/password", "sssss sssssssssssss ooo s"),
    ("/commercialista/dati/verifica", "sssss sssssssssssss ooo s"),
    ("/commercialista/recupera-password", "ooooo ooooooooooooo ooo o"),
    ("/commercialista/recupera-password/nuova", "ooooo ooooooooooooo ooo o"),
    ("/commercialista/registrazione", "ooooo ooooooooooooo ooo o"),
    ("/app", "sssos ooooooooooooo sss o"),
    ("/app/moduli-aggiuntivi", "sssos ------------- sss o"),
    ("/pannello", "sssos ooooooooooooo sss o"),
    ("/pannello/accedi", "ooooo ooooooooooooo ooo o"),
    ("/pannello/accedi/codice", "sssss sssssssssssss sss s"),
    ("/pannello/cambio-password", "sssos ooooooooooooo sss o"),
    ("/pannello/configurazione", "sssos ooooooooooooo sss o"),
    ("/pannello/impostazioni", "sssos ooooooooooooo sss o"),
    ("/pannello/impostazioni/utenti", "sssos ooooooooooooo sss o"),
    ("/pannello/password-cambiata", "sssss sssssssssssss sss s"),
    ("/pannello/recupera-password", "ooooo ooooooooooooo ooo o"),
    ("/pannello/recupera-password/nuova", "ooooo ooooooooooooo ooo o"),
    ("/pannello/servizi-aggiuntivi", "sssos ooooooooooooo sss o"),
    ("/pannello/servizi/{servizio}", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/configurazione", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/configurazione-conclusa", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/configurazione/riepilogo", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/configurazione/{passo}", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/nuova", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/{id}", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/nuovo", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/{id}", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/servizi-aggiuntivi", "sss-s ------------- --- o"),
    ("/pannello/verifica", "sssos ooooooooooooo sss o"),
    ("/pannello/accesso", "sssos ooooooooooooo sss o"),
    ("/pannello/accesso/password", "sssos ooooooooooooo sss o"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}", "sss-s ---o--------- --o o"),
    ("/pannello/servizi/{servizio}/registro", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/agenda", "sss-s ooooooooooooo --o o"),
];

/// The functions of such a service: `o` an answer to what was asked.
pub const FUNCTIONS: &[Row] = &[
    ("accept_delegation", "sssss sssssssssssss --- s"),
    ("begin_accountant_factor", "sssss sssssssssssss ooo s"),
    ("begin_panel_factor", "sssos ooooooooooooo sss o"),
    ("change_accountant_email", "sssss sssssssssssss ooo s"),
    ("change_accountant_password", "sssss sssssssssssss ooo s"),
    ("change_delegation", "sss-s ------------- --- o"),
    ("change_panel_password", "sssss sssssssssssss sss s"),
    ("change_panel_user", "sss-s ------------- --- o"),
    ("choose_accountant_password", "ooooo ooooooooooooo ooo o"),
    ("choose_panel_password", "ooooo ooooooooooooo ooo o"),
    ("close_accountant", "sssss sssssssssssss ooo s"),
    ("conclude_configuration", "sss-s sssssssssssss --s s"),
    ("confirm_accountant_email", "ooooo ooooooooooooo ooo o"),
    ("confirm_accountant_factor", "sssss sssssssssssss --- s"),
    ("confirm_panel_factor", "sss-s ------------- sss -"),
    ("create_panel_user", "sss-s ------------- --- o"),
    ("end_accountant_session", "sssss sssssssssssss --- s"),
    ("end_delegation", "sss-s ------------- --- o"),
    ("end_other_accountant_sessions", "sssss sssssssssssss ooo s"),
    ("enter_accountant", "ooooo ooooooooooooo ooo o"),
    ("enter_panel", "ooooo ooooooooooooo ooo o"),
    ("give_accountant_code", "ooooo ooooooooooooo ooo o"),
    ("give_delegation_up", "sssss sssssssssssss --- s"),
    ("give_panel_code", "ooooo ooooooooooooo ooo o"),
    ("let_panel_user_leave", "sss-s ------------- --- o"),
    ("let_panel_user_stay", "sss-s ------------- --- o"),
    ("load_accountant_code", "sssss sssssssssssss sss s"),
    ("load_accountant_confirmation", "ooooo ooooooooooooo ooo o"),
    ("load_accountant_data", "sssss sssssssssssss ooo s"),
    ("load_accountant_email", "sssss sssssssssssss ooo s"),
    ("load_accountant_factor", "sssss sssssssssssss ooo s"),
    ("load_accountant_home", "sssss sssssssssssss ooo s"),
    ("load_accountant_name", "sssss sssssssssssss ooo s"),
    ("load_accountant_password", "sssss sssssssssssss ooo s"),
    ("load_accountant_recovery", "ooooo ooooooooooooo ooo o"),
    ("load_accountant_registration", "ooooo ooooooooooooo ooo o"),
    ("load_accountant_sign_in", "ooooo ooooooooooooo ooo o"),
    ("load_configuration", "sss-s sssssssssssss --s s"),
    ("load_configuration_step", "sss-s sssssssssssss --s s"),
    ("load_delegation", "sss-s ------------- --- o"),
    ("load_delegations", "sss-s ------------- --- o"),
    ("load_new_accountant_password", "ooooo ooooooooooooo ooo o"),
    ("load_new_delegation", "sss-s ------------- --- o"),
    ("load_new_panel_password", "ooooo ooooooooooooo ooo o"),
    ("load_new_panel_user", "sss-s ------------- --- o"),
    ("load_panel", "sss-s ------------- --- o"),
    ("load_panel_code", "sssss sssssssssssss sss s"),
    ("load_panel_door", "sssos ooooooooooooo sss o"),
    ("load_panel_factor", "sssos ooooooooooooo sss o"),
    ("load_panel_home", "sss-s ooooooooooooo --o o"),
    ("load_panel_password", "sssss sssssssssssss sss s"),
    ("load_panel_recovery", "ooooo ooooooooooooo ooo o"),
    ("load_panel_sign_in", "ooooo ooooooooooooo ooo o"),
    ("load_panel_user", "sss-s ------------- --- o"),
    ("load_panel_users", "sss-s ------------- --- o"),
    ("load_password_changed", "sssss sssssssssssss sss s"),
    ("new_accountant_recovery_codes", "sssss sssssssssssss ooo s"),
    ("new_panel_recovery_codes", "sssos ooooooooooooo sss o"),
    ("offer_delegation", "sss-s ------------- --- o"),
    ("open_cart", "sss-s ------------- --- o"),
    ("open_renewal", "sss-s ------------- --- o"),
    ("recover_accountant_password", "ooooo ooooooooooooo ooo o"),
    ("recover_panel_password", "ooooo ooooooooooooo ooo o"),
    ("register_accountant", "ooooo ooooooooooooo ooo o"),
    ("remove_panel_user", "sss-s ------------- --- o"),
    ("rename_accountant", "sssss sssssssssssss ooo s"),
    ("reset_panel_user", "sss-s ------------- --- o"),
    ("save_configuration_step", "sss-s sssssssssssss --s s"),
    ("sign_panel_user_out", "sss-s ------------- --- o"),
    ("turn_accountant_factor_off", "sssss sssssssssssss ooo s"),
    ("turn_panel_factor_off", "sssos ooooooooooooo sss o"),
    ("change_own_panel_password", "sssos ooooooooooooo sss o"),
    ("end_panel_session", "sssos ooooooooooooo sss o"),
    ("load_billing", "sss-s ooooooooooooo --o o"),
    ("load_billing_step", "sss-s ---o--------- --o o"),
    ("load_own_access", "sssos ooooooooooooo sss o"),
    ("load_own_password", "sssos ooooooooooooo sss o"),
    ("load_panel_agenda", "sss-s ooooooooooooo --o o"),
    ("load_panel_trace", "sss-s ooooooooooooo --o o"),
    ("move_panel_user", "sss-s ------------- --- o"),
    ("save_billing_step", "sss-s ---o--------- --o o"),
];

/// What is about a delegation or a sign-in of an accountant: a foreign one is like one that nobody has.
pub const OF_ACCOUNTANT: [&str; 3] =
    ["accept_delegation", "end_accountant_session", "give_delegation_up"];

/// The same pages while the service is still to be configured; `c` leads to the configuration.
pub const CLOSED: &[Row] = &[
    ("/pannello/servizi/{servizio}", "sss-s ccccccccccccc --c c"),
    ("/pannello/servizi/{servizio}/configurazione", "sss-s ooooooooooooo --o o"),
    ("/pannello/servizi/{servizio}/configurazione-conclusa", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/configurazione/riepilogo", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/configurazione/{passo}", "sss-s ------------- --- o"),
    ("/pannello/servizi/{servizio}/impostazioni", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/nuova", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/deleghe/{id}", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione", "sss-s ccccccccccccc --c c"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}", "sss-s ---c--------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/nuovo", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/impostazioni/utenti/{id}", "sss-s ------------- --- c"),
    ("/pannello/servizi/{servizio}/registro", "sss-s ccccccccccccc --c c"),
    ("/pannello/servizi/{servizio}/agenda", "sss-s ccccccccccccc --c c"),
    ("/pannello/servizi/{servizio}/servizi-aggiuntivi", "sss-s ------------- --- c"),
];

/// The functions that are open then; all others of the service send everybody away.
pub const OPEN_BEFORE: &[Row] = &[
    ("conclude_configuration", "sss-s ------------- --- o"),
    ("load_configuration", "sss-s ooooooooooooo --o o"),
    ("load_configuration_step", "sss-s ------------- --- o"),
    ("save_configuration_step", "sss-s ------------- --- o"),
];

/// The pages while the places of the additional users rest, beside those that are as ever: they are out, and
/// what is the owner's alone is not there for them.
pub const RESTING: &[Row] = &[
    ("/app", "sssos sssssssssssss sss o"),
    ("/pannello", "sssos sssssssssssss sss o"),
    ("/pannello/accesso", "sssos sssssssssssss sss o"),
    ("/pannello/accesso/password", "sssos sssssssssssss sss o"),
    ("/pannello/cambio-password", "sssos sssssssssssss sss o"),
    ("/pannello/configurazione", "sssos sssssssssssss sss o"),
    ("/pannello/impostazioni", "sssos sssssssssssss sss o"),
    ("/pannello/impostazioni/utenti", "sssos sssssssssssss sss o"),
    ("/pannello/servizi-aggiuntivi", "sssos sssssssssssss sss o"),
    ("/pannello/servizi/{servizio}", "sss-s sssssssssssss --o o"),
    ("/pannello/servizi/{servizio}/configurazione", "sss-s sssssssssssss --o o"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione", "sss-s sssssssssssss --o o"),
    ("/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}", "sss-s ---s--------- --o o"),
    ("/pannello/servizi/{servizio}/registro", "sss-s sssssssssssss --o o"),
    ("/pannello/servizi/{servizio}/agenda", "sss-s sssssssssssss --o o"),
    ("/pannello/verifica", "sssos sssssssssssss sss o"),
];

/// The pages of a service that is `Scaduto`, beside those and the ones that are as ever: nobody changes what
/// was configured.
pub const EXPIRED: &[Row] = &[(
    "/pannello/servizi/{servizio}/impostazioni/fatturazione/{passo}",
    "sss-s ---s--------- --- o",
)];

/// The functions of a service that is `Scaduto`, beside those that answer as while the places rest.
pub const EXPIRED_FUNCTIONS: &[Row] = &[
    ("load_billing_step", "sss-s sssssssssssss --- o"),
    ("save_billing_step", "sss-s sssssssssssss --- o"),
];

/// Every page and function of a former service: it is nobody's, not even for whoever has bought it again.
pub const FORMER: &str = "sss-s ------------- --- -";
