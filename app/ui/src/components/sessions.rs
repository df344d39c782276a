//! Where somebody has signed in, and how that ends.

use domain::device::Device;
use domain::id::{PanelUserId, SignInId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Card, StateBadge, SubmitButton, Tone};

/// Somewhere that somebody has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSession {
    pub id: SignInId,
    pub device: Device,
    /// Day and hour, for people.
    pub since: String,
    /// Day and hour, for people.
    pub seen: String,
    /// It is the one that asks.
    pub is_this: bool,
}

/// The list, with a button at each but the one that is looked from.
#[component]
pub fn Sessions(
    sessions: Vec<OpenSession>,
    /// Where the form is sent to that ends one.
    end: &'static str,
    /// Where the form is sent to that ends all others.
    end_others: &'static str,
    /// The user of a panel whose they are.
    #[prop(optional)]
    whose: Option<PanelUserId>,
) -> impl IntoView {
    let others = sessions.iter().filter(|session| !session.is_this).count();
    let row = move |session| view! { <Row session end whose/> };

    view! {
        <Card title="Accessi" id="accessi">
            <p class="text-muted">
                "I dispositivi su cui hai effettuato l’accesso. Se non ne riconosci uno, esci da lì e \
                 cambia la password."
            </p>
            <ul class="mt-2 divide-y divide-base-300">
                {sessions.into_iter().map(row).collect_view()}
            </ul>
            {(others > 1).then(|| view! {
                <div class="mt-4">
                    <form action=end_others method="post">
                        {whose.map(|whose| view! { <WhoseField whose/> })}
                        <SubmitButton class="btn-outline">
                            "Esci da tutti gli altri dispositivi"
                        </SubmitButton>
                    </form>
                </div>
            })}
        </Card>
    }
}

/// Whose form it is: somebody else may sign in to the panel in the same browser while it is open.
#[component]
pub fn WhoseField(whose: PanelUserId) -> impl IntoView {
    view! { <input type="hidden" name="whose" value=whose.to_string()/> }
}

#[component]
fn Row(session: OpenSession, end: &'static str, whose: Option<PanelUserId>) -> impl IntoView {
    let OpenSession { id, device, since, seen, is_this } = session;
    let name = device.name();
    let way_out = if is_this {
        view! { <StateBadge text="Questo dispositivo" tone=Tone::Success/> }.into_any()
    } else {
        let (name, since) = (name.clone(), since.clone());
        view! {
            <form action=end method="post">
                {whose.map(|whose| view! { <WhoseField whose/> })}
                <input type="hidden" name="id" value=id.to_string()/>
                <SubmitButton class="btn-outline">
                    "Esci" <span class="sr-only">{format!(" da {name}, accesso del {since}")}</span>
                </SubmitButton>
            </form>
        }
        .into_any()
    };
    let facts = format!("Accesso del {since}; ultimo uso: {seen}");
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div>
                <p class="font-medium">{name}</p>
                <p class="text-sm text-muted">{facts}</p>
            </div>
            {way_out}
        </li>
    }
}
