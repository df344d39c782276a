//! The button beside a password that shows it, and hides it again; and the rules of a new one, which
//! are ticked off while it is typed.

use domain::password::PasswordRule;
use leptos::web_sys::{Element, HtmlInputElement};
use wasm_bindgen::JsCast;

use super::{around, document, on};
use crate::components::{HIDE_PASSWORD, SHOW_PASSWORD};

pub fn begin() {
    on("click", false, |event| {
        let Some(button) = around(&event, "[data-shows]") else { return };
        let field = button.get_attribute("data-shows").unwrap_or_default();
        let field = document().get_element_by_id(&field);
        let Some(field) = field.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let (kind, action) = match field.type_() == "password" {
            true => ("text", HIDE_PASSWORD),
            false => ("password", SHOW_PASSWORD),
        };
        field.set_type(kind);
        let _ = button.set_attribute("aria-label", action);
        let _ = button.set_attribute("title", action);
    });
    if let Ok(Some(rules)) = document().query_selector("[data-rules-of]") {
        let of = rules.get_attribute("data-rules-of").unwrap_or_default();
        tick(&rules, &of);
        on("input", false, move |_| tick(&rules, &of));
    }
}

/// The rules stand in the order of the domain.
fn tick(rules: &Element, field: &str) {
    let field = document().get_element_by_id(field);
    let Some(field) = field.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return };
    let (password, rows) = (field.value(), rules.children());
    for (place, rule) in (0..).zip(PasswordRule::ALL) {
        if let Some(row) = rows.item(place) {
            let _ = row.class_list().toggle_with_force("is-met", rule.is_met(&password));
        }
    }
}
