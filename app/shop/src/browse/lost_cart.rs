//! What is in a cart that another service would replace, said by the server.

use domain::cart::{Cart, Purpose};
use domain::format::years;

use ui::wording;

/// `Fatturazione Elettronica per 3 anni, con Modulo documenti e Utente aggiuntivo × 2`.
pub fn contents(cart: &Cart) -> String {
    let term = match cart.purpose {
        Purpose::FirstPurchase { years: 1 } | Purpose::Add | Purpose::Renewal { .. } => {
            String::new()
        }
        Purpose::FirstPurchase { years: many } => format!(" per {}", years(many)),
    };
    let items: Vec<String> =
        cart.items.iter().map(|item| wording::counted(item.product, item.quantity)).collect();
    let items = match items.as_slice() {
        [] => String::new(),
        [only] => format!(", con {only}"),
        [others @ .., last] => format!(", con {} e {last}", others.join(", ")),
    };
    format!("{}{term}{items}", cart.service.name())
}

#[cfg(test)]
mod tests {
    use domain::Product;

    use super::*;

    #[test]
    fn the_question_names_everything_that_would_go() {
        let cart = Cart::first_purchase(Product::ReceiveOnly, 3);
        assert_eq!(contents(&cart), "Fatturazione Elettronica Solo Ricezione per 3 anni");

        let cart = Cart::first_purchase(Product::Invoicing, 1)
            .add_with_required(Product::WooCommerce, &[])
            .and_then(|cart| cart.set_quantity(Product::User, 2, &[]))
            .unwrap();
        assert_eq!(
            contents(&cart),
            "Fatturazione Elettronica, con Modulo documenti, Modulo WooCommerce e Utente \
             aggiuntivo × 2"
        );
    }
}
