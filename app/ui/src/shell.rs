//! The HTML document around every page, with the names of the bundle's files. Server only.

mod head;

use std::{collections::HashMap, fmt, fs, io, path::Path, sync::Arc};

use axum::http::request::Parts;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use serde::Deserialize;

use crate::{Program, Zone, paths};

/// The addresses of the bundle's files, as scripts/bundle.mjs notes them.
#[derive(Debug, Deserialize)]
pub struct Assets {
    pub style: String,
    pub icon: String,
    /// The one face of all pages.
    pub typeface: String,
    /// By the names of the programs.
    pub programs: HashMap<String, Files>,
}

/// What a program consists of.
#[derive(Debug, Deserialize)]
pub struct Files {
    pub script: String,
    pub wasm: String,
}

/// Why the bundle cannot be served.
#[derive(Debug)]
pub enum AssetsError {
    Unreadable(io::Error),
    Malformed(serde_json::Error),
    /// A program is not there.
    Incomplete(Program),
}

impl fmt::Display for AssetsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "its bundle.json cannot be read ({error})"),
            Self::Malformed(error) => write!(f, "its bundle.json is not understood ({error})"),
            Self::Incomplete(program) => {
                write!(f, "its bundle.json does not name the program {}", program.as_str())
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
        match Program::ALL.into_iter().find(|it| assets.files(*it).is_none()) {
            Some(program) => Err(AssetsError::Incomplete(program)),
            None => Ok(assets),
        }
    }

    fn files(&self, program: Program) -> Option<&Files> {
        self.programs.get(program.as_str())
    }
}

/// What the head of every document begins with, whether WASM follows or not.
pub fn head_of_every_page(assets: &Assets, manifest: &'static str) -> impl IntoView + use<> {
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
        {head::icons(manifest)}
    }
}

/// The document of the page that is asked for, around the `root` of its zone. Everything that the
/// page needs is named in its head, so that the browser asks for all of it at once.
pub fn shell(assets: &Arc<Assets>, root: fn(Zone) -> AnyView) -> impl IntoView + use<> {
    let parts = use_context::<Parts>();
    let path = parts.as_ref().map_or("", |parts| parts.uri.path());
    let zone = Zone::of(path);
    let is_of_app = paths::is_of_app(path);
    let manifest = if is_of_app { paths::APP_MANIFEST } else { paths::MANIFEST };
    let shop = use_context::<services::Context>();
    let description = shop.and_then(|shop| head::description(path, &shop.settings.brand.home_url));
    let program = assets.files(Program::of(path)).map(|Files { script, wasm }| {
        let start = format!(r#"import init from "{script}";init({{module_or_path:"{wasm}"}});"#);
        view! {
            <link rel="modulepreload" href=script.clone()/>
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
                {head_of_every_page(assets, manifest)}
                {is_of_app.then(|| view! { <script src=paths::APP_START defer=true></script> })}
                {description}
                {program}
                <MetaTags/>
            </head>
            <body>{root(zone)}</body>
        </html>
    }
}
