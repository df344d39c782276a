//! Money: the ledger, what is held, what was given back, what the bank and the provider told.

use super::Check;

pub const CHECKS: &[Check] = &[
    // That all of it sums to 0 follows from this.
    Check {
        name: "booking_balances",
        table: "ledger_entry",
        sentence: "the entries of this booking do not sum to 0",
        sql: "SELECT booking_id AS id, CAST(MIN(reason) AS TEXT) AS known_as FROM ledger_entry \
              GROUP BY booking_id HAVING SUM(amount) <> 0 ORDER BY booking_id",
    },
    Check {
        name: "due_is_booked",
        table: "purchase_order",
        sentence: "the ledger has another amount as due than the order",
        sql: "SELECT id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              WHERE CASE state WHEN 'awaiting_payment' THEN due ELSE 0 END <> \
              (SELECT COALESCE(SUM(amount), 0) FROM ledger_entry \
               WHERE order_id = purchase_order.id AND account = 'receivable') ORDER BY number",
    },
    Check {
        name: "sales_are_booked",
        table: "purchase_order",
        sentence: "the ledger has another amount as sold than the order, less what was given back",
        sql: "SELECT id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              WHERE CASE state WHEN 'cancelled' THEN 0 ELSE due END - \
              (SELECT COALESCE(SUM(amount), 0) FROM refund WHERE order_id = purchase_order.id \
               AND case_id IS NULL AND refund.state IN ('started', 'done')) <> - \
              (SELECT COALESCE(SUM(amount), 0) FROM ledger_entry \
               WHERE order_id = purchase_order.id AND account = 'sales') ORDER BY number",
    },
    Check {
        name: "held_money_has_a_case",
        table: "purchase_order",
        sentence: "the money held for this order is not that of its open cases",
        sql: "SELECT id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              WHERE (SELECT COALESCE(SUM(amount), 0) FROM payment_case \
               WHERE order_id = purchase_order.id AND closed_at IS NULL \
               AND kind <> 'never_answered') <> - \
              (SELECT COALESCE(SUM(amount), 0) FROM ledger_entry \
               WHERE order_id = purchase_order.id AND account = 'held') ORDER BY number",
    },
    Check {
        name: "money_of_nobody_has_a_case",
        table: "ledger_entry",
        sentence: "the money held for no order is not that of the open cases without one",
        sql: "SELECT CAST(NULL AS UUID) AS id, CAST(NULL AS TEXT) AS known_as \
              WHERE (SELECT COALESCE(SUM(amount), 0) FROM payment_case \
               WHERE order_id IS NULL AND closed_at IS NULL AND kind <> 'never_answered') <> - \
              (SELECT COALESCE(SUM(amount), 0) FROM ledger_entry \
               WHERE order_id IS NULL AND account = 'held')",
    },
    Check {
        name: "credit_is_booked",
        table: "bank_credit",
        sentence: "more credits were accepted for its order than were booked as arrived",
        sql: "SELECT id, payer AS known_as FROM bank_credit WHERE state = 'accepted' AND \
              (SELECT SUM(amount) FROM bank_credit AS each_credit \
               WHERE each_credit.order_id = bank_credit.order_id) > \
              (SELECT COALESCE(SUM(amount), 0) FROM ledger_entry \
               WHERE order_id = bank_credit.order_id AND account = 'bank' \
               AND reason = 'arrived') ORDER BY booked_on, id",
    },
    Check {
        name: "set_aside_credit_has_its_case",
        table: "bank_credit",
        sentence: "it was set aside with a case of another amount",
        sql: "SELECT bank_credit.id, payer AS known_as FROM bank_credit \
              JOIN payment_case ON payment_case.id = case_id \
              WHERE payment_case.amount <> bank_credit.amount ORDER BY booked_on, bank_credit.id",
    },
    Check {
        name: "collected_money_is_used",
        table: "payment_attempt",
        sentence: "it collected money that neither paid its order nor waits for a decision",
        sql: "SELECT id, reference AS known_as FROM payment_attempt WHERE state = 'succeeded' \
              AND NOT EXISTS (SELECT 1 FROM payment WHERE attempt_id = payment_attempt.id) \
              AND NOT EXISTS (SELECT 1 FROM payment_case WHERE attempt_id = payment_attempt.id) \
              ORDER BY begun_at, id",
    },
    Check {
        name: "refunds_stay_below_payments",
        table: "purchase_order",
        sentence: "more of its payment was given back than was paid",
        sql: "SELECT id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              WHERE (SELECT COALESCE(SUM(amount), 0) FROM refund \
               WHERE order_id = purchase_order.id AND case_id IS NULL \
               AND refund.state <> 'refused') > \
              (SELECT COALESCE(SUM(amount), 0) FROM payment \
               WHERE order_id = purchase_order.id) ORDER BY number",
    },
    Check {
        name: "refunded_case_is_closed",
        table: "payment_case",
        sentence: "its money was given back, and it still waits for a decision",
        sql: "SELECT payment_case.id, kind AS known_as FROM payment_case \
              JOIN refund ON refund.case_id = payment_case.id \
              WHERE closed_at IS NULL AND refund.state IN ('started', 'done') \
              ORDER BY opened_at, payment_case.id",
    },
];
