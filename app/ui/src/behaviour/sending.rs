//! A form that the browser itself sends: while the answer is on its way its button says so, and
//! pressing again does nothing.

use leptos::web_sys::js_sys::Array;
use leptos::web_sys::{Element, FormData, HtmlFormElement, SubmitEvent};
use wasm_bindgen::JsCast;

use super::{after, document, on};

/// A form that was sent, and its button.
const SENT: &str = "data-sent";
/// After so many milliseconds a press counts again: a form may be answered by a file.
const PATIENCE: i32 = 8_000;

pub fn begin() {
    on("submit", false, |event| {
        let Some(form) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else {
            return;
        };
        let sends = form.get_attribute("method").is_some_and(|it| it.eq_ignore_ascii_case("post"));
        // A living part sends its forms by itself.
        if event.default_prevented() || !sends {
            return;
        }
        if form.has_attribute(SENT) {
            event.prevent_default();
            return;
        }
        carry(&form);
        mark(&form, true);
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        let button = button.map(JsCast::unchecked_into::<Element>);
        if let Some(button) = &button {
            mark(button, true);
        }
        after(PATIENCE, move || {
            mark(&form, false);
            if let Some(button) = &button {
                mark(button, false);
            }
        });
    });
    // Whoever goes back finds the page as it was left.
    on("pageshow", false, |_| {
        let Ok(sent) = document().query_selector_all("[data-sent]") else { return };
        let sent = (0..sent.length()).filter_map(|place| sent.get(place));
        sent.for_each(|it| mark(&it.unchecked_into(), false));
    });
}

/// A form beside another one takes along what was answered there, so that it comes back.
fn carry(form: &Element) {
    let other = form.get_attribute("data-carries");
    let other = other.and_then(|id| document().get_element_by_id(&id));
    let Some(other) = other.and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else { return };
    let Ok(answers) = FormData::new_with_form(&other) else { return };
    for answer in answers.entries().into_iter().filter_map(Result::ok) {
        let answer = Array::from(&answer);
        let (name, value) = (answer.get(0).as_string(), answer.get(1).as_string());
        let (Some(name), Some(value)) = (name, value) else { continue };
        if let Ok(field) = document().create_element("input") {
            let _ = field.set_attribute("type", "hidden");
            let _ = field.set_attribute("name", &name);
            let _ = field.set_attribute("value", &value);
            let _ = form.append_child(&field);
        }
    }
}

fn mark(it: &Element, is_sent: bool) {
    let _ = it.toggle_attribute_with_force(SENT, is_sent);
}
