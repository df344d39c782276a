//! What is refused, all of it at once, and numbers that nobody means.

use super::*;
use domain::RuleError;
use domain::remedy::{Remedy, remedies};

#[test]
fn a_refused_cart_says_everything_that_is_wrong() {
    let given = owning(P, &[(FE, 1, "2027-04-14"), (DOC, 1, "2027-04-14")]);
    assert_eq!(refused(&buying(FE, 1, &[]), &given), [CartError::AlreadyOwned]);
    assert_eq!(refused(&adding(&[]), &given), [CartError::NothingAdded]);
    assert_eq!(refused(&adding(&[(DOC, 1)]), &given), [CartError::ModuleOwned(DOC)]);
    assert_eq!(refused(&adding(&[(INC, 1), (INC, 1)]), &given), [CartError::ModuleAskedTwice(INC)]);
    assert_eq!(refused(&adding(&[(INC, 2)]), &given), [CartError::ModuleQuantity(INC)]);
    assert_eq!(
        refused(&adding(&[(UT, 0), (FE, 1)]), &given),
        [CartError::Quantity { product: UT, max: 999 }, CartError::MainServiceAmongAddOns(FE)]
    );
    assert_eq!(
        refused(&buying(FE, 11, &[(WOO, 1)]), &on(P)),
        [CartError::Years, CartError::Requires { product: WOO, needs: DOC }]
    );
    assert_eq!(
        refused(&buying(SR, 1, &[(DOC, 1)]), &on(P)),
        [CartError::NotOffered { product: DOC, service: SR }]
    );
    assert_eq!(refused(&adding(&[(UT, 1)]), &on(P)), [CartError::ServiceNotOwned(FE)]);
    assert_eq!(refused(&renewing(1, &[]), &on(P)), [CartError::ServiceNotOwned(FE)]);
    assert_eq!(refused(&buying(UT, 1, &[]), &on(P)), [CartError::NotAMainService(UT)]);
    assert_eq!(refused(&buying(FE, 1, &[]), &on("1999-12-31")), [CartError::NotOnSale(FE)]);
    assert_eq!(
        refused(&buying(FE, 1, &[(UT, 1), (DOC, 1), (UT, 2)]), &on("1999-12-31")),
        [FE, DOC, UT].map(CartError::NotOnSale),
        "each once, in the order of the catalogue"
    );
}

#[test]
fn the_first_remedy_keeps_as_much_of_the_cart_as_it_can() {
    let proposed = |cart: &Cart, given: &Circumstances| {
        let error = refused(cart, given)[0];
        remedies(error, cart, given)[0]
    };
    assert_eq!(proposed(&buying(FE, 1, &[(WOO, 1)]), &on(P)), Remedy::Add(DOC));
    assert_eq!(proposed(&buying(FE, 1, &[(UT, 2000)]), &on(P)), Remedy::SetQuantity(UT, 999));
    assert_eq!(proposed(&buying(FE, 12, &[]), &on(P)), Remedy::SetYears(10));

    let running = owning(P, &[(FE, 1, "2027-04-14")]);
    assert_eq!(proposed(&buying(FE, 1, &[(UT, 1)]), &running), Remedy::AddToService(FE));
    let expired = owning(P, &[(FE, 1, "2026-11-01"), (UT, 2, "2026-11-01")]);
    let late = adding(&[(UT, 1)]);
    assert_eq!(proposed(&late, &expired), Remedy::RenewService(FE));
    let renewal = Remedy::RenewService(FE).apply(late, &expired);
    assert_eq!(renewal, renewing(1, &[(UT, 3)]));
}

#[test]
fn woocommerce_goes_with_documents_that_are_owned() {
    let given = owning(P, &[(FE, 1, "2027-11-22"), (DOC, 1, "2027-11-22")]);
    assert_eq!(sum(&priced(&adding(&[(WOO, 1)]), &given)), "24.00 + 5.28 = 29.28");
}

#[test]
fn absurd_numbers_are_refused_or_priced_but_never_a_panic() {
    let (last, many) = ("9000-12-31", (UT, u32::MAX));
    let given = owning(last, &[(FE, 1, last), (UT, u32::MAX, last)]);
    assert!(quote(&adding(&[(UT, 1)]), &given, &Terms::demo()).is_ok());
    assert!(quote(&renewing(10, &[(UT, 999)]), &given, &Terms::demo()).is_ok());
    let far = Circumstances { today: Date::MAX, ..on(P) };
    assert_eq!(refused(&buying(FE, 10, &[]), &far), [CartError::OutOfCalendar]);
    for cart in [buying(FE, u32::MAX, &[many, many]), renewing(u32::MAX, &[many, many])] {
        for given in [&given, &far] {
            let errors = refused(&cart, given);
            for error in errors {
                for remedy in domain::remedy::remedies(error, &cart, given) {
                    let _ = remedy.apply(cart.clone(), given);
                }
            }
        }
    }
}

#[test]
fn a_refusal_travels_as_json() {
    let error = RuleError::from(vec![CartError::Requires { product: WOO, needs: DOC }]);
    let json = serde_json::to_string(&error).unwrap();
    assert_eq!(json, r#"{"Refused":[{"Requires":{"product":"WOO","needs":"DOC"}}]}"#);
    assert_eq!(serde_json::from_str::<RuleError>(&json).unwrap(), error);
}
