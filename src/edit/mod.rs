//! Edits: a command is planned into a patch, and only `apply` changes the workspace.

mod apply;
mod baselines;
mod codec;
mod command;
mod diff;
mod history;
mod merge;
mod outline;
mod overruled;
mod patch;
mod plan;
mod template;
mod tie;

pub use apply::apply;
pub use baselines::{baselines, current_baseline, frozen, set_baseline, use_baseline};
pub use codec::PatchError;
pub use command::Command;
pub use diff::{Comparison, diff};
pub use history::{History, Step};
pub use merge::{Clash, Conflict, Merged, merge};
pub use outline::{
    delete_tasks, indent_tasks, insert_task, outdent_tasks, place_tasks, step_tasks,
};
pub use overruled::{Overruled, overruled};
pub use patch::{Deed, Label, Patch, Row};
pub use plan::{Refusal, plan, shift_project};
pub use template::{
    Template, TemplateStep, template, template_items, template_round, template_types, with_template,
};
pub use tie::{link_between, link_in_turn, link_tasks};
