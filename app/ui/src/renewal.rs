//! What can be pressed about a service that goes on, or does not.

use domain::renewal::{Button, Trouble};
use domain::subscription::Standing;

use crate::{paths, wording};

/// Where an order leads that stands in the way of a renewal or is it, and what the way is called.
pub fn way_to_pay(button: &Button) -> Option<(String, &'static str)> {
    match *button {
        Button::Ordered { number, trouble: Some(trouble) } => {
            let page = match trouble {
                Trouble::WantsCustomer => paths::payment(number),
                Trouble::NotCollected { .. } => paths::order(number),
            };
            Some((page, wording::trouble_button(trouble)))
        }
        Button::Ordered { number, trouble: None } | Button::Blocked { number } => {
            Some((paths::order(number), "Paga"))
        }
        Button::Renew
        | Button::Automatic { .. }
        | Button::GivenUp
        | Button::Reactivate { .. }
        | Button::Over => None,
    }
}

/// True when the service ends if nobody renews it soon.
pub fn is_urgent(button: &Button, standing: Standing) -> bool {
    match button {
        Button::Reactivate { .. } => true,
        Button::Renew => matches!(standing, Standing::NearExpiry { .. }),
        Button::Automatic { .. }
        | Button::Ordered { .. }
        | Button::Blocked { .. }
        | Button::GivenUp
        | Button::Over => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bank_that_asks_is_answered_on_the_page_of_the_payment() {
        let ordered = |trouble| way_to_pay(&Button::Ordered { number: 7, trouble });
        let confirm = Some(("/ordini/7/pagamento".to_owned(), "Conferma il pagamento"));
        assert_eq!(ordered(Some(Trouble::WantsCustomer)), confirm);
        let pay = Some(("/ordini/7".to_owned(), "Paga"));
        assert_eq!(ordered(Some(Trouble::NotCollected { again_on: None })), pay);
        assert_eq!(ordered(None), pay);
        assert_eq!(way_to_pay(&Button::Blocked { number: 7 }), pay);
        assert_eq!(way_to_pay(&Button::Renew), None);
    }
}
