//! Without a network a press is not made: what was typed and chosen stays. The button says so, and the
//! page at the lower edge of the window. The next press counts again as soon as the network is back.

use leptos::web_sys::{Element, Event};

use super::{around, document, on, window};

const TOLD: &str = "senza-rete";
/// What was pressed in vain; its value is what described it before.
const PRESSED: &str = "data-offline";
const DESCRIBED: &str = "aria-describedby";

pub fn begin() {
    // Before any other listener, so that neither a form nor a link of the page begins anything.
    on("click", true, |press| {
        if window().navigator().on_line() {
            return;
        }
        if let Some(pressed) = needs_network(&press) {
            press.prevent_default();
            press.stop_immediate_propagation();
            tell();
            mark(&pressed);
        }
    });
    on("online", false, |_| {
        if let Some(told) = document().get_element_by_id(TOLD) {
            told.remove();
        }
        while let Ok(Some(pressed)) = document().query_selector("[data-offline]") {
            let described = pressed.get_attribute(PRESSED).unwrap_or_default();
            let _ = match described.as_str() {
                "" => pressed.remove_attribute(DESCRIBED),
                before => pressed.set_attribute(DESCRIBED, before),
            };
            let _ = pressed.remove_attribute(PRESSED);
        }
    });
}

/// Says at the button why nothing happened.
fn mark(pressed: &Element) {
    if !pressed.has_attribute(PRESSED) {
        let before = pressed.get_attribute(DESCRIBED).unwrap_or_default();
        let _ = pressed.set_attribute(PRESSED, &before);
        let _ = pressed.set_attribute(DESCRIBED, TOLD);
    }
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
fn needs_network(press: &Event) -> Option<Element> {
    around(press, "a[href], button").filter(|it| match it.get_attribute("href") {
        Some(href) => href.starts_with('/') || href.starts_with("http"),
        None => it.get_attribute("type").is_none_or(|kind| kind == "submit"),
    })
}
