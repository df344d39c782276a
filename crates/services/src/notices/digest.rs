//! The mails about what was done in a panel, and about what is coming for its service.

use domain::agenda::Coming;
use domain::configuration::Pace;
use domain::format::{date, moment};
use domain::second_factor;
use domain::subscription::Subscription;
use domain::timeline::{By, Change, Deed, Event, Noted, PanelDeed, UserChange};
use platform::Tx;
use platform::clock::civil_time;

use super::url;
use crate::mail::{ComingLine, Mail, PanelNotices, ToldLine};
use crate::outbox::post_about;
use crate::store::trace::Entry;
use crate::{Context, Result};

/// What has been done and what is coming, in one mail.
pub(crate) async fn told(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    (address, pace): (&str, Pace),
    (entries, coming): (&[Entry], &[Coming]),
) -> Result<()> {
    let coming_line = |it: &Coming| ComingLine { what: it.what.title(), on: date(it.on) };
    let mail = Mail::PanelNotices(PanelNotices {
        holder: service.holder.party.name.to_string(),
        service: service.service.name().into(),
        lines: entries.iter().map(|entry| line(&entry.event)).collect(),
        coming: coming.iter().map(coming_line).collect(),
        pace: pace_words(pace).into(),
        agenda_url: url(ctx, &format!("/pannello/servizi/{}/agenda", service.id)),
        trace_url: url(ctx, &format!("/pannello/servizi/{}/registro", service.id)),
        settings_url: url(
            ctx,
            &format!("/pannello/servizi/{}/impostazioni/fatturazione/avvisi", service.id),
        ),
    });
    post_about(ctx, tx, service.id.0, address, &mail).await
}

fn pace_words(pace: Pace) -> &'static str {
    match pace {
        Pace::Each => "ogni avviso appena c'è",
        Pace::Daily => "un riepilogo al giorno",
        Pace::Weekly => "un riepilogo alla settimana",
        Pace::Monthly => "un riepilogo al mese",
    }
}

fn line(event: &Event) -> ToldLine {
    let when = moment(civil_time(event.at));
    let by = match &event.by {
        By::PanelUser(username) => username.clone(),
        By::Customer => "il titolare".into(),
        By::Office(_) | By::Shop => "la nostra assistenza".into(),
    };
    ToldLine { what: what(&event.deed), when, by }
}

fn what(deed: &Deed) -> String {
    match deed.noted() {
        Some(Noted::User(change, name)) => match change {
            UserChange::UserCreated => format!("Creato l'utente {name}"),
            UserChange::UserPermissions => format!("Cambiati i permessi di {name}"),
            UserChange::UserPassword => format!("Nuova password temporanea per {name}"),
            UserChange::UserSignedOut => format!("Chiusi gli accessi di {name}"),
            UserChange::UserLeaves => format!("{name} lascia il posto al rinnovo"),
            UserChange::UserStays => format!("{name} resta dopo il rinnovo"),
            UserChange::UserRemoved => format!("Eliminato l'utente {name}"),
            UserChange::UserEmail => format!("Cambiata l'email di {name}"),
            UserChange::UserFactorOff => {
                format!("Tolta la verifica in due passaggi di {name}")
            }
            UserChange::DelegationOffered => format!("Offerta una delega a {name}"),
            UserChange::DelegationAccepted => format!("{name} ha accettato la delega"),
            UserChange::DelegationDeclined => format!("{name} ha rifiutato la delega"),
            UserChange::DelegationPermissions => {
                format!("Cambiati i permessi della delega a {name}")
            }
            UserChange::DelegationEnded => format!("Terminata la delega a {name}"),
        },
        Some(Noted::Panel(deed)) => match deed {
            PanelDeed::Configured(_) => "Modificati i dati della fatturazione".into(),
            PanelDeed::Opened => "Conclusa la prima configurazione".into(),
            PanelDeed::NewDevice(device) => {
                format!("Accesso da un nuovo dispositivo: {}", device.name())
            }
            PanelDeed::SignInEnded => "Chiuso un accesso".into(),
            PanelDeed::Factor(change) => match change {
                second_factor::Change::TurnedOn => "Attivata la verifica in due passaggi".into(),
                second_factor::Change::TurnedOff => {
                    "Disattivata la verifica in due passaggi".into()
                }
                second_factor::Change::NewCodes => "Creati nuovi codici di recupero".into(),
                second_factor::Change::RecoveryCodeUsed => "Usato un codice di recupero".into(),
                second_factor::Change::TakenOff => "Tolta la verifica in due passaggi".into(),
            },
            PanelDeed::CartBegun(product) => {
                format!("Iniziato l'acquisto: {}", product.name())
            }
            PanelDeed::RenewalBegun => "Iniziato il rinnovo".into(),
        },
        Some(Noted::Changed(change)) => match change {
            Change::RenewalOn => "Attivato il rinnovo automatico".into(),
            Change::RenewalOff => "Disattivato il rinnovo automatico".into(),
            Change::ContactMoved => "Cambiati i recapiti dell'intestatario".into(),
            Change::EmailMoved => "Cambiata l'email dell'intestatario".into(),
            Change::PanelPassword => "Cambiata la password del pannello".into(),
        },
        // What has a mail of its own stands in no digest.
        None => String::new(),
    }
}
