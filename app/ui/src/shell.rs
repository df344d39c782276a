//! The HTML document around every page, with the names of the bundle's files. Server only.

mod head;

use std::{
    collections::{HashMap, HashSet},
    fmt, fs, io,
    path::Path,
    sync::Arc,
};

use axum::http::request::Parts;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{Link, MetaTags};
use serde::Deserialize;

use crate::Zone;

/// The addresses of the bundle's files, as scripts/bundle.mjs notes them.
#[derive(Debug, Deserialize)]
pub struct Assets {
    pub style: String,
    pub icon: String,
    /// The one face of all pages.
    pub typeface: String,
    /// By the names of the zones.
    pub programs: HashMap<String, Program>,
}

/// What the pages of one zone run.
#[derive(Debug, Deserialize)]
pub struct Program {
    pub script: String,
    pub wasm: String,
    /// Fetches the parts of lazy pages; the script imports it. A program in one piece has none.
    pub loader: Option<String>,
    /// What each part consists of, besides the above.
    #[serde(default)]
    pub parts: HashMap<String, Vec<String>>,
}

/// Why the bundle cannot be served.
#[derive(Debug)]
pub enum AssetsError {
    Unreadable(io::Error),
    Malformed(serde_json::Error),
    /// A zone has no program.
    Incomplete(Zone),
}

impl fmt::Display for AssetsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "its bundle.json cannot be read ({error})"),
            Self::Malformed(error) => write!(f, "its bundle.json is not understood ({error})"),
            Self::Incomplete(zone) => {
                write!(f, "its bundle.json names no program for the zone {}", zone.as_str())
            }
        }
    }
}

impl std::error::Error for AssetsError {}

impl Assets {
    /// Reads the note in the directory of the bundle.
    pub fn read(dist: &Path) -> Result<Self, AssetsError> {
        let note = fs::read(dist.join("bundle.json")).map_err(AssetsError::Unreadable)?;
        let assets: Self = serde_json::from_slice(&note).map_err(AssetsError::Malformed)?;
        match Zone::ALL.into_iter().find(|zone| assets.program(*zone).is_none()) {
            Some(zone) => Err(AssetsError::Incomplete(zone)),
            None => Ok(assets),
        }
    }

    fn program(&self, zone: Zone) -> Option<&Program> {
        self.programs.get(zone.as_str())
    }
}

/// The parts that this page's head names already, and its zone.
#[derive(Clone, Copy)]
struct Announced(Zone, StoredValue<HashSet<&'static str>>);

/// Names the files of a part in the page's head, so that the browser asks for all of them before
/// WASM runs and knows. A page and the frame around it may be of one part.
pub fn announce(part: &'static str) {
    let Some(assets) = use_context::<Arc<Assets>>() else { return };
    let Some(Announced(zone, announced)) = use_context() else { return };
    if announced.try_update_value(|parts| parts.insert(part)) != Some(true) {
        return;
    }
    let parts = assets.program(zone).and_then(|program| program.parts.get(part));
    for address in parts.into_iter().flatten().cloned() {
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
        // Fonts are fetched without cookies also from here, so the fetch ahead has to be too.
        <link
            rel="preload"
            href=assets.typeface.clone()
            r#as="font"
            r#type="font/woff2"
            crossorigin="anonymous"
        />
        <link rel="icon" type="image/svg+xml" href=assets.icon.clone()/>
        {head::icons()}
    }
}

/// The document of the page that is asked for, around the `root` of its zone. Everything that the
/// page needs is named in its head, so that the browser asks for all of it at once.
pub fn shell(assets: &Arc<Assets>, root: fn(Zone) -> AnyView) -> impl IntoView + use<> {
    let parts = use_context::<Parts>();
    let path = parts.as_ref().map_or("", |parts| parts.uri.path());
    let zone = Zone::of(path);
    let shop = use_context::<services::Context>();
    let description = shop.and_then(|shop| head::description(path, &shop.settings.brand.home_url));
    provide_context(assets.clone());
    provide_context(Announced(zone, StoredValue::new(HashSet::new())));
    let program = assets.program(zone).map(|program| {
        let Program { script, wasm, loader, .. } = program;
        let start = format!(r#"import init from "{script}";init({{module_or_path:"{wasm}"}});"#);
        view! {
            <link rel="modulepreload" href=script.clone()/>
            {loader.clone().map(|loader| view! { <link rel="modulepreload" href=loader/> })}
            <link
                rel="preload"
                href=wasm.clone()
                r#as="fetch"
                r#type="application/wasm"
                crossorigin="anonymous"
            />
            <script type="module" nonce=use_nonce()>
                {start}
            </script>
        }
    });

    view! {
        <!DOCTYPE html>
        <html lang="it">
            <head>
                {head_of_every_page(assets)}
                {description}
                {program}
                <MetaTags/>
            </head>
            <body>{root(zone)}</body>
        </html>
    }
}
