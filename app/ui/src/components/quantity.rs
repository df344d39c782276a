//! How many: a number between two buttons.

use leptos::{ev, html, prelude::*};

use super::{Icon, Sign};

/// − and + around a number, in a form of its own.
///
/// Before the page is live the buttons send the form with `step` = `-1` or `1` beside the number;
/// Enter sends `step` = `0`. With `on_change` nothing is sent: it gets the new number instead.
#[component]
pub fn Quantity(
    #[prop(into)] value: Signal<u32>,
    /// What is counted: `Utenti aggiuntivi`.
    #[prop(into)]
    label: String,
    #[prop(default = "quantity".into(), into)] name: String,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] min: u32,
    #[prop(default = 999)] max: u32,
    #[prop(optional, into)] on_change: Option<Callback<u32>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let input = NodeRef::<html::Input>::new();
    let show = move |number: u32| {
        if let Some(input) = input.get_untracked() {
            input.set_value(&number.to_string());
        }
    };
    let typed = move || input.get_untracked().and_then(|input| input.value().trim().parse().ok());
    let choose = move |number: u32| {
        let number = number.clamp(min, max);
        show(number);
        if let Some(on_change) = on_change.filter(|_| number != value.get_untracked()) {
            on_change.run(number);
        }
    };
    let choose_typed = move || match typed() {
        Some(number) => choose(number),
        None => show(value.get_untracked()),
    };
    // A number that was typed before the page was live counts; afterwards the value rules.
    Effect::new(move |before: Option<()>| {
        let current = value.get();
        match (before, typed()) {
            (None, Some(early)) if early != current => choose(early),
            _ => show(current),
        }
    });
    let press = move |change: i8| {
        move |ev: ev::MouseEvent| {
            if on_change.is_some() {
                ev.prevent_default();
                let number = typed().unwrap_or_else(|| value.get_untracked());
                choose(number.saturating_add_signed(change.into()));
            }
        }
    };
    let enter = move |ev: ev::KeyboardEvent| {
        if on_change.is_some() && ev.key() == "Enter" {
            ev.prevent_default();
            choose_typed();
        }
    };
    let at_min = move || (value.get() <= min).then_some("true");
    let at_max = move || (value.get() >= max).then_some("true");
    let fewer = format!("Diminuisci: {label}");
    let more = format!("Aumenta: {label}");
    let of_input = label.clone();

    view! {
        <div class="quantity" role="group" aria-label=label>
            // The first button of a form is the one that Enter presses.
            <button type="submit" name="step" value="0" hidden formnovalidate></button>
            <button
                type="submit"
                name="step"
                value="-1"
                formnovalidate
                aria-label=fewer
                aria-disabled=at_min
                on:click=press(-1)
            >
                <Icon sign=Sign::Minus/>
            </button>
            <input
                type="number"
                inputmode="numeric"
                id=id
                name=name
                min=min
                max=max
                value=value.get_untracked()
                aria-label=of_input
                on:change=move |_| choose_typed()
                on:keydown=enter
                node_ref=input
            />
            <button
                type="submit"
                name="step"
                value="1"
                formnovalidate
                aria-label=more
                aria-disabled=at_max
                on:click=press(1)
            >
                <Icon sign=Sign::Plus/>
            </button>
        </div>
    }
}
