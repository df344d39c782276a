//! `Novità`: what the office tells, on the home of the panel.

use domain::format::date;
use domain::news::News;
use leptos::prelude::*;

/// The newest first; nothing while there is nothing new.
pub fn news(news: Vec<News>) -> Option<impl IntoView> {
    let row = |News { day, title, body }: News| {
        view! {
            <li class="service-row">
                <div class="service-text">
                    <p class="text-sm text-muted"><time datetime=day.to_string()>{date(day)}</time></p>
                    <h3 class="wrap-anywhere">{title}</h3>
                    <p class="max-w-prose wrap-anywhere">{body}</p>
                </div>
            </li>
        }
    };
    let rows: Vec<_> = news.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="novita">
                <h2 class="panel-head" id="novita">"Novità"</h2>
                <ul>{rows}</ul>
            </section>
        }
    })
}
