//! Parts: they know the domain, not the session (but for the frame of a page, its saved views, the form of a record and a file that is being read).

mod belongings;
mod beside;
mod difference;
mod drawer;
mod drawn;
mod edits;
mod field;
mod frame;
mod group;
mod held;
mod in_place;
mod kpi_card;
mod kpi_chart;
mod lines;
mod money_curve;
mod print_dialog;
mod prose;
mod reading;
mod scope;
mod shown;
mod status;
mod summary;
mod template;
mod timeline_file;
mod views;
mod why;

pub use crate::session::roadmap::wish::programme_colour;
pub use difference::{difference, extents};
pub use drawer::record_drawer;
pub use drawn::{drawn, figure};
pub use edits::{EditList, moment};
pub use field::RecordField;
pub use frame::PageFrame;
pub use group::{
    project_cells, project_heads, project_lead, rollup_cells, rollup_facts, rollup_heads, rollup_of,
};
pub use in_place::{Fields, InPlace};
pub use kpi_card::{KpiCard, kpi_facts};
pub use kpi_chart::{KpiChart, with_unit};
pub use lines::{LineDeed, RecordLines, add_line};
pub use money_curve::{MoneyCurve, chart_date};
pub use prose::Prose;
pub use reading::reading_line;
pub use scope::ScopeMenu;
pub use shown::{Figures, Head, Shown};
pub use status::{DistributionStrip, RagMark, level_of, mark_of, rag_letter, rag_of};
pub use summary::GroupSummary;
pub use template::template_offer;
pub use timeline_file::{TimelineFile, save_timeline, timeline_files};
pub use views::SavedViews;
pub use why::{Fact, Facts, Why};
