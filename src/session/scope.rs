//! The part of the portfolio that an address speaks of, and the same part on the pages it leads to.

use super::{Page, Route, key_of_record, record_of_key};
use crate::analysis::Scope;
use crate::model::{Kind, RawId, Workspace};
use crate::words::{Lang, record_name};

const KINDS: [(&str, Kind); 2] = [("unit", Kind::Unit), ("programme", Kind::Programme)];

/// Reads the scope of a setting such as `unit:NET`; the whole portfolio where there is no such group.
#[must_use]
pub fn scope_of(workspace: &Workspace, setting: &str) -> Scope {
    let found = setting.split_once(':').and_then(|(kind, key)| {
        let kind = KINDS.iter().find(|one| one.0 == kind)?.1;
        Scope::of_group(kind, record_of_key(workspace, kind, key)?)
    });
    found.unwrap_or_default()
}

/// Returns the setting that means a group, such as `unit:NET`.
#[must_use]
pub fn scope_setting(workspace: &Workspace, kind: Kind, id: RawId) -> String {
    let prefix = KINDS
        .iter()
        .find(|one| one.1 == kind)
        .map_or("", |one| one.0);
    format!("{prefix}:{}", key_of_record(workspace, kind, id))
}

/// Returns a link that shows the projects of a scope alone, on the pages that have such a filter.
#[must_use]
pub fn narrowed(workspace: &Workspace, scope: Scope, to: &Route, lang: Lang) -> Route {
    let Some((kind, id)) = scope.group() else {
        return to.clone();
    };
    let setting = scope_setting(workspace, kind, id);
    let (field, key) = setting.split_once(':').unwrap_or_default();
    match to.page {
        Page::Status => {
            let only = [to.get("only"), &setting].map(str::to_owned);
            let only: Vec<String> = only.into_iter().filter(|key| !key.is_empty()).collect();
            to.with("only", &only.join(","))
        }
        Page::Roadmap => to.with(field, key),
        // The table filters by what its cells say.
        Page::Projects => {
            let name = record_name(workspace, kind, id, lang);
            to.with(&format!("f.{field}"), &name)
        }
        _ => to.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sample_answers as world;
    use crate::model::{Id, Project};
    use crate::session::matrix::{Line, View, lines};
    use crate::table;

    #[test]
    fn a_setting_reads_back_and_one_of_nothing_means_all() {
        let (workspace, _) = world();
        for kind in [Kind::Unit, Kind::Programme] {
            for record in workspace.records(kind) {
                let setting = scope_setting(&workspace, kind, record.raw_id());
                let scope = scope_of(&workspace, &setting);
                assert_eq!(scope.group(), Some((kind, record.raw_id())));
            }
        }
        for setting in ["", "unit:", "unit:GONE", "project:SOV-1", "NET"] {
            assert_eq!(scope_of(&workspace, setting), Scope::All);
        }
    }

    #[test]
    fn links_lead_to_just_the_projects_of_the_scope() {
        let (workspace, answers) = world();
        for setting in ["unit:NET", "programme:SOV"] {
            let scope = scope_of(&workspace, setting);
            let link = |page: Page| narrowed(&workspace, scope, &Route::to(page), Lang::En);
            let part = answers.within(&workspace, scope);
            let mut expected: Vec<Id<Project>> = part.projects.keys().copied().collect();
            assert!(!expected.is_empty() && expected.len() < workspace.projects.len());
            expected.sort();
            let shown = lines(&View::of(&link(Page::Status)), &workspace, &answers, "");
            let mut found: Vec<_> = shown
                .into_iter()
                .filter_map(|line| match line {
                    Line::Project(id) => Some(id),
                    Line::Head(..) => None,
                })
                .collect();
            found.sort();
            assert_eq!(found, expected);
            let columns = table::columns(&workspace, Kind::Project, Lang::En);
            let wish = table::Wish::read(&link(Page::Projects).query);
            let kind = Kind::Project;
            let rows = table::lines(&workspace, &answers, kind, &columns, &wish, Lang::En);
            assert_eq!(rows.len(), expected.len());
            assert!(rows.into_iter().all(|row| match row {
                table::Line::Record(id) => expected.contains(&Id::new(id)),
                table::Line::Group(_) => false,
            }));
            let (field, key) = setting.split_once(':').unwrap();
            assert_eq!(link(Page::Roadmap).get(field), key);
            assert_eq!(link(Page::Import), Route::to(Page::Import));
        }
        let late = Route::to(Page::Status).with("only", "late");
        let narrow = narrowed(
            &workspace,
            scope_of(&workspace, "unit:NET"),
            &late,
            Lang::En,
        );
        assert_eq!(narrow.get("only"), "late,unit:NET");
    }
}
