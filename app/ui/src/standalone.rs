//! Pages that stand alone: for a request that leads to no page of the shop, and for a shop that has
//! stopped. Server only.
//!
//! They come without WASM and ask the database for nothing. What is wrong with a refused request was
//! made by no form of ours, or by one that the browser sent by itself.

use leptos::prelude::*;

use crate::layout::ZoneHeader;
use crate::paths;
use crate::shell::{Assets, head_of_every_page};

/// The page of a request that is refused. `back` is a page of ours.
#[must_use]
pub fn refused_page(assets: &Assets, sentence: &str, back: &str) -> String {
    let (sentence, back) = (sentence.to_owned(), back.to_owned());
    let content = view! {
        <p class="mt-3 max-w-3xl text-lg" role="alert">{sentence}</p>
        <p class="mt-3 mb-8 max-w-3xl text-muted">
            "Se hai compilato un modulo, torna indietro con il tasto del browser: quello che hai \
             scritto è ancora lì."
        </p>
        <p class="flex flex-wrap gap-3">
            <a class="btn btn-primary" href=back>"Ricarica la pagina"</a>
            <a class="btn btn-outline" href=paths::HOME>"Pagina iniziale"</a>
        </p>
    };
    document(assets, "Richiesta non riuscita", content)
}

/// The page of a shop whose database is away. After a form its address is the form's own, so that
/// only the browser can send the same form again; a page is asked for anew by a link.
#[must_use]
pub fn outage_page(assets: &Assets, is_form: bool) -> String {
    let way_on = if is_form {
        view! {
            <p class="mt-3 max-w-3xl">
                "Il modulo che hai inviato non è perso: aspetta qualche secondo e ricarica questa \
                 pagina con il tasto del browser. Lo invia di nuovo con quello che hai scritto, e un \
                 ordine non parte mai due volte."
            </p>
        }
        .into_any()
    } else {
        view! {
            <p class="mt-3 mb-8 max-w-3xl">"Aspetta qualche secondo, poi riprova."</p>
            // An empty address is the one of this page.
            <p><a class="btn btn-primary" href="">"Riprova"</a></p>
        }
        .into_any()
    };
    let content = view! {
        <p class="mt-3 max-w-3xl text-lg" role="alert">
            "Non è colpa tua: non riusciamo a raggiungere i nostri dati."
        </p>
        {way_on}
    };
    document(assets, "Il negozio si è fermato un momento", content)
}

/// What a telephone shows without a network. It says nothing of anybody.
#[must_use]
pub fn offline_page(assets: &Assets) -> String {
    let content = view! {
        <p class="mt-3 max-w-3xl text-lg" role="alert">
            "Non c’è rete: per vedere il tuo servizio serve una connessione."
        </p>
        <p class="mt-3 mb-8 max-w-3xl">"Quello che avevi già salvato è al sicuro."</p>
        <p><a class="btn btn-primary" href=paths::APP>"Riprova"</a></p>
    };
    document(assets, "Sei senza rete", content)
}

fn document(assets: &Assets, title: &'static str, content: impl IntoView) -> String {
    // A text that is not written into the view ends with a comment, which a title would show.
    let name = format!("{title} · Bottega");
    view! {
        <!DOCTYPE html>
        <html lang="it">
            <head>
                {head_of_every_page(assets, paths::MANIFEST)}
                <title inner_html=name></title>
            </head>
            <body>
                <ZoneHeader home=paths::HOME/>
                <main id="contenuto" class="page">
                    <h1>{title}</h1>
                    {content}
                </main>
            </body>
        </html>
    }
    .to_html()
}
