//! What is said of a panel: that it is open, who may enter, and what happens in it.

use crate::mail::*;

pub fn mails() -> Vec<Mail> {
    vec![
        Mail::ServiceActivated(ServiceActivated {
            service: "Fatturazione Elettronica".into(),
            active_until: "24 novembre 2027".into(),
            panel_username: "BT01234560512".into(),
            temporary_password: "v7K!Qm3-zTe9Rb".into(),
            panel_url: "https://bottega.example/pannello".into(),
            valid_hours: 72,
        }),
        Mail::UserInvited(invited(false)),
        Mail::UserInvited(invited(true)),
        Mail::AccountantRegistered(AccountantRegistered {
            username: "STUDIOVERDI1".into(),
            sign_in_url: "https://bottega.example/commercialista/accedi".into(),
        }),
        delegation(DelegationNews::Offered { until: "22 dicembre 2026".into() }),
        delegation(DelegationNews::Revoked),
        delegation(DelegationNews::Accepted),
        delegation(DelegationNews::Declined),
        delegation(DelegationNews::GivenUp),
        Mail::PanelNotices(told(1)),
        Mail::PanelNotices(told(2)),
        Mail::PanelNotices(with_agenda(told(0))),
        Mail::PanelNotices(with_agenda(told(1))),
        Mail::AddOnsActive(AddOnsActive {
            lines: vec![
                AddOnLine {
                    description: "Modulo documenti".into(),
                    until: "24 novembre 2027".into(),
                    next_step: "Lo trovi nel menu Documenti: è pronto all'uso.".into(),
                },
                AddOnLine {
                    description: "Utente aggiuntivo × 2".into(),
                    until: "24 novembre 2027".into(),
                    next_step: "Crea gli utenti in Impostazioni › Collaborazioni.".into(),
                },
            ],
            panel_url: "https://bottega.example/pannello".into(),
        }),
    ]
}

fn invited(is_reset: bool) -> UserInvited {
    UserInvited {
        holder: "Rossi & Figli <Legno> \"S.n.c.\"".into(),
        service: "Fatturazione Elettronica".into(),
        username: "MARCO2026".into(),
        temporary_password: "v7K!Qm3-zTe9Rb".into(),
        panel_url: "https://bottega.example/pannello".into(),
        valid_hours: 72,
        is_reset,
    }
}

fn delegation(what: DelegationNews) -> Mail {
    Mail::Delegation(Delegation {
        what,
        holder: "Rossi & Figli <Legno> \"S.n.c.\"".into(),
        service: "Fatturazione Elettronica".into(),
        username: "STUDIOVERDI1".into(),
        page_url: "https://bottega.example/commercialista".into(),
    })
}

fn told(count: usize) -> PanelNotices {
    let line = |what: &str, by: &str| ToldLine {
        what: what.into(),
        when: "22 novembre 2026, ore 12:00".into(),
        by: by.into(),
    };
    let mut lines = vec![
        line("Accesso da un nuovo dispositivo: Firefox su Windows", "MARCO2026"),
        line("Disattivata la verifica in due passaggi", "GIULIA26"),
    ];
    lines.truncate(count);
    PanelNotices {
        holder: "Rossi & Figli <Legno> \"S.n.c.\"".into(),
        service: "Fatturazione Elettronica".into(),
        lines,
        coming: Vec::new(),
        pace: "un riepilogo al giorno".into(),
        trace_url: "https://bottega.example/pannello/registro".into(),
        agenda_url: "https://bottega.example/pannello/agenda".into(),
        settings_url: "https://bottega.example/pannello/impostazioni/fatturazione/avvisi".into(),
    }
}

fn with_agenda(notices: PanelNotices) -> PanelNotices {
    let coming = vec![ComingLine {
        what: "Scadenza: Fatturazione Elettronica".into(),
        on: "22 novembre 2027".into(),
    }];
    PanelNotices { coming, ..notices }
}
