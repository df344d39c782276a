//! What a page shows instead of something that could not be loaded.

use leptos::prelude::*;

use super::{Notice, Tone};
use crate::{error::AppError, not_found::NothingHere};

/// The sentence for a failure, or the page for things that do not exist.
#[component]
pub fn Failure(error: AppError) -> impl IntoView {
    match error {
        AppError::NotFound => view! { <NothingHere/> }.into_any(),
        AppError::Internal { reference } => view! {
            <Notice tone=Tone::Error title="Qualcosa è andato storto da parte nostra">
                <p>
                    "Riprova tra qualche minuto. Se ci scrivi, indica questo riferimento: "
                    <code class="break-all">{reference}</code>
                </p>
            </Notice>
        }
        .into_any(),
        AppError::Unreachable => said(
            "Non riusciamo a raggiungere il negozio",
            "Controlla la connessione e riprova: quello che hai scritto è ancora qui.",
        ),
        AppError::SignInFirst => said("Serve l’accesso", "Accedi con il tuo account e riprova."),
        AppError::NotAllowed => said("Non puoi farlo", "Questa operazione non è prevista per te."),
        AppError::Rule(_) => said("Non è possibile", "Il negozio non accetta questa richiesta."),
    }
}

fn said(title: &'static str, sentence: &'static str) -> AnyView {
    view! { <Notice tone=Tone::Error title=title><p>{sentence}</p></Notice> }.into_any()
}
