//! The kinds of nonsense.

mod bodies;
mod odd;

pub use bodies::{forms_with_a_file, messages};
pub use odd::odd_requests;

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
