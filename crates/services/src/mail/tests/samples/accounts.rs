//! What an account and its owner are told.

use domain::second_factor::{Change, Door};

use crate::mail::*;

pub fn mails() -> Vec<Mail> {
    let numbers_registered = NumbersRegistered {
        username: "1234567@bottega.example".into(),
        is_vat_number: true,
        number: "02342520158".into(),
        on: "22 novembre 2026".into(),
        sign_in_url: "https://bottega.example/accedi".into(),
    };
    let password_link = PasswordLink {
        username: "1234567@bottega.example".into(),
        door: Door::Account,
        url: "https://bottega.example/recupera-password/nuova?link=0f9a".into(),
        valid_minutes: 60,
    };
    let password_changed = PasswordChanged {
        username: "1234567@bottega.example".into(),
        door: Door::Account,
        at: "22 novembre 2026, ore 12:00".into(),
        recovery_url: "https://bottega.example/recupera-password".into(),
    };
    let factor_changed = |what| SecondFactorChanged {
        username: "1234567@bottega.example".into(),
        door: Door::Account,
        what,
        at: "22 novembre 2026, ore 12:00".into(),
        left: None,
        reason: None,
        recovery_url: "https://bottega.example/recupera-password".into(),
    };
    let email_changed = EmailChanged {
        username: "1234567@bottega.example".into(),
        of: AddressOf::Account,
        new: "a…@studio.example".into(),
        is_done: false,
        recovery_url: "https://bottega.example/recupera-password".into(),
    };
    vec![
        Mail::AccountOpened(AccountOpened {
            username: "1234567@bottega.example".into(),
            sign_in_url: "https://bottega.example/accedi".into(),
        }),
        Mail::NumbersRegistered(numbers_registered.clone()),
        Mail::NumbersRegistered(NumbersRegistered {
            is_vat_number: false,
            number: "RSSMRA80A01H501U".into(),
            ..numbers_registered
        }),
        Mail::UsernameRecovered(UsernameRecovered {
            username: "1234567@bottega.example".into(),
            sign_in_url: "https://bottega.example/accedi".into(),
            password_url: "https://bottega.example/recupera-password".into(),
        }),
        Mail::PasswordLink(password_link.clone()),
        Mail::PasswordLink(PasswordLink {
            username: "BT01234560512".into(),
            door: Door::Panel,
            url: "https://bottega.example/pannello/recupera-password/nuova?link=0f9a".into(),
            ..password_link
        }),
        Mail::PasswordChanged(password_changed.clone()),
        Mail::PasswordChanged(PasswordChanged {
            username: "BT01234560512".into(),
            door: Door::Panel,
            ..password_changed.clone()
        }),
        Mail::PasswordChanged(PasswordChanged {
            username: "STUDIOVERDI1".into(),
            door: Door::Accountant,
            ..password_changed
        }),
        Mail::SecondFactorChanged(factor_changed(Change::TurnedOn)),
        Mail::SecondFactorChanged(factor_changed(Change::TurnedOff)),
        Mail::SecondFactorChanged(factor_changed(Change::NewCodes)),
        Mail::SecondFactorChanged(SecondFactorChanged {
            username: "BT01234560512".into(),
            door: Door::Panel,
            left: Some(9),
            ..factor_changed(Change::RecoveryCodeUsed)
        }),
        Mail::SecondFactorChanged(SecondFactorChanged {
            reason: Some("Telefono <perso> & ritrovato".into()),
            ..factor_changed(Change::TakenOff)
        }),
        Mail::SecondFactorChanged(SecondFactorChanged {
            username: "STUDIOVERDI1".into(),
            door: Door::Accountant,
            recovery_url: "https://bottega.example/commercialista/recupera-password".into(),
            ..factor_changed(Change::TurnedOn)
        }),
        Mail::EmailToConfirm(EmailToConfirm {
            username: "1234567@bottega.example".into(),
            of: AddressOf::Account,
            url: "https://bottega.example/conferma-email?link=0f9a".into(),
            valid_minutes: 60,
        }),
        Mail::EmailToConfirm(EmailToConfirm {
            username: "STUDIOVERDI1".into(),
            of: AddressOf::Accountant,
            url: "https://bottega.example/commercialista/conferma-email?link=0f9a".into(),
            valid_minutes: 60,
        }),
        Mail::EmailChanged(email_changed.clone()),
        Mail::EmailChanged(EmailChanged {
            of: AddressOf::Accountant,
            is_done: true,
            ..email_changed.clone()
        }),
        Mail::EmailChanged(EmailChanged { of: AddressOf::Holder, is_done: true, ..email_changed }),
        Mail::DataErased(erased(Some((10, "22 novembre 2036".into())))),
        Mail::DataErased(erased(None)),
        Mail::RegistrationConfirmed(RegistrationConfirmed {
            username: "1234567@bottega.example".into(),
            sign_in_url: "https://bottega.example/accedi".into(),
        }),
    ]
}

fn erased(kept: Option<(u32, String)>) -> DataErased {
    DataErased {
        username: "1234567@bottega.example".into(),
        at: "22 novembre 2026, ore 12:00".into(),
        kept,
    }
}
