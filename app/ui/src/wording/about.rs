//! What a page is about, for search engines and for whoever is sent a link to it. Server only: the
//! browser has the page itself.

use domain::Product;

use super::product_description;
use crate::paths;

/// Title and description of a page that is the same for everybody; none for all others.
#[must_use]
pub fn about(path: &str) -> Option<(&'static str, &'static str)> {
    let page = match path {
        paths::HOME => (
            "Fatturazione Elettronica per chi lavora in Italia",
            "Crei, invii, ricevi e conservi le tue fatture da un solo pannello. Il prezzo lo vedi \
             prima, i moduli li aggiungi solo se ti servono.",
        ),
        paths::PRODUCTS => (
            "Prodotti e prezzi",
            "I prezzi di un anno, con e senza IVA: Fatturazione Elettronica, Solo Ricezione, i \
             moduli, gli utenti e lo spazio aggiuntivo.",
        ),
        paths::CONDITIONS => (
            "Condizioni generali di contratto",
            "Come si conclude l’ordine, quanto dura il servizio, come si rinnova e come si \
             disdice: le condizioni generali del negozio.",
        ),
        paths::ONEROUS_CLAUSES => (
            "Clausole da approvare specificamente",
            "Le clausole che chi acquista approva una seconda volta, come vogliono gli articoli \
             1341 e 1342 del codice civile.",
        ),
        paths::SUPPLY_SHEETS => (
            "Condizioni di fornitura e schede dei servizi",
            "Che cosa comprende ogni servizio e ogni modulo, fino a che punto e a quali condizioni: \
             le schede da leggere prima dell’ordine.",
        ),
        paths::PRIVACY => (
            "Informativa sulla privacy",
            "Quali dati trattiamo, perché, per quanto tempo e quali diritti hai. Un solo cookie \
             tecnico, nessuna profilazione.",
        ),
        paths::LEGAL_NOTES => (
            "Note legali",
            "Chi gestisce il negozio: ragione sociale, sede, partita IVA e contatti, con i \
             documenti che regolano gli acquisti.",
        ),
        paths::ACCESSIBILITY => (
            "Dichiarazione di accessibilità",
            "Che cosa del sito è accessibile, che cosa non lo è ancora, come segnalarlo e a chi \
             rivolgersi se la risposta non basta.",
        ),
        path => {
            let product = Product::ALL.into_iter().find(|it| paths::product(*it) == path)?;
            (product.name(), product_description(product))
        }
    };
    Some(page)
}
