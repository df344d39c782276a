//! Laws that hold for every cart, with random customers, carts and days.

mod calendar;
mod carts;
mod law;

use self::carts::{Situation, acceptable, circumstances, day, wild};
use self::law::{FE, GB, UT};
use domain::calendar::{MonthPolicy, missing_months};
use domain::cart::{Cart, CartError, Item, Purpose};
use domain::extension;
use domain::money::Percent;
use domain::order::{CancelReason, FailureReason, OrderState, Outcome};
use domain::quote::{Circumstances, LineKind, Owned, Quote};
use domain::remedy::remedies;
use domain::subscription;
use domain::terms::Terms;
use domain::vat::VatRegime;
use domain::{Date, Money, Product};
use proptest::prelude::*;
use proptest::sample::Index;

fn quote(cart: &Cart, given: &Circumstances) -> Result<Quote, Vec<CartError>> {
    domain::quote::quote(cart, given, &Terms::demo())
}

fn priced(cart: &Cart, given: &Circumstances) -> Quote {
    quote(cart, given).unwrap_or_else(|errors| panic!("{cart:?} is refused: {errors:?}"))
}

fn list_price(product: Product, quantity: u32) -> Money {
    Money::from_cents(i64::try_from(law::yearly(product)).unwrap()) * quantity
}

/// Every piece that somebody owns, with its expiry, in a fixed order.
fn pieces_owned(owned: &[Owned]) -> Vec<(Product, Date)> {
    let mut pieces: Vec<(Product, Date)> =
        owned.iter().flat_map(|o| (0..o.quantity).map(|_| (o.product, o.expires))).collect();
    pieces.sort_unstable();
    pieces
}

/// Every piece that somebody has after the order, with its expiry, in a fixed order.
fn pieces(quote: &Quote) -> Vec<(Product, Date)> {
    let mut pieces: Vec<(Product, Date)> =
        quote.after.iter().flat_map(|a| (0..a.quantity).map(|_| (a.product, a.until))).collect();
    pieces.sort_unstable();
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_quote_says_what_the_rules_say(Situation { cart, given } in acceptable()) {
        let percent = given.discount.as_ref().map_or(0, |discount| {
            let hundredths = Money::from_cents(1_000_000).percent(discount.percent).cents();
            i128::from(hundredths / 100)
        });
        let quote = priced(&cart, &given);
        prop_assert_eq!(law::read(&quote), law::bill(&cart, &given, percent));
    }

    #[test]
    fn a_cart_is_quoted_if_and_only_if_it_breaks_no_rule(Situation { cart, given } in wild()) {
        prop_assert_eq!(quote(&cart, &given).is_ok(), law::allows(&cart, &given));
    }

    #[test]
    fn first_remedies_lead_to_an_acceptable_cart(Situation { cart, given } in wild()) {
        let mut cart = cart;
        for _ in 0..25 {
            let Err(errors) = quote(&cart, &given) else { return Ok(()) };
            for error in &errors {
                prop_assert!(!remedies(*error, &cart, &given).is_empty(), "none for {error:?}");
            }
            cart = remedies(errors[0], &cart, &given)[0].apply(cart, &given);
        }
        prop_assert!(false, "still refused after 25 remedies: {cart:?}");
    }

    #[test]
    fn any_remedy_of_a_refusal_can_be_followed(
        Situation { cart, given } in wild(),
        choices in proptest::collection::vec(any::<(Index, Index)>(), 40),
    ) {
        let mut cart = cart;
        for (which, how) in choices {
            let Err(errors) = quote(&cart, &given) else { return Ok(()) };
            let remedies = remedies(*which.get(&errors), &cart, &given);
            cart = how.get(&remedies).apply(cart, &given);
        }
        prop_assert!(false, "still refused after 40 remedies: {cart:?}");
    }

    #[test]
    fn missing_months_are_those_of_the_rule(from in day(), until in day()) {
        let months = missing_months(from, until, MonthPolicy::default());
        prop_assert_eq!(months, law::missing(from, until));
    }

    #[test]
    fn a_later_day_is_never_fewer_months(from in day(), until in day(), later in 0..90_u64) {
        let until_later = until + chrono::Days::new(later);
        let from_later = from + chrono::Days::new(later);
        for policy in [
            MonthPolicy::FifteenDaysMakeAMonth,
            MonthPolicy::Ceiling,
            MonthPolicy::Floor,
        ] {
            let months = missing_months(from, until, policy);
            prop_assert!(months <= missing_months(from, until_later, policy));
            prop_assert!(months >= missing_months(from_later, until, policy));
            prop_assert_eq!(missing_months(from, from, policy), 0);
        }
    }

    #[test]
    fn extending_to_the_same_date_costs_nothing(today in day(), users in 1..9_u32) {
        let expires = domain::calendar::add_months(today, 12);
        let owned = [(FE, 1), (Product::Documents, 1), (UT, users)]
            .map(|(product, quantity)| Owned { product, quantity, expires });
        let given = Circumstances { owned: owned.to_vec(), ..Circumstances::new_customer(today) };
        let cart = Cart { items: vec![Item { product: GB, quantity: 1 }], ..Cart::add_ons(FE) };
        let on = priced(&cart, &given);
        prop_assert_eq!(on.totals.net, list_price(GB, 1));
        prop_assert_eq!(on, priced(&cart.choose_extension(false), &given));
    }

    #[test]
    fn a_full_year_costs_the_list_price_whatever_the_day(
        today in day(),
        expires in day(),
        users in 1..99_u32,
    ) {
        let new = Circumstances::new_customer(today);
        let first = Cart::first_purchase(FE, 1).set_quantity(UT, users, &[]).unwrap();
        let list = list_price(FE, 1) + list_price(UT, users);
        prop_assert_eq!(priced(&first, &new).totals.net, list);

        let owned = |expires| vec![
            Owned { product: FE, quantity: 1, expires },
            Owned { product: UT, quantity: users, expires },
        ];
        let given = Circumstances { owned: owned(expires), ..new.clone() };
        let renewal = Cart { items: first.items.clone(), ..Cart::renewal(FE, 1) };
        prop_assert_eq!(priced(&renewal, &given).totals.net, list);

        // On the last day everything moves by a whole year.
        let given = Circumstances { owned: owned(today), ..new };
        let add = Cart { items: vec![Item { product: GB, quantity: 1 }], ..Cart::add_ons(FE) };
        prop_assert_eq!(priced(&add, &given).totals.net, list + list_price(GB, 1));
    }

    #[test]
    fn more_pieces_are_never_cheaper(
        Situation { cart, given } in acceptable(),
        which in any::<Index>(),
    ) {
        let mut more = cart.clone();
        if more.items.is_empty() {
            more.items.push(Item { product: UT, quantity: 1 });
        } else {
            let place = which.index(more.items.len());
            more.items[place].quantity += 1;
            if law::is_module(more.items[place].product) {
                more.items[place].quantity = 1;
                more.items.push(Item { product: GB, quantity: 1 });
            }
        }
        let (few, many) = (priced(&cart, &given), priced(&more, &given));
        prop_assert!(few.totals.net <= many.totals.net);
        prop_assert!(few.totals.due <= many.totals.due);
    }

    #[test]
    fn more_years_are_never_cheaper_nor_shorter(Situation { cart, given } in acceptable()) {
        let mut longer = cart.clone();
        match &mut longer.purpose {
            Purpose::FirstPurchase { years } | Purpose::Renewal { years } if *years < 10 => {
                *years += 1;
            }
            Purpose::FirstPurchase { .. } | Purpose::Renewal { .. } | Purpose::Add => {}
        }
        let (short, long) = (priced(&cart, &given), priced(&longer, &given));
        prop_assert!(short.totals.net <= long.totals.net);
        for (before, after) in pieces(&short).iter().zip(pieces(&long)) {
            prop_assert!(before.0 == after.0 && before.1 <= after.1);
        }
    }

    #[test]
    fn an_add_on_for_a_longer_service_is_never_cheaper(
        Situation { cart, given } in acceptable(),
        days in 0..400_u64,
    ) {
        if cart.purpose != Purpose::Add {
            return Ok(());
        }
        let mut later = given.clone();
        later.owned[0].expires = later.owned[0].expires + chrono::Days::new(days);
        let purchases = |given: &Circumstances| -> Money {
            priced(&cart, given).of_kind(LineKind::Purchase).map(|line| line.net).sum()
        };
        prop_assert!(purchases(&given) <= purchases(&later));
    }

    #[test]
    fn the_lines_less_the_discount_are_the_net(Situation { cart, given } in acceptable()) {
        let quote = priced(&cart, &given);
        let lines: Money = quote.lines.iter().map(|line| line.net).sum();
        let extensions: Money = quote.of_kind(LineKind::Extension).map(|line| line.net).sum();
        let totals = quote.totals;
        prop_assert_eq!(lines - quote.discount, totals.net);
        prop_assert_eq!(totals.net + totals.vat, totals.total);
        prop_assert!(quote.discount >= Money::ZERO && totals.net >= extensions);
        match given.vat_regime {
            VatRegime::Ordinary => prop_assert_eq!(totals.due, totals.total),
            VatRegime::SplitPayment => prop_assert_eq!(totals.due, totals.net),
        }
    }

    #[test]
    fn adding_and_removing_a_line_changes_nothing(
        Situation { cart, given } in acceptable(),
        product in proptest::sample::select(Product::ALL.to_vec()),
        quantity in 1..9_u32,
    ) {
        let owned = given.owned_products();
        let with = cart.clone().set_quantity(product, quantity, &owned);
        let Some(with) = with.ok().filter(|_| !cart.has(product)) else { return Ok(()) };
        prop_assert!(quote(&with, &given).is_ok(), "a command made a refused cart");
        let without = with.set_quantity(product, 0, &owned).unwrap();
        prop_assert_eq!(priced(&without, &given), priced(&cart, &given));
    }

    #[test]
    fn commands_never_make_an_acceptable_cart_refused(
        Situation { cart, given } in acceptable(),
        product in proptest::sample::select(Product::ALL.to_vec()),
        quantity in 0..3_u32,
    ) {
        let owned = given.owned_products();
        let made = [
            cart.clone().set_quantity(product, quantity, &owned),
            cart.clone().add_with_required(product, &owned),
            Ok(cart.clone().remove_with_dependents(product, &owned)),
            cart.clone().set_years(quantity),
            Ok(cart.choose_extension(quantity == 0)),
        ];
        for cart in made.into_iter().flatten() {
            // Only emptying it can be refused, since there is nothing left to price.
            let emptied = cart.purpose == Purpose::Add && cart.items.is_empty();
            prop_assert_eq!(quote(&cart, &given).is_ok(), !emptied);
        }
    }

    #[test]
    fn digests_differ_if_and_only_if_quotes_do(
        Situation { cart, given } in acceptable(),
        change in 0..6,
    ) {
        let (mut cart2, mut given2) = (cart.clone(), given.clone());
        match change {
            0 => cart2.extends_owned = !cart.extends_owned,
            1 => given2.today = given.today.succ_opt().unwrap(),
            2 => given2.discount = Some("12.34".parse::<Percent>().unwrap().into()),
            3 => given2.vat_regime = VatRegime::SplitPayment,
            4 => cart2.items.push(Item { product: GB, quantity: 1 }),
            _ => given2.owned.iter_mut().skip(1).for_each(|owned| owned.quantity += 1),
        }
        let (Ok(one), Ok(other)) = (quote(&cart, &given), quote(&cart2, &given2)) else {
            return Ok(());
        };
        prop_assert_eq!(one == other, one.digest() == other.digest());
    }

    #[test]
    fn nothing_expires_earlier_with_the_extension(Situation { cart, given } in acceptable()) {
        let on = priced(&cart.clone().choose_extension(true), &given);
        let off = priced(&cart.clone().choose_extension(false), &given);
        let (moved, stayed) = (pieces(&on), pieces(&off));
        prop_assert_eq!(moved.len(), stayed.len());
        for (on, off) in moved.iter().zip(&stayed) {
            prop_assert!(on.0 == off.0 && on.1 >= off.1, "{on:?} is earlier than {off:?}");
        }
        prop_assert!(on.totals.net >= off.totals.net);

        match extension::choice(&cart, &given, &Terms::demo()).unwrap() {
            None => prop_assert_eq!(on, off, "a choice that is not shown changes the order"),
            Some(choice) => {
                let moves: Money = choice.moves.iter().map(|one| one.net).sum();
                prop_assert!(!choice.moves.is_empty());
                prop_assert_eq!(choice.off.totals.net + moves, choice.on.totals.net);
                prop_assert_eq!((choice.on, choice.off), (on, off));
            }
        }
    }

    #[test]
    fn nothing_is_ever_shortened(Situation { cart, given } in acceptable()) {
        let quote = priced(&cart, &given);
        for line in &quote.lines {
            prop_assert!(line.from <= line.until);
        }
        if cart.purpose == Purpose::Add {
            let before = pieces_owned(&given.owned);
            let mut after = pieces(&quote);
            for line in quote.of_kind(LineKind::Purchase) {
                for _ in 0..line.quantity {
                    let place = after.iter().position(|p| *p == (line.product, line.until));
                    after.remove(place.unwrap());
                }
            }
            prop_assert_eq!(before.len(), after.len());
            prop_assert!(before.iter().zip(&after).all(|(b, a)| b.0 == a.0 && b.1 <= a.1));
        }
    }

    #[test]
    fn a_paid_order_makes_what_was_quoted(Situation { cart, given } in acceptable()) {
        let quote = priced(&cart, &given);
        let mut expected = pieces(&quote);
        let made = match cart.purpose {
            Purpose::FirstPurchase { .. } => subscription::begin(&quote.lines, given.today),
            Purpose::Add => subscription::fulfil(given.owned, &quote.lines).unwrap(),
            Purpose::Renewal { .. } => {
                // What is not kept is still there until its own expiry.
                let mut left = pieces_owned(&given.owned);
                for line in quote.of_kind(LineKind::Renewal) {
                    for _ in 0..line.quantity {
                        let place = left.iter().position(|p| *p == (line.product, line.from));
                        left.remove(place.unwrap());
                    }
                }
                expected.extend(left);
                subscription::fulfil(given.owned, &quote.lines).unwrap()
            }
        };
        expected.sort_unstable();
        prop_assert_eq!(pieces_owned(&made), expected);
    }

    #[test]
    fn an_order_never_goes_back(
        given in circumstances(),
        events in proptest::collection::vec(0..4, 0..8),
    ) {
        let on = given.today;
        let mut state = OrderState::concluded(on, 30);
        for event in events {
            let next = match event {
                0 => state.pay(on, on, Outcome::Active),
                1 => state.pay(on, on, Outcome::Failed(FailureReason::AlreadyActive)),
                2 => state.cancel(CancelReason::Customer, on),
                _ => state.cancel(CancelReason::Unpaid, on),
            };
            let next = next.unwrap_or(state);
            prop_assert!(state.is_awaiting_payment() || next == state);
            state = next;
        }
    }
}
