//! What came back wrong is no longer called so once it was changed: neither at its field nor on top of
//! the form, nor in the name of the window. Whether it is right now, the server says.

use leptos::web_sys::Element;

use super::{after, around, document, on};
use crate::components::IN_ERROR;

/// How long until it is worth looking again whether a button was released, in milliseconds.
const RELEASE: i32 = 100;

pub fn begin() {
    on("change", false, |event| {
        // A living part looks after its own.
        let field = around(&event, ".field").filter(|it| !is_inside(it, "[data-live]"));
        if let Some(field) = field {
            mend(field);
        }
    });
}

/// Waits while a button is held down: what goes would pull it away from under the pointer.
fn mend(field: Element) {
    if document().query_selector(":active").is_ok_and(|held| held.is_some()) {
        after(RELEASE, move || mend(field));
        return;
    }
    if let Ok(Some(sentence)) = field.query_selector(".field-error") {
        sentence.remove();
    }
    while let Ok(Some(control)) = field.query_selector("[aria-invalid]") {
        let _ = control.remove_attribute("aria-invalid");
        forget_below(&control);
        forget(&control.id());
    }
}

/// On top of the form, and all of it when nothing else is wrong.
fn forget(id: &str) {
    let Ok(Some(link)) = document().query_selector(&format!(".tone-error a[href=\"#{id}\"]"))
    else {
        return;
    };
    let summary = link.closest(".tone-error").ok().flatten();
    if let Ok(Some(row)) = link.closest("li") {
        row.remove();
    }
    let is_empty = |it: &Element| it.query_selector("li").is_ok_and(|left| left.is_none());
    if let Some(summary) = summary.filter(is_empty) {
        summary.remove();
        call_right();
    }
}

/// In the rows of the office the sentence stands below all fields of the row, and none on top.
fn forget_below(control: &Element) {
    let told = control.get_attribute("aria-describedby");
    let told = told.and_then(|id| document().get_element_by_id(&id));
    if let Some(told) = told.filter(|it| it.class_name().starts_with("field-error")) {
        told.remove();
        call_right();
    }
}

/// The window is no longer called wrong.
fn call_right() {
    let title = document().title();
    document().set_title(title.strip_prefix(IN_ERROR).unwrap_or(&title));
}

fn is_inside(it: &Element, selector: &str) -> bool {
    it.closest(selector).is_ok_and(|found| found.is_some())
}
