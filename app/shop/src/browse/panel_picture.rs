//! What one gets: the panel as it is, drawn by scripts/pictures.mjs.

use domain::Product;
use leptos::prelude::*;

use ui::paths;

/// The panel of the service in the theme and the width of whoever looks; of a module, that of the
/// service which it is added to.
#[component]
pub fn PanelPicture(product: Product) -> impl IntoView {
    let (panel, alt) = if product == Product::ReceiveOnly {
        ("reception", RECEPTION)
    } else {
        ("panel", INVOICING)
    };
    let picture = move |of: &str| paths::picture(&format!("{panel}-{of}.webp"));
    let source =
        move |of: &str, media: &'static str, (width, height): (&'static str, &'static str)| {
            view! {
                <source
                    srcset=picture(of)
                    media=media
                    type="image/webp"
                    width=width
                    height=height
                />
            }
        };
    view! {
        <section>
            <h2 class="mb-3">"Che cosa vedi"</h2>
            <figure class="seen">
                <div class="seen-bar" aria-hidden="true"><span></span> "Pannello"</div>
                <picture>
                    {source("narrow-dark", "(width < 40rem) and (prefers-color-scheme: dark)", NARROW)}
                    {source("narrow-light", "(width < 40rem)", NARROW)}
                    {source("wide-dark", "(prefers-color-scheme: dark)", WIDE)}
                    <img
                        src=picture("wide-light")
                        width=WIDE.0
                        height=WIDE.1
                        loading="lazy"
                        decoding="async"
                        alt=alt
                    />
                </picture>
                <figcaption>"La prima pagina del pannello. Nomi e date sono di esempio."</figcaption>
            </figure>
        </section>
    }
}

const WIDE: (&str, &str) = ("1088", "620");
const NARROW: (&str, &str) = ("360", "560");
const INVOICING: &str = "Stato servizio: la scadenza di Fatturazione Elettronica con il pulsante \
    Rinnova, e sotto ogni modulo, attivo fino a un giorno o con il pulsante Attiva.";
const RECEPTION: &str = "Stato servizio: la scadenza di Fatturazione Elettronica Solo Ricezione con \
    il pulsante Rinnova, e sotto gli utenti aggiuntivi con il pulsante Aggiungi.";
