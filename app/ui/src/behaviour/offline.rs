//! Without a network a press is not made: what was typed and chosen stays, and the page says so, at
//! the lower edge of the window. The next press counts again as soon as the network is back.

use leptos::web_sys::Event;

use super::{around, document, on, window};

const TOLD: &str = "senza-rete";

pub fn begin() {
    // Before any other listener, so that neither a form nor a link of the page begins anything.
    on("click", true, |press| {
        if !window().navigator().on_line() && needs_network(&press) {
            press.prevent_default();
            press.stop_immediate_propagation();
            tell();
        }
    });
    on("online", false, |_| {
        if let Some(told) = document().get_element_by_id(TOLD) {
            told.remove();
        }
    });
}

fn tell() {
    let document = document();
    if document.get_element_by_id(TOLD).is_some() {
        return;
    }
    let (Some(body), Ok(told)) = (document.body(), document.create_element("div")) else { return };
    told.set_id(TOLD);
    told.set_class_name("offline");
    let _ = told.set_attribute("role", "alert");
    told.set_inner_html(
        "<p><strong>Sei senza rete.</strong> Quello che hai scritto e scelto è ancora qui: premi di \
         nuovo quando la rete torna.</p>",
    );
    let _ = body.append_child(&told);
}

/// A button that sends a form, or a link to another page.
fn needs_network(press: &Event) -> bool {
    around(press, "a[href], button").is_some_and(|it| match it.get_attribute("href") {
        Some(href) => href.starts_with('/') || href.starts_with("http"),
        None => it.get_attribute("type").is_none_or(|kind| kind == "submit"),
    })
}
