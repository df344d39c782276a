//! What a device is called.

use domain::device::{Browser, Device, System};

/// `Firefox su Windows`, as far as it is known.
#[must_use]
pub fn device_name(device: Device) -> String {
    let browser = device.browser.map(browser_name);
    match (browser, device.system.map(system_name)) {
        (Some(browser), Some(system)) => format!("{browser} su {system}"),
        (Some(name), None) | (None, Some(name)) => name.into(),
        (None, None) => "Dispositivo sconosciuto".into(),
    }
}

fn browser_name(browser: Browser) -> &'static str {
    match browser {
        Browser::Firefox => "Firefox",
        Browser::Chrome => "Chrome",
        Browser::Edge => "Edge",
        Browser::Safari => "Safari",
        Browser::Opera => "Opera",
        Browser::Samsung => "Samsung Internet",
    }
}

fn system_name(system: System) -> &'static str {
    match system {
        System::Windows => "Windows",
        System::MacOs => "macOS",
        System::Linux => "Linux",
        System::ChromeOs => "ChromeOS",
        System::Android => "Android",
        System::IPhone => "iPhone",
        System::IPad => "iPad",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let device = Device { browser: Some(Browser::Firefox), system: Some(System::Windows) };
        assert_eq!(device_name(device), "Firefox su Windows");
        assert_eq!(device_name(Device { browser: None, ..device }), "Windows");
        assert_eq!(device_name(Device { system: None, ..device }), "Firefox");
        assert_eq!(device_name(Device::default()), "Dispositivo sconosciuto");
    }
}
