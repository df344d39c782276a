//! What one gets: the panel as it is, drawn by scripts/pictures.mjs.

use domain::Product;
use leptos::prelude::*;

use ui::paths;

/// The panel in the theme and the width of whoever looks. Solo Ricezione has another one, which is
/// not drawn.
#[component]
pub fn PanelPicture(product: Product) -> impl IntoView {
    let source =
        |name: &str, media: &'static str, (width, height): (&'static str, &'static str)| {
            view! {
                <source
                    srcset=paths::picture(name)
                    media=media
                    type="image/webp"
                    width=width
                    height=height
                />
            }
        };
    let is_drawn = product != Product::ReceiveOnly;

    is_drawn.then(|| {
        view! {
            <section>
                <h2 class="mb-3">"Che cosa vedi"</h2>
                <figure class="seen">
                    <div class="seen-bar" aria-hidden="true"><span></span> "Pannello"</div>
                    <picture>
                        {source("panel-narrow-dark.webp", "(width < 40rem) and (prefers-color-scheme: dark)", NARROW)}
                        {source("panel-narrow-light.webp", "(width < 40rem)", NARROW)}
                        {source("panel-wide-dark.webp", "(prefers-color-scheme: dark)", WIDE)}
                        <img
                            src=paths::picture("panel-wide-light.webp")
                            width=WIDE.0
                            height=WIDE.1
                            loading="lazy"
                            decoding="async"
                            alt=ALT
                        />
                    </picture>
                    <figcaption>"La prima pagina del pannello. Nomi e date sono di esempio."</figcaption>
                </figure>
            </section>
        }
    })
}

const WIDE: (&str, &str) = ("1088", "620");
const NARROW: (&str, &str) = ("360", "560");
const ALT: &str = "Stato servizio: la scadenza di Fatturazione Elettronica con il pulsante Rinnova, e \
    sotto ogni modulo, attivo fino a un giorno o con il pulsante Attiva.";
