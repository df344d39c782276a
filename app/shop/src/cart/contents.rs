//! What is in a cart that another one would replace, said by the server.

use domain::cart::{Cart, Purpose};
use domain::format::years;

use ui::wording;

/// `Fatturazione Elettronica per 3 anni, con Modulo documenti e Utente aggiuntivo × 2`. Of what is
/// added to a running service only what is added.
pub fn contents(cart: &Cart) -> String {
    let items: Vec<String> =
        cart.items.iter().map(|item| wording::counted(item.product, item.quantity)).collect();
    let items = match items.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [others @ .., last] => Some(format!("{} e {last}", others.join(", "))),
    };
    let service = match cart.purpose {
        Purpose::Add => return items.unwrap_or_default(),
        Purpose::FirstPurchase { years: 1 } => cart.service.name().to_owned(),
        Purpose::FirstPurchase { years: many } => {
            format!("{} per {}", cart.service.name(), years(many))
        }
        Purpose::Renewal { years: many } => {
            format!("rinnovo di {} per {}", cart.service.name(), years(many))
        }
    };
    match items {
        Some(items) => format!("{service}, con {items}"),
        None => service,
    }
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

    #[test]
    fn of_a_running_service_it_names_what_is_added_and_of_a_renewal_its_years() {
        let add = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 2, &[]).unwrap();
        assert_eq!(contents(&add), "Utente aggiuntivo × 2");
        let renewal = Cart::renewal(Product::Invoicing, 1);
        assert_eq!(contents(&renewal), "rinnovo di Fatturazione Elettronica per 1 anno");
    }
}
