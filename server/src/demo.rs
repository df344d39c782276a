//! Fills the demo shop with its invented people, and tells whoever started it how to get in.

use services::{Context, demo::SignIns};

use crate::{config::Settings, stop::Stop};

/// Makes the people, unless they are there from an earlier start.
pub async fn people(services: &Context) -> Result<SignIns, Stop> {
    services::demo::seed(services)
        .await
        .map_err(|error| Stop::Failed(format!("the demo cannot be filled: {error}.")))
}

/// Prints the addresses and the sign-ins. They open nothing but this demo.
pub fn welcome(settings: &Settings, sign_ins: &SignIns) {
    let home = settings.base_url.as_str();
    let SignIns { customer, panel, staff, password } = sign_ins;
    println!(
        "\nThe demo shop is open. Everybody's password is {password}\n\
         \n  Shop    {home}            {customer}\
         \n  Panel   {home}/pannello   {panel}\
         \n  Office  {home}/ufficio    {staff}\
         \n  Mails   {home}/posta\n"
    );
}
