//! `Benvenuto`: a new customer reads the username that they were given.

use leptos::prelude::*;

use super::api::{WelcomeView, load_welcome};
use super::next_page;
use ui::components::{CopyButton, PageTitle, Step, Steps, loaded};

#[component]
pub fn WelcomePage() -> impl IntoView {
    loaded(load_welcome(next_page()), |view| view! { <Welcome view/> })
}

#[component]
fn Welcome(view: WelcomeView) -> impl IntoView {
    let WelcomeView { username, is_buying, next } = view;
    let text = username.clone();

    view! {
        {is_buying.then(|| view! { <Steps current=Step::WhoYouAre/> })}
        <div class="page-narrow">
            <PageTitle text="Benvenuto">"Il tuo account è pronto e hai già effettuato l’accesso."</PageTitle>
            <section class="panel p-5 text-center sm:p-8" aria-labelledby="username-titolo">
                <h2 id="username-titolo" class="text-base!">"Il tuo username"</h2>
                <p class="my-3 text-2xl font-bold tracking-tight wrap-anywhere tabular-nums sm:text-4xl">
                    {username}
                </p>
                <CopyButton text=text what="lo username"/>
                <p class="mx-auto mt-5 max-w-md text-muted">
                    "Annotalo: per accedere usa questo e la password che hai scelto, non l’indirizzo email. \
                     Lo ritrovi nell’email che ti abbiamo inviato."
                </p>
            </section>
            <div class="mt-6">
                <a class="btn btn-primary" href=next>"Prosegui"</a>
            </div>
        </div>
    }
}
