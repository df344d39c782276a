//! What the forms of a second factor do, whichever zone they stand in. Server only.

use domain::RuleError;
use domain::id::SignInId;
use domain::second_factor::Door;
use domain::sign_in::SignInError;
use services::second_factor::{
    Enrolment, Owner, Passed, Proof, SignedIn, State, Turned, begin, confirm, new_codes,
    open_codes, pass, seal_codes, state, turn_off,
};

use crate::browser::browser;
use crate::error::AppError;
use crate::request::{
    context, finish, half, half_or_sign_in, half_was_going, kept, leave_for_page, note,
    stay_in_with,
};
use crate::second_factor::{Done, FactorState, FactorView, KeyView};

/// The page of somebody's second factor, and what it calls what waits in the session.
#[derive(Clone, Copy, Debug)]
pub struct FactorPlace {
    /// The address of the page.
    pub page: &'static str,
    /// What was wrong with a form.
    pub form: &'static str,
    /// What was done, with the recovery codes.
    pub done: &'static str,
}

/// The page of the code that follows a password, and the sign-in before it.
#[derive(Clone, Copy, Debug)]
pub struct CodePlace {
    pub door: Door,
    /// The address of the page.
    pub page: &'static str,
    /// What was wrong with a code.
    pub form: &'static str,
    /// The address of the sign-in that leads on to a page.
    pub sign_in_page: fn(&str) -> String,
    /// What was wrong with a sign-in.
    pub sign_in_form: &'static str,
}

impl CodePlace {
    /// The address of the sign-in, for whoever gave the password and is too late: it leads on to where
    /// they were going.
    async fn sign_in(&self) -> Result<String, AppError> {
        Ok((self.sign_in_page)(&half_was_going(self.door).await?))
    }
}

/// Somebody who is inside, and with which sign-in.
#[derive(Clone, Copy, Debug)]
pub struct Inside {
    pub owner: Owner,
    /// The sign-in of a customer, which goes on.
    pub keep: Option<SignInId>,
}

/// What the page shows.
pub async fn factor_view(owner: Owner, place: FactorPlace) -> Result<FactorView, AppError> {
    let ctx = context();
    let after = note::<(Done, String)>(place.done).await?;
    let (done, sealed) = after.unzip();
    let codes = sealed.and_then(|sealed| open_codes(&ctx, owner, &sealed)).unwrap_or_default();
    let state = match state(&ctx, owner).await? {
        State::Off => FactorState::Off,
        State::Begun(enrolment) => FactorState::Begun(key_view(enrolment)),
        State::On { since, codes_left } => {
            let since = domain::format::moment(services::civil_time(since));
            FactorState::On { since, codes_left }
        }
    };
    let error = kept::<()>(place.form).await?.map(|kept| kept.error);
    Ok(FactorView { state, done, codes, error })
}

/// A key, as pages show it.
pub fn key_view(enrolment: Enrolment) -> KeyView {
    let Enrolment { key, address, code } = enrolment;
    KeyView { key, address, code: code.map(|code| (code.size(), code.path())) }
}

/// `Prosegui`: a new key.
pub async fn begin_factor(
    owner: Owner,
    place: FactorPlace,
    password: &str,
) -> Result<(), AppError> {
    let begun = begin(&context(), owner, password).await;
    let outcome = begun.map(|()| place.page.to_owned()).map_err(AppError::from);
    finish(place.form, &(), place.page, outcome).await
}

/// `Attiva`: the first code.
pub async fn confirm_factor(
    inside: Inside,
    place: FactorPlace,
    code: &str,
) -> Result<(), AppError> {
    let Inside { owner, keep } = inside;
    let turned = confirm(&context(), owner, keep, browser().network, code).await;
    after(owner, place, Done::TurnedOn, turned).await
}

/// `Crea nuovi codici di recupero`.
pub async fn new_recovery_codes(
    inside: Inside,
    place: FactorPlace,
    proof: &Proof<'_>,
) -> Result<(), AppError> {
    let made = new_codes(&context(), signed_in(inside), proof).await;
    after(inside.owner, place, Done::NewCodes, made).await
}

/// `Disattiva la verifica`.
pub async fn turn_factor_off(
    inside: Inside,
    place: FactorPlace,
    proof: &Proof<'_>,
) -> Result<(), AppError> {
    let turned = turn_off(&context(), signed_in(inside), proof).await;
    after(inside.owner, place, Done::TurnedOff, turned).await
}

fn signed_in(Inside { owner, keep }: Inside) -> SignedIn {
    SignedIn { owner, keep, from: browser().network }
}

async fn after(
    owner: Owner,
    place: FactorPlace,
    done: Done,
    turned: services::Result<Turned>,
) -> Result<(), AppError> {
    let outcome = match turned {
        Ok(Turned { codes, mark }) => {
            stay_in_with(owner.door(), mark).await?;
            show_codes(owner, place, done, &codes).await?;
            Ok(place.page.to_owned())
        }
        Err(error) => Err(error.into()),
    };
    finish(place.form, &(), place.page, outcome).await
}

/// Leaves the recovery codes for their page, readable for nobody else.
pub async fn show_codes(
    owner: Owner,
    place: FactorPlace,
    done: Done,
    codes: &[String],
) -> Result<(), AppError> {
    let sealed = match codes {
        [] => String::new(),
        codes => seal_codes(&context(), owner, codes)?,
    };
    leave_for_page(place.done, &(done, sealed)).await
}

/// What was wrong with the code that follows a password, if anything was. Whoever has not given the
/// password is led to it.
pub async fn code_error(place: CodePlace) -> Result<Option<AppError>, AppError> {
    half_or_sign_in(place.door, &place.sign_in().await?).await?;
    Ok(kept::<String>(place.form).await?.map(|kept| kept.error))
}

/// The code that follows a password: who has passed, and where they were going.
pub async fn give_code(place: CodePlace, code: &str) -> Result<(Passed, String), AppError> {
    let Some((half, next)) = half(place.door).await? else {
        return Err(services::Error::from(SignInError::CodeTooLate).into());
    };
    Ok((pass(&context(), &half, browser().network, code).await?, next))
}

/// Ends the form of a code: whoever is too late goes back to the password, and reads there why.
pub async fn finish_code(
    place: CodePlace,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    let sign_in = place.sign_in().await?;
    let CodePlace { page, form, sign_in_form, .. } = place;
    let too_late = AppError::Rule(RuleError::SignIn(SignInError::CodeTooLate));
    let is_too_late = outcome.as_ref() == Err(&too_late);
    let (form, page) = if is_too_late { (sign_in_form, &*sign_in) } else { (form, page) };
    finish(form, &String::new(), page, outcome).await
}
