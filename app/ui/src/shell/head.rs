//! What the head of a page tells machines: what it is about, which address is its own, and how it
//! looks as an icon on a telephone.

use leptos::{attr::custom::CustomAttribute, html::meta, prelude::*};
use services::settings::NAME;

use crate::{paths, wording::about};

/// For every page, whatever it is about. `manifest` tells what a telephone makes of it.
pub fn icons(manifest: &'static str) -> impl IntoView {
    view! {
        <link rel="apple-touch-icon" href=paths::picture("apple-touch-icon.png")/>
        <link rel="manifest" href=manifest/>
        // The ground of the bar on top of the page (style/tokens.css).
        {theme_color("(prefers-color-scheme: light)", GROUND_LIGHT)}
        {theme_color("(prefers-color-scheme: dark)", GROUND_DARK)}
    }
}

fn theme_color(media: &'static str, color: &'static str) -> impl IntoView {
    meta().name("theme-color").attr("media", media).content(color)
}

const GROUND_LIGHT: &str = "#ffffff";
const GROUND_DARK: &str = "#14262d";

/// For a page that search engines show and people send to each other. Others have none of it: what
/// belongs to somebody has no picture and no address to be found at.
pub fn description(path: &str, home_url: &str) -> Option<impl IntoView + use<>> {
    let (title, text) = about(path)?;
    let url = format!("{home_url}{path}");
    let shared = [
        ("og:type", "website".to_owned()),
        ("og:site_name", NAME.to_owned()),
        ("og:locale", "it_IT".to_owned()),
        ("og:title", title.to_owned()),
        ("og:description", text.to_owned()),
        ("og:url", url.clone()),
        ("og:image", format!("{home_url}{}", paths::picture("social.png"))),
        ("og:image:width", "1200".to_owned()),
        ("og:image:height", "630".to_owned()),
        ("og:image:alt", format!("{NAME}: la fattura parte, arriva e resta al sicuro")),
    ];
    let shared = shared.map(|(name, content)| meta().attr("property", name).content(content));
    Some(view! {
        <meta name="description" content=text/>
        <link rel="canonical" href=url/>
        {shared.into_iter().collect::<Vec<_>>()}
        <meta name="twitter:card" content="summary_large_image"/>
    })
}
