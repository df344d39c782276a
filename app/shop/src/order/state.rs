//! What an order waits for, in the words of whom it waits for.

use domain::party::Kind;

/// What the customer does with an order that waits, and how it goes on for those who listen.
pub fn next_step(kind: Kind) -> (&'static str, &'static str) {
    if kind == Kind::PublicBody { ("Invia l’impegno", " per") } else { ("Paga", "") }
}

/// What keeps an ordered add-on from being active.
pub fn awaited_state(kind: Kind) -> &'static str {
    if kind == Kind::PublicBody { "In attesa dell’impegno" } else { "In attesa di pagamento" }
}
