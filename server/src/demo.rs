//! Fills the demo shop with its invented people, tells whoever started it how to get in, and keeps
//! it apart from a real shop.

use services::{Context, Error, demo::SignIns};

use crate::{config::Settings, stop::Stop};

/// Makes the people, unless they are there from an earlier start.
pub async fn people(services: &Context) -> Result<SignIns, Stop> {
    services::demo::seed(services).await.map_err(|error| match error {
        Error::NotAllowed => Stop::Wrong(
            "the database is that of a real shop, and --demo would open its office to everybody: \
             name another one with --database-url."
                .into(),
        ),
        error => Stop::Failed(format!("the demo cannot be filled: {error}.")),
    })
}

/// Keeps a real shop from opening on what a demo left behind.
pub async fn refuse(services: &Context) -> Result<(), Stop> {
    match services::demo::is_demo(&services.db).await {
        Ok(false) => Ok(()),
        Ok(true) => Err(Stop::Wrong(
            "the database is that of a demo, whose passwords everybody knows: name another one \
             with --database-url, or add --demo."
                .into(),
        )),
        Err(error) => Err(Stop::Failed(format!("the database cannot be read: {error}."))),
    }
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
         \n  Mails   {home}/posta\n\
         \nStart it with --today YYYY-MM-DD to see another day, such as that of an automatic renewal.\n"
    );
}
