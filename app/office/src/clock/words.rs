//! How the scenes of the film are told.

use domain::demo::Charged;
use domain::subscription::Standing;

use ui::components::Tone;

/// What became of a charge.
pub fn charged(outcome: Charged) -> (&'static str, Tone) {
    match outcome {
        Charged::Paid => ("Addebito riuscito", Tone::Success),
        Charged::Refused => ("Addebito rifiutato", Tone::Error),
        Charged::WantsCustomer => ("Addebito da confermare", Tone::Warning),
        Charged::Open => ("Addebito in corso", Tone::Neutral),
        Charged::GivenUp => ("Addebito abbandonato", Tone::Neutral),
    }
}

/// What a service has become.
pub fn standing(standing: Standing) -> (&'static str, Tone) {
    match standing {
        Standing::Active => ("Attivo", Tone::Success),
        Standing::NearExpiry { .. } => ("In scadenza", Tone::Warning),
        Standing::Consultation { .. } => ("Scaduto", Tone::Error),
        Standing::Over => ("Cancellato", Tone::Neutral),
    }
}
