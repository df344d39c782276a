//! The controls beside the document. Their names are those that the server reads.

use domain::commitment::{CommitmentField, CommitmentForm};
use leptos::prelude::*;

use ui::components::{Icon, Sign, TextField};

/// Codes, protocol and file. Texts come before the file, so that the server knows them even when
/// the file is too large to be read to its end.
#[component]
pub fn CommitmentFields(
    form: CommitmentForm,
    /// Name of a control and the sentence about it.
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let at = move |field: CommitmentField| {
        let found = problems.iter().find(|(name, _)| name == field.as_str());
        found.map(|(_, sentence)| sentence.clone())
    };
    let error = |field| Signal::stored(at(field));
    view! {
        <div class="form-grid">
            <TextField
                name=CommitmentField::Cig.as_str()
                label="CIG"
                value=form.cig
                hint="10 caratteri, anche SmartCIG. Se per questa spesa non è previsto, scrivi perché."
                error=error(CommitmentField::Cig)
                autocomplete="off"
                is_code=true
            />
            <TextField
                name=CommitmentField::Cup.as_str()
                label="CUP"
                value=form.cup
                hint="15 caratteri, se la spesa rientra in un progetto."
                error=error(CommitmentField::Cup)
                autocomplete="off"
                is_code=true
                optional=true
            />
            <div class="wide">
                <TextField
                    name=CommitmentField::NoCigReason.as_str()
                    label="Se non c’è il CIG, perché?"
                    value=form.no_cig_reason
                    hint="Per esempio: spesa economale, esclusa dalla tracciabilità."
                    error=error(CommitmentField::NoCigReason)
                    autocomplete="off"
                />
            </div>
            <div class="wide">
                <TextField
                    name=CommitmentField::OfficeCode.as_str()
                    label="Codice univoco ufficio"
                    value=form.office_code
                    hint="I 6 caratteri dell’ufficio che riceve la fattura."
                    error=error(CommitmentField::OfficeCode)
                    autocomplete="off"
                    is_code=true
                />
            </div>
            <TextField
                name=CommitmentField::Protocol.as_str()
                label="Numero di protocollo"
                value=form.protocol
                error=error(CommitmentField::Protocol)
                autocomplete="off"
            />
            <TextField
                name=CommitmentField::Dated.as_str()
                label="Data della lettera"
                r#type="date"
                value=form.dated
                error=error(CommitmentField::Dated)
            />
            <div class="wide">
                <DocumentField error=at(CommitmentField::Document)/>
            </div>
        </div>
    }
}

/// The file itself, which no page can fill in again.
#[component]
fn DocumentField(error: Option<String>) -> impl IntoView {
    const ID: &str = CommitmentField::Document.as_str();
    let is_wrong = error.is_some();
    let described_by = if is_wrong { "document-aiuto document-errore" } else { "document-aiuto" };
    view! {
        <div class="field">
            <label class="field-label" for=ID>"Lettera d’impegno"</label>
            <input
                class="input"
                type="file"
                id=ID
                name=ID
                accept=".pdf,.p7m,application/pdf,application/pkcs7-mime"
                aria-required="true"
                aria-describedby=described_by
                aria-invalid=is_wrong.then_some("true")
            />
            {error.map(|sentence| view! {
                <p class="field-error" id="document-errore">
                    <Icon sign=Sign::Alert/>
                    <span><span class="sr-only">"Errore: "</span>{sentence}</span>
                </p>
            })}
            <p class="field-hint" id="document-aiuto">
                "Un PDF, oppure un PDF con firma digitale (P7M). Al massimo 5 MB."
            </p>
        </div>
    }
}
