//! The HTML document around every page, with the names of the bundle's files. Server only.

use std::{
    collections::{HashMap, HashSet},
    fmt, fs, io,
    path::Path,
    sync::Arc,
};

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{Link, MetaTags};
use serde::Deserialize;

/// The addresses of the bundle's files, as scripts/bundle.mjs notes them.
#[derive(Debug, Deserialize)]
pub struct Assets {
    pub script: String,
    /// Fetches the parts of lazy pages; the script imports it.
    pub loader: String,
    pub wasm: String,
    pub style: String,
    pub icon: String,
    /// What each part of the bundle consists of, besides the above.
    pub parts: HashMap<String, Vec<String>>,
}

/// Why the bundle cannot be served.
#[derive(Debug)]
pub enum AssetsError {
    Unreadable(io::Error),
    Malformed(serde_json::Error),
}

impl fmt::Display for AssetsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "its bundle.json cannot be read ({error})"),
            Self::Malformed(error) => write!(f, "its bundle.json is not understood ({error})"),
        }
    }
}

impl std::error::Error for AssetsError {}

impl Assets {
    /// Reads the note in the directory that Trunk filled.
    pub fn read(dist: &Path) -> Result<Self, AssetsError> {
        let note = fs::read(dist.join("bundle.json")).map_err(AssetsError::Unreadable)?;
        serde_json::from_slice(&note).map_err(AssetsError::Malformed)
    }
}

/// The parts that this page's head names already.
#[derive(Clone, Copy)]
struct Announced(StoredValue<HashSet<&'static str>>);

/// Names the files of a part in the page's head, so that the browser asks for all of them before
/// WASM runs and knows. A page and the frame around it may be of one part.
pub fn announce(part: &'static str) {
    let Some(assets) = use_context::<Arc<Assets>>() else { return };
    let Some(Announced(announced)) = use_context() else { return };
    if announced.try_update_value(|parts| parts.insert(part)) != Some(true) {
        return;
    }
    for address in assets.parts.get(part).into_iter().flatten().cloned() {
        // Rendering puts it into the head and leaves nothing here.
        let _ = view! {
            <Link
                rel="preload"
                href=address
                as_="fetch"
                type_="application/wasm"
                crossorigin="anonymous"
            />
        }
        .to_html();
    }
}

/// What the head of every document begins with, whether WASM follows or not.
pub fn head_of_every_page(assets: &Assets) -> impl IntoView + use<> {
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <link rel="stylesheet" href=assets.style.clone()/>
        <link rel="icon" type="image/svg+xml" href=assets.icon.clone()/>
    }
}

/// The document. Everything that the page needs is named in its head, so that the browser asks
/// for all of it at once.
pub fn shell<V: IntoView + 'static>(assets: Arc<Assets>, app: impl FnOnce() -> V) -> impl IntoView {
    provide_context(assets.clone());
    provide_context(Announced(StoredValue::new(HashSet::new())));
    let start = format!(
        r#"import init from "{}";init({{module_or_path:"{}"}});"#,
        assets.script, assets.wasm
    );

    view! {
        <!DOCTYPE html>
        <html lang="it">
            <head>
                {head_of_every_page(&assets)}
                <link rel="modulepreload" href=assets.script.clone()/>
                <link rel="modulepreload" href=assets.loader.clone()/>
                <link
                    rel="preload"
                    href=assets.wasm.clone()
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin="anonymous"
                />
                <script type="module" nonce=use_nonce()>
                    {start}
                </script>
                <MetaTags/>
            </head>
            <body>
                {app()}
            </body>
        </html>
    }
}
