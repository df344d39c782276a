//! What a customer may ask of us about their own data (GDPR, Regulation (EU) 2016/679): a copy of all of
//! it, and that what no law keeps is forgotten (`docs/rules.md` E4).

mod archive;
mod erase;
mod export;

pub use archive::Chunks;
pub use erase::{
    Erased, Erasure, ToErase, ask_erasure, erase, erased, erasure, take_back_erasure, to_erase,
};
pub use export::{Export, export, export_of_number};
