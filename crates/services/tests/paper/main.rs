//! What is printed to pay an order later, as other programs read it: poppler for the documents,
//! rqrr for the codes.

mod documents;
mod who_gets_them;
