mod samples;

use samples::{every_mail, order};

use super::Mail;
use crate::demo;

/// What a person sees of an HTML mail.
fn visible(html: &str) -> String {
    let body = html.split_once("<body").unwrap().1;
    let mut text = String::new();
    for piece in body.split('<') {
        text.push_str(piece.split_once('>').map_or("", |(_, words)| words));
        text.push(' ');
    }
    let entities =
        [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    entities.iter().fold(text, |text, (entity, letter)| text.replace(entity, letter))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn both_forms_tell_every_fact() {
    let facts: [&[&str]; 78] = [
        &["1234567@bottega.example", "la password che hai scelto", "Accedi"],
        &[
            "Qualcuno si è registrato con la tua partita IVA",
            "02342520158",
            "22 novembre 2026",
            "1234567@bottega.example",
            "non sono cambiati",
        ],
        &["Qualcuno si è registrato con il tuo codice fiscale", "RSSMRA80A01H501U"],
        &["1234567@bottega.example", "lo username arriva solo a questo indirizzo", "Accedi"],
        &["1234567@bottega.example", "60 minuti", "password del tuo account", "una volta sola"],
        &["BT01234560512", "60 minuti", "password del pannello", "una volta sola"],
        &["1234567@bottega.example", "22 novembre 2026, ore 12:00", "La password del tuo account"],
        &["BT01234560512", "La password del pannello è cambiata", "Se non sei stato tu"],
        &["STUDIOVERDI1", "La password della tua utenza commercialista è cambiata"],
        &["1234567@bottega.example", "22 novembre 2026, ore 12:00", "codice dell'app"],
        &["1234567@bottega.example", "è disattivata", "basta la password"],
        &["1234567@bottega.example", "di prima non valgono più", "Se non sei stato tu"],
        &["BT01234560512", "Pannello", "usato un codice di recupero", "Ne restano 9."],
        &["Abbiamo tolto la verifica", "Telefono <perso> & ritrovato", "basta la password"],
        &["STUDIOVERDI1", "Utenza commercialista", "codice dell'app"],
        &["1234567@bottega.example", "quello del tuo account", "60 minuti", "per errore"],
        &["STUDIOVERDI1", "quello della tua utenza commercialista", "60 minuti", "per errore"],
        &["a…@studio.example", "È stato chiesto di cambiare", "la richiesta non vale più"],
        &["a…@studio.example", "della tua utenza commercialista è cambiato", "scrivici subito"],
        &["a…@studio.example", "dell'intestatario è cambiato", "scrivici subito"],
        &[
            "1234567@bottega.example",
            "22 novembre 2026, ore 12:00",
            "per 10 anni, al più tardi fino al 22 novembre 2036",
            "con l'intestatario di allora",
            "metodi di pagamento",
            "ultima email",
        ],
        &["Non avevi ordini: non conserviamo altro", "22 novembre 2026, ore 12:00"],
        &["1234567@bottega.example", "La tua iscrizione è completa", "Accedi"],
        &[
            "2026000123",
            "22 novembre 2026, ore 12:00",
            "Rossi & Figli <Legno> \"S.n.c.\"",
            "Bonifico bancario",
            "Utente aggiuntivo × 2",
            "dal 22 novembre 2026 al 22 novembre 2027",
            "24,50 €",
            "5,00 €",
            "49,50 €",
            "IVA 22%",
            "10,89 €",
            "60,39 €",
            "Costi di consegna: nessuno",
            "Condizioni generali di fornitura",
            "versione 2026-11, accettate il 22 novembre 2026 alle 12:00",
            "Approvazione specifica delle clausole 4, 7 e 9",
            "L'acquisto riguarda la tua attività professionale.",
            "art. 13 d.lgs. 70/2003",
        ],
        &["Da pagare", "art. 17-ter d.P.R. 633/1972"],
        &[
            "2026000123",
            "IT60 X054 2811 1010 0000 0123 456",
            "BLOPIT22",
            "Bottega Demo S.r.l.",
            "60,39 €",
            "Causale",
            "solo il numero d'ordine",
            "22 dicembre 2026",
        ],
        &["1234567", "202600202600012384", "60,39 €", "bollettino bianco", "2026000123"],
        &["1234567", "202600202600012384", "60,39 €", "bollettino precompilato"],
        &["2026000123", "60,39 €", "22 dicembre 2026", "non risulta ancora pagato"],
        &[
            "abbiamo ricevuto 26,60 €: mancano 60,39 €",
            "Ecco come pagare il resto",
            "22 dicembre 2026",
        ],
        &["abbiamo ricevuto 26,60 €: mancano ancora 60,39 €", "22 dicembre 2026"],
        &["2026000123", "60,39 €", "IT60 X054 2811 1010 0000 0123 456", "22 dicembre 2026"],
        &["2026000123", "non va più pagato", "non risultava pagato in tempo"],
        &["2026000123", "non va più pagato", "come ci hai chiesto"],
        &["2026000123", "già attivo su questo codice fiscale", "annullalo dalla sua pagina"],
        &["2026000123", "60,39 €", "Bonifico bancario", "24 novembre 2026"],
        &["2026000123", "49,50 €", "24 gennaio 2027", "già attivo"],
        &["2026000123", "49,50 €", "CIG", "22 dicembre 2026", "art. 17-ter d.P.R. 633/1972"],
        &[
            "2026000123",
            "49,50 €",
            "IT60 X054 2811 1010 0000 0123 456",
            "BLOPIT22",
            "Causale",
            "art. 17-ter d.P.R. 633/1972",
        ],
        &["2026000123", "Manca la firma del responsabile", "un'altra lettera"],
        &["BT01234560512", "v7K!Qm3-zTe9Rb", "72 ore", "24 novembre 2027"],
        &["MARCO2026", "v7K!Qm3-zTe9Rb", "72 ore", "Rossi & Figli <Legno> \"S.n.c.\""],
        &["MARCO2026", "v7K!Qm3-zTe9Rb", "72 ore", "quella di prima non vale più"],
        &["STUDIOVERDI1", "utenza commercialista", "non si acquistano servizi né moduli", "Accedi"],
        &["Rossi & Figli <Legno>", "ti offre una delega", "22 dicembre 2026", "Vedi l'offerta"],
        &["Rossi & Figli <Legno>", "STUDIOVERDI1 non può più entrare", "Vedi i tuoi clienti"],
        &["STUDIOVERDI1 ha accettato", "Rossi & Figli <Legno>", "Deleghe", "Vai al pannello"],
        &["STUDIOVERDI1 non ha accettato", "Fatturazione Elettronica", "Vai al pannello"],
        &["STUDIOVERDI1 ha terminato", "non entra più", "Vai al pannello"],
        &[
            "Firefox su Windows",
            "22 novembre 2026, ore 12:00",
            "MARCO2026",
            "un riepilogo al giorno",
        ],
        &[
            "Firefox su Windows",
            "Disattivata la verifica",
            "GIULIA26",
            "Rossi & Figli <Legno> \"S.n.c.\"",
        ],
        &["In agenda per", "Scadenza: Fatturazione Elettronica", "22 novembre 2027"],
        &["Firefox su Windows", "MARCO2026", "In agenda per", "22 novembre 2027"],
        &["Modulo documenti", "Attivo fino al 24 novembre 2027", "è pronto all'uso"],
        &[
            "si è rinnovato da sé: abbiamo addebitato 65,88 € (Carta Visa 4242)",
            "Utente aggiuntivo × 2",
            "24 novembre 2028",
        ],
        &["Fatturazione Elettronica è rinnovato", "Attivo fino al 24 novembre 2028"],
        &["Fatturazione Elettronica è di nuovo attivo", "Attivo fino al 24 novembre 2028"],
        &["Carta visa 4242", "Vedi i metodi di pagamento"],
        &["Carta visa 4242", "15 novembre 2027", "22 novembre 2027", "Gestisci il rinnovo"],
        &["Carta visa 4242", "Il servizio è scaduto: riattivalo tu.", "Gestisci il rinnovo"],
        &["Fatturazione Elettronica", "22 novembre 2027", "non è più attivo"],
        &["2026000123", "36,60 €", "La carta è scaduta.", "17 novembre 2027"],
        &["Non riproviamo più con questo metodo"],
        &["2026000123", "36,60 €", "non riproviamo senza di te"],
        &["2026000123", "22 novembre 2027", "va pagato o annullato"],
        &["22 novembre 2027", "non è più in vendita", "non addebitiamo niente"],
        &[
            "scade il 22 novembre 2027",
            "costa oggi 65,88 € per 1 anno",
            "Carta di credito",
            "Bonifico",
            "potrebbe arrivare tardi",
            "fino al 20 febbraio 2028",
            "Rinnova",
        ],
        &["scade il 22 novembre 2027", "costa oggi 65,88 € per 1 anno"],
        &["scade oggi", "La nuova durata si conta dal 22 novembre 2027"],
        &[
            "è scaduto il 22 novembre 2027",
            "20 febbraio 2028",
            "le fatture continuano ad arrivare",
            "costa oggi 65,88 € per 3 anni",
            "Riattiva",
        ],
        &["non arrivano altre fatture", "Puoi riattivarlo"],
        &["15 novembre 2027", "65,88 €", "Carta Visa 4242", "disattiva il rinnovo automatico"],
        &["15 novembre 2027", "Quel giorno la carta non sarà più valida"],
        &["Rossi & Figli", "3 o 4 giorni lavorativi", "Ritira la richiesta"],
        &["dopo la scadenza del 22 novembre 2027", "non si rinnova", "Ritira la richiesta"],
        &["Rossi & Figli", "resta come prima", "22 novembre 2027", "Non devi fare altro."],
        &["resta come prima", "addebitiamo il rinnovo il 15 novembre 2027", "disattivi prima"],
        &["Rossi & Figli", "non si possono più leggere", "un nuovo servizio"],
    ];
    let mails = every_mail();
    assert_eq!(mails.len(), facts.len());
    for (mail, facts) in mails.iter().zip(facts) {
        let rendered = mail.render(&demo::settings().brand);
        let forms = [words(&rendered.text), words(&visible(&rendered.html))];
        for form in forms {
            for fact in facts {
                assert!(form.contains(fact), "{fact} is missing in {}:\n{form}", mail.kind());
            }
            for fact in ["Bottega", "assistenza@bottega.example", "P.IVA 01234560512"] {
                assert!(form.contains(fact), "{fact} is missing in {}:\n{form}", mail.kind());
            }
        }
    }
}

#[test]
fn subjects_are_the_ones_that_customers_are_told_to_look_for() {
    let subjects: Vec<String> = every_mail().iter().map(Mail::subject).collect();
    assert_eq!(
        subjects,
        [
            "Il tuo nuovo account",
            "Nuova registrazione con la tua partita IVA",
            "Nuova registrazione con il tuo codice fiscale",
            "Lo username del tuo account",
            "Scegli la nuova password del tuo account",
            "Scegli la nuova password del pannello",
            "La password del tuo account è cambiata",
            "La password del pannello è cambiata",
            "La password della tua utenza commercialista è cambiata",
            "La verifica in due passaggi è attiva",
            "La verifica in due passaggi è disattivata",
            "Hai nuovi codici di recupero",
            "È stato usato un codice di recupero",
            "Abbiamo tolto la verifica in due passaggi",
            "La verifica in due passaggi è attiva",
            "Conferma il tuo nuovo indirizzo",
            "Conferma il tuo nuovo indirizzo",
            "È stato chiesto di cambiare l'indirizzo email del tuo account",
            "L'indirizzo email della tua utenza commercialista è cambiato",
            "L'indirizzo email dell'intestatario è cambiato",
            "I tuoi dati sono cancellati",
            "I tuoi dati sono cancellati",
            "Conferma iscrizione",
            "Conferma ordine servizi",
            "Conferma ordine servizi",
            "Come pagare l'ordine 2026000123",
            "Come pagare l'ordine 2026000123",
            "L'ordine 2026000123 aspetta il pagamento",
            "L'ordine 2026000123 aspetta il pagamento",
            "Ordine 2026000123: mancano 60,39 €",
            "L'ordine 2026000123 aspetta il pagamento",
            "L'ordine 2026000123 aspetta il pagamento",
            "Ordine 2026000123 annullato",
            "Ordine 2026000123 annullato",
            "Ordine 2026000123: non pagarlo",
            "Conferma pagamento",
            "Conferma pagamento",
            "L'ordine 2026000123 aspetta l'impegno di pagamento",
            "Impegno registrato",
            "Ordine 2026000123: serve un'altra lettera d'impegno",
            "Attivazione Fatturazione Elettronica",
            "Il tuo accesso al pannello di Rossi & Figli <Legno> \"S.n.c.\"",
            "La tua nuova password temporanea",
            "La tua utenza commercialista",
            "Rossi & Figli <Legno> \"S.n.c.\" ti offre una delega",
            "La delega di Rossi & Figli <Legno> \"S.n.c.\" è terminata",
            "STUDIOVERDI1 ha accettato la delega",
            "STUDIOVERDI1 non ha accettato la delega",
            "STUDIOVERDI1 ha terminato la delega",
            "Accesso da un nuovo dispositivo: Firefox su Windows (Fatturazione Elettronica)",
            "2 avvisi dal pannello di Fatturazione Elettronica",
            "Scadenza: Fatturazione Elettronica (22 novembre 2027)",
            "Accesso da un nuovo dispositivo: Firefox su Windows (Fatturazione Elettronica)",
            "I tuoi servizi aggiuntivi sono attivi",
            "Rinnovo automatico: Fatturazione Elettronica fino al 24 novembre 2028",
            "Fatturazione Elettronica è rinnovato fino al 24 novembre 2028",
            "Fatturazione Elettronica è di nuovo attivo fino al 24 novembre 2028",
            "Metodo di pagamento registrato",
            "Attivazione rinnovo automatico per il servizio Fatturazione Elettronica",
            "Attivazione rinnovo automatico per il servizio Fatturazione Elettronica",
            "Rinnovo automatico disattivato per il servizio Fatturazione Elettronica",
            "Il rinnovo automatico non è riuscito",
            "Il rinnovo automatico non è riuscito",
            "Conferma il pagamento del rinnovo",
            "Il rinnovo automatico aspetta l'ordine 2026000123",
            "Fatturazione Elettronica non si rinnova da solo: rinnovalo tu",
            "Rinnova il servizio Fatturazione Elettronica in scadenza",
            "Servizio Fatturazione Elettronica in scadenza, perché rinnovare?",
            "Fatturazione Elettronica scade oggi",
            "Fatturazione Elettronica è scaduto: puoi riattivarlo fino al 20 febbraio 2028",
            "Fatturazione Elettronica è scaduto: puoi riattivarlo fino al 20 febbraio 2028",
            "Il 15 novembre 2027 addebitiamo 65,88 €",
            "Il 15 novembre 2027 addebitiamo il rinnovo",
            "Disdetta richiesta: Fatturazione Elettronica",
            "Disdetta richiesta: Fatturazione Elettronica",
            "Disdetta ritirata: Fatturazione Elettronica",
            "Disdetta ritirata: Fatturazione Elettronica",
            "Disdetta confermata: Fatturazione Elettronica",
        ]
    );
}

/// Names of ours that say nothing to a customer. The pages are looked at in a browser.
#[test]
fn no_mail_says_what_only_we_understand() {
    for mail in every_mail() {
        let rendered = mail.render(&demo::settings().brand);
        for told in [&mail.subject(), &rendered.text, &visible(&rendered.html)] {
            for word in ["Reset password", "Attivazione KO"] {
                assert!(!told.contains(word), "{word} in {}:\n{told}", mail.kind());
            }
        }
        let presses = rendered.html.split("<a ").skip(1);
        for press in presses.filter_map(|link| link.split("</a>").next()) {
            let name = press.split('>').next_back().unwrap_or_default();
            assert_ne!(words(name), "Annulla", "{}", mail.kind());
        }
    }
}

#[test]
fn html_shows_what_people_typed_and_never_runs_it() {
    let mut order = order();
    order.holder = "<script>alert(1)</script>".into();
    order.lines[0].description = "<img src=x onerror=alert(2)>".into();
    order.order_url = "https://bottega.example/\"onmouseover=\"alert(3)".into();

    let html = Mail::OrderConfirmation(order).render(&demo::settings().brand).html;

    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    assert!(!html.contains("\"onmouseover"), "{html}");
    assert!(visible(&html).contains("<script>alert(1)</script>"));
}

#[test]
fn links_lead_to_the_shop_and_nothing_is_fetched_from_elsewhere() {
    for mail in every_mail() {
        let html = mail.render(&demo::settings().brand).html;
        assert!(!html.contains("src=") && !html.contains("url("), "{}", mail.kind());
        for link in html.split("href=\"").skip(1) {
            let ours = ["https://bottega.example/", "http://localhost:3000", "mailto:"];
            assert!(ours.iter().any(|start| link.starts_with(start)), "{link}");
        }
    }
}

#[test]
fn text_mails_are_tidy() {
    for mail in every_mail() {
        let text = mail.render(&demo::settings().brand).text;
        assert!(!text.contains("\n\n\n"), "{}:\n{text}", mail.kind());
        assert!(text.lines().all(|line| line.trim_end() == line), "{}:\n{text}", mail.kind());
        assert!(!text.contains("&#") && !text.contains("{{"), "{}:\n{text}", mail.kind());
    }
}

#[test]
fn the_text_of_an_order_confirmation_reads_like_this() {
    let text = Mail::OrderConfirmation(order()).render(&demo::settings().brand).text;
    assert_eq!(text, include_str!("../../tests/expected/order_confirmation.txt"));
}
