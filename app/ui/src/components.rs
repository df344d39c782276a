//! The parts that pages are made of. One file for each, under `components/`.
//!
//! None needs WASM to be useful, and none writes `style` attributes or inline handlers, which the
//! content policy refuses. Values of fields are given once; errors are signals, so that the same
//! page serves a plain form and a live one. Give the surrounding `ActionForm`
//! `attr:novalidate=true`: our own sentences speak, not the browser's.
//!
//! | part | one line of use |
//! |---|---|
//! | [`PageTitle`] | `<PageTitle text="Carrello" in_error=failed>"Una frase."</PageTitle>`: window title and `<h1>` |
//! | [`Card`] | `<Card title="Intestatario" action=\|\| view! { <a …>"Modifica"</a> }>…</Card>` |
//! | [`Notice`] | `<Notice tone=Tone::Success title="Ordine ricevuto">…</Notice>` |
//! | [`Failure`] | `<Failure error=app_error/>`: the sentence for what could not be loaded or done |
//! | [`Failed`] | `<Failed error=live.error/>`: why the last press came to nothing, at the lower edge of the window |
//! | [`NothingHere`] | `<NothingHere/>`: the content of "Pagina non trovata", which the page of a thing that is not there shows |
//! | [`EmptyState`] | `<EmptyState title="Il carrello è vuoto"><a …/></EmptyState>` |
//! | [`StateBadge`] | `<StateBadge text="Attivo" tone=Tone::Success/>` |
//! | [`DefinitionList`] | `<DefinitionList><Definition term="IBAN">…</Definition></DefinitionList>` |
//! | [`TextField`] | `<TextField name="city" label="Comune" value=typed error=wrong autocomplete="address-level2"/>` |
//! | [`PasswordField`] | `<PasswordField name="password" label="Password" autocomplete="new-password"/>` |
//! | [`SelectField`] | `<SelectField name="province" label="Provincia" choices=vec![Choice::new("FI", "Firenze")]/>` |
//! | [`RadioGroup`] | `<RadioGroup name="kind" legend="Chi sei?" choices value="company" on_change=choose/>` |
//! | [`Checkbox`] | `<Checkbox name="agenda" checked=wanted>"Avvisami delle scadenze"</Checkbox>` |
//! | [`ErrorSummary`] | `<ErrorSummary errors=all/>`, a signal of (field id, sentence) |
//! | [`Refusal`] | `<Refusal error advice/>` on top of a form: its [`ErrorSummary`], or the one reason |
//! | [`SearchForm`] | `<SearchForm action=paths::OFFICE name="ordine" label="Numero d’ordine" value=number/>` |
//! | [`Sessions`] | `<Sessions sessions end=EndSession::url() end_others=…/>`: where somebody has signed in |
//! | [`WhoseField`] | `<WhoseField whose/>`: in a form of a panel that is its user's own |
//! | [`loaded()`] | `loaded(load_area(), \|data\| view! { … })`: the page once its data are there, else [`Failure`] |
//! | [`NewPasswordFields`] | `<NewPasswordFields error rule/>`, with [`WhosePassword`], [`AskForLink`], [`AskedByMail`], [`LostMailbox`] and [`LinkVoid`] around it |
//! | [`NewAddressFields`] | `<NewAddressFields typed password_label="Password dell’account" error/>`; [`ConfirmAddress`] is where the link of its mail leads |
//! | [`Quantity`] | `<Quantity value=users min=0 max=999 label="Utenti aggiuntivi" on_change=set/>` |
//! | [`SubmitButton`] | `<SubmitButton pending=action.pending()>"Accedi"</SubmitButton>` |
//! | [`CopyButton`] | `<CopyButton text=iban what="l’IBAN"/>` |
//! | [`Steps`] | `<Steps current=Step::Holder/>` |
//! | [`Totals`] | `<Totals totals=amounts discount=off/>` |
//! | [`LastingTable`] | `<LastingTable bars caption="Fino a quando"/>`: until when everything lasts |
//! | [`Timeline`] | `<Timeline page reader=Reader::Customer here is_newest=true/>`: what has happened to a service |
//! | [`Icon`] | `<Icon sign=Sign::Check/>`, beside words, never instead of them |
//! | [`PaymentMark`] | `<PaymentMark method/>`, the mark of a way to pay beside its name |
//! | [`ProductTile`] | `<ProductTile product is_in/>`, the sign of a product before its name |
//!
//! Classes for layout (`style/base.css`): `page-narrow` for forms, `stack` for things below each
//! other, `form-grid` (with `wide`) for fields side by side, `panel` for a frame, `text-link`,
//! `figure` for amounts, `ledger` for rows of amounts, `gift` for `Gratuito`, `print-hidden`;
//! `needs-wasm` shows only on a live page.

mod blocked;
mod card;
mod checkbox;
mod choices;
mod copy_button;
mod definition_list;
mod empty_state;
mod error_summary;
mod failed;
mod failure;
mod field;
mod icon;
mod lasting;
mod loaded;
mod new_address;
mod new_password;
mod nothing_here;
mod notice;
mod order_badge;
mod page_title;
mod password_field;
mod quantity;
mod refusal;
mod search_form;
mod sessions;
mod state_badge;
mod steps;
mod submit_button;
mod timeline;
mod tone;
mod totals;

pub use blocked::Blocked;
pub use card::Card;
pub use checkbox::Checkbox;
pub use choices::{Choice, RadioGroup, SelectField};
pub use copy_button::CopyButton;
pub use definition_list::{Definition, DefinitionList};
pub use empty_state::EmptyState;
pub use error_summary::ErrorSummary;
pub use failed::Failed;
pub use failure::Failure;
pub use field::TextField;
pub use icon::{Icon, PaymentMark, ProductTile, Sign};
pub use lasting::{LastingTable, SpanBar, SpanKey, SpanPatterns};
pub use loaded::{fetched, loaded};
pub use new_address::{ConfirmAddress, NewAddress, NewAddressFields};
pub use new_password::{
    AskForLink, AskedByMail, LinkVoid, LostMailbox, NewPasswordFields, WhosePassword,
};
pub use nothing_here::{NothingHere, WaysOn};
pub use notice::Notice;
pub use order_badge::OrderBadge;

pub use page_title::{IN_ERROR, PageTitle};
pub use password_field::{HIDE_PASSWORD, PasswordField, SHOW_PASSWORD};
pub use quantity::Quantity;
pub use refusal::Refusal;
pub use search_form::SearchForm;
pub use sessions::{OpenSession, Sessions, WhoseField};
pub use state_badge::StateBadge;
pub use steps::{Step, Steps, Way};
pub use submit_button::SubmitButton;
pub use timeline::{Reader, Timeline, ToCome, Told, ToldPage};
pub use tone::Tone;
pub use totals::Totals;
