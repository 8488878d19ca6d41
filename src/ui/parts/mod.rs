//! Parts: they know the domain, not the session (but for the frame of a page and the form of a record).

mod drawer;
mod drawn;
mod field;
mod frame;
mod group;
mod kpi_chart;
mod money_curve;
mod status;

pub use drawer::RecordPanel;
pub use drawn::{drawn, figure};
pub use field::RecordField;
pub use frame::PageFrame;
pub use group::{GroupLine, GroupSummary, GroupTable, MemberTable, address_key};
pub use kpi_chart::{KpiChart, with_unit};
pub use money_curve::{MoneyCurve, first_month_over};
pub use status::{
    DistributionStrip, RagMark, level_of, mark_of, programme_colour, rag_letter, rag_of,
};
