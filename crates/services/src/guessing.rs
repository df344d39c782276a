//! Slows down whoever guesses a password, and nobody else (`domain::guessing` has the numbers).
//!
//! A browser that has signed in to an account keeps a signed token of it and is counted by itself
//! ("device cookies" of OWASP). A token holds no name: it is verified against the account that
//! somebody is trying to enter, and its signature covers the mark of the password, so that a new
//! password makes it worthless.

use std::net::{IpAddr, Ipv6Addr};

use domain::guessing;
use domain::sign_in::SignInError;
use platform::keys::Purpose;

use crate::password::{Password, mark};
use crate::store::guesses;
use crate::{Context, Result};

const DEVICE: Purpose = Purpose("device cookie");

/// Letters of the name that each token begins with.
const NAME_LENGTH: usize = 32;

/// Accounts that one browser remembers; an accountant has several.
const TOKENS_MAX: usize = 8;

/// Letters of a username that tell one counter from another; none that exists is longer.
const KEY_LENGTH: usize = 40;

/// Who is counted together: an IPv4 address, or an IPv6 network of 64 bits, since whoever has one
/// address of it has them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// The network of an address. Without any, which only a test has, everybody is counted
    /// together.
    #[must_use]
    pub fn of(address: Option<IpAddr>) -> Self {
        Self(match address.map_or(Ipv6Addr::UNSPECIFIED.into(), |address| address.to_canonical()) {
            IpAddr::V4(address) => address.into(),
            IpAddr::V6(address) => Ipv6Addr::from(u128::from(address) & (u128::MAX << 64)).into(),
        })
    }

    /// Its first address.
    #[must_use]
    pub fn first(self) -> IpAddr {
        self.0
    }
}

/// The accounts that a browser has signed in to before: the content of its device cookie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Devices(Vec<String>);

impl Devices {
    /// Reads the cookie. What is no token is passed over when it is looked at.
    pub fn from_cookie(text: &str) -> Self {
        Self(text.split('.').take(TOKENS_MAX).map(str::to_owned).collect())
    }

    /// The cookie, in letters that need no quoting.
    #[must_use]
    pub fn to_cookie(&self) -> String {
        self.0.join(".")
    }
}

/// The browser from which somebody tries to sign in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Where it asks from.
    pub network: Network,
    /// The accounts that it has signed in to before.
    pub devices: Devices,
}

/// A password that somebody guesses, or knows.
struct Secret<'a> {
    /// Which sign-in it is, and the username as it is looked up, known or not.
    key: String,
    /// The hash of the password; nothing when nobody has this username.
    hash: Option<&'a str>,
}

/// Which counters a try counts in.
struct Counters {
    /// That of a network, or of a browser.
    own: String,
    /// That of all strangers together; a known browser is none.
    strangers: Option<String>,
}

impl<'a> Secret<'a> {
    /// The password behind a username at one of the sign-ins.
    fn new(sign_in: &str, username: &str, hash: Option<&'a str>) -> Self {
        let username: String = username.chars().take(KEY_LENGTH).collect();
        Self { key: format!("{sign_in}:{username}"), hash }
    }

    /// What a token of this name is signed over.
    fn message(&self, name: &str) -> Vec<u8> {
        // Without a user no token was ever signed, but looking takes as long.
        let mark = mark(self.hash.unwrap_or_default());
        format!("{}\n{mark}\n{name}", self.key).into_bytes()
    }

    /// The name of this account's token among those of a browser, if it has one.
    fn name_in<'b>(&self, ctx: &Context, devices: &'b Devices) -> Option<&'b str> {
        devices.0.iter().find_map(|token| {
            let (name, signature) = token.split_at_checked(NAME_LENGTH)?;
            ctx.keys.verify(DEVICE, &self.message(name), signature).then_some(name)
        })
    }

    fn counters(&self, known: Option<&str>, network: Network) -> Counters {
        let key = &self.key;
        match known {
            Some(name) => Counters { own: format!("{key}@{name}"), strangers: None },
            None => {
                Counters { own: format!("{key}@{}", network.first()), strangers: Some(key.clone()) }
            }
        }
    }
}

/// What every sign-in begins with: whoever is known under a name of its zone, if the password is theirs,
/// and what their browser remembers from now on.
///
/// # Errors
/// [`SignInError::WrongCredentials`] for a name that nobody has and for a wrong password, after the
/// same time; [`SignInError::TooManyAttempts`] for whoever has to wait.
pub(crate) async fn sign_in<T>(
    ctx: &Context,
    (zone, name): (&'static str, &str),
    known: Option<(T, String)>,
    browser: &Browser,
    password: &str,
) -> Result<(T, Devices)> {
    let (who, hash) = known.unzip();
    let secret = Secret::new(zone, name, hash.as_deref());
    match (who, check(ctx, &secret, browser, password).await?) {
        (Some(who), Some(devices)) => Ok((who, devices)),
        _ => Err(SignInError::WrongCredentials.into()),
    }
}

/// True for a browser that has signed in with this name and the present password before.
pub(crate) fn knows(
    ctx: &Context,
    (zone, name): (&'static str, &str),
    hash: &str,
    browser: &Browser,
) -> bool {
    Secret::new(zone, name, Some(hash)).name_in(ctx, &browser.devices).is_some()
}

/// Looks whether a password is right, unless whoever tries has to wait. When it is, the answer is
/// what the browser remembers from now on.
///
/// A try is counted before the password is looked at and taken back when it was right, so that
/// whoever often signs in never waits. A wrong password and a username that nobody has get the
/// same answer after the same time.
async fn check(
    ctx: &Context,
    secret: &Secret<'_>,
    browser: &Browser,
    password: &str,
) -> Result<Option<Devices>> {
    let known = secret.name_in(ctx, &browser.devices);
    let counters = secret.counters(known, browser.network);
    count(ctx, &counters).await?;
    if !Password::typed(password).matches(secret.hash).await? {
        return Ok(None);
    }
    take_back(ctx, &counters).await?;
    let name = ctx.new_id().simple().to_string();
    let token = format!("{name}{}", ctx.keys.sign(DEVICE, &secret.message(&name)));
    let is_other = |token: &&String| known.is_none_or(|name| !token.starts_with(name));
    let others = browser.devices.0.iter().filter(is_other).cloned();
    let tokens = std::iter::once(token).chain(others);
    Ok(Some(Devices(tokens.take(TOKENS_MAX).collect())))
}

/// The same where a password is asked for apart from the sign-ins: of whoever is inside already, or
/// of whoever sends a registration again. `who` names them.
pub(crate) async fn check_again(
    ctx: &Context,
    who: &str,
    hash: &str,
    password: &Password,
) -> Result<bool> {
    let counters = Counters { own: who.to_owned(), strangers: None };
    count(ctx, &counters).await?;
    let is_right = password.matches(Some(hash)).await?;
    if is_right {
        take_back(ctx, &counters).await?;
    }
    Ok(is_right)
}

/// Looks at a code that somebody gives after a password, unless whoever tries has to wait: counted by
/// network and by owner, as strangers' passwords are. A known browser is none here, since whoever has
/// the password may have the browser as well. `work` gives something when the code was right.
///
/// # Errors
/// [`SignInError::TooManyAttempts`] for whoever has to wait, and those of `work`.
pub(crate) async fn braked<T, F>(
    ctx: &Context,
    who: &str,
    from: Network,
    work: impl FnOnce() -> F,
) -> Result<Option<T>>
where
    F: Future<Output = Result<Option<T>>>,
{
    let own = format!("{who}@{}", from.first());
    let counters = Counters { own, strangers: Some(who.to_owned()) };
    count(ctx, &counters).await?;
    let done = work().await?;
    if done.is_some() {
        take_back(ctx, &counters).await?;
    }
    Ok(done)
}

/// Counts somebody who is inside and asks whether something is there, unless they have to wait. When
/// `work` came to something, that try was no question and is taken back; the others stay, or what is
/// done once and undone would buy as many questions again as are free.
///
/// # Errors
/// [`SignInError::TooManyAttempts`] for whoever has to wait, and those of `work`.
pub(crate) async fn braked_inside<T, F>(
    ctx: &Context,
    who: &str,
    work: impl FnOnce() -> F,
) -> Result<T>
where
    F: Future<Output = Result<T>>,
{
    count_inside(ctx, who).await?;
    let done = work().await?;
    ctx.db.retrying(|| take_one_back(ctx, who)).await?;
    Ok(done)
}

/// Counts somebody who is inside, and never takes it back.
///
/// # Errors
/// [`SignInError::TooManyAttempts`] for whoever has to wait.
pub(crate) async fn count_inside(ctx: &Context, who: &str) -> Result<()> {
    count(ctx, &Counters { own: who.to_owned(), strangers: None }).await
}

/// Counts somebody who asks for a mail about a name, and never takes it back: nothing that was right
/// comes of it. Known browsers wait like strangers, since looking for a token would need an account.
///
/// # Errors
/// [`SignInError::TooManyAttempts`] for whoever has to wait.
pub(crate) async fn count_asking(
    ctx: &Context,
    what: &'static str,
    name: &str,
    network: Network,
) -> Result<()> {
    let secret = Secret::new(what, name, None);
    count(ctx, &secret.counters(None, network)).await
}

async fn count(ctx: &Context, counters: &Counters) -> Result<()> {
    match ctx.db.retrying(|| count_try(ctx, counters)).await? {
        None => Ok(()),
        Some(seconds) => Err(SignInError::TooManyAttempts { seconds }.into()),
    }
}

/// The seconds to wait, for whoever may not try now.
async fn count_try(ctx: &Context, counters: &Counters) -> Result<Option<u32>> {
    let now = ctx.now();
    let mut tx = ctx.db.write().await?;
    let strangers = match &counters.strangers {
        Some(key) => Some((key, guesses::hold(&mut tx, key, now).await?)),
        None => None,
    };
    let mut own = guesses::hold(&mut tx, &counters.own, now).await?;

    let outcome = match strangers {
        Some((key, mut strangers)) => {
            let outcome = guessing::try_stranger(&mut own, &mut strangers, now);
            guesses::save(&mut tx, key, &strangers).await?;
            outcome
        }
        None => guessing::try_known(&mut own, now),
    };

    guesses::save(&mut tx, &counters.own, &own).await?;
    tx.commit().await?;
    Ok(outcome.err())
}

async fn take_one_back(ctx: &Context, who: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let mut tries = guesses::hold(&mut tx, who, ctx.now()).await?;
    tries.take_back();
    guesses::save(&mut tx, who, &tries).await?;
    Ok(tx.commit().await?)
}

async fn take_back(ctx: &Context, counters: &Counters) -> Result<()> {
    ctx.db.retrying(|| take_back_try(ctx, counters)).await
}

async fn take_back_try(ctx: &Context, counters: &Counters) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    if let Some(key) = &counters.strangers {
        let mut strangers = guesses::hold(&mut tx, key, ctx.now()).await?;
        strangers.take_back();
        guesses::save(&mut tx, key, &strangers).await?;
    }
    guesses::forget(&mut tx, &counters.own).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(address: &str) -> Network {
        Network::of(Some(address.parse().unwrap()))
    }

    #[test]
    fn one_customer_has_a_whole_network_of_ipv6_and_one_address_of_ipv4() {
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:2"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }

    #[test]
    fn a_cookie_that_somebody_made_longer_is_not_read_to_its_end() {
        let cookie = vec!["x"; 500].join(".");
        assert_eq!(Devices::from_cookie(&cookie).0.len(), TOKENS_MAX);
    }
}
