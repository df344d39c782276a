//! Services: one for each tax id and account, owning no more and no longer than was paid for.

use super::Check;

pub const CHECKS: &[Check] = &[
    Check {
        name: "one_service_for_a_tax_code",
        table: "subscription",
        sentence: "another live service has its codice fiscale",
        sql: "SELECT id, tax_code AS known_as FROM subscription WHERE closed_on IS NULL \
              AND EXISTS (SELECT 1 FROM subscription AS other WHERE other.closed_on IS NULL \
               AND other.tax_code = subscription.tax_code AND other.id <> subscription.id) \
              ORDER BY tax_code, id",
    },
    Check {
        name: "one_service_for_a_vat_number",
        table: "subscription",
        sentence: "another live service has its partita IVA",
        sql: "SELECT id, vat_number AS known_as FROM subscription WHERE closed_on IS NULL \
              AND EXISTS (SELECT 1 FROM subscription AS other WHERE other.closed_on IS NULL \
               AND other.vat_number = subscription.vat_number AND other.id <> subscription.id) \
              ORDER BY vat_number, id",
    },
    Check {
        name: "one_service_for_an_account",
        table: "subscription",
        sentence: "another live service is of the same account",
        sql: "SELECT id, tax_code AS known_as FROM subscription WHERE closed_on IS NULL \
              AND EXISTS (SELECT 1 FROM subscription AS other WHERE other.closed_on IS NULL \
               AND other.account_id = subscription.account_id AND other.id <> subscription.id) \
              ORDER BY tax_code, id",
    },
    Check {
        name: "service_has_a_panel_user",
        table: "subscription",
        sentence: "nobody can sign in to the panel of this live service",
        sql: "SELECT id, tax_code AS known_as FROM subscription WHERE closed_on IS NULL \
              AND NOT EXISTS (SELECT 1 FROM panel_user \
               WHERE subscription_id = subscription.id AND former_username IS NULL \
               AND permissions IS NULL) \
              ORDER BY tax_code, id",
    },
    Check {
        name: "expiry_is_what_was_paid",
        table: "purchase_order",
        sentence: "it was fulfilled, and its service ends before the day that it moved it to",
        sql: "SELECT purchase_order.id, CAST(number AS TEXT) AS known_as FROM purchase_order \
              JOIN subscription ON subscription.id = subscription_id \
              WHERE state = 'fulfilled' AND EXISTS (SELECT 1 FROM order_line \
               WHERE order_id = purchase_order.id AND product = subscription.service \
               AND order_line.kind IN ('extension', 'renewal') AND until_on > expires_on) \
              ORDER BY number",
    },
    Check {
        name: "module_ends_with_its_service",
        table: "subscription",
        sentence: "one of its modules ends later than the service itself",
        sql: "SELECT id, tax_code AS known_as FROM subscription WHERE EXISTS \
              (SELECT 1 FROM subscription_item WHERE subscription_id = subscription.id \
               AND product IN ('DOC', 'INC', 'WOO', 'ORD') \
               AND subscription_item.expires_on > subscription.expires_on) ORDER BY tax_code, id",
    },
    // A service that began elsewhere, such as that of a demo, owns what no order of ours brought.
    Check {
        name: "owned_is_what_was_bought",
        table: "subscription",
        sentence: "it owns more of a product than its orders have bought",
        sql: "SELECT id, tax_code AS known_as FROM subscription WHERE EXISTS \
              (SELECT 1 FROM purchase_order WHERE subscription_id = subscription.id \
               AND kind = 'first_purchase') AND EXISTS \
              (SELECT 1 FROM subscription_item WHERE subscription_id = subscription.id \
               GROUP BY product HAVING SUM(quantity) > \
               (SELECT COALESCE(SUM(quantity), 0) FROM order_line \
                JOIN purchase_order ON purchase_order.id = order_id \
                WHERE purchase_order.subscription_id = subscription.id \
                AND order_line.product = subscription_item.product \
                AND order_line.kind = 'purchase' AND (state = 'fulfilled' \
                 OR (state = 'awaiting_payment' AND committed_on IS NOT NULL)))) \
              ORDER BY tax_code, id",
    },
    Check {
        name: "renewal_has_its_own_method",
        table: "automatic_renewal",
        sentence: "it would charge a way to pay that was removed or is somebody else's",
        sql: "SELECT subscription_id AS id, label AS known_as FROM automatic_renewal \
              JOIN stored_method ON stored_method.id = method_id \
              JOIN subscription ON subscription.id = subscription_id \
              WHERE removed_at IS NOT NULL OR stored_method.account_id <> subscription.account_id \
              ORDER BY subscription_id",
    },
];
