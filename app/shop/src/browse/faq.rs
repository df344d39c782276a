//! The questions that people ask before they buy.

use leptos::prelude::*;

use ui::components::{Icon, Sign};

const QUESTIONS: [(&str, &str); 8] = [
    (
        "Chi può acquistare?",
        "Fatturazione Elettronica è per chi ha partita IVA: aziende, liberi professionisti, ditte individuali, piccole e medie imprese, e per le Pubbliche Amministrazioni. Un’associazione, un condominio o una persona fisica senza partita IVA può scegliere Fatturazione Elettronica Solo Ricezione.",
    ),
    (
        "Serve un account?",
        "Sì, ma lo crei durante l’ordine. Il carrello si compone anche senza accesso: quando prosegui, accedi con lo username numerico del tuo account oppure premi Registrati. Un indirizzo PEC non vale come username.",
    ),
    (
        "Posso avere due servizi sulla stessa partita IVA?",
        "No: per ogni partita IVA o codice fiscale è previsto un solo servizio. Se ne hai già uno attivo, chiedi prima la disdetta e poi fai un nuovo ordine.",
    ),
    (
        "Quando posso iniziare a usarlo?",
        "Appena il pagamento è registrato: subito se l’esito è immediato, dopo l’accredito se paghi con bonifico. Da quel momento ricevi un’email con username e password provvisoria del pannello, da cambiare al primo accesso.",
    ),
    (
        "A quale indirizzo arrivano le credenziali?",
        "All’indirizzo email che indichi nei dati intestatario. Usa una casella ordinaria: una PEC va bene solo se accetta anche la posta non certificata.",
    ),
    (
        "Posso comprare un modulo da solo?",
        "No: i moduli completano Fatturazione Elettronica e si aggiungono nello stesso ordine o più tardi. WooCommerce richiede anche il modulo documenti. Con Solo Ricezione si possono aggiungere utenti, non moduli.",
    ),
    (
        "Quanto costa un utente aggiuntivo?",
        "Il prezzo dipende dalla durata del servizio per cui lo chiedi. Aggiunto a un servizio già attivo dura un anno; il carrello mostra la scadenza di ogni riga prima della conferma.",
    ),
    (
        "Dove ricevo la fattura del mio acquisto?",
        "Nei dati intestatario scegli un codice destinatario o una casella PEC: la useremo per inviarti la fattura elettronica.",
    ),
];

#[component]
pub fn Faq() -> impl IntoView {
    let questions = QUESTIONS.map(|(question, answer)| {
        view! {
            <details class="disclosure">
                <summary>{question} <Icon sign=Sign::ChevronDown/></summary>
                <p class="max-w-2xl pb-5 text-muted">{answer}</p>
            </details>
        }
    });

    view! { <div class="max-w-3xl">{questions.into_iter().collect::<Vec<_>>()}</div> }
}
