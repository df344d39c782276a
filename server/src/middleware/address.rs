//! Notes where a request came from: for the limits, and as evidence of what was accepted.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use web::ClientAddress;

/// Whether a proxy of ours stands before the server.
#[derive(Clone, Copy)]
pub struct BehindProxy(pub bool);

pub async fn note(
    State(BehindProxy(behind_proxy)): State<BehindProxy>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = if behind_proxy { forwarded_for(request.headers()) } else { None };
    if let Some(address) = forwarded.or(peer) {
        request.extensions_mut().insert(ClientAddress(address.to_canonical()));
    }
    next.run(request).await
}

/// The last address is the one that our proxy saw; those before it are what the client claims.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    read(last.to_str().ok()?.rsplit(',').next()?.trim())
}

/// An address as proxies write it, some with the port: `192.0.2.1`, `192.0.2.1:50000`,
/// `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:443`.
fn read(text: &str) -> Option<IpAddr> {
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let with_port = || text.parse().ok().map(|address: SocketAddr| address.ip());
    text.parse().ok().or_else(with_port).or_else(in_brackets)
}

#[cfg(test)]
mod tests {
    use services::guessing::Network;

    use super::*;

    fn forwarded(lines: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        forwarded_for(&headers).map(|address| address.to_string())
    }

    #[test]
    fn an_address_is_read_however_a_proxy_writes_it() {
        for (text, address) in [
            ("203.0.113.7", "203.0.113.7"),
            ("203.0.113.7:1234", "203.0.113.7"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            (" 203.0.113.7:1234 ", "203.0.113.7"),
        ] {
            assert_eq!(forwarded(&[text]).as_deref(), Some(address), "{text}");
        }
    }

    #[test]
    fn what_the_proxy_wrote_last_counts_and_nonsense_is_nobody() {
        assert_eq!(forwarded(&["1.1.1.1, 203.0.113.7:99"]).unwrap(), "203.0.113.7");
        assert_eq!(forwarded(&["1.1.1.1", "2.2.2.2, [2001:db8::1]:443"]).unwrap(), "2001:db8::1");
        for nonsense in ["", "unknown", "1.1.1.1, ", "1.1.1.1, _hidden", "203.0.113.7:99999", "[]"]
        {
            assert_eq!(forwarded(&[nonsense]), None, "{nonsense}");
        }
    }

    #[test]
    fn an_ipv4_address_in_ipv6_clothes_is_the_same_customer() {
        let network = |text: &str| Network::of(text.parse().ok()).first().to_string();
        assert_eq!(network("::ffff:203.0.113.7"), "203.0.113.7");
        assert_eq!(network("203.0.113.7"), "203.0.113.7");
        assert_eq!(network("2001:db8:0:1:aaaa::1"), "2001:db8:0:1::");
    }
}
