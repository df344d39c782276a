//! What is said about a cart, a discount code and the rows of an order.

use domain::Product;
use domain::cart::{CartError, YEARS};
use domain::coupon::CouponError;
use domain::format::date;
use domain::quote::LineKind;

/// Why a cart, or a change of it, is refused.
#[must_use]
pub fn cart_sentence(error: &CartError) -> String {
    match *error {
        CartError::NotAMainService(product) => format!(
            "{} non si acquista da solo: aggiungilo a {}.",
            product.name(),
            services_for(product)
        ),
        CartError::MainServiceAmongAddOns(product) => format!(
            "{} non è un servizio aggiuntivo: toglila da questo carrello e acquistala con un \
             ordine a parte.",
            product.name()
        ),
        CartError::AlreadyOwned => "Hai già un servizio: non serve acquistarlo di nuovo. Puoi \
            aggiungere moduli, utenti e spazio, oppure rinnovarlo."
            .into(),
        CartError::ServiceNotOwned(service) => format!(
            "{} non risulta tra i tuoi servizi: acquistala, e nello stesso ordine scegli i \
             servizi aggiuntivi.",
            service.name()
        ),
        CartError::ServiceExpired => "Il servizio è scaduto: rinnovalo, e nello stesso ordine \
            potrai aggiungere quello che ti serve."
            .into(),
        CartError::NothingAdded => {
            "Il carrello è vuoto: scegli almeno un modulo, un utente o dello spazio.".into()
        }
        CartError::ModuleOwned(module) => {
            format!("{} è già attivo: toglilo dal carrello.", module.name())
        }
        CartError::ModuleAskedTwice(module) => {
            format!("{} è nel carrello due volte: ne basta uno, togli l’altro.", module.name())
        }
        CartError::ModuleQuantity(module) => {
            format!("{} si acquista una volta sola: imposta la quantità a 1.", module.name())
        }
        CartError::Requires { product, needs } => format!(
            "{product} funziona solo insieme a {}: aggiungi anche quello, oppure togli {product}.",
            needs.name(),
            product = product.name()
        ),
        CartError::NotOffered { product, service } => format!(
            "{} non è disponibile per {}: toglilo dal carrello.",
            product.name(),
            service.name()
        ),
        CartError::Quantity { product, max: 1 } => {
            format!("{}: scegli la quantità 1, oppure togli la riga.", product.name())
        }
        CartError::Quantity { product, max } => format!(
            "{}: la quantità va da 1 a {max}. Correggila, oppure togli la riga.",
            product.name()
        ),
        CartError::UsersInPlace { used } => format!(
            "Gli utenti aggiuntivi che tengono il posto sono {used}: per rinnovarne di meno, prima scegli \
             sul pannello chi lo lascia, oppure elimina un utente."
        ),
        CartError::Years => format!(
            "La durata va da {} a {} anni: scegli un numero compreso tra questi.",
            YEARS.start(),
            YEARS.end()
        ),
        CartError::NotOnSale(product) if product.is_main_service() => {
            format!("{} oggi non è in vendita: riprova un altro giorno.", product.name())
        }
        CartError::NotOnSale(product) => {
            format!("{} oggi non è in vendita: toglilo dal carrello.", product.name())
        }
        CartError::OutOfCalendar => {
            "Una data è fuori dal calendario: sono ammessi gli anni dal 1900 al 9000.".into()
        }
        CartError::OtherServiceChosen { present, .. } => {
            format!(
                "Nel carrello c’è già {}: concludi quell’ordine, oppure svuotalo.",
                present.name()
            )
        }
    }
}

/// The main services that an add-on goes with, as a reader lists them.
fn services_for(product: Product) -> String {
    let names: Vec<&str> = product.facts().offered_for.iter().map(|s| s.name()).collect();
    names.join(" o a ")
}

/// Why a discount code does not help.
#[must_use]
pub fn coupon_sentence(error: &CouponError) -> String {
    match *error {
        CouponError::Unknown => "Questo codice sconto non esiste: controlla di averlo scritto \
            proprio come l’hai ricevuto."
            .into(),
        CouponError::TooEarly(from) => format!(
            "Questo codice sconto vale dal {}: usalo da quel giorno, oppure prosegui senza.",
            date(from)
        ),
        CouponError::Over(until) => format!(
            "Questo codice sconto valeva fino al {}: scrivine un altro, oppure prosegui senza.",
            date(until)
        ),
        CouponError::FirstPurchaseOnly => "Questo codice sconto vale solo per il primo acquisto \
            di un servizio: prosegui senza."
            .into(),
        CouponError::OtherProducts => "Questo codice sconto vale per altri prodotti: nel carrello \
            non ce n’è nessuno."
            .into(),
        CouponError::UsedUp => "Questo codice sconto è già stato usato tutte le volte previste: \
            toglilo e prosegui senza."
            .into(),
        CouponError::UsedByYou => "Hai già usato questo codice sconto in un altro ordine: toglilo \
            e prosegui senza."
            .into(),
    }
}

/// Why a row is there.
#[must_use]
pub fn line_kind_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Purchase => "Acquisto",
        LineKind::Extension => "Estensione",
        LineKind::Renewal => "Rinnovo",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_how_to_mend_it() {
        let says = |error| cart_sentence(&error);
        assert_eq!(
            says(CartError::NotAMainService(Product::User)),
            "Utente aggiuntivo non si acquista da solo: aggiungilo a Fatturazione Elettronica o \
             a Fatturazione Elettronica Solo Ricezione."
        );
        assert_eq!(
            says(CartError::Quantity { product: Product::User, max: 999 }),
            "Utente aggiuntivo: la quantità va da 1 a 999. Correggila, oppure togli la riga."
        );
        assert_eq!(
            coupon_sentence(&CouponError::Over("2026-11-30".parse().unwrap())),
            "Questo codice sconto valeva fino al 30\u{a0}novembre\u{a0}2026: scrivine un altro, oppure \
             prosegui senza."
        );
    }
}
