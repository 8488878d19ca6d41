//! The steps of the import of a plan of another planner.

use super::flow::{Flow, Imported, Shown};
use crate::exchange::msproject;
use crate::exchange::plan_file::Planner;
use crate::model::{Kind, Workspace};
use crate::session::Run;
use leptos::prelude::*;
use std::sync::Arc;

impl Flow {
    /// Reads a plan of another planner in pieces: the page stays alive, and the person may stop it.
    pub(super) async fn read_plan(self, run: &mut Run, planner: Planner) {
        let Some((name, bytes)) = self.file.get_untracked() else {
            return;
        };
        let Some(read) = run.plan(planner, &bytes).await else {
            return;
        };
        match read {
            Ok(plan) => {
                self.plan.set(Some(Arc::new(plan)));
                self.shown.set(Shown::Plan);
            }
            Err(error) => {
                let lang = self.session.lang().get_untracked();
                let text = crate::words::msproject::read_error(&name, &error, lang);
                self.trouble.set(Some(text));
            }
        }
    }

    /// What the plan would change, as things stand.
    pub(super) fn plan_outcome(self, base: &Workspace) -> Option<msproject::Outcome> {
        let plan = self.plan.get()?;
        let choices = msproject::Choices {
            split: self.split.get(),
        };
        let session = self.session;
        let name = self.file_name();
        let mut fresh = || session.fresh_id();
        Some(msproject::dry_run(&plan, &name, choices, base, &mut fresh))
    }

    /// Applies the plan as one step.
    pub(super) fn apply_plan(self) {
        let base = self.base_now();
        let Some(outcome) = untrack(|| self.plan_outcome(&base)) else {
            return;
        };
        let projects = outcome
            .tallies
            .get(&Kind::Project)
            .copied()
            .unwrap_or_default();
        let others = outcome
            .tallies
            .iter()
            .filter(|(kind, _)| **kind != Kind::Project);
        let others = others.filter(|(_, tally)| tally.created > 0);
        let imported = Imported {
            file: untrack(|| self.file_name()),
            created: projects.created,
            updated: projects.updated,
            unchanged: projects.unchanged,
            lost: 0,
            others: others.map(|(kind, tally)| (*kind, tally.created)).collect(),
        };
        self.take_over(base, imported, outcome.patch);
    }
}
