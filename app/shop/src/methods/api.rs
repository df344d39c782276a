//! The server functions of `Metodi di pagamento`.

use domain::Product;
use domain::calendar::Date;
use domain::id::StoredMethodId;
use domain::money::Money;
use domain::order::PaymentMethod;
use domain::payment::Refusal;
use domain::renewal::MethodName;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// A way to pay that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    pub id: StoredMethodId,
    pub name: MethodName,
}

/// The list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodsView {
    /// The newest first.
    pub methods: Vec<Stored>,
    /// How many more are being looked after and cannot be shown.
    pub hidden: usize,
    /// What can be added; nothing in a shop without a provider.
    pub kinds: Vec<PaymentMethod>,
    /// The service that renews by itself with one of them.
    pub renews: Option<Renews>,
    pub today: Date,
    /// Why one could not be removed, when that was tried without WASM.
    pub not_removed: Option<AppError>,
}

/// A service that renews by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renews {
    pub service: Product,
    pub with: StoredMethodId,
    /// The next day on which it is charged, if there is one.
    pub charged_on: Option<Date>,
    pub expires: Date,
}

/// What somebody has to know before leaving a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMethodView {
    /// What can be added.
    pub kinds: Vec<PaymentMethod>,
    /// The method that gives way to the new one.
    pub replaces: Option<Stored>,
    pub ceiling: Option<Ceiling>,
    /// Why the provider's page could not be opened, when that was tried without WASM.
    pub error: Option<AppError>,
}

/// The most that is charged at once to a new method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceiling {
    pub service: Product,
    /// The next renewal at today's prices.
    pub due: Money,
    /// True when the new method is charged with it; false when that is still to be turned on.
    pub is_charged: bool,
    /// The day of the next charge, while the service renews by itself.
    pub on: Option<Date>,
    /// The expiry before which it would be charged, while that is to come.
    pub expires: Option<Date>,
}

/// What has become of a way to pay that somebody went to leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetupResult {
    /// The provider waits, on this page.
    Open {
        page: Option<String>,
    },
    GivenUp,
    Refused(Refusal),
    Stored,
}

/// The names under which forms wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const REMOVE: &str = "remove_method";
    pub const ADD: &str = "add_method";
}

/// What can be kept: the methods that are collected at once.
#[cfg(feature = "ssr")]
pub fn kinds(ctx: &services::Context) -> Vec<PaymentMethod> {
    let offered = ctx.settings.payment_methods.iter().copied();
    offered.filter(|method| method.is_immediate()).collect()
}

#[cfg(feature = "ssr")]
impl From<domain::renewal::StoredMethod> for Stored {
    fn from(method: domain::renewal::StoredMethod) -> Self {
        let method = method.into_facts();
        Self { id: method.id, name: method.name }
    }
}

/// The ways to pay of whoever asks.
#[server(output = Json)]
pub async fn load_methods() -> Result<MethodsView, AppError> {
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let account = signed_in(paths::METHODS).await?;
    let ctx = context();
    let (methods, hidden, renews) = match services::renewal::renewal(&ctx, account).await? {
        Some(renewal) => {
            let renews = renewal.method.map(|with| Renews {
                service: renewal.subscription.service,
                with,
                charged_on: renewal.status.charged_on,
                expires: renewal.subscription.expires(),
            });
            (renewal.methods, renewal.hidden, renews)
        }
        None => {
            let (methods, hidden) = services::payment::methods_of(&ctx, account).await?;
            (methods, hidden, None)
        }
    };
    Ok(MethodsView {
        methods: methods.into_iter().map(Stored::from).collect(),
        hidden,
        kinds: kinds(&ctx),
        renews,
        today: ctx.today(),
        not_removed: kept::<()>(waiting::REMOVE).await?.map(|kept| kept.error),
    })
}

/// `Rimuovi`.
#[server(output = Json)]
pub async fn remove_method(id: StoredMethodId) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::METHODS).await?;
    let removed = services::payment::remove_method(&context(), account, id).await;
    let outcome = removed.map(|()| paths::METHODS.to_owned()).map_err(AppError::from);
    finish(waiting::REMOVE, &(), paths::METHODS, outcome).await
}

/// `Aggiungi nuovo metodo`, or `Sostituisci` when one gives way.
#[server(output = Json)]
pub async fn load_new_method(replaces: Option<StoredMethodId>) -> Result<NewMethodView, AppError> {
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let account = signed_in(paths::NEW_METHOD).await?;
    let ctx = context();
    let replaces = match replaces {
        Some(id) => {
            let (known, _) = services::payment::methods_of(&ctx, account).await?;
            let method = known.into_iter().find(|method| method.id == id);
            Some(method.ok_or(services::Error::NotFound("stored method"))?.into())
        }
        None => None,
    };
    let renewal = services::renewal::renewal(&ctx, account).await?;
    let replaced = replaces.as_ref().map(|stored: &Stored| stored.id);
    let ceiling = renewal.and_then(|renewal| {
        Some(Ceiling {
            service: renewal.subscription.service,
            due: renewal.quote?.totals.due,
            is_charged: replaced.is_some() && renewal.method == replaced,
            on: renewal.status.charged_on,
            expires: Some(renewal.subscription.expires()).filter(|day| *day >= ctx.today()),
        })
    });
    let error = kept::<()>(waiting::ADD).await?.map(|kept| kept.error);
    Ok(NewMethodView { kinds: kinds(&ctx), replaces, ceiling, error })
}

/// `Autorizza e procedi`: begins at the provider. The customer goes there from a page of ours,
/// since browsers do not let the answer to a form lead to another site.
#[server(output = Json)]
pub async fn add_method(
    kind: PaymentMethod,
    #[server(default)] replaces: Option<StoredMethodId>,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::METHODS).await?;
    let begun = services::payment::add_method(&context(), account, kind, replaces).await;
    let outcome = begun
        .map(|to_leave| paths::method_on_the_way(&to_leave.id.to_string()))
        .map_err(AppError::from);
    let replaces = replaces.map(|id| id.to_string());
    let page = paths::new_method(kind.word(), replaces.as_deref());
    finish(waiting::ADD, &(), &page, outcome).await
}

/// What the provider says of a way to pay that somebody went to leave.
#[server(output = Json)]
pub async fn load_setup(id: String) -> Result<SetupResult, AppError> {
    use services::payment::SetupState;
    use ui::paths;
    use ui::request::{context, signed_in};
    // Nothing but an id may become part of an address.
    let Ok(id) = id.parse() else { return Err(services::Error::NotFound("stored method").into()) };
    let account = signed_in(&paths::method(&format!("{id}"))).await?;
    let shown = services::payment::come_back_from_setup(&context(), account, id).await?;
    Ok(match shown.state {
        SetupState::Open => SetupResult::Open { page: shown.page },
        SetupState::GivenUp => SetupResult::GivenUp,
        SetupState::Refused(refusal) => SetupResult::Refused(refusal),
        SetupState::Stored => SetupResult::Stored,
    })
}
