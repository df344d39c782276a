//! `bottega check-config`: whether `serve` would find what it needs. Changes nothing.

use std::path::Path;

use platform::{Clock, Db};
use services::prices;

use super::{Outcome, in_runtime};
use crate::{
    bundle,
    config::{Settings, real},
    key,
    price_list::PriceFile,
    stop::Stop,
};

/// The values themselves were checked when they were read.
pub fn run(settings: &Settings) -> Outcome {
    bundle::read(settings)?;
    key::configured(&settings.key)?;
    if let Some(path) = &settings.price_list {
        let today = Clock::system().today();
        let file = PriceFile::read(path, today)?;
        for doubt in &file.doubts {
            eprintln!("bottega: {doubt}");
        }
        in_runtime(compare(settings, &file, today))?;
    }
    // A demonstration has texts of its own.
    if let Ok(shop) = real(settings) {
        let renews_by_itself = shop.payment_methods.iter().any(|method| method.is_immediate());
        if let Some(doubt) = shop.texts.doubt_about_renewal(renews_by_itself) {
            eprintln!("bottega: look at the legal texts: {doubt}.");
        }
    }
    println!("The configuration is right.");
    Ok(())
}

/// Whether the list may take the place of the one in force. A configuration can be checked before
/// there is a database, and away from it.
async fn compare(settings: &Settings, file: &PriceFile, today: domain::Date) -> Outcome {
    let url = &settings.database_url;
    if is_new_file(url) {
        return Ok(());
    }
    let newest = async {
        let db = Db::open(url).await?;
        let newest = prices::newest(&db).await;
        db.close().await;
        newest
    };
    match newest.await {
        Ok(None) => Ok(()),
        Ok(Some(newest)) => match file.list.follow(&newest, today) {
            Ok(_) => Ok(()),
            Err(because) => {
                let name = prices::name(&newest);
                let name = name.map_err(|error| Stop::Failed(format!("{error}.")))?;
                Err(Stop::all(file.refused(&name, &because)))
            }
        },
        Err(error) => {
            eprintln!("bottega: the price list was not compared with the one in force: {error}.");
            Ok(())
        }
    }
}

/// True for an SQLite file that the first start will make.
fn is_new_file(url: &str) -> bool {
    let Some(file) = url.strip_prefix("sqlite:") else { return false };
    let file = file.strip_prefix("//").unwrap_or(file);
    !Path::new(file.split('?').next().unwrap_or_default()).exists()
}
