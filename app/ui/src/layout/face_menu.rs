//! Who has signed in, and the one menu of what is theirs.

use leptos::prelude::*;

use crate::components::{Icon, Sign};
use crate::visitor::Identity;

/// A face with name and company, and behind it the menu; `Esci` stands at its end.
#[component]
pub fn FaceMenu(
    identity: Identity,
    /// The name of the menu.
    label: &'static str,
    /// Where the form of `Esci` goes. It is one of the browser itself: the page is loaded anew, so
    /// that nothing of theirs stays behind in its memory.
    leave: &'static str,
    /// The entries of the list: [`MenuLink`].
    children: Children,
) -> impl IntoView {
    let (initials, more) = (identity.initials(), identity.more().to_owned());
    let Identity { name, company, username } = identity;
    let username = company.is_some().then_some(username);

    view! {
        <details class="who">
            <summary>
                <span class="face" aria-hidden="true">{initials}</span>
                <span class="who-name">
                    <span class="sr-only">"Il tuo menu, accesso come "</span>
                    {name.clone()}
                    <span class="sr-only">", "</span>
                    <small>{more.clone()}</small>
                </span>
                <Icon sign=Sign::ChevronDown/>
            </summary>
            <div class="menu">
                <p class="menu-me">{name} <small>{more}</small> <small>{username}</small></p>
                <nav aria-label=label>
                    <ul>{children()}</ul>
                </nav>
                <form action=leave method="post">
                    <button type="submit" class="menu-link"><Icon sign=Sign::Leave/>"Esci"</button>
                </form>
            </div>
        </details>
    }
}

/// An entry of a [`FaceMenu`].
#[component]
pub fn MenuLink(
    #[prop(into)] href: String,
    text: &'static str,
    sign: Sign,
    /// It stands outside the menu where there is room for it.
    #[prop(optional)]
    is_narrow: bool,
) -> impl IntoView {
    view! {
        <li class:menu-narrow-only=is_narrow>
            <a class="menu-link" href=href>
                <Icon sign/>
                {text}
            </a>
        </li>
    }
}
