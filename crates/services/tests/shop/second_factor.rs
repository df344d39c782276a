//! The second factor: taken into use by a right code, asked for at each sign-in, good once, taken off
//! by its owner or by us.

mod accountant;
mod enrol;
mod kept;
mod recovery_codes;
mod sign_in;
mod staff;
mod take_off;

use chrono::TimeDelta;
use domain::RuleError;
use domain::party::{Field, FieldError, PartyError};
use domain::second_factor::Next;
use services::account::{Pass, is_signed_in};
use services::second_factor::{Half, Owner, SignedIn, State, begin, confirm, state};
use services::testing::{Customer, PASSWORD, Telephone, a_browser};
use services::{Context, Error, Result, account};

/// A code is shown for half a minute, and none is good twice.
const STEP: TimeDelta = TimeDelta::seconds(30);

/// The fields that are wrong, each with what is wrong.
fn fields<T: std::fmt::Debug>(answer: Result<T>) -> Vec<(Field, FieldError)> {
    match answer {
        Err(Error::Rule(RuleError::Party(PartyError::Fields(fields)))) => fields,
        other => panic!("{other:?}"),
    }
}

const WRONG_CODE: [(Field, FieldError); 1] = [(Field::OneTimeCode, FieldError::OneTimeCodeWrong)];

/// Somebody with a second factor.
struct Secured {
    telephone: Telephone,
    codes: Vec<String>,
    /// What they go on with.
    mark: String,
}

async fn key(ctx: &Context, owner: Owner) -> Telephone {
    match state(ctx, owner).await.unwrap() {
        State::Begun(enrolment) => Telephone::told(&enrolment.key),
        other => panic!("{other:?}"),
    }
}

/// Takes a second factor into use.
async fn secured(ctx: &Context, owner: Owner) -> Secured {
    begin(ctx, owner, PASSWORD).await.unwrap();
    let telephone = key(ctx, owner).await;
    let code = telephone.shows(ctx);
    let turned = confirm(ctx, owner, None, a_browser().network, &code).await.unwrap();
    ctx.clock.advance(STEP);
    Secured { telephone, codes: turned.codes, mark: turned.mark }
}

/// The half of a sign-in that a password gives.
async fn half(ctx: &Context, anna: &Customer) -> Half {
    let signed = account::sign_in(ctx, &a_browser(), &anna.username, PASSWORD).await.unwrap();
    assert_eq!(signed.next, Next::Code);
    Half::of_account(ctx, &signed)
}

/// Whether what a session would keep of a sign-in opens the account.
async fn opens(ctx: &Context, anna: &Customer, mark: String) -> bool {
    let device = domain::device::Device::of("");
    is_signed_in(ctx, &Pass::new(ctx, anna.account, mark, device)).await.unwrap()
}

fn signed_in(owner: Owner) -> SignedIn {
    SignedIn { owner, keep: None, from: a_browser().network }
}
