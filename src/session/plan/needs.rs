//! What a task waits for, as people write it: `2.3FS+2d; SOV-2/1.1SS`.

use crate::analysis::wbs;
use crate::model::*;
use crate::words::{Lang, format, parse};
use std::collections::BTreeMap;

/// One thing a task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The task that gives.
    pub giver: Id<Task>,
    /// How the taker waits.
    pub how: LinkType,
    /// Time between.
    pub lag: Option<Span>,
}

/// Why a text cannot be read; the words that could not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeedsError {
    /// No task has this code.
    NoTask(String),
    /// This is no time between.
    NoLag(String),
}

/// What tasks wait for, by codes of the work breakdown.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    codes: BTreeMap<Id<Task>, String>,
    by_taker: BTreeMap<Id<Task>, Vec<(RawId, Need)>>,
}

const KINDS: [(LinkType, &str, &str); 4] = [
    (LinkType::FinishStart, "FS", "FD"),
    (LinkType::StartStart, "SS", "DD"),
    (LinkType::FinishFinish, "FF", "FF"),
    (LinkType::StartFinish, "SF", "DF"),
];

/// How the taker of a link waits.
pub(super) fn kind_of(link: &Link) -> LinkType {
    let known = link.link_type.as_ref().and_then(Choice::known);
    known.unwrap_or(LinkType::FinishStart)
}

impl Needs {
    /// Reads the links that lead to these tasks of one project.
    #[must_use]
    pub fn of(workspace: &Workspace, lines: &[wbs::Line]) -> Self {
        let codes = lines
            .iter()
            .map(|line| (line.task, line.code.to_string()))
            .collect();
        let mut by_taker: BTreeMap<Id<Task>, Vec<(RawId, Need)>> = BTreeMap::new();
        for line in lines {
            for id in workspace.referring(line.task.raw(), Kind::Link) {
                let Some(link) = workspace.links.get(&Id::new(id)) else {
                    continue;
                };
                if let (Some(giver), true) = (link.giver_task, link.taker_task == Some(line.task)) {
                    let need = Need {
                        giver,
                        how: kind_of(link),
                        lag: link.lag,
                    };
                    by_taker.entry(line.task).or_default().push((id, need));
                }
            }
        }
        Self { codes, by_taker }
    }

    /// What a task waits for, with the links that say so.
    #[must_use]
    pub fn of_task(&self, task: Id<Task>) -> &[(RawId, Need)] {
        self.by_taker.get(&task).map_or(&[], Vec::as_slice)
    }

    /// Writes what a task waits for.
    #[must_use]
    pub fn text(&self, workspace: &Workspace, task: Id<Task>, lang: Lang) -> String {
        let one = |(_, need): &(RawId, Need)| {
            let code = self.code(workspace, need.giver);
            let kind = KINDS.iter().find(|kind| kind.0 == need.how);
            let kind = kind.map_or("", |kind| match lang {
                Lang::En => kind.1,
                Lang::Fr => kind.2,
            });
            let lag = need.lag.filter(|lag| lag.amount != 0).map(|lag| {
                let text = format::span(lang, lag).replace([' ', '\u{a0}', '\u{202f}'], "");
                match lag.amount > 0 {
                    true => format!("+{text}"),
                    false => text,
                }
            });
            let is_plain = need.how == LinkType::FinishStart && lag.is_none();
            format!(
                "{code}{}{}",
                if is_plain { "" } else { kind },
                lag.unwrap_or_default()
            )
        };
        let all: Vec<String> = self.of_task(task).iter().map(one).collect();
        all.join("; ")
    }

    /// The code of a task; with that of its project where it lies in another one.
    fn code(&self, workspace: &Workspace, task: Id<Task>) -> String {
        if let Some(code) = self.codes.get(&task) {
            return code.clone();
        }
        let project = workspace.tasks.get(&task).and_then(|task| task.project);
        let record = project.and_then(|id| workspace.projects.get(&id));
        let lines = project.map(|id| wbs::of_project(workspace, id));
        let code = lines
            .iter()
            .flatten()
            .find(|line| line.task == task)
            .map_or("?", |line| &*line.code);
        format!("{}/{code}", record.map_or("", |record| &*record.code))
    }

    /// Reads what a person wrote.
    ///
    /// # Errors
    /// [`NeedsError`] with the words that could not be read.
    pub fn read(
        &self,
        workspace: &Workspace,
        text: &str,
        lang: Lang,
    ) -> Result<Vec<Need>, NeedsError> {
        text.split(';')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(|one| self.read_one(workspace, one, lang))
            .collect()
    }

    fn read_one(&self, workspace: &Workspace, text: &str, lang: Lang) -> Result<Need, NeedsError> {
        let (project, rest) = match text.split_once('/') {
            Some((project, rest)) => (Some(project.trim()), rest.trim()),
            None => (None, text),
        };
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let (code, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let giver = match project {
            None => self
                .codes
                .iter()
                .find(|(_, known)| *known == code)
                .map(|(task, _)| *task),
            Some(project) => workspace.project_by_code(project).and_then(|project| {
                let lines = wbs::of_project(workspace, project.id);
                lines
                    .into_iter()
                    .find(|line| *line.code == *code)
                    .map(|line| line.task)
            }),
        };
        let giver = giver.ok_or_else(|| NeedsError::NoTask(text.to_owned()))?;
        let rest = rest.trim();
        let upper = rest.to_uppercase();
        let kind = KINDS.iter().find(|kind| match lang {
            Lang::En => upper.starts_with(kind.1),
            Lang::Fr => upper.starts_with(kind.2),
        });
        // A plan travels between languages: the other one is read where it means nothing in this one.
        let kind = kind.or_else(|| {
            KINDS
                .iter()
                .find(|kind| upper.starts_with(kind.1) || upper.starts_with(kind.2))
        });
        let lag = match kind {
            Some(_) => rest.get(2..).unwrap_or_default().trim(),
            None => rest,
        };
        let no_lag = || NeedsError::NoLag(text.to_owned());
        let lag = match lag {
            "" => None,
            lag => Some(parse::span(lang, lag.trim_start_matches('+')).ok_or_else(no_lag)?),
        };
        Ok(Need {
            giver,
            how: kind.map_or(LinkType::FinishStart, |kind| kind.0),
            lag: lag.filter(|lag| lag.amount != 0),
        })
    }
}
