//! When something ends, and how soon that is.

use domain::calendar::Date;
use domain::format::date;
use domain::subscription::Standing;
use leptos::prelude::*;

use ui::components::Tone;

/// The date in words; near its end in amber, after it in red. The words say the same as the
/// colour.
#[component]
pub fn Expiry(
    expires: Date,
    /// What that day means today.
    standing: Standing,
) -> impl IntoView {
    let class = format!("expiry {}", tone(standing).class());

    view! { <span class=class>{sentence(expires, standing)}</span> }
}

/// Whether everything can be used.
pub fn standing_tone(standing: Standing) -> Tone {
    match standing {
        Standing::Active | Standing::NearExpiry { .. } => Tone::Success,
        Standing::Consultation { .. } | Standing::Over => Tone::Error,
    }
}

/// The colour of an expiry.
pub fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Active => Tone::Neutral,
        Standing::NearExpiry { .. } => Tone::Warning,
        Standing::Consultation { .. } | Standing::Over => Tone::Error,
    }
}

fn sentence(expires: Date, standing: Standing) -> String {
    let day = date(expires);
    match standing {
        Standing::Active => format!("Scade il {day}"),
        Standing::NearExpiry { days_left: 0 } => format!("Scade oggi, {day}"),
        Standing::NearExpiry { days_left: 1 } => format!("Scade domani, {day}"),
        Standing::NearExpiry { days_left } => format!("Scade il {day}, fra {days_left} giorni"),
        Standing::Consultation { .. } | Standing::Over => format!("Scaduto il {day}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_tell_how_near_the_end_is() {
        let expires = "2027-04-14".parse().unwrap();
        let on = |today: &str| sentence(expires, Standing::of(expires, today.parse().unwrap()));
        assert_eq!(on("2026-11-22"), "Scade il 14\u{a0}aprile\u{a0}2027");
        assert_eq!(on("2027-02-13"), "Scade il 14\u{a0}aprile\u{a0}2027, fra 60 giorni");
        assert_eq!(on("2027-04-13"), "Scade domani, 14\u{a0}aprile\u{a0}2027");
        assert_eq!(on("2027-04-14"), "Scade oggi, 14\u{a0}aprile\u{a0}2027");
        assert_eq!(on("2027-04-15"), "Scaduto il 14\u{a0}aprile\u{a0}2027");
    }
}
