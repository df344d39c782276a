//! The agenda as a file for calendars: iCalendar, RFC 5545.

use chrono::NaiveDateTime;

use super::Coming;
use crate::id::SubscriptionId;

/// Octets of a line, without its end.
const LINE_MAX: usize = 75;

/// A calendar with what is coming as events of a whole day. Loaded again it changes the events that
/// it made before: each is named by its service and by what it is. `maker` is whoever makes the file,
/// `holder` is told in each event, since a calendar may have those of many services, and `now` is in UTC.
#[must_use]
pub fn calendar_file(
    coming: &[Coming],
    service: SubscriptionId,
    (maker, holder): (&str, &str),
    now: NaiveDateTime,
) -> String {
    let mut file = String::new();
    let mut line = |text: String| fold(&text, &mut file);
    line("BEGIN:VCALENDAR".into());
    line("VERSION:2.0".into());
    line(format!("PRODID:-//{}//Agenda//IT", escaped(maker)));
    for event in coming {
        let title = format!("{} ({holder})", event.what.title());
        line("BEGIN:VEVENT".into());
        line(format!("UID:{service}-{}", event.key()));
        line(format!("DTSTAMP:{}", now.format("%Y%m%dT%H%M%SZ")));
        line(format!("DTSTART;VALUE=DATE:{}", event.on.format("%Y%m%d")));
        line(format!("SUMMARY:{}", escaped(&title)));
        line("TRANSP:TRANSPARENT".into());
        line("END:VEVENT".into());
    }
    line("END:VCALENDAR".into());
    file
}

/// A value of the type TEXT. Whatever else steers a terminal or a parser is a blank.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line in pieces that are short enough, none of which ends within a letter.
fn fold(line: &str, file: &mut String) {
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LINE_MAX {
            file.push_str("\r\n ");
            octets = 1;
        }
        octets += letter.len_utf8();
        file.push(letter);
    }
    file.push_str("\r\n");
}
