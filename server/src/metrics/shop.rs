//! The figures that the database has, in the words of Prometheus.
//!
//! They are written with a recorder of their own each time, so that a state that nothing is in any
//! more is not told for ever, and none of them when the database does not answer.

use chrono::TimeDelta;
use metrics::{describe_gauge, gauge};
use metrics_exporter_prometheus::PrometheusBuilder;
use services::{
    Context,
    figures::{Figures, InState},
};

#[expect(
    clippy::cast_precision_loss,
    reason = "figures are far below the 53 bits that a float holds exactly"
)]
fn float(number: i64) -> f64 {
    number as f64
}

pub fn text(services: &Context, figures: Option<&Figures>) -> String {
    let recorder = PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || {
        for pool in services.db.pools() {
            set(
                "bottega_database_connections",
                "Connections open.",
                Some(("pool", pool.name)),
                pool.open,
            );
            set(
                "bottega_database_idle",
                "Connections that nobody uses.",
                Some(("pool", pool.name)),
                pool.idle,
            );
        }
        let waiting = i64::try_from(services::password::waiting()).unwrap_or(i64::MAX);
        set("bottega_passwords_waiting", "Passwords that wait to be hashed.", None, waiting);
        let up = i64::from(figures.is_some());
        set("bottega_database_up", "Whether the figures of the shop could be read.", None, up);
        if let Some(figures) = figures {
            of_money(figures);
            of_post(figures);
        }
    });
    recorder.handle().render()
}

fn of_money(figures: &Figures) {
    by_state("orders", "Orders", "state", &figures.orders);
    by_state("payment_attempts", "Tries to collect through a provider", "state", &figures.attempts);
    by_state("refunds", "Refunds", "state", &figures.refunds);
    by_state("open_cases", "Money that waits for a decision", "kind", &figures.open_cases);
    let one = |name, help, number| set(name, help, None, number);
    one("bottega_open_credits", "Credits that nobody has decided about.", figures.open_credits);
    one("bottega_open_credits_cents", "What they are worth.", figures.open_credit_cents);
    one("bottega_open_commitments", "Commitment documents to be read.", figures.open_commitments);
    one("bottega_unreadable_rows", "Rows set aside as nonsense.", figures.unreadable_rows);
    one(
        "bottega_activation_failed",
        "Attivazione KO: paid, not active, to be decided by the office.",
        figures.activation_failed,
    );
    one(
        "bottega_paid_not_active",
        "Money without a service that nobody was told of. Anything but 0 is an alarm.",
        figures.paid_not_active,
    );
}

fn of_post(figures: &Figures) {
    let one = |name, help, number| set(name, help, None, number);
    let seconds = |age: TimeDelta| age.num_seconds().max(0);
    one("bottega_outbox_mails", "Mails that have not left.", figures.mails);
    one("bottega_outbox_stuck_mails", "Of these, refused again and again.", figures.stuck_mails);
    one(
        "bottega_outbox_oldest_due_seconds",
        "Since when the oldest could have left.",
        seconds(figures.oldest_mail),
    );
    one(
        "bottega_provider_messages_open",
        "Messages of the provider without their consequences.",
        figures.open_messages,
    );
    one(
        "bottega_provider_messages_oldest_seconds",
        "Age of the oldest of them.",
        seconds(figures.oldest_message),
    );
}

/// How many are in each state, and what they are worth.
fn by_state(what: &str, help: &'static str, label: &'static str, states: &[InState]) {
    let (rows, cents) = (format!("bottega_{what}"), format!("bottega_{what}_cents"));
    describe_gauge!(rows.clone(), help);
    describe_gauge!(cents.clone(), "What they are worth, in cents.");
    for in_state in states {
        gauge!(rows.clone(), label => in_state.state.clone()).set(float(in_state.rows));
        gauge!(cents.clone(), label => in_state.state.clone()).set(float(in_state.cents));
    }
}

fn set(
    name: &'static str,
    help: &'static str,
    label: Option<(&'static str, &'static str)>,
    number: i64,
) {
    describe_gauge!(name, help);
    match label {
        Some((key, value)) => gauge!(name, key => value).set(float(number)),
        None => gauge!(name).set(float(number)),
    }
}
