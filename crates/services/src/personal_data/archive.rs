//! An export as one ZIP, written while it is sent: each table as JSON and as CSV, the
//! commitment documents, and a manifest that says what is in it and how to tell that it is whole.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{self, Receiver, Sender};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::Export;
use crate::hex::hex;
use crate::store::personal_data::{Cell, Table};

/// Pieces that wait for a browser that is slow: more are not made.
const PIECES_AHEAD: usize = 8;

/// Bytes of a piece.
const PIECE: usize = 16 * 1024;

/// The bytes of an archive, piece by piece. They end with an error when it is not whole.
pub type Chunks = Receiver<io::Result<Vec<u8>>>;

impl Export {
    /// Begins to write the archive; it goes on as fast as the pieces are taken.
    #[must_use]
    pub fn into_chunks(self) -> Chunks {
        let (sender, chunks) = mpsc::channel(PIECES_AHEAD);
        tokio::task::spawn_blocking(move || {
            let mut pipe = Pipe { sender, piece: Vec::with_capacity(PIECE) };
            let written = self.write(&mut pipe).and_then(|()| pipe.flush());
            if let Err(error) = written {
                // Nobody may be listening any more, and then it does not matter.
                let _ = pipe.sender.blocking_send(Err(error));
            }
        });
        chunks
    }

    fn write(&self, to: &mut Pipe) -> io::Result<()> {
        let mut zip = ZipWriter::new_stream(to);
        let mut files = Vec::new();
        for table in &self.tables {
            let rows = table.rows.len();
            for (name, text) in [
                (format!("{}.json", table.name), as_json(table)),
                (format!("{}.csv", table.name), as_csv(table)),
            ] {
                put(&mut zip, &mut files, &name, text.as_bytes(), Some(rows))?;
            }
        }
        for commitment in &self.commitments {
            let name = format!("impegni/{}.pdf", commitment.number);
            put(&mut zip, &mut files, &name, &commitment.document, None)?;
        }
        let manifest = json!({
            "negozio": self.shop,
            "username": self.username,
            "esportato": self.made_at.to_rfc3339(),
            "nota": "Tutto quello che conserviamo di questo account. Le password non ci sono: ne \
                     conserviamo solo un'impronta. Delle email resta, dopo la consegna, solo che sono \
                     partite. I numeri delle carte li conserva il fornitore dei pagamenti.",
            "file": files,
        });
        let manifest = serde_json::to_string_pretty(&manifest).map_err(io::Error::other)?;
        put(&mut zip, &mut Vec::new(), "manifest.json", manifest.as_bytes(), None)?;
        zip.finish().map_err(io::Error::other)?;
        Ok(())
    }
}

/// Writes a file, and notes it for the manifest.
fn put(
    zip: &mut ZipWriter<StreamWriter<&mut Pipe>>,
    files: &mut Vec<Value>,
    name: &str,
    bytes: &[u8],
    rows: Option<usize>,
) -> io::Result<()> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file(name, options).map_err(io::Error::other)?;
    zip.write_all(bytes)?;
    let digest = hex(&Sha256::digest(bytes));
    let mut file = json!({ "nome": name, "byte": bytes.len(), "sha256": digest });
    if let (Some(rows), Some(file)) = (rows, file.as_object_mut()) {
        file.insert("righe".into(), rows.into());
    }
    files.push(file);
    Ok(())
}

/// The rows as objects.
fn as_json(table: &Table) -> String {
    let object = |row: &Vec<Cell>| {
        let pairs = table.columns.iter().zip(row);
        let pairs = pairs.map(|(column, cell)| ((*column).to_owned(), value(cell)));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    let rows: Vec<Value> = table.rows.iter().map(object).collect();
    format!("{:#}\n", Value::Array(rows))
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Nothing => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Number(number) => (*number).into(),
        Cell::Flag(flag) => (*flag).into(),
        // What cannot be read is handed out as it is.
        Cell::Json(text) => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str()))
        }
    }
}

/// The rows as a table for a spreadsheet (RFC 4180), in UTF-8 with the mark that spreadsheets look for.
fn as_csv(table: &Table) -> String {
    let mut text = String::from('\u{feff}');
    text += &table.columns.join(",");
    text += "\r\n";
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(csv_cell).collect();
        text += &cells.join(",");
        text += "\r\n";
    }
    text
}

/// A cell of a CSV. What a spreadsheet would take for a formula begins with an apostrophe.
fn csv_cell(cell: &Cell) -> String {
    let text = match cell {
        Cell::Nothing => return String::new(),
        Cell::Number(number) => return number.to_string(),
        Cell::Flag(flag) => return if *flag { "si".into() } else { "no".into() },
        Cell::Text(text) | Cell::Json(text) => text,
    };
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// Hands on what is written, in pieces.
struct Pipe {
    sender: Sender<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
}

impl Pipe {
    fn send(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let sent = self.sender.blocking_send(Ok(piece));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() { Ok(()) } else { self.send() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_finds_text_and_never_a_formula() {
        let text = |text: &str| csv_cell(&Cell::Text(text.into()));
        assert_eq!(text("Bianchi \"Ceramiche\", S.r.l."), "\"Bianchi \"\"Ceramiche\"\", S.r.l.\"");
        assert_eq!(text("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
        assert_eq!(text("+39 055"), "\"'+39 055\"");
        assert_eq!(csv_cell(&Cell::Number(-7)), "-7");
        assert_eq!(csv_cell(&Cell::Nothing), "");
    }
}
