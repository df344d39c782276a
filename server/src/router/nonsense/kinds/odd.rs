//! Requests that are odd as a whole.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Method, Request, header},
};

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
