//! Days that are counted from another day, as a list.

use std::str::FromStr;

/// No list names a day that is farther away.
const DAYS_MAX: u32 = 365;

/// Different days, in the order in which they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayList(pub Vec<u32>);

impl FromStr for DayList {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut days = Vec::new();
        if text.trim() == "none" {
            return Ok(Self(days));
        }
        for word in text.split(',') {
            let day = word.trim().parse().ok().filter(|day| *day <= DAYS_MAX);
            let day = day.ok_or("write numbers of days up to 365, separated by commas, or none")?;
            if days.contains(&day) {
                return Err("it names a day twice");
            }
            days.push(day);
        }
        Ok(Self(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_days_is_read_as_people_write_it() {
        let read = |text: &str| text.parse().map(|DayList(days)| days);
        assert_eq!(read("90, 30,0"), Ok(vec![90, 30, 0]));
        assert_eq!(read("none"), Ok(Vec::new()));
        for wrong in ["", "30,", "-1", "366", "30;15", "a month"] {
            assert!(read(wrong).unwrap_err().starts_with("write numbers"), "{wrong}");
        }
        assert_eq!(read("30,15,30"), Err("it names a day twice"));
    }
}
