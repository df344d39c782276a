//! An order that changes while somebody looks at it.

use leptos::prelude::*;

/// A number that grows whenever the server says that the order has changed. Without WASM it stays
/// 0 and the page is as fresh as its last load.
pub fn watch(number: impl Fn() -> Option<i64> + Copy + Send + Sync + 'static) -> ReadSignal<u32> {
    let (changes, set_changes) = signal(0);
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if let Some(number) = number() {
            listen(number, set_changes);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (number, set_changes);
    changes
}

/// Listens until the page is left; the browser reconnects by itself after an interruption.
#[cfg(feature = "hydrate")]
fn listen(number: i64, changes: WriteSignal<u32>) {
    use gloo_net::eventsource::futures::EventSource;

    let address = ui::paths::order_events(number);
    let Ok(mut source) = EventSource::new(&address) else { return };
    let Ok(mut messages) = source.subscribe("cambiato") else { return };
    let listening = StoredValue::new_local(Some(source));
    on_cleanup(move || {
        listening.try_update_value(Option::take);
    });
    leptos::task::spawn_local(async move {
        use futures::StreamExt;
        while let Some(Ok(_)) = messages.next().await {
            if changes.try_update(|n| *n += 1).is_none() {
                break;
            }
        }
    });
}
