//! `Posta`: the mails of the demonstration shop, in place of the mailboxes of its customers. In a
//! real shop none of these addresses exists.

mod api;
mod frame;
mod list_page;
mod mail_page;
mod routes;

pub use routes::MailboxRoutes;
