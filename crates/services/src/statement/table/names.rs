//! The names that banks give to their columns, in lower case and without signs.
//!
//! They are those of the tables that Banco BPM, BancoPosta, Crédit Agricole, Fineco, ING, Intesa
//! Sanpaolo, MPS (until 2025 and since), N26, Revolut, Sella and UniCredit (old and new) export. A
//! name that is not here is kept as text: whoever paid may be named in it.

/// The day of the booking comes before other days.
pub const DAY: &[&str] = &[
    "data contabile",
    "data contabilizzazione",
    "data cont",
    "data registrazione",
    "data operazione",
    "data op",
    "data movimento",
    "data",
    "data di completamento",
    "booking date",
    "completed date",
    "date completed utc",
    "data valuta",
];

/// Other days of an entry, which say nothing of who paid.
pub const OTHER_DAY: &[&str] = &[
    "valuta",
    "data val",
    "data di inizio",
    "value date",
    "started date",
    "date started utc",
    "data disponibile",
];

pub const AMOUNT: &[&str] = &[
    "importo",
    "importo eur",
    "importo euro",
    "importo in euro",
    "importo operazione",
    "importo movimento",
    "ammontare",
    "euro",
    "amount",
    "amount eur",
];

pub const CAME: &[&str] = &[
    "avere",
    "entrate",
    "entrata",
    "accrediti",
    "accredito",
    "accrediti euro",
    "credito",
    "importo avere",
    "avere euro",
];

pub const WENT: &[&str] = &[
    "dare",
    "uscite",
    "uscita",
    "addebiti",
    "addebito",
    "addebiti euro",
    "debito",
    "importo dare",
    "dare euro",
];

pub const SIGN: &[&str] = &["segno", "dare avere", "d a"];
pub const CURRENCY: &[&str] = &["divisa", "valuta", "div", "currency", "payment currency"];
pub const STATE: &[&str] =
    &["stato", "stato movimento", "stato operazione", "contabilizzazione", "state", "status"];

pub const PAYER: &[&str] = &[
    "ordinante",
    "ordinante beneficiario",
    "beneficiario ordinante",
    "controparte",
    "nome controparte",
    "nominativo",
    "mittente",
    "debitore",
    "partner name",
    "payer",
];

pub const IBAN: &[&str] = &[
    "iban ordinante",
    "iban controparte",
    "iban mittente",
    "iban debitore",
    "conto controparte",
    "partner iban",
];

pub const REFERENCE: &[&str] = &[
    "riferimento banca",
    "cro",
    "trn",
    "cro trn",
    "id operazione",
    "id transazione",
    "id movimento",
    "codice identificativo",
];

/// These come first in the text, in this order; what has no known name follows.
pub const TEXT: &[&str] = &[
    "causale",
    "descrizione",
    "descrizione operazione",
    "descrizione operazioni",
    "descrizione completa",
    "descrizione estesa",
    "operazione",
    "dettagli",
    "motivo",
    "note",
    "payment reference",
    "description",
    "reference",
];

/// About our own account, or of the bank's own order: they say nothing of who paid.
pub const OURS: &[&str] = &[
    "ragione sociale",
    "banca",
    "rapporto",
    "conto",
    "conto corrente",
    "numero conto",
    "conto o carta",
    "account name",
    "prodotto",
    "product",
    "saldo",
    "saldo contabile",
    "saldo progressivo",
    "balance",
    "caus",
    "causale abi",
    "codice causale",
    "abi",
    "cab",
    "type",
    "tipo",
    "original amount",
    "original currency",
    "exchange rate",
];

/// What the bank or its customer sorts entries by, today so and tomorrow otherwise. The same row
/// stays the same whatever stands here.
pub const SORTED: &[&str] =
    &["categoria", "categoria sottocategoria", "hashtag", "etichette", "etichetta", "tag", "tags"];

/// What a line says that is a balance and no entry.
pub const BALANCES: &[&str] = &["saldo", "saldi", "totale", "totali", "giacenza", "riporto"];

/// How a state begins that is not money yet.
pub const PENDING: &[&str] = &[
    "non contabil",
    "non ancora",
    "in attesa",
    "in corso",
    "in elaborazione",
    "in sospeso",
    "sospes",
    "prenotat",
    "autorizzat",
    "da contabil",
    "provvisor",
    "pending",
    "not booked",
    "created",
];

/// What says the same in a column whose name nobody knows, when nothing else stands there.
pub const NOT_BOOKED: &[&str] =
    &["non contabilizzato", "non contabilizzata", "da contabilizzare", "pending", "not booked"];

/// How a state begins that will never be money.
pub const VOID: &[&str] = &[
    "annullat",
    "respint",
    "rifiutat",
    "stornat",
    "fallit",
    "non riuscit",
    "revert",
    "declin",
    "reject",
    "fail",
    "cancel",
];

/// States that need no word.
pub const BOOKED: &[&str] = &[
    "",
    "contabilizzato",
    "contabilizzata",
    "contabile",
    "eseguito",
    "eseguita",
    "completato",
    "completata",
    "completed",
    "booked",
    "definitivo",
];

/// What stands before money that came.
pub const CREDIT_SIGNS: &[&str] =
    &["", "+", "a", "c", "cr", "e", "avere", "accredito", "entrata", "credito", "credit", "crdt"];
/// What stands before money that went.
pub const DEBIT_SIGNS: &[&str] =
    &["-", "d", "db", "u", "dare", "addebito", "uscita", "debito", "debit", "dbit"];
