//! All milestones and gates of the portfolio on one axis, with those that fall into a freeze.

use super::item::status_of;
use super::wish::{Wish, keeps, programme_colour};
use crate::analysis::{Answers, wbs};
use crate::model::*;
use crate::timeline as tl;
use crate::words::{Roadmap as Words, format};
use std::sync::Arc;

/// The freeze that a day of a project falls into.
#[must_use]
pub fn frozen_by(workspace: &Workspace, project: &Project, day: Date) -> Option<Shared<Freeze>> {
    let binds = |freeze: &&Shared<Freeze>| {
        let is_mine = freeze.unit.is_none_or(|unit| project.unit == Some(unit));
        let is_in = freeze.start.is_some_and(|start| start <= day)
            && freeze.finish.is_some_and(|finish| day <= finish);
        is_mine && is_in
    };
    workspace.freezes.values().find(binds).cloned()
}

/// The rows: what is ahead by day, then what is passed; and how many fall into a freeze.
#[must_use]
pub fn stones(
    workspace: &Workspace,
    answers: &Answers,
    wish: &Wish,
    today: Date,
) -> (Arc<tl::TimelineData>, usize) {
    let mut found: Vec<(bool, Date, &Task, &Project)> = workspace
        .tasks
        .values()
        .filter(|task| wbs::is_event(task))
        .filter_map(|task| {
            let project = workspace.projects.get(&task.project?)?;
            let is_kept = keeps(project, answers.project(project.id)?, wish);
            let day = wbs::recorded(task)?.1;
            is_kept.then_some((task.actual_finish.is_some(), day, &**task, &**project))
        })
        .collect();
    found.sort_by(|a, b| (a.0, a.1, &a.2.name, a.2.id).cmp(&(b.0, b.1, &b.2.name, b.2.id)));
    let mut collisions = 0;
    let rows = found.iter().map(|(is_passed, day, task, project)| {
        let freeze = frozen_by(workspace, project, *day).filter(|_| !is_passed);
        collisions += usize::from(freeze.is_some());
        let row = stone(
            workspace,
            answers,
            wish,
            today,
            (task, project, *day, freeze),
        );
        tl::Row::Item(Arc::new(row))
    });
    let rows: Vec<tl::Row> = rows.collect();
    let column = |word: Words, width: u16, align: tl::Align| tl::Column {
        title: word.text(wish.lang).to_owned(),
        width,
        align,
    };
    let columns = vec![
        column(Words::HeadProject, 168, tl::Align::Start),
        column(Words::HeadDay, 92, tl::Align::End),
        column(Words::HeadAgainst, 62, tl::Align::End),
        column(Words::HeadFreeze, 96, tl::Align::Start),
    ];
    let title = Words::HeadStone.text(wish.lang);
    (
        Arc::new(tl::TimelineData::new(title, columns, rows, &[])),
        collisions,
    )
}

fn stone(
    workspace: &Workspace,
    answers: &Answers,
    wish: &Wish,
    today: Date,
    (task, project, day, freeze): (&Task, &Project, Date, Option<Shared<Freeze>>),
) -> tl::Item {
    let lang = wish.lang;
    let is_passed = task.actual_finish.is_some();
    let baseline = task.baseline_finish;
    let slip = baseline
        .map(|planned| day.days_since(planned))
        .filter(|days| *days != 0);
    let status = answers
        .project(project.id)
        .map(|a| status_of(a.status.overall.in_force));
    let is_overdue = !is_passed && day < today;
    let tone = match slip {
        Some(days) if days > 0 => tl::Tone::Late,
        Some(_) => tl::Tone::Early,
        None => tl::Tone::Plain,
    };
    let cells = vec![
        tl::Cell::new(
            format!("{} {}", project.code, project.name).trim(),
            tl::Tone::Quiet,
        ),
        tl::Cell::new(
            format::date(lang, day),
            if is_overdue {
                tl::Tone::Late
            } else {
                tl::Tone::Plain
            },
        ),
        tl::Cell::new(
            slip.map_or(String::new(), |days| format::days_signed(lang, days)),
            tone,
        ),
        tl::Cell::new(
            freeze.map_or(String::new(), |freeze| freeze.name.to_string()),
            tl::Tone::Late,
        ),
    ];
    let number = day.number();
    tl::Item {
        key: task.id.raw().0,
        title: (&task.name).into(),
        status: status.filter(|_| !is_passed),
        colour: project.programme.map_or(tl::Colour::Neutral, |p| {
            tl::Colour::Category(programme_colour(workspace, p))
        }),
        shape: tl::BarShape::Milestone,
        span: Some((number, number + 1)),
        baseline: baseline.map(|planned| (planned.number(), planned.number() + 1)),
        progress: if is_passed { 1000 } else { 0 },
        slip: slip.and_then(|days| i32::try_from(days).ok()),
        is_movable: false,
        cells,
        ..tl::Item::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sample_answers;
    use crate::session::roadmap::wish::{ColourBy, GroupBy};

    #[test]
    fn milestones_ahead_stand_first_by_day_and_freezes_are_named() {
        let (mut workspace, answers) = sample_answers();
        let wish = Wish {
            group: GroupBy::Nothing,
            colour: ColourBy::Programme,
            group_field: None,
            colour_field: None,
            own: Vec::new(),
            unit: None,
            programme: None,
            status: None,
            phase: None,
            find: String::new(),
            collapsed: Default::default(),
            hidden: Default::default(),
            lang: crate::words::Lang::En,
        };
        let today = Date::new(2026, 5, 18).unwrap();
        let (data, before) = stones(&workspace, &answers, &wish, today);
        let days: Vec<_> = data
            .rows(0, data.len())
            .map(|(_, row)| (row.item().unwrap().progress == 1000, row.span().unwrap().0))
            .collect();
        assert!(days.len() > 20 && days.is_sorted());
        // Everybody frozen for ever: every milestone ahead collides.
        let values = [
            ("name".into(), Value::Text("All".into())),
            ("start".into(), Value::Date(Date::new(2000, 1, 1).unwrap())),
            ("finish".into(), Value::Date(Date::new(2100, 1, 1).unwrap())),
        ];
        workspace
            .insert_with(Kind::Freeze, RawId(7), values)
            .unwrap();
        let (_, after) = stones(&workspace, &answers, &wish, today);
        assert_eq!(
            after,
            days.iter().filter(|(is_passed, _)| !is_passed).count()
        );
        assert!(before < after);
    }
}
