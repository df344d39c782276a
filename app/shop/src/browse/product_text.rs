//! What the shop says about each product, in the order of its page.
//!
//! Prices, requirements and what goes with what are not written here: they come from the price
//! list and from the catalog.

use domain::Product;

/// The words of one product page.
#[derive(Debug)]
pub struct ProductText {
    /// One sentence, also on cards.
    pub claim: &'static str,
    /// Who it is for.
    pub audience: &'static str,
    /// What can be done with it, a sentence each.
    pub does: &'static [&'static str],
    /// What to know before buying.
    pub needs: &'static [&'static str],
    /// What happens or is to be done once it is paid.
    pub afterwards: &'static [&'static str],
}

/// The words about a product.
pub fn of(product: Product) -> &'static ProductText {
    match product {
        Product::Invoicing => &INVOICING,
        Product::ReceiveOnly => &RECEIVE_ONLY,
        Product::Documents => &DOCUMENTS,
        Product::Collections => &COLLECTIONS,
        Product::WooCommerce => &WOOCOMMERCE,
        Product::ElectronicOrders => &ELECTRONIC_ORDERS,
        Product::User => &USER,
        Product::Storage => &STORAGE,
    }
}

static INVOICING: ProductText = ProductText {
    claim: "Crei, invii, ricevi e conservi le fatture elettroniche da un solo pannello.",
    audience: "Per aziende, liberi professionisti, ditte individuali e Pubbliche Amministrazioni con sede in Italia.",
    does: &[
        "Prepari la fattura, vedi subito se manca qualcosa e la invii al Sistema di Interscambio.",
        "Ricevi le fatture dei fornitori nello stesso posto in cui tieni le tue.",
        "Le fatture inviate e ricevute vanno in conservazione a norma senza che tu debba ricordartene.",
        "Fai entrare collaboratori e studio, ognuno con le proprie credenziali e i propri permessi.",
        "Aggiungi i moduli quando ti servono: il pannello resta lo stesso.",
    ],
    needs: &[
        "Una partita IVA italiana, oppure il codice fiscale di una Pubblica Amministrazione.",
        "Un indirizzo email ordinario, dove arrivano le credenziali del pannello.",
        "Nessun altro servizio già attivo sulla stessa partita IVA o sullo stesso codice fiscale: ne è previsto uno solo.",
    ],
    afterwards: &[
        "Registrato il pagamento, ricevi username e password provvisoria del pannello.",
        "Al primo accesso scegli la tua password e completi la configurazione.",
    ],
};

static RECEIVE_ONLY: ProductText = ProductText {
    claim: "Ricevi e conservi le fatture dei fornitori, se non ne emetti.",
    audience: "Per associazioni, condomìni, altri enti e persone che non hanno partita IVA.",
    does: &[
        "Raccogli in un solo posto le fatture elettroniche intestate al tuo codice fiscale.",
        "Le leggi in chiaro e le scarichi quando le chiede il commercialista.",
        "Ogni fattura ricevuta viene conservata a norma.",
    ],
    needs: &[
        "Il codice fiscale dell’ente o della persona.",
        "I moduli non sono disponibili per questo servizio; gli utenti aggiuntivi sì.",
    ],
    afterwards: &[
        "Registrato il pagamento, ricevi username e password provvisoria del pannello.",
        "Al primo accesso scegli la tua password.",
    ],
};

static DOCUMENTS: ProductText = ProductText {
    claim: "Preventivi, ordini, DDT e fatture proforma accanto alle fatture.",
    audience: "Per chi, prima della fattura, scrive altri documenti.",
    does: &[
        "Crei e gestisci preventivi, ordini di acquisto e di vendita, documenti di trasporto e fatture proforma.",
        "Li invii a clienti e fornitori direttamente dal pannello.",
        "Puoi attivare la conservazione dei DDT dalle impostazioni.",
    ],
    needs: &[],
    afterwards: &[
        "Il modulo è pronto appena registrato il pagamento.",
        "Se vuoi conservare i DDT, accendi la conservazione dal menu Impostazioni del pannello.",
    ],
};

static COLLECTIONS: ProductText = ProductText {
    claim: "Sai chi ti deve pagare, quanto e quando.",
    audience: "Per chi incassa a rate o vuole vedere i movimenti di cassa senza un foglio a parte.",
    does: &[
        "Dividi una fattura in rate e segui ognuna fino all’incasso.",
        "Vedi in un quadro unico entrate, uscite e scadenze.",
        "Colleghi ogni movimento alla fattura e al cliente o fornitore giusto.",
    ],
    needs: &[],
    afterwards: &[
        "Esegui «Abbina anagrafiche e fatture», se non l’hai già fatto: collega le fatture ai rispettivi clienti e fornitori.",
        "Segui la procedura guidata di attivazione: poi la sezione è pronta.",
    ],
};

static WOOCOMMERCE: ProductText = ProductText {
    claim: "Gli ordini del tuo negozio online arrivano già pronti da fatturare.",
    audience: "Per chi vende con WooCommerce.",
    does: &[
        "Colleghi il tuo negozio WooCommerce a Fatturazione Elettronica.",
        "Gli ordini dei clienti entrano nel pannello senza ricopiarli.",
        "Dall’ordine passi alla fattura con i dati già al loro posto.",
    ],
    needs: &[],
    afterwards: &["Dal pannello colleghi il negozio in pochi passaggi."],
};

static ELECTRONIC_ORDERS: ProductText = ProductText {
    claim: "Ricevi e gestisci gli ordini del Servizio sanitario.",
    audience: "Per chi fornisce strutture del Servizio sanitario nazionale o i loro intermediari.",
    does: &[
        "Ricevi gli ordini che passano dal Nodo Smistamento Ordini (NSO).",
        "Li gestisci nello stesso pannello delle fatture.",
    ],
    needs: &[],
    afterwards: &[
        "Dal pannello web abiliti la ricezione delle notifiche di NSO; dall’app non si può.",
        "Se usi solo gli ordini e fatturi altrove, non comunicare ai fornitori il codice destinatario del servizio.",
    ],
};

static USER: ProductText = ProductText {
    claim: "Ogni collaboratore entra con le proprie credenziali.",
    audience: "Per aziende con più persone e per gli studi che seguono le fatture di un cliente.",
    does: &[
        "Dai l’accesso a dipendenti o allo studio senza condividere la tua password.",
        "Decidi tu che cosa può fare ciascuno.",
        "Se una persona cambia, elimini il suo accesso e lo riassegni.",
    ],
    needs: &["Gli utenti durano un anno; il numero si sceglie nel carrello con + e −."],
    afterwards: &[
        "Dal pannello crei gli utenti: ognuno riceve una password provvisoria da cambiare.",
    ],
};

static STORAGE: ProductText = ProductText {
    claim: "Un gigabyte in più per le tue fatture, quando quello compreso non basta.",
    audience: "Per chi riceve molte fatture o allegati pesanti.",
    does: &[
        "Aggiungi spazio un gigabyte alla volta.",
        "Lo spazio in più vale per tutto il servizio: fatture inviate, ricevute e allegati.",
    ],
    needs: &["Lo spazio in più dura un anno; la quantità si sceglie nel carrello."],
    afterwards: &["Lo spazio è disponibile appena registrato il pagamento."],
};
