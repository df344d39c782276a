//! A link of a mail is for one door and for one person.

use domain::RuleError;
use domain::id::AccountId;
use domain::recovery::RecoveryError;
use rstest::rstest;
use services::account::mark_of;
use services::recovery::{
    NewPassword, account_of, accountant_of, answer_requests, ask_account_password,
    ask_accountant_password, ask_panel_password, panel_user_of, reset_account, reset_accountant,
    reset_panel,
};
use services::testing::{Accountant, Engine, PASSWORD, a_browser, a_customer, day};
use services::{Context, Error, Result, account, accountant, panel};

use super::password::secret;
use crate::seen;

const NEW: &str = "Torre#Limone-48";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Account,
    Panel,
    Accountant,
}

const DOORS: [Door; 3] = [Door::Account, Door::Panel, Door::Accountant];

/// Somebody with a username at each door, and the same password.
struct Person {
    id: AccountId,
    account: String,
    panel: String,
    accountant: String,
}

impl Person {
    async fn called(shop: &Context, name: &str) -> Self {
        let until = day("2027-04-14");
        let customer = a_customer().called(name).with_service_until(until).create(shop).await;
        let accountant = Accountant::create(shop, &format!("studio{name}1")).await;
        Self {
            id: customer.account,
            panel: format!("BT{}", customer.party.vat_number),
            account: customer.username,
            accountant: accountant.username,
        }
    }

    fn username(&self, door: Door) -> &str {
        match door {
            Door::Account => &self.account,
            Door::Panel => &self.panel,
            Door::Accountant => &self.accountant,
        }
    }

    /// Asks for a link and takes it out of the mail.
    async fn link(&self, shop: &Context, door: Door) -> String {
        let (from, username) = (a_browser().network, self.username(door));
        let asked = match door {
            Door::Account => ask_account_password(shop, from, username).await,
            Door::Panel => ask_panel_password(shop, from, username).await,
            Door::Accountant => ask_accountant_password(shop, from, username).await,
        };
        asked.unwrap();
        while answer_requests(shop).await.unwrap() > 0 {}
        let mail = seen::mails(shop).await.pop().unwrap();
        assert_eq!(mail.kind, "password_link", "{door:?}");
        secret(&mail.text)
    }

    async fn enters(&self, shop: &Context, door: Door, password: &str) -> bool {
        let (from, username) = (a_browser(), self.username(door));
        let entered = match door {
            Door::Account => account::sign_in(shop, &from, username, password).await.map(drop),
            Door::Panel => panel::sign_in(shop, &from, username, password).await.map(drop),
            Door::Accountant => {
                accountant::sign_in(shop, &from, username, password).await.map(drop)
            }
        };
        entered.is_ok()
    }
}

/// Whose password the page of this door would choose with a link.
async fn whose(shop: &Context, door: Door, link: &str) -> Option<String> {
    let whose = match door {
        Door::Account => account_of(shop, link).await,
        Door::Panel => panel_user_of(shop, link).await,
        Door::Accountant => accountant_of(shop, link).await,
    };
    whose.unwrap()
}

async fn choose(shop: &Context, door: Door, link: &str) -> Result<()> {
    let form = NewPassword { new: NEW.into(), again: NEW.into() };
    match door {
        Door::Account => reset_account(shop, link, &form).await,
        Door::Panel => reset_panel(shop, link, &form).await,
        Door::Accountant => reset_accountant(shop, link, &form).await,
    }
}

fn is_void(answer: &Result<()>) -> bool {
    matches!(answer, Err(Error::Rule(RuleError::Recovery(RecoveryError::LinkVoid))))
}

#[rstest]
#[tokio::test]
async fn a_link_does_nothing_at_another_door_and_is_not_used_up_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = Person::called(&shop, "gialli").await;
    let mut chosen = Vec::new();

    for door in DOORS {
        let link = anna.link(&shop, door).await;
        for other in DOORS.into_iter().filter(|other| *other != door) {
            assert_eq!(whose(&shop, other, &link).await, None, "{door:?} at {other:?}");
            let answer = choose(&shop, other, &link).await;
            assert!(is_void(&answer), "{door:?} at {other:?}: {answer:?}");
        }
        assert_eq!(whose(&shop, door, &link).await.as_deref(), Some(anna.username(door)));
        choose(&shop, door, &link).await.unwrap();
        chosen.push(door);
        for door in DOORS {
            let password = if chosen.contains(&door) { NEW } else { PASSWORD };
            assert!(anna.enters(&shop, door, password).await, "{door:?} after {chosen:?}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn a_link_leaves_the_password_the_sign_ins_and_the_links_of_everybody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = Person::called(&shop, "gialli").await;
    let bruno = Person::called(&shop, "neri").await;
    let before = mark_of(&shop, bruno.id).await.unwrap();

    for door in DOORS {
        let (annas, brunos) = (anna.link(&shop, door).await, bruno.link(&shop, door).await);
        choose(&shop, door, &annas).await.unwrap();

        assert!(anna.enters(&shop, door, NEW).await, "{door:?}");
        assert!(bruno.enters(&shop, door, PASSWORD).await, "{door:?}");
        assert_eq!(whose(&shop, door, &brunos).await.as_deref(), Some(bruno.username(door)));
    }
    assert_eq!(mark_of(&shop, bruno.id).await.unwrap(), before, "nobody is out");
}
