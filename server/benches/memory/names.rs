//! Whether the time of an answer tells that somebody exists: sign-ins and recoveries with names that
//! are known and names that are not, each name once at each door and from a network of its own, so that
//! no brake is in the way.

use std::time::{Duration, Instant};

use platform::Db;
use services::testing::let_everybody_in_everywhere;
use ui::paths;

use crate::shop::Shop;
use crate::{DOMAIN, FIRST_NUMBER, REGISTRATIONS, escaped, form_named, leads_to, row, somebody};

/// Nobody has these numbers.
const FIRST_UNKNOWN: u32 = 9_000_000;

/// What the medians differ by less than, in per cent.
const GOAL: f64 = 5.0;

/// Everybody comes from a network that has not been seen before.
const NETWORKS: usize = 1 << 16;

/// Where somebody says who they are.
struct Door {
    what: &'static str,
    /// The function that its form is sent to.
    form: &'static str,
    /// Where the form leads: back to its own page.
    page: &'static str,
    /// In which the name is typed: a number between these two.
    field: &'static str,
    around: (&'static str, &'static str),
    /// A recovery asks for none, and says on its page that a mail is on its way.
    asks_password: bool,
}

const DOORS: [Door; 8] = [
    Door {
        what: "sign-in to an account",
        form: "sign_in",
        page: paths::SIGN_IN,
        field: "username",
        around: ("", ""),
        asks_password: true,
    },
    Door {
        what: "recovery of its password",
        form: "recover_password",
        page: paths::RECOVER_PASSWORD,
        field: "username",
        around: ("", ""),
        asks_password: false,
    },
    Door {
        what: "recovery of its username by e-mail",
        form: "recover_username",
        page: paths::RECOVER_USERNAME,
        field: "remembered",
        around: ("", DOMAIN),
        asks_password: false,
    },
    Door {
        what: "sign-in to a panel",
        form: "enter_panel",
        page: paths::PANEL_SIGN_IN,
        field: "username",
        around: ("BT", ""),
        asks_password: true,
    },
    Door {
        what: "recovery of its password",
        form: "recover_panel_password",
        page: paths::PANEL_RECOVER_PASSWORD,
        field: "username",
        around: ("BT", ""),
        asks_password: false,
    },
    Door {
        what: "sign-in of an accountant",
        form: "enter_accountant",
        page: paths::ACCOUNTANT_SIGN_IN,
        field: "username",
        around: ("STUDIO", ""),
        asks_password: true,
    },
    Door {
        what: "recovery of their password",
        form: "recover_accountant_password",
        page: paths::ACCOUNTANT_RECOVER_PASSWORD,
        field: "username",
        around: ("STUDIO", ""),
        asks_password: false,
    },
    Door {
        what: "sign-in to the office",
        form: "enter_office",
        page: paths::OFFICE_SIGN_IN,
        field: "username",
        around: ("impiegata", ""),
        asks_password: true,
    },
];

/// Tells how far the medians lie apart, and where that is too far.
pub async fn compare(shop: &Shop) -> Vec<String> {
    let_everybody_in(shop).await;
    println!(
        "\nHow far the medians of {REGISTRATIONS} known and as many unknown names lie apart, in \
         per cent\n"
    );
    let mut misses = Vec::new();
    for (place, door) in DOORS.iter().enumerate() {
        let apart = apart(shop, (place + 1) * NETWORKS, door).await;
        row(door.what, &format!("{apart:.1}"), &format!("less than {GOAL}"));
        if apart >= GOAL {
            let Door { what, form, .. } = door;
            misses.push(format!(
                "{what} ({form}): the medians lie {apart:.1} % apart, not less than {GOAL}"
            ));
        }
    }
    misses
}

/// Whoever has registered can sign in at every door, with the same number and password.
async fn let_everybody_in(shop: &Shop) {
    let db = Db::open(&shop.database_url()).await.expect("the shop has made its database");
    let people = let_everybody_in_everywhere(&db, FIRST_NUMBER).await;
    assert_eq!(usize::try_from(people), Ok(REGISTRATIONS));
    db.close().await;
}

async fn apart(shop: &Shop, from: usize, door: &Door) -> f64 {
    let form = form_named(door.form);
    let (before, after) = door.around;
    let password = if door.asks_password { "&password=non+la+conosco" } else { "" };
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
            let name = escaped(&format!("{before}{number}{after}"));
            let typed = format!("{}={name}{password}", door.field);
            let begun = Instant::now();
            let answer = visitor.send(form, "", typed).await;
            times.push(begun.elapsed());
            let to = leads_to(&answer);
            let says_so = to.contains(paths::OUTCOME);
            assert!(to.starts_with(door.page) && says_so != door.asks_password, "{name}: {to}");
        }
    }
    let (known, unknown) = (median(known), median(unknown));
    (known.as_secs_f64() / unknown.as_secs_f64() - 1.0).abs() * 100.0
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
