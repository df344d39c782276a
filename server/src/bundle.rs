//! Finds the files that browsers load.

use ui::shell::Assets;

use crate::{config::Settings, stop::Stop};

/// The names of the bundle's files, or which directory does not hold them.
pub fn read(settings: &Settings) -> Result<Assets, Stop> {
    Assets::read(&settings.dist).map_err(|error| {
        let dist = settings.dist.display();
        Stop::Wrong(format!("the bundle in {dist} cannot be served: {error}."))
    })
}
