//! With what somebody has signed in, as far as their browser says it: enough to know one's own again,
//! and too little to follow anybody.

use serde::{Deserialize, Serialize};

/// The program and what it runs on. What is not recognised is not named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The program.
    pub browser: Option<Browser>,
    /// What it runs on.
    pub system: Option<System>,
}

/// A program that shows pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "these are names")]
pub enum Browser {
    Firefox,
    Chrome,
    Edge,
    Safari,
    Opera,
    Samsung,
}

/// What a browser runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "these are names")]
pub enum System {
    Windows,
    MacOs,
    Linux,
    ChromeOs,
    Android,
    IPhone,
    IPad,
}

/// Most browsers say that they are all those before them, so the first that fits is it.
const BROWSERS: [(&str, Browser); 9] = [
    ("Edg", Browser::Edge),
    ("OPR/", Browser::Opera),
    ("SamsungBrowser/", Browser::Samsung),
    ("Firefox/", Browser::Firefox),
    ("FxiOS/", Browser::Firefox),
    ("CriOS/", Browser::Chrome),
    ("Chrome/", Browser::Chrome),
    ("Chromium/", Browser::Chrome),
    ("Safari/", Browser::Safari),
];

const SYSTEMS: [(&str, System); 7] = [
    ("iPhone", System::IPhone),
    ("iPad", System::IPad),
    ("Android", System::Android),
    ("CrOS", System::ChromeOs),
    ("Windows", System::Windows),
    ("Macintosh", System::MacOs),
    ("Linux", System::Linux),
];

impl Device {
    /// Reads what a browser says of itself (`User-Agent`).
    #[must_use]
    pub fn of(user_agent: &str) -> Self {
        fn first<T: Copy>(names: &[(&str, T)], text: &str) -> Option<T> {
            names.iter().find(|(name, _)| text.contains(name)).map(|(_, what)| *what)
        }
        Self { browser: first(&BROWSERS, user_agent), system: first(&SYSTEMS, user_agent) }
    }

    /// `Firefox.Windows`, with a dash for what is not known.
    #[must_use]
    pub fn text(self) -> String {
        let word = |word: Option<String>| word.unwrap_or_else(|| "-".into());
        let browser = self.browser.map(|browser| format!("{browser:?}"));
        let system = self.system.map(|system| format!("{system:?}"));
        format!("{}.{}", word(browser), word(system))
    }

    /// Reads [`Self::text`]. What is something else is not known.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (browser, system) = text.split_once('.').unwrap_or_default();
        let browser = BROWSERS.iter().map(|(_, it)| *it).find(|it| format!("{it:?}") == browser);
        let system = SYSTEMS.iter().map(|(_, it)| *it).find(|it| format!("{it:?}") == system);
        Self { browser, system }
    }

    /// `Firefox su Windows`, as far as it is known.
    #[must_use]
    pub fn name(self) -> String {
        let browser = self.browser.map(Browser::name);
        match (browser, self.system.map(System::name)) {
            (Some(browser), Some(system)) => format!("{browser} su {system}"),
            (Some(name), None) | (None, Some(name)) => name.into(),
            (None, None) => "Dispositivo sconosciuto".into(),
        }
    }
}

impl Browser {
    fn name(self) -> &'static str {
        match self {
            Self::Firefox => "Firefox",
            Self::Chrome => "Chrome",
            Self::Edge => "Edge",
            Self::Safari => "Safari",
            Self::Opera => "Opera",
            Self::Samsung => "Samsung Internet",
        }
    }
}

impl System {
    fn name(self) -> &'static str {
        match self {
            Self::Windows => "Windows",
            Self::MacOs => "macOS",
            Self::Linux => "Linux",
            Self::ChromeOs => "ChromeOS",
            Self::Android => "Android",
            Self::IPhone => "iPhone",
            Self::IPad => "iPad",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_what_it_alone_says() {
        for (text, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
                Browser::Firefox,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                Browser::Edge,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) \
                 SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
                Browser::Samsung,
                System::Android,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, \
                 like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                Browser::Safari,
                System::IPhone,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like \
                 Gecko) Chrome/131.0.0.0 Safari/537.36",
                Browser::Chrome,
                System::MacOs,
            ),
        ] {
            let device = Device { browser: Some(browser), system: Some(system) };
            assert_eq!(Device::of(text), device, "{text}");
            assert_eq!(Device::read(&device.text()), device);
        }
        assert_eq!(Device::of("curl/8.5.0"), Device::default());
        assert_eq!(Device::of(""), Device::default());
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let device = Device { browser: Some(Browser::Firefox), system: Some(System::Windows) };
        assert_eq!(device.name(), "Firefox su Windows");
        assert_eq!(Device { browser: None, ..device }.name(), "Windows");
        assert_eq!(Device { system: None, ..device }.name(), "Firefox");
        assert_eq!(Device::default().name(), "Dispositivo sconosciuto");
        assert_eq!(Device::read(&Device { browser: None, ..device }.text()).name(), "Windows");
        assert_eq!(Device::read("niente"), Device::default());
    }
}
