//! What only a demonstration has: its mailbox and its payment provider.

pub const MAILBOX: &str = "/posta";
/// The parameter of the demo mailbox: to whom.
pub const RECIPIENT: &str = "destinatario";

/// The page of the demo's payment provider.
#[must_use]
pub fn demo_payment(attempt: &str) -> String {
    format!("/demo/pagamento/{attempt}")
}

/// Its page on which a way to pay is left.
#[must_use]
pub fn demo_method(id: &str) -> String {
    format!("/demo/metodo/{id}")
}

/// The page of a mail in the demo mailbox.
#[must_use]
pub fn mail(message_id: &str) -> String {
    format!("{MAILBOX}/{message_id}")
}

/// The HTML of a mail, for the frame in its page.
#[must_use]
pub fn mail_html(message_id: &str) -> String {
    format!("{MAILBOX}/{message_id}/html")
}
