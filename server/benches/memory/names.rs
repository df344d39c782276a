//! Whether the time of an answer tells that somebody exists: sign-ins and recoveries with names that
//! are known and names that are not, each name once and from a network of its own, so that no brake
//! is in the way.

use std::time::{Duration, Instant};

use ui::paths;

use crate::shop::Shop;
use crate::{FIRST_NUMBER, REGISTRATIONS, escaped, form_named, leads_to, row, somebody};

/// Nobody has these numbers.
const FIRST_UNKNOWN: u32 = 9_000_000;

/// What the medians differ by less than, in per cent.
const GOAL: f64 = 5.0;

/// Everybody comes from a network that has not been seen before.
const NETWORKS: usize = 1 << 16;

/// Tells how far the medians lie apart, and where that is too far.
pub async fn compare(shop: &Shop) -> Vec<String> {
    println!("\nHow far the medians of known and unknown names lie apart, in per cent\n");
    let sign_in = (form_named("sign_in"), paths::SIGN_IN, "&password=non+la+conosco");
    let recovery = (form_named("recover_password"), paths::RECOVER_PASSWORD, "");
    let mut misses = Vec::new();
    for (what, networks, form) in [("sign-in", 1, sign_in), ("recovery of a password", 2, recovery)]
    {
        let apart = apart(shop, networks * NETWORKS, form).await;
        let what = format!("{what}, {REGISTRATIONS} names of each");
        row(&what, &format!("{apart:.1}"), &format!("less than {GOAL}"));
        if apart >= GOAL {
            misses
                .push(format!("{what}: the medians lie {apart:.1} % apart, not less than {GOAL}"));
        }
    }
    misses
}

async fn apart(shop: &Shop, from: usize, (form, back, rest): (&str, &str, &str)) -> f64 {
    let [mut known, mut unknown] = [(); 2].map(|()| Vec::with_capacity(REGISTRATIONS));
    for (place, number) in (FIRST_NUMBER..).take(REGISTRATIONS).enumerate() {
        let stranger = FIRST_UNKNOWN + number - FIRST_NUMBER;
        let mut pair = [(number, &mut known), (stranger, &mut unknown)];
        // Whoever comes second finds a warmer machine.
        if place % 2 == 1 {
            pair.reverse();
        }
        for (turn, (number, times)) in pair.into_iter().enumerate() {
            let mut visitor = somebody(shop, from + 2 * place + turn).await;
            let typed = format!("username={}{rest}", escaped(&number.to_string()));
            let begun = Instant::now();
            let answer = visitor.send(form, "", typed).await;
            times.push(begun.elapsed());
            assert!(leads_to(&answer).starts_with(back), "{number}: {}", leads_to(&answer));
        }
    }
    let (known, unknown) = (median(known), median(unknown));
    (known.as_secs_f64() / unknown.as_secs_f64() - 1.0).abs() * 100.0
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
