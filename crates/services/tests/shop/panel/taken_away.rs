//! A place, a permission or a delegation is taken away in the middle of a form: what was sent is done wholly
//! before, or not at all, on two servers as on one.

use chrono::TimeDelta;
use domain::Product;
use domain::configuration::{Answer, Regime, Step};
use domain::device::Device;
use domain::id::{DelegationId, DoerId, PanelUserId};
use rstest::rstest;
use services::accountant::Pass;
use services::panel::configuration::{Sent, save, show};
use services::panel::trace::read;
use services::panel::users::{change, remove, reset, sign_out};
use services::panel::{
    Access, PasswordForm, ServiceAccess, begin_sign_in, change_own_password, delegations,
    end_other_sign_ins, end_sign_in, open, open_in, sign_in,
};
use services::second_factor::{Owner, State, begin, confirm, state};
use services::testing::{
    Accountant, Customer, Engine, PASSWORD, Telephone, a_browser, a_customer, day,
};
use services::{Context, Error, Result, accountant};

use crate::seen;

/// How often the two meet, each time at other moments.
const ROUNDS: usize = 4;

const NEW: &str = "Torre#Limone-48";

const CONFIGURES: [&str; 2] = ["invoicing_read", "invoicing_configure"];

async fn anna(shop: &Context) -> Customer {
    let until = day("2027-04-14");
    a_customer().with_service_until(until).with(Product::User, 60, until).create(shop).await
}

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// Somebody who is in, and the mark that they are in with.
struct Inside {
    id: PanelUserId,
    access: ServiceAccess,
    mark: String,
}

async fn enters(shop: &Context, username: &str) -> Inside {
    let signed = sign_in(shop, &a_browser(), username, PASSWORD).await.unwrap();
    let (id, mark) = (signed.user, signed.mark);
    let listed = begin_sign_in(shop, id, &mark, (Device::default(), true)).await.unwrap();
    match open_in(shop, id, &mark, Some(listed.id)).await.unwrap() {
        Access::Open(access) => Inside { id, access: *access, mark },
        other => panic!("{other:?}"),
    }
}

/// How much somebody is said to have done.
async fn deeds(shop: &Context, owner: &ServiceAccess, doer: impl Into<DoerId>) -> usize {
    read(shop, owner, Some(doer.into()), None).await.unwrap().entries.len()
}

/// What somebody does about their own access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Own {
    Password,
    OtherSignIns,
    ThisSignIn,
    NewKey,
    FirstCode,
}

impl Own {
    const ALL: [Self; 5] =
        [Self::Password, Self::OtherSignIns, Self::ThisSignIn, Self::NewKey, Self::FirstCode];

    /// A key that nobody has used is told to nobody.
    fn leaves_a_trace(self) -> bool {
        match self {
            Self::Password | Self::OtherSignIns | Self::ThisSignIn | Self::FirstCode => true,
            Self::NewKey => false,
        }
    }

    /// The code that is asked for, where one is.
    async fn code(self, shop: &Context, inside: &Inside) -> String {
        match self {
            Self::Password | Self::OtherSignIns | Self::ThisSignIn | Self::NewKey => String::new(),
            Self::FirstCode => {
                let owner = Owner::panel(&inside.access).unwrap();
                begin(shop, owner, PASSWORD).await.unwrap();
                match state(shop, owner).await.unwrap() {
                    State::Begun(enrolment) => Telephone::told(&enrolment.key).shows(shop),
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    /// Does it, and gives the mark that they go on with, if it is another one.
    async fn is_done(
        self,
        shop: &Context,
        access: &ServiceAccess,
        code: &str,
    ) -> Result<Option<String>> {
        let owner = Owner::panel(access).unwrap();
        match self {
            Self::Password => {
                let (current, new) = (PASSWORD.to_owned(), NEW.to_owned());
                let form = PasswordForm { current, again: new.clone(), new };
                change_own_password(shop, access, &form).await.map(Some)
            }
            Self::OtherSignIns => end_other_sign_ins(shop, access).await.map(Some),
            Self::ThisSignIn => {
                end_sign_in(shop, access, access.sign_in().unwrap()).await.map(|()| None)
            }
            Self::NewKey => begin(shop, owner, PASSWORD).await.map(|()| None),
            Self::FirstCode => {
                let turned = confirm(shop, owner, None, a_browser().network, code).await;
                turned.map(|turned| Some(turned.mark))
            }
        }
    }
}

/// How they are shut out.
#[derive(Clone, Copy, Debug)]
enum ShutOut {
    SignedOut,
    /// They get another temporary password.
    Reset,
    Removed,
}

impl ShutOut {
    async fn is_done(self, shop: &Context, owner: &ServiceAccess, id: PanelUserId) -> Result<()> {
        match self {
            Self::SignedOut => sign_out(shop, owner, id).await,
            Self::Reset => reset(shop, owner, id).await,
            Self::Removed => remove(shop, owner, id).await,
        }
    }
}

#[rstest]
#[tokio::test]
async fn what_somebody_does_about_their_access_comes_before_they_are_shut_out_or_not_at_all(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(ShutOut::SignedOut, ShutOut::Reset, ShutOut::Removed)] how: ShutOut,
) {
    let shop = engine.fresh_context().await;
    let other = shop.second_process().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;
    let mut changed = 0;
    for (number, own) in Own::ALL.into_iter().cycle().take(Own::ALL.len() * ROUNDS).enumerate() {
        let username = format!("persona{number:02}");
        anna.gives_a_seat(&shop, &username, &codes(&["invoicing_read"])).await;
        let inside = enters(&shop, &username).await;
        let code = own.code(&shop, &inside).await;
        let Inside { id, access, mark } = inside;

        let (done, shut_out) =
            tokio::join!(own.is_done(&shop, &access, &code), how.is_done(&other, &owner, id));

        shut_out.unwrap();
        let what = format!("{own:?} beside {how:?}: {done:?}");
        let is_done = match &done {
            Ok(_) => true,
            // The rule: what they type is not their password any more.
            Err(Error::NotAllowed | Error::NotFound(_) | Error::Rule(_)) => false,
            Err(_) => panic!("{what}"),
        };
        let expected = usize::from(is_done && own.leaves_a_trace());
        assert_eq!(deeds(&shop, &owner, id).await, expected, "{what}");
        changed += usize::from(is_done && own == Own::Password);
        // Whatever they have done: they are out, also with what they would have gone on with.
        for mark in done.ok().flatten().into_iter().chain([mark]) {
            let still = open(&shop, id, &mark).await.unwrap();
            assert!(matches!(still, Access::Ended), "{what}");
        }
    }

    let mails = seen::mails(&shop).await;
    let told = seen::kinds(&mails).into_iter().filter(|kind| *kind == "password_changed").count();
    assert_eq!(told, changed, "who is told of a new password has one");
    let nobodys = "SELECT COUNT(*) FROM second_factor WHERE owner NOT IN \
                   (SELECT id FROM panel_user)";
    assert_eq!(seen::number(&shop, nobodys).await, 0, "no key is left behind");
    let nobodys = "SELECT COUNT(*) FROM recovery_code WHERE factor_id NOT IN \
                   (SELECT id FROM second_factor)";
    assert_eq!(seen::number(&shop, nobodys).await, 0);
}

#[rstest]
#[tokio::test]
async fn whoever_comes_in_while_they_are_removed_is_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let other = shop.second_process().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;
    for number in 0..ROUNDS {
        let username = format!("persona{number:02}");
        let id = anna.gives_a_seat(&shop, &username, &codes(&["invoicing_read"])).await;
        let signed = sign_in(&shop, &a_browser(), &username, PASSWORD).await.unwrap();

        let with = (Device::default(), true);
        let (entered, removed) =
            tokio::join!(begin_sign_in(&shop, id, &signed.mark, with), remove(&other, &owner, id));

        removed.unwrap();
        assert!(matches!(entered, Ok(_) | Err(Error::NotFound(_))), "{entered:?}");
        assert!(matches!(open(&shop, id, &signed.mark).await.unwrap(), Access::Ended));
    }
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM panel_sign_in").await, 0);
}

/// What lets somebody change what was configured, until it is taken away.
#[derive(Clone, Debug)]
enum Given {
    Permission(PanelUserId),
    Place(PanelUserId),
    SignIn(PanelUserId),
    Delegation(DelegationId),
    /// The same, given up by whoever has it.
    OwnDelegation(DelegationId, Pass),
}

/// In so many ways.
const WAYS: usize = 5;

impl Given {
    async fn is_taken(&self, shop: &Context, owner: &ServiceAccess) -> Result<()> {
        match self {
            Self::Permission(id) => change(shop, owner, *id, &codes(&["invoicing_read"])).await,
            Self::Place(id) => remove(shop, owner, *id).await,
            Self::SignIn(id) => sign_out(shop, owner, *id).await,
            Self::Delegation(id) => delegations::end(shop, owner, *id).await,
            Self::OwnDelegation(id, pass) => accountant::end(shop, pass, *id).await,
        }
    }

    /// Ending a delegation by oneself is a deed as well.
    fn deeds(&self) -> usize {
        match self {
            Self::Permission(_) | Self::Place(_) | Self::SignIn(_) | Self::Delegation(_) => 0,
            Self::OwnDelegation(..) => 1,
        }
    }
}

/// Somebody new who may configure, until what they have is taken away in the way of this number.
async fn somebody(
    shop: &Context,
    anna: &Customer,
    number: usize,
) -> (ServiceAccess, DoerId, Given) {
    let of_user: [fn(PanelUserId) -> Given; 3] = [Given::Permission, Given::Place, Given::SignIn];
    if let Some(given) = of_user.get(number % WAYS) {
        let username = format!("persona{number:02}");
        anna.gives_a_seat(shop, &username, &codes(&CONFIGURES)).await;
        let Inside { id, access, .. } = enters(shop, &username).await;
        return (access, id.into(), given(id));
    }
    let verdi = Accountant::create(shop, &format!("studioverdi{number:02}")).await;
    let id = anna.delegates(shop, &verdi, &codes(&CONFIGURES)).await;
    let access = match verdi.panel(shop, anna).await {
        Access::Open(access) => *access,
        other => panic!("{other:?}"),
    };
    let is_the_owners = number % WAYS == 3;
    let given =
        if is_the_owners { Given::Delegation(id) } else { Given::OwnDelegation(id, verdi.pass()) };
    (access, verdi.id.into(), given)
}

/// The form of the tax regime as it stands, with another choice.
async fn regime(shop: &Context, access: &ServiceAccess, code: &str) -> Sent {
    let shown = show(shop, access).await.unwrap();
    let mut form = shown.form(Step::Regime, &access.subscription().holder);
    form.regime = code.into();
    Sent { step: Step::Regime, seen: shown.version(Step::Regime), form }
}

async fn in_force(shop: &Context, owner: &ServiceAccess) -> Option<Answer> {
    show(shop, owner).await.unwrap().answer(Step::Regime).cloned()
}

#[rstest]
#[tokio::test]
async fn a_step_that_is_sent_while_the_right_to_it_is_taken_away_is_kept_whole_or_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let other = shop.second_process().await;
    let anna = anna(&shop).await;
    let owner = anna.in_panel(&shop).await;
    for number in 0..WAYS * ROUNDS {
        // Whoever offers and registers without end would have to wait.
        shop.clock.advance(TimeDelta::minutes(10));
        let (access, doer, given) = somebody(&shop, &anna, number).await;
        let before = in_force(&shop, &owner).await;
        let code = if number % 2 == 0 { "RF18" } else { "RF04" };
        let sent = regime(&shop, &access, code).await;
        let already = deeds(&shop, &owner, doer).await;

        let (saved, taken) =
            tokio::join!(save(&shop, &access, &sent), given.is_taken(&other, &owner));

        taken.unwrap();
        let what = format!("{given:?}: {saved:?}");
        let is_saved = match saved {
            Ok(_) => true,
            Err(Error::NotAllowed) => false,
            Err(_) => panic!("{what}"),
        };
        let wanted = Regime::parse(code).map(Answer::Regime);
        let now = in_force(&shop, &owner).await;
        assert_eq!(now, if is_saved { wanted } else { before.clone() }, "{what}");
        // What is the same as before leaves no trace.
        let is_other = is_saved && now != before;
        let expected = already + given.deeds() + usize::from(is_other);
        assert_eq!(deeds(&shop, &owner, doer).await, expected, "{what}");
        let late = regime(&shop, &owner, "RF01").await;
        let late = save(&shop, &access, &late).await;
        assert!(matches!(late, Err(Error::NotAllowed)), "{what}: {late:?}");
        assert_eq!(in_force(&shop, &owner).await, now, "{what}");
    }
}
