//! Domains of mail addresses in any alphabet (UTS 46): people read `caffè.it`, mail servers read
//! `xn--caff-8oa.it`.

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

/// The domain in ASCII; none when there can be no such domain.
pub fn in_ascii(domain: &str) -> Option<String> {
    let (rules, hyphens) = (AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    Uts46::new()
        .to_ascii(domain.as_bytes(), rules, hyphens, DnsLength::Verify)
        .map(std::borrow::Cow::into_owned)
        .ok()
}

/// The same domain in the letters of its owner.
#[must_use]
pub fn in_letters(ascii: &str) -> String {
    idna::domain_to_unicode(ascii).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_goes_to_ascii_and_back() {
        for (letters, ascii) in
            [("caffè.it", "xn--caff-8oa.it"), ("почта.рф", "xn--80a1acny.xn--p1ai")]
        {
            assert_eq!(in_ascii(letters).as_deref(), Some(ascii));
            assert_eq!(in_letters(ascii), letters);
        }
        assert_eq!(in_ascii("caffe\u{300}.it").as_deref(), Some("xn--caff-8oa.it"));
    }

    #[test]
    fn what_no_mail_server_could_find_is_no_domain() {
        for nonsense in ["\u{301}b.it", "xn--a.it", "", &"è".repeat(60)] {
            assert_eq!(in_ascii(nonsense), None, "{nonsense}");
        }
    }
}
