use super::*;
use crate::catalog::Product::{
    Collections, Documents, ElectronicOrders, Invoicing, ReceiveOnly, Storage, User, WooCommerce,
};
use crate::id::AccountId;
use crate::party::{Holder, HolderForm, Kind, PartyForm, RecipientKind};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn a_holder() -> Holder {
    let party = PartyForm {
        kind: Kind::Company,
        business_name: "Ceramiche Bianchi S.r.l.".into(),
        legal_representative: "Anna Bianchi".into(),
        vat_number: "01234560512".into(),
        street: "Via dei Vasai 12".into(),
        postal_code: "52100".into(),
        city: "Arezzo".into(),
        province: "AR".into(),
        phone: "0575 000000".into(),
        ..PartyForm::default()
    };
    Holder::check(&HolderForm {
        party,
        email: "anna@bianchi.example".into(),
        recipient: RecipientKind::Code,
        recipient_code: "DEMO123".into(),
        recipient_pec: String::new(),
        split_payment: false,
        marketing: false,
    })
    .unwrap()
}

/// What a service gives that owns this: product, quantity, last day. The first one is the main service.
pub(crate) fn on(today: &str, owned: &[(Product, u32, &str)]) -> Entitlements {
    let item = |&(product, quantity, until): &(Product, u32, &str)| Owned {
        product,
        quantity,
        expires: day(until),
    };
    let subscription = Subscription {
        id: SubscriptionId(uuid::Uuid::from_u128(7)),
        account: AccountId(uuid::Uuid::from_u128(1)),
        service: owned[0].0,
        holder: a_holder(),
        activated_on: day("2026-11-22"),
        owned: owned.iter().map(item).collect(),
    };
    Entitlements::of(&subscription, day(today))
}

const UNTIL: &str = "2027-11-22";

/// Fatturazione Elettronica with Documenti, 2 users and 3 GB, all until [`UNTIL`].
const ALL_TOGETHER: [(Product, u32, &str); 4] =
    [(Invoicing, 1, UNTIL), (Documents, 1, UNTIL), (User, 2, UNTIL), (Storage, 3, UNTIL)];

#[test]
fn an_active_service_uses_all_that_it_owns_and_nothing_else() {
    let given = on("2027-09-22", &ALL_TOGETHER);

    assert_eq!(given.id(), SubscriptionId(uuid::Uuid::from_u128(7)));
    assert_eq!(given.service(), Invoicing);
    assert_eq!((given.expires(), given.standing()), (day(UNTIL), Standing::Active));
    assert_eq!((given.usage(Invoicing), given.usage(Documents)), (Usage::Full, Usage::Full));
    assert_eq!(given.usage(Collections), Usage::None);
    assert_eq!((given.users(), given.gigabytes()), (2, 3));
    assert!(given.can_buy() && given.can_write() && given.receives_invoices());
}

#[test]
fn near_its_expiry_and_on_the_last_day_everything_can_be_used() {
    for (today, days_left) in [("2027-09-23", 60), (UNTIL, 0)] {
        let given = on(today, &ALL_TOGETHER);
        assert_eq!(given.standing(), Standing::NearExpiry { days_left });
        assert_eq!((given.usage(Invoicing), given.usage(Documents)), (Usage::Full, Usage::Full));
        assert_eq!((given.users(), given.gigabytes()), (2, 3));
        assert!(given.can_buy() && given.receives_invoices());
    }
}

#[test]
fn for_ninety_days_after_its_expiry_it_is_for_reading_only() {
    for today in ["2027-11-23", "2028-02-20"] {
        let given = on(today, &ALL_TOGETHER);
        assert_eq!(given.standing(), Standing::Consultation { until: day("2028-02-20") });
        assert_eq!(
            (given.usage(Invoicing), given.usage(Documents)),
            (Usage::Reading, Usage::Reading)
        );
        assert_eq!(given.usage(Collections), Usage::None);
        assert_eq!((given.users(), given.gigabytes()), (0, 0));
        assert!(!given.can_buy() && !given.can_write());
        assert!(given.receives_invoices());
    }
}

#[test]
fn solo_ricezione_receives_nothing_more_once_it_has_expired() {
    let owned = [(ReceiveOnly, 1, UNTIL)];
    assert!(on(UNTIL, &owned).receives_invoices());
    assert!(!on("2027-11-23", &owned).receives_invoices());
    assert_eq!(on("2027-11-23", &owned).usage(ReceiveOnly), Usage::Reading);
}

#[test]
fn nothing_is_left_after_the_days_of_consultation() {
    let given = on("2028-02-21", &ALL_TOGETHER);

    assert_eq!(given.standing(), Standing::Over);
    assert_eq!((given.usage(Invoicing), given.usage(Documents)), (Usage::None, Usage::None));
    assert_eq!((given.users(), given.gigabytes()), (0, 0));
    assert!(!given.can_buy() && !given.receives_invoices());
}

#[test]
fn a_module_that_was_left_out_of_a_renewal_ends_on_its_own_day() {
    let owned = [(Invoicing, 1, UNTIL), (Documents, 1, "2027-04-14")];
    assert_eq!(on("2027-04-14", &owned).usage(Documents), Usage::Full);
    let after = on("2027-04-15", &owned);
    assert_eq!(after.usage(Documents), Usage::None);
    assert_eq!(after.terms(Documents).count(), 0);
    assert!(after.modules(None).iter().any(|m| m.product == Documents && m.is_offered));
    // Also in the days of consultation it is not there any more.
    assert_eq!(on("2027-11-23", &owned).usage(Documents), Usage::None);
}

#[test]
fn users_that_run_longer_than_the_service_rest_with_it() {
    let owned = [(Invoicing, 1, "2027-06-30"), (User, 1, "2027-03-01"), (User, 2, UNTIL)];
    assert_eq!(on("2027-03-01", &owned).users(), 3);
    assert_eq!(on("2027-03-02", &owned).users(), 2);
    assert_eq!(on("2027-07-01", &owned).users(), 0);
}

#[test]
fn the_modules_of_a_service_tell_where_each_stands() {
    let given = on("2027-09-22", &ALL_TOGETHER);
    let products = [Collections];
    let modules = given.modules(Some((26_000_001, &products)));

    let state = |product| modules.iter().find(|m| m.product == product).unwrap().state;
    assert!(matches!(state(Documents), ModuleState::Active(term) if term.until == day(UNTIL)));
    assert_eq!(state(Collections), ModuleState::Ordered(26_000_001));
    assert_eq!(state(WooCommerce), ModuleState::NotActive);
    assert_eq!(state(ElectronicOrders), ModuleState::NotActive);
    let offered: Vec<_> = modules.iter().filter(|m| m.is_offered).map(|m| m.product).collect();
    assert_eq!(offered, [WooCommerce, ElectronicOrders]);
    assert!(modules.iter().all(|m| m.requires.is_none()), "Documenti is owned");
    assert_eq!(on(UNTIL, &[(ReceiveOnly, 1, UNTIL)]).modules(None), []);
}

#[test]
fn a_module_whose_procedure_nobody_has_gone_through_does_not_claim_to_be_set_up() {
    let modules = [Documents, Collections, WooCommerce, ElectronicOrders];
    let service = [(Invoicing, 1, UNTIL)];
    let owned: Vec<_> = service.into_iter().chain(modules.map(|it| (it, 1, UNTIL))).collect();
    let now = on("2027-09-22", &owned).modules(None);
    let is_waiting = |module: &&Module| matches!(module.state, ModuleState::ToConfigure(_));
    let waiting: Vec<_> = now.iter().filter(is_waiting).map(|module| module.product).collect();
    assert_eq!(waiting, [Collections, WooCommerce]);
    assert!(now.iter().all(|module| module.state.runs() && !module.is_offered));
    assert!(now.iter().all(|m| m.state.term().is_some_and(|term| term.until == day(UNTIL))));

    let expired = on("2027-11-23", &owned).modules(None);
    let is_read = |module: &Module| matches!(module.state, ModuleState::Consultation(_));
    assert!(expired.iter().all(is_read), "then nothing is configured any more");
    assert!(expired.iter().all(|module| !module.state.runs()));
}

#[test]
fn what_is_missing_for_a_module_is_told_where_it_is_offered() {
    let needs = |today| {
        let modules = on(today, &[(Invoicing, 1, UNTIL)]).modules(None);
        let woocommerce = modules.iter().find(|m| m.product == WooCommerce).unwrap();
        (woocommerce.is_offered, woocommerce.requires)
    };
    assert_eq!(needs(UNTIL), (true, Some(Documents)));
    assert_eq!(needs("2027-11-23"), (false, None));
}

#[test]
fn a_module_of_an_expired_service_is_in_consultation_and_nothing_is_offered() {
    let modules = on("2027-11-23", &ALL_TOGETHER).modules(None);
    let documents = modules.iter().find(|m| m.product == Documents).unwrap();
    assert!(matches!(documents.state, ModuleState::Consultation(term) if term.until == day(UNTIL)));
    assert!(modules.iter().all(|m| !m.is_offered));
}

#[test]
fn free_places_are_those_that_nobody_has() {
    assert_eq!(Seats { used: 1, bought: 3, resting: 0 }.free(), 2);
    assert_eq!(Seats { used: 3, bought: 2, resting: 0 }.free(), 0);
}

#[test]
fn places_rest_with_their_service_and_nobody_is_given_one_of_them() {
    let owned = [(Invoicing, 1, "2027-06-30"), (User, 1, "2027-06-30"), (User, 2, UNTIL)];
    let on = |today| on(today, &owned).seats(1);

    assert_eq!(on("2027-06-30"), Seats { used: 1, bought: 3, resting: 0 });
    let expired = on("2027-07-01");
    assert_eq!(expired, Seats { used: 1, bought: 0, resting: 3 });
    assert_eq!((expired.free(), expired.all()), (0, 3));
    let over = on("2027-09-29");
    assert_eq!((over.free(), over.all()), (0, 0), "the days of consultation are over");
}
