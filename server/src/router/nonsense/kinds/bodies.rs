//! Bodies that no field of a form describes: files, and messages of a payment provider.

/// Forms of several parts, with the boundary `X`: for a letter and for a bank statement.
pub fn forms_with_a_file() -> Vec<(String, Vec<u8>)> {
    let part = |head: &str, content: &[u8]| {
        let mut part =
            format!("--X\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes();
        part.extend_from_slice(content);
        part.extend_from_slice(b"\r\n");
        part
    };
    let field = |name: &str, value: &[u8]| part(&format!("name=\"{name}\""), value);
    let file = |name: &str, content: &[u8]| {
        part(&format!("name=\"document\"; filename=\"{name}\""), content)
    };
    let whole = || {
        let mut form = Vec::new();
        for (name, value) in [
            ("cig", "b0a1b2c3d4"),
            ("office_code", "UF5HHG"),
            ("protocol", "0012345/2026"),
            ("dated", "2026-01-15"),
        ] {
            form.extend(field(name, value.as_bytes()));
        }
        form
    };
    let end = b"--X--\r\n";
    let with = |parts: Vec<u8>| [whole(), parts, end.to_vec()].concat();
    let pdf = b"%PDF-1.7 we promise to pay";
    let csv = |row: &str| {
        let text = format!("Data;Valuta;Descrizione;Importo\r\n{row}\r\n");
        with(file("estratto.csv", text.as_bytes()))
    };
    let xml = |entry: &str| {
        let text = format!(
            "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">\
             <BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id>\
             </Acct><Ntry>{entry}</Ntry></Stmt></BkToCstmrStmt></Document>"
        );
        with(file("estratto.xml", text.as_bytes()))
    };
    let entry = |amount: &str, day: &str, text: &str| {
        format!(
            "<Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\
             <BookgDt><Dt>{day}</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd>\
             </RmtInf></TxDtls></NtryDtls>"
        )
    };
    let mut forms: Vec<(String, Vec<u8>)> = vec![
        ("nothing".into(), Vec::new()),
        ("only the end".into(), end.to_vec()),
        ("another boundary".into(), b"--Y\r\n\r\nx\r\n--Y--\r\n".to_vec()),
        ("no end".into(), [whole(), file("a.pdf", pdf)].concat()),
        ("cut off in a head".into(), b"--X\r\nContent-Disposition: form-da".to_vec()),
        ("cut off in a file".into(), [whole(), file("a.pdf", pdf)[..80].to_vec()].concat()),
        ("no head".into(), b"--X\r\n\r\nx\r\n--X--\r\n".to_vec()),
        ("no name".into(), with(part("filename=\"a.pdf\"", pdf))),
        ("a head without end".into(), [b"--X\r\n".to_vec(), vec![b'a'; 100_000]].concat()),
        ("bytes".into(), (0..=255).collect()),
        ("an empty file".into(), with(file("a.pdf", b""))),
        ("no file name".into(), with(file("", pdf))),
        ("a file of zeros".into(), with(file("a.csv", &[0; 5_000]))),
        ("a large file".into(), with(file("a.pdf", &vec![b'%'; 6 * 1024 * 1024]))),
        ("two files".into(), with([file("a.pdf", pdf), file("b.pdf", pdf)].concat())),
        ("fields twice".into(), [whole(), whole(), file("a.pdf", pdf), end.to_vec()].concat()),
        ("only fields".into(), with(Vec::new())),
        (
            "a field of bytes".into(),
            with([field("protocol", b"\xff\xfe\0"), file("a.pdf", pdf)].concat()),
        ),
        (
            "a long field".into(),
            with([field("protocol", &[b'9'; 100_000]), file("a.pdf", pdf)].concat()),
        ),
        ("many parts".into(), with(field("x", b"").repeat(5_000))),
    ];
    for name in
        ["..\\..\\a.pdf", "a\u{1b}[31m.pdf", "a.pdf%00.exe", "è€😀.pdf", "con", "\u{202e}fdp.pdf"]
    {
        forms.push((format!("a file called {name}"), with(file(name, pdf))));
    }
    for head in [
        "name=\"document\"; filename*=UTF-8''a%00b.pdf",
        "name=\"document\"; filename=a\\\"b.pdf",
        "name=\"document\"; filename=\"",
        "name=document; filename=\"a.pdf\"; filename=\"b.pdf\"",
    ] {
        forms.push((head.into(), with(part(head, pdf))));
    }
    for content in [
        &b"Data;Importo\r\n\xff\xfe;1\r\n"[..],
        b"\xff\xfeD\0a\0t\0a\0;\0\xd8\xd8",
        b"\xef\xbb\xbf",
        b":20:X\r\n:25:Y\r\n:61:0000000000C1,00\r\n",
        b":20:X\r\n:60F:C991399EUR9999999999999999,99\r\n:61:991399C,NTRF\r\n:86:\0\r\n-",
        b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        b"<Document><BkToCstmrStmt>",
        b"PK\x03\x04\xff\xff",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html><table><tr><td>Data<td>Importo</table>",
    ] {
        let kind = format!("a statement of {}", String::from_utf8_lossy(content));
        forms.push((kind, with(file("estratto.txt", content))));
    }
    for row in [
        "22/11/2026;22/11/2026;Bonifico\0di nessuno;10,00",
        "22/11/2026;22/11/2026;Bonifico\u{1b}[31m\u{85};10,00",
        "22/11/2026;22/11/2026;Bonifico;99999999999999999999,99",
        "22/11/2026;22/11/2026;Bonifico;92233720368547758,07",
        "22/11/2026;22/11/2026;Bonifico;1e30",
        "22/11/2026;22/11/2026;Bonifico;NaN",
        "22/11/2026;22/11/2026;Bonifico;€",
        "31/02/2026;99/99/9999;Bonifico;10,00",
        "01/01/0000;31/12/9999;Bonifico;10,00",
        "31/12/9999;31/12/9999;Bonifico 26000001;10,00",
        "22/11/26;22/11/26;\u{1f600}\u{e8}\u{202e};10,00",
        "\"22/11/2026;22/11/2026;Bonifico;10,00",
        ";;;",
    ] {
        forms.push((format!("a row {row}"), csv(row)));
    }
    let long = "x".repeat(500_000);
    for (amount, day, text) in [
        ("99999999999999999999.99", "2026-11-22", "x"),
        ("92233720368547758.07", "2026-11-22", "x"),
        ("-1", "2026-11-22", "x"),
        ("1e9", "2026-11-22", "x"),
        ("10.00", "0000-00-00", "x"),
        ("10.00", "9999-12-31", "x"),
        ("10.00", "+262142-12-31", "x"),
        ("10.00", "-262143-01-01", "x"),
        ("10.00", "2026-11-22", "a\0b"),
        ("10.00", "2026-11-22", "a&#0;b"),
        ("10.00", "2026-11-22", "a&#x1b;b&#xD800;"),
        ("10.00", "2026-11-22", &long),
    ] {
        let kind = format!("an entry of {amount} on {day} for {text:.20}");
        forms.push((kind, xml(&entry(amount, day, text))));
    }
    forms.push(("a deep statement".into(), xml(&"<a>".repeat(20_000))));
    forms
}

/// Messages of a payment provider. `message` is one that is in order.
pub fn messages(message: &str) -> Vec<(String, String)> {
    let event = |id: &str, kind: &str, object: &str| {
        format!("{{\"id\":{id},\"type\":{kind},\"data\":{{\"object\":{object}}}}}")
    };
    let session = |fields: &str| {
        let fields = format!("{{\"object\":\"checkout.session\",\"id\":\"cs_1\",{fields}}}");
        event(&format!("\"evt_{}\"", fields.len()), "\"checkout.session.completed\"", &fields)
    };
    let mut bodies = vec![
        String::new(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        "\"\"".into(),
        "{\"id\":".into(),
        "[".repeat(20_000),
        "{\"a\":".repeat(5_000),
        "\0".into(),
        message.replace("evt_1", "evt_\\u0000"),
        message.replace("evt_1", "evt_\0"),
        message.replace("evt_1", "evt_\\ud800"),
        message.replace("evt_1", ""),
        message.replace("evt_1", &"x".repeat(30_000)),
        message.replace("evt_1", "è€😀"),
        message.replace("customer.created", "\\u0000"),
        message.replace("customer.created", &"x".repeat(30_000)),
        format!("{message}{message}"),
        format!("\u{feff}{message}"),
    ];
    let values = [
        "null",
        "true",
        "\"\"",
        "\"x\"",
        "\"\\u0000\"",
        "\"\\udfff\"",
        "-1",
        "1.5",
        "1e400",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999",
        "[]",
        "{}",
        "\"00000000-0000-0000-0000-000000000001\"",
        "\"%00\"",
        "\"2026-02-30\"",
    ];
    for value in values {
        bodies.push(event(value, "\"a\"", "{}"));
        bodies.push(event("\"evt_2\"", value, "{}"));
        bodies.push(event(
            &format!("\"evt_o{}\"", bodies.len()),
            "\"checkout.session.completed\"",
            value,
        ));
        for field in
            ["client_reference_id", "amount_total", "payment_intent", "created", "metadata"]
        {
            bodies.push(session(&format!("\"{field}\":{value},\"n\":{}", bodies.len())));
        }
    }
    bodies.into_iter().map(|body| (format!("{body:.90}"), body)).collect()
}
