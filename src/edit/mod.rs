//! Edits: a command is planned into a patch, and only `apply` changes the workspace.

mod apply;
mod codec;
mod command;
mod diff;
mod history;
mod merge;
mod patch;
mod plan;
mod template;

pub use apply::apply;
pub use codec::PatchError;
pub use command::Command;
pub use diff::diff;
pub use history::{History, Step};
pub use merge::{Clash, Conflict, Merged, merge};
pub use patch::{Deed, Label, Patch, Row};
pub use plan::{Refusal, plan, shift_project};
pub use template::{
    Template, TemplateStep, template, template_items, template_types, with_template,
};
