//! What the products are, in one sentence each.

use domain::Product;

/// What a product is good for.
#[must_use]
pub fn product_description(product: Product) -> &'static str {
    match product {
        Product::Invoicing => {
            "Crei, invii, ricevi e conservi a norma le fatture elettroniche, con 1 GB di spazio \
             incluso."
        }
        Product::ReceiveOnly => {
            "Ricevi e conservi a norma le fatture elettroniche: per associazioni, condomìni, enti \
             e persone senza partita IVA."
        }
        Product::Documents => {
            "Crei, gestisci e invii preventivi, ordini di acquisto e di vendita, DDT e fatture \
             proforma."
        }
        Product::Collections => {
            "Segui le rate delle tue fatture e vedi in un solo quadro tutti i movimenti di cassa."
        }
        Product::WooCommerce => {
            "Colleghi il tuo negozio WooCommerce: gli ordini che ricevi diventano documenti e \
             fatture. Si usa insieme a Modulo documenti."
        }
        Product::ElectronicOrders => {
            "Ricevi e gestisci gli ordini delle strutture del Servizio sanitario nazionale, che \
             passano dal Nodo Smistamento Ordini (NSO)."
        }
        Product::User => {
            "Un collaboratore accede al servizio con le sue credenziali e i permessi che scegli \
             tu."
        }
        Product::Storage => "Un gigabyte in più per fatture, documenti e allegati.",
    }
}
