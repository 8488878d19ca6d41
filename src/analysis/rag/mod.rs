//! Status by rule, explainable: every colour carries its rule, inputs, limits and the least change
//! that would better it.

mod limits;
mod measure;
mod overall;
mod risk;

pub use limits::Limits;
pub use measure::{Before, Change, Explanation, Measure};
pub use overall::{AxisStatus, Status, assess};
pub use risk::{high_risks, is_answered, risk_level};

use crate::model::Rag;

/// Returns how bad a state is, for the worst-of rule; what is not judged counts nothing.
#[must_use]
pub const fn severity(rag: Rag) -> u8 {
    match rag {
        Rag::Closed => 0,
        Rag::NotAssessed => 1,
        Rag::Green => 2,
        Rag::Amber => 3,
        Rag::Red => 4,
    }
}

/// Returns the worse of two states.
#[must_use]
pub const fn worse(a: Rag, b: Rag) -> Rag {
    if severity(a) >= severity(b) { a } else { b }
}
