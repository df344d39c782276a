//! Orders: their amounts, their payments, their discount codes and their mails.

use super::Check;

pub const CHECKS: &[Check] = &[
    Check {
        name: "order_adds_up",
        table: "purchase_order",
        sentence: "its lines less its discount are not its net",
        sql: "SELECT id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              WHERE net + discount <> (SELECT COALESCE(SUM(net), 0) FROM order_line \
               WHERE order_id = purchase_order.id) ORDER BY number",
    },
    Check {
        name: "paid_order_has_its_payment",
        table: "purchase_order",
        sentence: "it counts as paid, and no payment of what is due is registered",
        sql: "SELECT id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              WHERE state IN ('fulfilled', 'activation_failed') AND NOT EXISTS \
              (SELECT 1 FROM payment WHERE order_id = purchase_order.id \
               AND amount = due) ORDER BY number",
    },
    Check {
        name: "unpaid_order_has_no_payment",
        table: "purchase_order",
        sentence: "a payment is registered, and it does not count as paid",
        sql: "SELECT purchase_order.id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              JOIN payment ON payment.order_id = purchase_order.id \
              WHERE state IN ('awaiting_payment', 'cancelled') ORDER BY number",
    },
    Check {
        name: "fulfilled_order_has_a_service",
        table: "purchase_order",
        sentence: "it counts as fulfilled, and there is no service that it is for",
        sql: "SELECT id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              WHERE subscription_id IS NULL AND (state = 'fulfilled' OR \
              (state = 'awaiting_payment' AND committed_on IS NOT NULL \
               AND commitment_failure IS NULL)) ORDER BY number",
    },
    Check {
        name: "order_is_for_its_own_service",
        table: "purchase_order",
        sentence: "it is for the service of another account",
        sql: "SELECT purchase_order.id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              JOIN subscription ON subscription.id = subscription_id \
              WHERE subscription.account_id <> purchase_order.account_id ORDER BY number",
    },
    Check {
        name: "commitment_was_registered",
        table: "purchase_order",
        sentence: "it was fulfilled on a commitment that nobody has registered",
        sql: "SELECT id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              WHERE committed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM commitment \
               WHERE order_id = purchase_order.id AND decision = 'registered') ORDER BY number",
    },
    Check {
        name: "numbers_are_counted",
        table: "counter",
        sentence: "a number was given out that the counter has not reached: it would come again",
        sql: "SELECT CAST(NULL AS UUID) AS id, name AS known_as FROM counter WHERE value < CASE name \
              WHEN 'order' THEN (SELECT COALESCE(MAX(number), 0) FROM purchase_order) \
              WHEN 'account' THEN (SELECT COALESCE(MAX(number), 0) FROM account) \
              ELSE 0 END ORDER BY name",
    },
    Check {
        name: "discount_is_counted",
        table: "discount_code",
        sentence: "it is not held as often as orders have reserved or used it",
        sql: "SELECT CAST(NULL AS UUID) AS id, code AS known_as FROM discount_code \
              WHERE held <> (SELECT COUNT(*) FROM discount_use \
               WHERE discount_use.code = discount_code.code AND state <> 'released') ORDER BY code",
    },
    Check {
        name: "discount_follows_its_order",
        table: "discount_use",
        sentence: "it is not reserved, used or released as its order is due, paid or called off",
        sql: "SELECT order_id AS id, code AS known_as FROM discount_use \
              JOIN purchase_order ON purchase_order.id = order_id WHERE discount_use.state <> CASE \
              WHEN purchase_order.state = 'cancelled' THEN 'released' \
              WHEN purchase_order.state = 'awaiting_payment' AND (committed_on IS NULL \
               OR commitment_failure IS NOT NULL) THEN 'reserved' \
              ELSE 'used' END ORDER BY number",
    },
    Check {
        name: "delivered_mail_is_forgotten",
        table: "outbox",
        sentence: "it was delivered, and its text, which can hold a password, is still there",
        sql: "SELECT id, kind AS known_as FROM outbox \
              WHERE delivered_at IS NOT NULL AND payload <> '{}' ORDER BY created_at, id",
    },
];
