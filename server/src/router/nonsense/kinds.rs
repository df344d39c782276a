//! The kinds of nonsense.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Method, Request, header},
};

/// Values that stand in a form or an address as they are written here.
pub fn values() -> Vec<String> {
    let written = [
        // No text, or text that nobody sees.
        "",
        "+",
        "%00",
        "a%00b",
        "%1B%5B31m",
        "%7F",
        "%C2%85",
        "%FF%FE",
        "%ED%A0%80",
        "%C0%80",
        "%E2%80%8B",
        "%EF%BB%BF1",
        "%E2%80%AE",
        "%0D%0ASet-Cookie:%20a=b",
        "%09",
        "%",
        "%2",
        "%25",
        // Numbers.
        "-1",
        "0",
        "-0",
        "00000000000000000001",
        "2147483648",
        "4294967295",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551616",
        "1e400",
        "1e-400",
        "1.5",
        "1%2C5",
        "NaN",
        "inf",
        "0x10",
        "%2B1",
        "%D9%A1",
        "79228162514264337593543950335",
        "79228162514264337593543950336",
        "0.0000000000000000000000000001",
        "92233720368547758.07",
        "999999999999999%2C99",
        // Dates and times.
        "2026-02-30",
        "0000-00-00",
        "0000-01-01",
        "-262143-01-01",
        "%2B262142-12-31",
        "9999-12-31",
        "2026-11-22T25:61:00Z",
        // Something else than was asked for.
        "true",
        "null",
        "%5B%5D",
        "%7B%22a%22:1%7D",
        "nobody",
        "Card",
        "00000000-0000-0000-0000-000000000000",
        "00000000-0000-0000-0000-00000000000g",
        "urn:uuid:00000000-0000-0000-0000-000000000001",
        "%7B00000000-0000-0000-0000-000000000001%7D",
        // What is read letter by letter, or goes on to somewhere.
        "%E2%82%AC%F0%9F%98%80%C3%A0",
        "%C3%A0%C3%A8%C3%AC%C3%B2%C3%B9%C3%A0%C3%A8%C3%AC%C3%B2%C3%B9%C3%A0",
        "%C3%9F%C4%B0%C5%89",
        "//evil.example",
        "/%5Cevil.example",
        "..%2F..%2Fetc%2Fpasswd",
        "%3Cscript%3E",
        "%27;%20DROP%20TABLE%20account;--",
        "%25s%25n",
        "DE89370400440532013000",
    ];
    let mut values: Vec<String> = written.into_iter().map(str::to_owned).collect();
    values.push("x".repeat(10_000));
    values.push("%C3%A8".repeat(500));
    values.push("9".repeat(400));
    values
}

/// Those of them that are text, and that not every database keeps.
pub fn hard_to_keep() -> Vec<String> {
    let is_hard = |value: &String| {
        let is_number =
            value.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
        is_number || value.len() > 100 || value.starts_with("%E2") || value == "%00"
    };
    values().into_iter().filter(is_hard).collect()
}

/// A request that is odd as a whole.
pub struct Odd {
    pub kind: &'static str,
    method: Method,
    query: &'static str,
    headers: Vec<(HeaderName, Vec<u8>)>,
    pub body: Vec<u8>,
}

impl Odd {
    fn of(kind: &'static str) -> Self {
        let (query, headers, body) = ("", Vec::new(), Vec::new());
        Self { kind, method: Method::POST, query, headers, body }
    }

    fn method(kind: &'static str) -> Self {
        Self { method: Method::from_bytes(kind.as_bytes()).unwrap(), ..Self::of(kind) }
    }

    fn body(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..Self::of(kind) }
    }

    fn header(kind: &'static str, name: HeaderName, value: &[u8]) -> Self {
        Self { headers: vec![(name, value.to_vec())], ..Self::of(kind) }
    }

    /// The request. Headers that were set before make way for odd ones.
    pub fn at(&self, path: &str, headers: &[(HeaderName, String)]) -> Request<Body> {
        let address = format!("{path}{}", self.query);
        let mut request = Request::builder().method(&self.method).uri(address);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::from(self.body.clone())).unwrap();
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, HeaderValue::from_bytes(value).unwrap());
        }
        request
    }
}

/// Requests to a form with these fields. `whole` is one with a value for each.
pub fn odd_requests(fields: &[String], whole: &[(String, String)]) -> Vec<Odd> {
    let first = fields.first().map_or("a", String::as_str);
    let written = |pairs: &[(String, String)]| {
        let pairs: Vec<String> = pairs.iter().map(|(name, v)| format!("{name}={v}")).collect();
        pairs.join("&")
    };
    let form = written(whole);
    let each = |join: &dyn Fn(&str) -> String| {
        fields.iter().map(|field| join(field)).collect::<Vec<_>>().join("&")
    };
    let mut odd = vec![
        Odd::body("nothing", ""),
        Odd::body("only joints", "&&&===&"),
        Odd::body("no value", first),
        Odd::body("no name", "=1"),
        Odd::body("every field twice", format!("{form}&{form}")),
        Odd::body("lists", each(&|field| format!("{field}[]=1&{field}[]=2"))),
        Odd::body("maps", each(&|field| format!("{field}[x]=1"))),
        Odd::body("list and text", each(&|field| format!("{field}=1&{field}[0]=1"))),
        Odd::body("a huge index", format!("{first}[99999999999999999999]=1")),
        Odd::body("an index", format!("{first}[4294967295]=1")),
        Odd::body("broken brackets", format!("{first}[=1&{first}]=1&[[]]=1&[=&]=")),
        Odd::body("deep", format!("{first}{}=1", "[a]".repeat(500))),
        Odd::body("names of the program", "__proto__=1&constructor[prototype]=1"),
        Odd::body("many fields", "a=1&".repeat(2_000)),
        Odd::body("a form in a form", format!("{first}={}", form.replace('&', "%26"))),
        Odd::body("JSON", format!("{{\"{first}\":1}}")),
        Odd::body("JSON with half a character", format!("{{\"{first}\":\"\\ud800\"}}")),
        Odd::body("deep JSON", "[".repeat(5_000)),
        Odd::body("bytes", [0xff, 0xfe, 0x00, 0x80, 0x41]),
        Odd::body("raw NUL", format!("{first}=\0")),
        Odd::body("half of a character", format!("{first}=%E2%82")),
        Odd::body("UTF-16", [0xff, 0xfe, 0x61, 0x00, 0x3d, 0x00]),
        Odd::body("too long", vec![b'a'; 300 * 1024]),
        Odd::body("too long a value", format!("{first}={}", "a".repeat(50 * 1024))),
        Odd { query: "?a=%00", ..Odd::of("NUL in the query") },
        Odd { query: "?a=%ff", ..Odd::of("bytes in the query") },
        Odd { query: "?__path=a&__err=a", ..Odd::of("an error in the query") },
        Odd { query: "?a[b[c]=[[", ..Odd::of("brackets in the query") },
        Odd::header("JSON announced", header::CONTENT_TYPE, b"application/json"),
        Odd::header("parts without a boundary", header::CONTENT_TYPE, b"multipart/form-data"),
        Odd::header("no media type", header::CONTENT_TYPE, b"\xff;;=,"),
        Odd::header("another alphabet", header::CONTENT_TYPE, b"text/plain; charset=utf-16"),
        Odd::header("compressed", header::CONTENT_ENCODING, b"gzip"),
        Odd::header("accepts bytes", header::ACCEPT, b"\xff\xfe"),
        Odd::header("accepts nothing", header::ACCEPT, b""),
        Odd::header("unknown compression", header::ACCEPT_ENCODING, b"x;q=9, \xff"),
        Odd::header("from nowhere", header::REFERER, b"x"),
        Odd::header("from bytes", header::REFERER, b"http://localhost:3000/\xff\xfe"),
        Odd::header("from elsewhere", header::REFERER, b"http://evil.example//evil.example"),
        Odd::header("from an empty page", header::REFERER, b"http://"),
        Odd::header("a cookie of bytes", header::COOKIE, b"bottega=\xff\xfe"),
        Odd::header("a short cookie", header::COOKIE, b"bottega=x"),
        Odd::header("a cookie of nobody", header::COOKIE, b"bottega=AAAAAAAAAAAAAAAAAAAAAA"),
        Odd::header("a cookie of signs", header::COOKIE, b"bottega=\"%00;;=; bottega=; =bottega"),
        Odd::header("a long cookie", header::COOKIE, "bottega=9".repeat(2_000).as_bytes()),
        Odd::header("forwarded by nobody", HeaderName::from_static("x-forwarded-for"), b"\xff, ::"),
        Odd::header("another host", header::HOST, b"\xff"),
        Odd::header("a range", header::RANGE, b"bytes=9-1,-"),
        Odd::header("a condition", header::IF_MODIFIED_SINCE, b"Sun, 31 Feb 99999"),
        Odd::header("an origin of bytes", header::ORIGIN, b"\xff"),
    ];
    let methods =
        ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"];
    odd.extend(methods.map(Odd::method));
    for left_out in 0..whole.len() {
        let mut others = whole.to_vec();
        others.remove(left_out);
        odd.push(Odd::body("one field is missing", written(&others)));
    }
    for request in &mut odd {
        let is_form = request.body.is_empty() && !request.headers.is_empty();
        if is_form {
            request.body = form.clone().into_bytes();
        }
    }
    odd
}

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
        part(&format!("name=\"letter\"; filename=\"{name}\""), content)
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
        "name=\"letter\"; filename*=UTF-8''a%00b.pdf",
        "name=\"letter\"; filename=a\\\"b.pdf",
        "name=\"letter\"; filename=\"",
        "name=letter; filename=\"a.pdf\"; filename=\"b.pdf\"",
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
