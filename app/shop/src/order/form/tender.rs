//! CIG and CUP on the order form of a public body, if it knows them already.

use leptos::prelude::*;

use super::filled::Form;
use super::problems::{CIG, CUP};
use ui::components::{Card, TextField};

/// Two codes that may also come with the document. Nothing for everybody else.
#[component]
pub fn TenderCodes(form: Form) -> impl IntoView {
    form.is_public().then(|| {
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
                        value=form.answers.cig.clone()
                        hint="10 caratteri."
                        error=form.problem_at(CIG)
                        is_code=true
                        optional=true
                    />
                    <TextField
                        name="form[cup]"
                        id=CUP
                        label="CUP"
                        value=form.answers.cup.clone()
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
