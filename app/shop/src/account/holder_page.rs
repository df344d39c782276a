//! `Dati intestatario`: whom the service is for.

use domain::party::{
    Field, FieldError, Holder, HolderForm, Kind, PartyError, PartyForm, VatNumber,
};
use domain::{Product, RuleError};
use leptos::either::Either;
use leptos::prelude::*;

use super::api::{AskNumber, HolderView, SaveHolder, load_holder};
use super::email_field::EmailField;
use super::is_welcome;
use super::live::Live;
use super::party_fields::PartyFields;
use super::recipient_fields::RecipientFields;
use ui::components::{
    Card, Checkbox, CopyButton, Definition, DefinitionList, Icon, Notice, PageTitle, Refusal, Sign,
    Step, Steps, SubmitButton, Tone, Way, loaded,
};
use ui::error::AppError;
use ui::form::{field_errors, last_error};
use ui::layout::Site;
use ui::live::live;
use ui::{paths, wording};

#[component]
pub fn HolderPage() -> impl IntoView {
    loaded(load_holder(is_welcome()), |view| {
        if view.owns_service {
            Either::Left(view! { <OwnsService/> })
        } else {
            Either::Right(live(HOLDER, view, holder_data))
        }
    })
}

/// The name of the living part.
pub const HOLDER: &str = "intestatario";

/// The form, as it lives in the browser and as the server draws it first.
pub fn holder_data(view: HolderView) -> AnyView {
    let HolderView { form, error, username, was_asked, .. } = view;
    let came_back = error == Some(AppError::SignInFirst);
    let error = error.filter(|error| *error != AppError::SignInFirst);
    let action = ServerAction::<SaveHolder>::new();
    let error = last_error(action, error);
    let live = Live::new(form.clone(), error, wrong_fields);
    let left = live.left(error);
    let first = StoredValue::new(form);
    let look = move |event| live.look(&event, |sent: SaveHolder| sent.form);
    let is_incomplete = !wrong_party(&first.get_value().party).is_empty();
    let is_active = told_as_it_is_typed(live.typed);
    // The answer on top says the same.
    let is_told_below = move || is_active.get() && !left.with(|e| e.as_ref().is_some_and(is_taken));
    let opened = Memo::new(move |before: Option<&bool>| {
        let wrong = error.with(|error| error.as_ref().is_some_and(is_about_party));
        before.copied().unwrap_or(is_incomplete) || wrong
    });

    view! {
        <Steps current=Step::Holder way=Way::of(true, was_asked)/>
        <div class="page-narrow">
            <PageTitle text="Dati intestatario" in_error=move || left.with(Option::is_some)>
                "Controlla che i dati siano corretti: saranno quelli usati per la creazione e l’invio \
                 delle tue fatture elettroniche. Eviterai così l’emissione di documenti fiscali non \
                 corretti."
            </PageTitle>
            {username.map(|username| view! { <NewAccount username/> })}
            {came_back.then(|| view! { <CameBack/> })}
            <Refusal error=left advice/>
            <ActionForm action attr:novalidate=true>
                <div class="stack" on:change=look>
                    <Card title="Intestatario del servizio">
                        {move || live.typed.with(|form| party_summary(&form.party))}
                        <details class="disclosure border-b-0!" open=opened>
                            <summary>"Modifica i dati" <Icon sign=Sign::ChevronDown/></summary>
                            <PartyFields
                                party=first.get_value().party
                                vat_number=move || live.typed.with(|form| form.party.vat_number.clone())
                                errors=live.errors
                            />
                        </details>
                        {move || is_told_below().then(|| view! { <AlreadyActive/> })}
                    </Card>
                    <Card title="Email per l’attivazione">
                        <EmailField
                            name="form[email]"
                            value=first.get_value().email
                            hint="Un indirizzo di posta ordinaria: vi riceverai l’email di attivazione \
                                  del servizio, con le credenziali per accedere al pannello."
                            now=move || live.typed.with(|form| form.email.clone())
                            error=live.errors.at(Field::Email)
                        />
                    </Card>
                    <Card title="Fattura di questo acquisto">
                        <RecipientFields form=first.get_value() errors=live.errors/>
                        <SplitPayment stated=first.get_value().split_payment/>
                    </Card>
                    <Checkbox
                        name="form[marketing]"
                        id="marketing"
                        checked=first.get_value().marketing
                    >
                        "Desidero ricevere offerte e novità per email "
                        <span class="field-optional">"(facoltativo)"</span>
                    </Checkbox>
                    <div>
                        <SubmitButton pending=action.pending()>
                            "Prosegui e completa l’ordine"
                        </SubmitButton>
                    </div>
                </div>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// Asks whether the partita IVA has a service already, each time that another one stands there. Who
/// tries too many is told by the form itself.
fn told_as_it_is_typed(typed: RwSignal<HolderForm>) -> Signal<bool> {
    let numbers = Memo::new(move |_| {
        typed.with(|form| (form.party.vat_number.clone(), form.party.tax_code.clone()))
    });
    let asked = ServerAction::<AskNumber>::new();
    Effect::new(move || {
        let (vat_number, tax_code) = numbers.get();
        asked.clear();
        if VatNumber::parse(&vat_number).is_ok() {
            asked.dispatch(AskNumber { vat_number, tax_code });
        }
    });
    Signal::derive(move || matches!(asked.value().get(), Some(Ok(true))))
}

/// Before anybody has filled in the rest.
#[component]
fn AlreadyActive() -> impl IntoView {
    let sentence = wording::party_sentence(&PartyError::AlreadyActive);
    let title = sentence.split(". ").next().unwrap_or_default().to_owned();
    view! {
        <div class="mt-4"><Notice tone=Tone::Error title><AlreadyActiveAdvice/></Notice></div>
    }
}

/// Only a public body is asked (`style/components/subject.css` hides it from the others).
#[component]
fn SplitPayment(stated: bool) -> impl IntoView {
    view! {
        <div class="mt-5 border-t border-base-300 pt-5" data-kinds=Kind::PublicBody.as_str()>
            <Checkbox
                name="form[split_payment]"
                id="split_payment"
                checked=stated
                hint="L’ente versa l’IVA all’Erario e a noi paga l’imponibile (art. 17-ter d.P.R. \
                      633/1972), per gli ordini fatti finché la norma è in vigore."
            >
                "Soggetta a scissione dei pagamenti (split payment)"
            </Checkbox>
        </div>
    }
}

/// Who has registered a moment ago reads the username that they were given.
#[component]
fn NewAccount(username: String) -> impl IntoView {
    let text = username.clone();
    view! {
        <div class="mb-6">
            <Notice tone=Tone::Success title="Il tuo account è pronto">
                <p>"Il tuo username:"</p>
                <p class="flex flex-wrap items-center gap-3">
                    <strong class="text-xl wrap-anywhere">{username}</strong>
                    <CopyButton text=text what="lo username"/>
                </p>
                <p class="mt-2">
                    "Per accedere usa questo e la password che hai scelto, non l’indirizzo email. Lo \
                     ritrovi nell’email che ti abbiamo inviato."
                </p>
            </Notice>
        </div>
    }
}

/// For somebody whose sign-in had expired when they sent the form.
#[component]
fn CameBack() -> impl IntoView {
    view! {
        <div class="mb-6">
            <Notice tone=Tone::Info title="Hai effettuato di nuovo l’accesso">
                <p>"Nel frattempo l’accesso era scaduto. Quello che avevi scritto è ancora qui: premi di nuovo il pulsante."</p>
            </Notice>
        </div>
    }
}

/// For somebody who came to buy what their account has: nothing to fill in would help.
#[component]
fn OwnsService() -> impl IntoView {
    let error = AppError::Rule(RuleError::Party(PartyError::AlreadyActive));

    view! {
        <div class="page-narrow">
            <PageTitle text="Dati intestatario" in_error=true/>
            <Refusal error=Signal::stored(Some(error)) advice/>
        </div>
    }
}

/// What was written about somebody, to be checked.
fn party_summary(party: &PartyForm) -> AnyView {
    let PartyForm { street, postal_code, city, province, .. } = party.clone();
    let name = if party.kind.has_business_name() {
        ("Denominazione", party.business_name.clone())
    } else {
        ("Nome e cognome", format!("{} {}", party.first_name, party.last_name))
    };
    let representative = party.kind.has_business_name().then(|| {
        (wording::field_label(Field::LegalRepresentative), party.legal_representative.clone())
    });
    let vat_number = party
        .kind
        .may_have_vat_number()
        .then(|| (wording::field_label(Field::VatNumber), party.vat_number.clone()));
    let tax_code = (
        wording::field_label(Field::TaxCode),
        match party.tax_code.as_str() {
            "" => "Come la partita IVA".to_owned(),
            typed => typed.to_owned(),
        },
    );
    let kind = ("Tipo di cliente", wording::party_kind_name(party.kind).to_owned());
    let address = ("Indirizzo", format!("{street}, {postal_code} {city} ({province})"));
    let phone = ("Telefono", party.phone.clone());
    let facts = [Some(name), Some(kind), representative, vat_number, Some(tax_code)];
    let facts = facts.into_iter().flatten().chain([address, phone]);
    let rows = facts.filter(|(_, value)| !value.trim().is_empty()).map(|(term, value)| {
        view! { <Definition term><span class="wrap-anywhere">{value}</span></Definition> }
    });
    view! { <DefinitionList>{rows.collect_view()}</DefinitionList> }.into_any()
}

/// True for a refusal that is mended among the data of the party.
fn is_about_party(error: &AppError) -> bool {
    let elsewhere = [Field::Email, Field::RecipientCode, Field::RecipientPec];
    is_taken(error) || field_errors(error).iter().any(|(field, _)| !elsewhere.contains(field))
}

/// True when the partita IVA or the codice fiscale has a service already.
fn is_taken(error: &AppError) -> bool {
    matches!(error, AppError::Rule(RuleError::Party(PartyError::AlreadyActive)))
}

fn wrong_party(party: &PartyForm) -> Vec<(Field, FieldError)> {
    let form = HolderForm { party: party.clone(), ..HolderForm::default() };
    let elsewhere = [Field::Email, Field::RecipientCode, Field::RecipientPec];
    wrong_fields(&form).into_iter().filter(|(field, _)| !elsewhere.contains(field)).collect()
}

fn wrong_fields(form: &HolderForm) -> Vec<(Field, FieldError)> {
    match Holder::check(form) {
        Err(PartyError::Fields(fields)) => fields,
        _ => Vec::new(),
    }
}

/// What somebody can do who cannot be the holder.
fn advice(error: &AppError) -> Option<AnyView> {
    match error {
        taken if is_taken(taken) => Some(view! { <AlreadyActiveAdvice/> }.into_any()),
        AppError::Rule(RuleError::Party(PartyError::MayNotBuy { kind, .. })) => {
            Some(view! { <OtherService service=service_for(*kind)/> }.into_any())
        }
        _ => None,
    }
}

#[component]
fn AlreadyActiveAdvice() -> impl IntoView {
    let email = Site::current().support_email;
    let link = format!("mailto:{email}");

    view! {
        <p class="mt-2">
            "Non si possono acquistare due servizi intestati a una stessa partita IVA o codice fiscale."
        </p>
        <ul class="mt-2 list-disc ps-5">
            <li>
                "Se il servizio è di questo account: "
                <a class="text-link" href=paths::AREA>"vai ai tuoi servizi"</a>
                " per aggiungervi moduli e utenti, oppure "
                <a class="text-link" href=paths::RENEWAL>"rinnovalo o riattivalo"</a> "."
            </li>
            <li>
                "Se è di un altro tuo account: esci e "
                <a class="text-link" href=paths::SIGN_IN>"accedi"</a>
                " con quello. Non lo ricordi? "
                <a class="text-link" href=paths::RECOVER_USERNAME>"Recupera lo username"</a> " o "
                <a class="text-link" href=paths::RECOVER_PASSWORD>"la password"</a> "."
            </li>
            <li>
                "Se fai parte di un gruppo IVA, la partita IVA è una per tutte le società del gruppo e \
                 anche il servizio è uno solo: usa quello che c’è, con un utente aggiuntivo per ogni \
                 società."
            </li>
            <li>
                "Se vuoi un servizio nuovo: con l’account del vecchio "
                <a class="text-link" href=paths::TERMINATION>"chiedi la disdetta"</a>
                "; quando è confermata fai un nuovo ordine. Se non puoi accedere, scrivi \
                 all’assistenza: "
                <a class="text-link wrap-anywhere" href=link>{email}</a>
            </li>
        </ul>
    }
}

/// The service that a kind of subject can buy when another was refused.
fn service_for(kind: Kind) -> Product {
    match kind {
        Kind::Company | Kind::Professional | Kind::SoleTrader => Product::Invoicing,
        Kind::PublicBody | Kind::Association | Kind::Person => Product::ReceiveOnly,
    }
}

#[component]
fn OtherService(service: Product) -> impl IntoView {
    view! {
        <p class="mt-2">
            <a class="text-link" href=paths::product(service)>{format!("Vedi {}", service.name())}</a>
        </p>
    }
}
