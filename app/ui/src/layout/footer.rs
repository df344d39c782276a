//! The foot of the shop's pages.

use domain::Product;
use leptos::prelude::*;

use super::Site;
use crate::paths;

#[component]
pub fn Footer() -> impl IntoView {
    let Site { company_line, support_email, .. } = Site::current();

    view! {
        <footer class="border-t border-base-300 bg-base-100 text-sm">
            <div class="mx-auto max-w-6xl px-4 py-8 md:px-8">
                <nav class="site-footer-nav mb-8 grid gap-8 sm:grid-cols-3" aria-label="Piè di pagina">
                    <Products/>
                    <Documents/>
                    <Contacts email=support_email/>
                </nav>
                <p class="text-muted">{company_line}</p>
            </div>
        </footer>
    }
}

#[component]
fn Products() -> impl IntoView {
    let link =
        |product: Product| view! { <FooterLink href=paths::product(product) text=product.name()/> };

    view! {
        <Column title="Prodotti">
            {link(Product::Invoicing)}
            {link(Product::ReceiveOnly)}
            <FooterLink href=paths::PRODUCTS text="Moduli, utenti e prezzi"/>
        </Column>
    }
}

#[component]
fn Documents() -> impl IntoView {
    view! {
        <Column title="Documenti">
            <FooterLink href=paths::CONDITIONS text="Condizioni generali"/>
            <FooterLink href=paths::ONEROUS_CLAUSES text="Clausole da approvare"/>
            <FooterLink href=paths::SUPPLY_SHEETS text="Schede dei servizi"/>
            <FooterLink href=paths::PRIVACY text="Privacy e cookie"/>
        </Column>
    }
}

#[component]
fn Contacts(email: String) -> impl IntoView {
    view! {
        <Column title="Contatti">
            <FooterLink href=format!("mailto:{email}") text=email/>
            <FooterLink href=paths::AREA text="Area clienti"/>
            <FooterLink href=paths::LEGAL_NOTES text="Note legali"/>
            <FooterLink href=paths::ACCESSIBILITY text="Accessibilità"/>
        </Column>
    }
}

#[component]
fn Column(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <div>
            <h2 class="mb-1 text-sm! font-semibold tracking-normal!">{title}</h2>
            <ul>{children()}</ul>
        </div>
    }
}

#[component]
fn FooterLink(#[prop(into)] href: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <li>
            <a class="inline-flex min-h-8 items-center text-muted underline-offset-3 hover:text-primary hover:underline" href=href>
                {text}
            </a>
        </li>
    }
}
