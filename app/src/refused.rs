//! The page for a request that leads to no page of the shop. Server only.
//!
//! It comes without WASM: what is wrong with such a request was made by no form of ours, or by one
//! that the browser sent by itself.

use leptos::prelude::*;

use crate::error::AppError;
use crate::paths;
use crate::shell::Assets;
use crate::wording;

/// The document. `back` is a page of ours.
#[must_use]
pub fn refused_page(assets: &Assets, error: &AppError, back: &str) -> String {
    let sentence = wording::app_sentence(error);
    let (style, icon, back) = (assets.style.clone(), assets.icon.clone(), back.to_owned());
    view! {
        <!DOCTYPE html>
        <html lang="it">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>"Richiesta non riuscita · Bottega"</title>
                <link rel="stylesheet" href=style/>
                <link rel="icon" type="image/svg+xml" href=icon/>
            </head>
            <body>
                <main id="contenuto" class="page">
                    <h1>"Richiesta non riuscita"</h1>
                    <p class="mt-3 max-w-3xl text-lg" role="alert">{sentence}</p>
                    <p class="mt-3 mb-8 max-w-3xl text-muted">
                        "Se hai compilato un modulo, torna indietro con il tasto del browser: quello \
                         che hai scritto è ancora lì."
                    </p>
                    <p class="flex flex-wrap gap-3">
                        <a class="btn btn-primary" href=back>"Ricarica la pagina"</a>
                        <a class="btn btn-outline" href=paths::HOME>"Pagina iniziale"</a>
                    </p>
                </main>
            </body>
        </html>
    }
    .to_html()
}
