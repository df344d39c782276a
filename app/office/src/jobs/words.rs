//! What the jobs are called, and how their runs are told.

use domain::format::short_date;
use domain::job::{Health, Job, Servers, Trouble};

use super::api::CivilMoment;
use ui::components::Tone;

/// The name of a job, and what it does.
pub fn job(job: Job) -> (&'static str, &'static str) {
    match job {
        Job::ProviderMessages => (
            "Messaggi del fornitore dei pagamenti",
            "Registra i pagamenti e i rimborsi che il fornitore comunica.",
        ),
        Job::Attempts => (
            "Pagamenti senza risposta",
            "Chiede al fornitore che fine hanno fatto i pagamenti rimasti in sospeso.",
        ),
        Job::Refunds => ("Rimborsi", "Li ripete al fornitore finché non li conferma."),
        Job::StoredMethods => (
            "Metodi di pagamento",
            "Registra quelli lasciati al fornitore e gli fa cancellare quelli rimossi.",
        ),
        Job::Renewals => (
            "Rinnovi automatici",
            "Crea e incassa gli ordini dei servizi che si rinnovano da soli.",
        ),
        Job::ExpiryReminders => (
            "Promemoria di scadenza",
            "Ricorda a ogni cliente che il servizio sta per scadere, o che sarà addebitato.",
        ),
        Job::PanelNotices => (
            "Avvisi del pannello",
            "Scrive ai titolari che cosa hanno fatto gli altri nel pannello, e che cosa c’è in agenda.",
        ),
        Job::UnpaidOrders => {
            ("Ordini non pagati", "Manda i solleciti e annulla gli ordini scaduti.")
        }
        Job::Mails => ("Email in uscita", "Consegna le email al server di posta."),
        Job::Registrations => (
            "Avvisi di registrazione e di delega",
            "Avvisa chi ha già un account con la stessa partita IVA o codice fiscale, e i \
             commercialisti a cui è offerta una delega.",
        ),
        Job::Recoveries => (
            "Recupero delle credenziali",
            "Scrive a chi ha chiesto lo username o una nuova password.",
        ),
        Job::UnreadableRows => (
            "Dati da riparare",
            "Rilegge i dati che non si leggevano e toglie l’avviso quando sono a posto.",
        ),
        Job::Housekeeping => {
            ("Pulizia", "Elimina sessioni, contatori e carrelli che non servono più.")
        }
    }
}

/// How often it is done.
pub fn every(period_s: u32) -> String {
    match period_s {
        0 | 1 => "ogni secondo".into(),
        60 => "ogni minuto".into(),
        3600 => "ogni ora".into(),
        seconds if seconds % 60 == 0 => format!("ogni {} minuti", seconds / 60),
        seconds => format!("ogni {seconds} secondi"),
    }
}

/// Where it is done.
pub fn servers(servers: Servers) -> &'static str {
    match servers {
        Servers::Each => "su ogni server",
        Servers::OneAtATime => "su un server alla volta",
    }
}

/// The word for its state, and the tone that helps to find it.
pub fn health(health: Health) -> (&'static str, Tone) {
    match health {
        Health::Well => ("A posto", Tone::Success),
        Health::Beginning => ("In attesa", Tone::Neutral),
        Health::Late => ("In ritardo", Tone::Warning),
        Health::InTrouble(Trouble::Failed) => ("Non riuscito", Tone::Error),
        Health::InTrouble(Trouble::Panicked) => ("Interrotto da un guasto", Tone::Error),
        Health::InTrouble(Trouble::CutOff) => ("Fermato, durava troppo", Tone::Error),
    }
}

/// A day and a time of day.
pub fn moment(at: &CivilMoment) -> String {
    format!("{} alle {}", short_date(at.day), at.time)
}

/// How long a run took, with a blank that does not break.
pub fn took(took_ms: u64) -> String {
    match took_ms {
        0..1_000 => format!("{took_ms}\u{a0}ms"),
        1_000..120_000 => format!("{},{}\u{a0}s", took_ms / 1_000, took_ms % 1_000 / 100),
        _ => format!("{}\u{a0}min", took_ms / 60_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_and_times_read_as_people_say_them() {
        let periods = [1, 10, 60, 600, 3600].map(every);
        let times = [0, 999, 1_000, 3_456, 119_999, 120_000].map(took);

        assert_eq!(
            periods,
            ["ogni secondo", "ogni 10 secondi", "ogni minuto", "ogni 10 minuti", "ogni ora"]
        );
        let times = times.map(|time| time.replace('\u{a0}', " "));
        assert_eq!(times, ["0 ms", "999 ms", "1,0 s", "3,4 s", "119,9 s", "2 min"]);
    }
}
