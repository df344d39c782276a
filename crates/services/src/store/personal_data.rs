//! Everything that is kept about one customer, for whoever may ask for it. No hash of a password, no
//! secret and no other customer: each statement asks for one account.

mod table;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::AccountId;
use domain::money::Money;
use platform::{Result, Tx};
use uuid::Uuid;

pub use self::table::{Cell, Table};

/// An amount in euro and not in the cents of the table.
fn euro(cents: i64) -> Cell {
    Cell::Text(Money::from_cents(cents).to_string())
}

/// Reads one table: its name, its columns, the statement with their values in the same order, and how
/// each value becomes a cell.
macro_rules! table {
    ($tx:expr, $account:expr, $name:literal, $sql:literal,
     [$($column:literal: $value:ident as $type:ty => $cell:expr),+ $(,)?]) => {{
        let rows: Vec<($($type,)+)> = $tx.sql($sql).bind($account).all().await?;
        let row = |($($value,)+)| vec![$(Cell::from($cell)),+];
        Table {
            name: $name,
            columns: &[$($column),+],
            rows: rows.into_iter().map(row).collect(),
        }
    }};
}

/// All of it, in the order in which it came about.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Table>> {
    let mut tables = who(tx, account).await?;
    tables.extend(services(tx, account).await?);
    tables.extend(panels(tx, account).await?);
    tables.extend(orders(tx, account).await?);
    tables.extend(money(tx, account).await?);
    Ok(tables)
}

async fn who(tx: &mut Tx, account: AccountId) -> Result<Vec<Table>> {
    Ok(vec![
        table!(tx, account, "account",
            "SELECT number, email, party, marketing, registered_at FROM account WHERE id = $1",
            ["numero": number as i64 => number,
             "email": email as String => email,
             "titolare": party as String => Cell::Json(party),
             "offerte": marketing as bool => marketing,
             "registrato": at as DateTime<Utc> => at]),
        table!(tx, account, "intestatario",
            "SELECT data, saved_at FROM holder WHERE account_id = $1",
            ["intestatario": data as String => Cell::Json(data),
             "salvato": at as DateTime<Utc> => at]),
        table!(tx, account, "carrello",
            "SELECT purpose, service, years, product, quantity, discount_code, touched_at FROM cart \
             LEFT JOIN cart_item ON cart_id = cart.id WHERE account_id = $1 ORDER BY position",
            ["scopo": purpose as String => purpose,
             "servizio": service as String => service,
             "anni": years as Option<i64> => years,
             "prodotto": product as Option<String> => product,
             "quantita": quantity as Option<i64> => quantity,
             "codice_sconto": code as Option<String> => code,
             "modificato": at as DateTime<Utc> => at]),
        table!(tx, account, "metodi_di_pagamento",
            "SELECT kind, label, void_after_year, void_after_month, added_at, removed_at \
             FROM stored_method WHERE account_id = $1 ORDER BY added_at",
            ["tipo": kind as String => kind,
             "nome": label as String => label,
             "scade_anno": year as Option<i64> => year,
             "scade_mese": month as Option<i64> => month,
             "registrato": added as DateTime<Utc> => added,
             "rimosso": removed as Option<DateTime<Utc>> => removed]),
        table!(tx, account, "verifica_in_due_passaggi",
            "SELECT username, what, at, reason FROM second_factor_event WHERE owner = $1 \
             OR owner IN (SELECT panel_user.id FROM panel_user \
             JOIN subscription ON subscription.id = subscription_id WHERE account_id = $1) \
             ORDER BY at, id",
            ["username": username as String => username,
             "che_cosa": what as String => what,
             "quando": at as DateTime<Utc> => at,
             "motivo": reason as Option<String> => reason]),
    ])
}

async fn services(tx: &mut Tx, account: AccountId) -> Result<Vec<Table>> {
    Ok(vec![
        table!(tx, account, "servizi",
            "SELECT id, service, holder, activated_on, expires_on, closed_on FROM subscription \
             WHERE account_id = $1 ORDER BY activated_on, id",
            ["id": id as Uuid => id,
             "servizio": service as String => service,
             "intestatario": holder as String => Cell::Json(holder),
             "attivo_dal": from as NaiveDate => from,
             "scadenza": expires as NaiveDate => expires,
             "chiuso": closed as Option<NaiveDate> => closed]),
        table!(tx, account, "servizi_aggiuntivi",
            "SELECT subscription_id, product, quantity, subscription_item.expires_on \
             FROM subscription_item JOIN subscription ON subscription.id = subscription_id \
             WHERE account_id = $1 ORDER BY subscription_id, product, subscription_item.expires_on",
            ["servizio": id as Uuid => id,
             "prodotto": product as String => product,
             "quantita": quantity as i64 => quantity,
             "scadenza": expires as NaiveDate => expires]),
        table!(tx, account, "rinnovo_automatico",
            "SELECT subscription_id, years, off_by_choice, label FROM automatic_renewal \
             JOIN subscription ON subscription.id = subscription_id \
             LEFT JOIN stored_method ON stored_method.id = method_id \
             WHERE subscription.account_id = $1 ORDER BY subscription_id",
            ["servizio": id as Uuid => id,
             "anni": years as i64 => years,
             "disattivato_dal_cliente": off as bool => off,
             "metodo": label as Option<String> => label]),
        table!(tx, account, "scelte_per_il_rinnovo",
            "SELECT subscription_id, product, quantity FROM renewal_plan \
             JOIN subscription ON subscription.id = subscription_id \
             WHERE account_id = $1 ORDER BY subscription_id, product",
            ["servizio": id as Uuid => id,
             "prodotto": product as String => product,
             "quantita": quantity as i64 => quantity]),
        table!(tx, account, "modifiche_dei_servizi",
            "SELECT subscription_id, changed_at, what, about_username, detail, by_kind, by_whom \
             FROM service_change \
             JOIN subscription ON subscription.id = subscription_id \
             WHERE account_id = $1 ORDER BY changed_at, service_change.id",
            ["servizio": id as Uuid => id,
             "quando": at as DateTime<Utc> => at,
             "che_cosa": what as String => what,
             "di_chi": whose as Option<String> => whose,
             "dettaglio": detail as Option<String> => detail,
             "chi": by as String => by,
             "username": username as Option<String> => username]),
        table!(tx, account, "disdette",
            "SELECT subscription_id, asked_at, at_expiry, reason, state, decided_at \
             FROM termination \
             JOIN subscription ON subscription.id = subscription_id \
             WHERE account_id = $1 ORDER BY asked_at",
            ["servizio": id as Uuid => id,
             "chiesta": asked as DateTime<Utc> => asked,
             "per_la_scadenza": at_expiry as bool => at_expiry,
             "motivo": reason as String => reason,
             "stato": state as String => state,
             "decisa": decided as Option<DateTime<Utc>> => decided]),
    ])
}

async fn panels(tx: &mut Tx, account: AccountId) -> Result<Vec<Table>> {
    Ok(vec![
        table!(tx, account, "utenti_del_pannello",
            "SELECT subscription_id, COALESCE(former_username, username), email, permissions, \
             created_at, last_sign_in_at FROM panel_user \
             JOIN subscription ON subscription.id = subscription_id \
             WHERE account_id = $1 ORDER BY subscription_id, username",
            ["servizio": id as Uuid => id,
             "username": username as String => username,
             "email": email as Option<String> => email,
             "permessi": permissions as Option<String> => permissions,
             "creato": created as Option<DateTime<Utc>> => created,
             "ultimo_accesso": seen as Option<DateTime<Utc>> => seen]),
        table!(tx, account, "accessi_al_pannello",
            "SELECT subscription_id, username, device, since, seen_at, ended_at FROM panel_sign_in \
             JOIN panel_user ON panel_user.id = panel_user_id \
             JOIN subscription ON subscription.id = subscription_id \
             WHERE account_id = $1 ORDER BY since, panel_sign_in.id",
            ["servizio": id as Uuid => id,
             "username": username as String => username,
             "dispositivo": device as String => device,
             "dal": since as DateTime<Utc> => since,
             "ultimo_uso": seen as DateTime<Utc> => seen,
             "chiuso": ended as Option<DateTime<Utc>> => ended]),
        table!(tx, account, "deleghe",
            "SELECT subscription_id, username, permissions, offered_on, accepted_at, ended_at, ending \
             FROM delegation JOIN subscription ON subscription.id = subscription_id \
             WHERE account_id = $1 ORDER BY subscription_id, delegation.id",
            ["servizio": id as Uuid => id,
             "username": username as String => username,
             "permessi": permissions as String => permissions,
             "offerta": on as NaiveDate => on,
             "accettata": accepted as Option<DateTime<Utc>> => accepted,
             "terminata": ended as Option<DateTime<Utc>> => ended,
             "come": ending as Option<String> => ending]),
        table!(tx, account, "prima_configurazione",
            "SELECT configuration_step.subscription_id, step, answer, draft, saved_at, concluded_at \
             FROM configuration_step JOIN configuration \
             ON configuration.subscription_id = configuration_step.subscription_id \
             JOIN subscription ON subscription.id = configuration.subscription_id \
             WHERE account_id = $1 ORDER BY configuration_step.subscription_id, step",
            ["servizio": id as Uuid => id,
             "passo": step as String => step,
             "risposta": answer as Option<String> => Option::map(answer, Cell::Json),
             "bozza": draft as Option<String> => Option::map(draft, Cell::Json),
             "salvato": at as DateTime<Utc> => at,
             "conclusa": concluded as Option<DateTime<Utc>> => concluded]),
    ])
}

async fn orders(tx: &mut Tx, account: AccountId) -> Result<Vec<Table>> {
    Ok(vec![
        table!(tx, account, "ordini",
            "SELECT number, kind, service, subscription_id, holder, method, concluded_at, \
             discount_code, discount, net, vat, total, due, state, paid_on, cancelled_on \
             FROM purchase_order WHERE account_id = $1 ORDER BY number",
            ["numero": number as i64 => number,
             "tipo": kind as String => kind,
             "prodotto": service as String => service,
             "servizio": id as Option<Uuid> => id,
             "intestatario": holder as String => Cell::Json(holder),
             "metodo": method as String => method,
             "concluso": at as DateTime<Utc> => at,
             "codice_sconto": code as Option<String> => code,
             "sconto": discount as i64 => euro(discount),
             "imponibile": net as i64 => euro(net),
             "iva": vat as i64 => euro(vat),
             "totale": total as i64 => euro(total),
             "da_pagare": due as i64 => euro(due),
             "stato": state as String => state,
             "pagato": paid as Option<NaiveDate> => paid,
             "annullato": cancelled as Option<NaiveDate> => cancelled]),
        table!(tx, account, "righe_degli_ordini",
            "SELECT number, product, order_line.kind, quantity, from_on, until_on, months, \
             order_line.net FROM order_line JOIN purchase_order ON purchase_order.id = order_id \
             WHERE account_id = $1 ORDER BY number, position",
            ["ordine": number as i64 => number,
             "prodotto": product as String => product,
             "tipo": kind as String => kind,
             "quantita": quantity as i64 => quantity,
             "dal": from as NaiveDate => from,
             "al": until as NaiveDate => until,
             "mesi": months as i64 => months,
             "imponibile": net as i64 => euro(net)]),
        table!(tx, account, "accettazioni",
            "SELECT number, what, text_version, text_sha256, accepted_at, address, body \
             FROM acceptance JOIN purchase_order ON purchase_order.id = order_id \
             LEFT JOIN accepted_text ON sha256 = text_sha256 \
             WHERE account_id = $1 ORDER BY number, what",
            ["ordine": number as i64 => number,
             "testo": what as String => what,
             "versione": version as String => version,
             "sha256": digest as String => digest,
             "accettato": at as DateTime<Utc> => at,
             "indirizzo_di_rete": address as String => address,
             "parole": body as Option<String> => body]),
        table!(tx, account, "gare",
            "SELECT number, cig, cup FROM order_tender \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE account_id = $1 ORDER BY number",
            ["ordine": number as i64 => number,
             "cig": cig as Option<String> => cig,
             "cup": cup as Option<String> => cup]),
        table!(tx, account, "impegni_di_pagamento",
            "SELECT number, cig, no_cig_reason, cup, office_code, protocol, dated, file_name, \
             document_sha256, sent_at, decision, decided_on, refusal_reason FROM commitment \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE account_id = $1 ORDER BY number",
            ["ordine": number as i64 => number,
             "cig": cig as Option<String> => cig,
             "motivo_senza_cig": no_cig as Option<String> => no_cig,
             "cup": cup as Option<String> => cup,
             "codice_univoco": office as String => office,
             "protocollo": protocol as String => protocol,
             "data": dated as NaiveDate => dated,
             "file": file as String => file,
             "sha256": digest as String => digest,
             "inviato": sent as DateTime<Utc> => sent,
             "decisione": decision as Option<String> => decision,
             "deciso": decided as Option<NaiveDate> => decided,
             "motivo_del_rifiuto": refusal as Option<String> => refusal]),
    ])
}

async fn money(tx: &mut Tx, account: AccountId) -> Result<Vec<Table>> {
    Ok(vec![
        table!(tx, account, "pagamenti",
            "SELECT number, payment.method, amount, payment.paid_on, registered_at FROM payment \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE account_id = $1 ORDER BY number, registered_at",
            ["ordine": number as i64 => number,
             "metodo": method as String => method,
             "importo": amount as i64 => euro(amount),
             "pagato": on as NaiveDate => on,
             "registrato": at as DateTime<Utc> => at]),
        table!(tx, account, "tentativi_di_pagamento",
            "SELECT number, payment_attempt.method, amount, payment_attempt.state, refusal, begun_at \
             FROM payment_attempt JOIN purchase_order ON purchase_order.id = order_id \
             WHERE account_id = $1 ORDER BY begun_at",
            ["ordine": number as i64 => number,
             "metodo": method as String => method,
             "importo": amount as i64 => euro(amount),
             "stato": state as String => state,
             "rifiuto": refusal as Option<String> => refusal,
             "iniziato": at as DateTime<Utc> => at]),
        table!(tx, account, "bonifici_ricevuti",
            "SELECT number, amount, booked_on, payer, payer_iban, text FROM bank_credit \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE account_id = $1 ORDER BY booked_on",
            ["ordine": number as i64 => number,
             "importo": amount as i64 => euro(amount),
             "accreditato": on as NaiveDate => on,
             "ordinante": payer as String => payer,
             "iban": iban as Option<String> => iban,
             "causale": text as String => text]),
        table!(tx, account, "rimborsi",
            "SELECT number, amount, reason, refund.state, asked_at, done_at FROM refund \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE account_id = $1 ORDER BY asked_at",
            ["ordine": number as i64 => number,
             "importo": amount as i64 => euro(amount),
             "motivo": reason as String => reason,
             "stato": state as String => state,
             "chiesto": asked as DateTime<Utc> => asked,
             "eseguito": done as Option<DateTime<Utc>> => done]),
        table!(tx, account, "somme_da_chiarire",
            "SELECT number, payment_case.kind, amount, note, opened_at, closed_at FROM payment_case \
             JOIN purchase_order ON purchase_order.id = order_id \
             WHERE account_id = $1 ORDER BY opened_at",
            ["ordine": number as i64 => number,
             "tipo": kind as String => kind,
             "importo": amount as i64 => euro(amount),
             "nota": note as String => note,
             "aperta": opened as DateTime<Utc> => opened,
             "chiusa": closed as Option<DateTime<Utc>> => closed]),
    ])
}

/// A commitment document as it was sent.
#[derive(Debug, sqlx::FromRow)]
pub struct CommitmentDocument {
    /// Of the order.
    pub number: i64,
    pub document: Vec<u8>,
}

/// The commitment documents of the customer's orders.
pub async fn commitment_documents(
    tx: &mut Tx,
    account: AccountId,
) -> Result<Vec<CommitmentDocument>> {
    tx.sql(
        "SELECT number, document FROM commitment JOIN purchase_order ON purchase_order.id = order_id \
         WHERE account_id = $1 ORDER BY number",
    )
    .bind(account)
    .all()
    .await
}

/// Notes that the data of a customer were handed out; `by` is a member of staff, or none for the
/// customer.
pub async fn note_export(
    tx: &mut Tx,
    id: Uuid,
    account: AccountId,
    by: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql("INSERT INTO data_export (id, account_id, made_at, made_by) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(account)
        .bind(now)
        .bind(by)
        .run()
        .await?;
    Ok(())
}

/// The account with a number, or of the order with it.
pub async fn account_with(tx: &mut Tx, number: i64) -> Result<Option<AccountId>> {
    let row: Option<(AccountId,)> = tx
        .sql(
            "SELECT id FROM account WHERE number = $1 \
             UNION ALL SELECT account_id FROM purchase_order WHERE number = $1",
        )
        .bind(number)
        .optional()
        .await?;
    Ok(row.map(|(id,)| id))
}
