//! CIG and CUP on the order form of a public body, if it knows them already.

use domain::party::Kind;
use leptos::prelude::*;

use super::filled::FilledForm;
use super::problems::{CIG, CUP};
use ui::components::{Card, TextField};

/// Two codes that may also come with the document. Nothing for everybody else.
#[component]
pub fn TenderCodes(form: FilledForm) -> impl IntoView {
    let is_public = form.view.with_untracked(|view| {
        view.holder.as_ref().is_some_and(|holder| holder.party.kind == Kind::PublicBody)
    });
    let (cig, cup) = form.answers.with_untracked(|a| (a.cig.clone(), a.cup.clone()));
    is_public.then(|| {
        view! {
            <Card title="CIG e CUP">
                <p class="mb-4 text-muted">
                    "Se li conosci già, li riporteremo sulla fattura. Altrimenti li scrivi quando \
                     invii la lettera d’impegno."
                </p>
                <div class="form-grid">
                    <TextField
                        name="form[cig]"
                        id=CIG
                        label="CIG"
                        value=cig
                        hint="10 caratteri."
                        error=form.problem_at(CIG)
                        is_code=true
                        optional=true
                    />
                    <TextField
                        name="form[cup]"
                        id=CUP
                        label="CUP"
                        value=cup
                        hint="15 caratteri."
                        error=form.problem_at(CUP)
                        is_code=true
                        optional=true
                    />
                </div>
            </Card>
        }
    })
}
