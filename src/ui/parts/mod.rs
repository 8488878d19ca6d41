//! Parts: they know the domain, not the session (but for the frame of a page).

mod frame;
mod status;

pub use frame::PageFrame;
pub use status::{DistributionStrip, RagMark, mark_of, rag_letter};
