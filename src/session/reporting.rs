//! The report round as commands: declare, accept, keep with a reason, open and close. Pure: the page
//! hands in the day, the author and fresh identities.

use crate::analysis::{Answers, ProjectAnswers};
use crate::edit::{Command, Deed};
use crate::model::*;

/// What every command of the round needs to know.
#[derive(Clone, Debug)]
pub struct Writer {
    /// The status date.
    pub today: Date,
    /// Who acts, as people write it.
    pub author: Text,
    /// A fresh identity for a record that may have to be added.
    pub fresh: RawId,
}

/// Returns the open round: the latest one that is not closed.
#[must_use]
pub fn open_round(workspace: &Workspace) -> Option<&Shared<Round>> {
    workspace
        .rounds
        .values()
        .filter(|round| round.closed.is_none())
        .max_by_key(|round| (round.date, round.id))
}

/// Returns the report of a project that can still be written to: that of the open round, else the
/// latest outside of a closed round.
#[must_use]
pub fn open_report(workspace: &Workspace, project: Id<Project>) -> Option<&Shared<Report>> {
    let round = open_round(workspace).map(|round| round.id);
    workspace
        .referring(project.raw(), Kind::Report)
        .filter_map(|id| workspace.reports.get(&Id::new(id)))
        .filter(|report| !report.frozen && (round.is_none() || report.round == round))
        .max_by_key(|report| (report.date, report.id))
}

/// Returns the projects without a report in a round that are expected to report: not over, not ahead.
#[must_use]
pub fn missing(workspace: &Workspace, answers: &Answers, round: Id<Round>) -> Vec<Id<Project>> {
    let mut missing: Vec<&Shared<Project>> = workspace
        .projects
        .values()
        .filter(|project| {
            let judged = answers
                .project(project.id)
                .is_some_and(|a| a.status.overall.computed != Some(Rag::Closed));
            judged && report_in(workspace, project.id, round).is_none()
        })
        .collect();
    missing.order_by(|a, b| (&a.code, &a.name).cmp(&(&b.code, &b.name)));
    missing.into_iter().map(|project| project.id).collect()
}

/// Returns what a project reported in a round.
#[must_use]
pub fn report_in(
    workspace: &Workspace,
    project: Id<Project>,
    round: Id<Round>,
) -> Option<&Shared<Report>> {
    workspace
        .referring(project.raw(), Kind::Report)
        .filter_map(|id| workspace.reports.get(&Id::new(id)))
        .find(|report| report.round == Some(round))
}

/// Returns the field of a report that holds a declared status; the overall one without an axis.
#[must_use]
pub fn status_field(axis: Option<Axis>) -> &'static str {
    axis.map_or("overall", ChoiceSet::key)
}

/// Returns the field of a report that holds the comment; the summary without an axis.
#[must_use]
pub fn comment_field(axis: Option<Axis>) -> &'static str {
    match axis {
        None => "summary",
        Some(Axis::Time) => "time_comment",
        Some(Axis::Cost) => "cost_comment",
        Some(Axis::Scope) => "scope_comment",
        Some(Axis::Resources) => "resources_comment",
        Some(Axis::Risk) => "risk_comment",
        Some(Axis::Quality) => "quality_comment",
        Some(Axis::Benefits) => "benefits_comment",
    }
}

fn choice(rag: Rag) -> Value {
    Value::Choice(rag.key().into())
}

fn set(kind: Kind, id: RawId, key: &str, value: Option<Value>) -> Command {
    Command::Set {
        kind,
        id,
        key: key.into(),
        value,
    }
}

/// Writes fields into the open report of a project; adds that report where there is none, with what
/// was declared last.
#[must_use]
pub fn write_report(
    workspace: &Workspace,
    reported: Option<&ProjectAnswers>,
    project: Id<Project>,
    fields: &[(&str, Option<Value>)],
    writer: &Writer,
) -> Vec<Command> {
    if let Some(report) = open_report(workspace, project) {
        let id = report.id.raw();
        let mut commands: Vec<Command> = fields
            .iter()
            .map(|(key, value)| set(Kind::Report, id, key, value.clone()))
            .collect();
        // What is declared now speaks of now.
        if report.date.is_none_or(|date| date < writer.today) {
            commands.push(set(
                Kind::Report,
                id,
                "date",
                Some(Value::Date(writer.today)),
            ));
        }
        return commands;
    }
    let mut values: Vec<(Text, Value)> = vec![
        ("project".into(), Value::Ref(project.raw())),
        ("date".into(), Value::Date(writer.today)),
    ];
    if let Some(round) = open_round(workspace) {
        values.push(("round".into(), Value::Ref(round.id.raw())));
    }
    if !writer.author.is_empty() {
        values.push(("author".into(), Value::Text(writer.author.clone())));
    }
    let before = reported
        .map(|answers| &answers.reported)
        .filter(|reported| !reported.stale);
    let carried = |axis: Option<Axis>| match axis {
        Some(axis) => before?.declared(axis),
        None => before?.overall(),
    };
    for axis in std::iter::once(None).chain(Axis::ALL.iter().map(|axis| Some(*axis))) {
        let key = status_field(axis);
        let own = fields.iter().any(|(field, _)| *field == key);
        if let (false, Some(rag)) = (own, carried(axis)) {
            values.push((key.into(), choice(rag)));
        }
    }
    // The words of the last report stand until somebody writes others.
    if let Some(last) = reported.and_then(|answers| answers.reported.latest.as_ref()) {
        for axis in std::iter::once(None).chain(Axis::ALL.iter().map(|axis| Some(*axis))) {
            let key = comment_field(axis);
            let own = fields.iter().any(|(field, _)| *field == key);
            if let (false, Some(value)) = (own, last.get(key)) {
                values.push((key.into(), value));
            }
        }
    }
    for (key, value) in fields {
        if let Some(value) = value {
            values.push(((*key).into(), value.clone()));
        }
    }
    vec![Command::Create {
        kind: Kind::Report,
        id: writer.fresh,
        values,
    }]
}

/// Declares a status by hand.
#[must_use]
pub fn declare(
    workspace: &Workspace,
    answers: &Answers,
    (project, axis): (Id<Project>, Option<Axis>),
    rag: Rag,
    writer: &Writer,
) -> Command {
    let reported = answers.project(project).map(|a| &**a);
    let fields = [(status_field(axis), Some(choice(rag)))];
    Command::Group {
        deed: Deed::Set,
        commands: write_report(workspace, reported, project, &fields, writer),
    }
}

/// Accepts the computed status: declares it, and ends an override that says otherwise.
#[must_use]
pub fn accept(
    workspace: &Workspace,
    answers: &Answers,
    (project, axis): (Id<Project>, Option<Axis>),
    writer: &Writer,
) -> Option<Command> {
    let found = answers.project(project)?;
    let status = match axis {
        Some(axis) => found.status.axis(axis)?,
        None => &found.status.overall,
    };
    let computed = status.computed?;
    let fields = [(status_field(axis), Some(choice(computed)))];
    let mut commands = write_report(workspace, Some(found), project, &fields, writer);
    if let Some(record) = status
        .overridden
        .and_then(|id| workspace.overrides.get(&id))
    {
        commands.push(end_override(record, writer.today));
    }
    Some(Command::Group {
        deed: Deed::AcceptStatus,
        commands,
    })
}

/// An override that began earlier ends yesterday and stays on record; one of today goes.
fn end_override(record: &Override, today: Date) -> Command {
    let id = record.id.raw();
    let yesterday = today.plus_days(-1);
    match yesterday.filter(|day| record.set_on.is_some_and(|set_on| set_on <= *day)) {
        Some(day) => set(Kind::Override, id, "expires", Some(Value::Date(day))),
        None => Command::Delete {
            kind: Kind::Override,
            ids: vec![id],
        },
    }
}

/// Keeps a status against the computed one: with a reason, an author and an end.
#[must_use]
pub fn keep(
    workspace: &Workspace,
    answers: &Answers,
    (project, axis): (Id<Project>, Option<Axis>),
    (rag, reason, expires): (Rag, Text, Date),
    writer: &Writer,
) -> Command {
    let mut values: Vec<(Text, Value)> = vec![
        ("project".into(), Value::Ref(project.raw())),
        ("status".into(), choice(rag)),
        ("set_on".into(), Value::Date(writer.today)),
        ("expires".into(), Value::Date(expires)),
    ];
    // An empty text is no value: planning then says what is missing.
    for (key, text) in [("reason", &reason), ("author", &writer.author)] {
        if !text.trim().is_empty() {
            values.push((key.into(), Value::Text(text.clone())));
        }
    }
    if let Some(axis) = axis {
        values.push(("axis".into(), Value::Choice(axis.key().into())));
    }
    let mut commands = vec![Command::Create {
        kind: Kind::Override,
        id: writer.fresh,
        values,
    }];
    let before = answers
        .project(project)
        .and_then(|a| match axis {
            Some(axis) => a.status.axis(axis),
            None => Some(&a.status.overall),
        })
        .and_then(|status| workspace.overrides.get(&status.overridden?));
    if let Some(before) = before {
        commands.push(end_override(before, writer.today));
    }
    Command::Group {
        deed: Deed::KeepStatus,
        commands,
    }
}

/// Opens a round.
#[must_use]
pub fn begin(id: RawId, name: &str, date: Date, due: Option<Date>) -> Command {
    let mut values: Vec<(Text, Value)> = vec![("date".into(), Value::Date(date))];
    if !name.trim().is_empty() {
        values.push(("name".into(), Value::Text(name.trim().into())));
    }
    if let Some(due) = due {
        values.push(("due".into(), Value::Date(due)));
    }
    Command::Group {
        deed: Deed::OpenRound,
        commands: vec![Command::Create {
            kind: Kind::Round,
            id,
            values,
        }],
    }
}

/// Closes a round: every report in it is frozen with what was computed on the day.
#[must_use]
pub fn close(workspace: &Workspace, answers: &Answers, round: Id<Round>, today: Date) -> Command {
    let mut commands = vec![set(
        Kind::Round,
        round.raw(),
        "closed",
        Some(Value::Date(today)),
    )];
    for id in workspace.referring(round.raw(), Kind::Report) {
        let Some(report) = workspace.reports.get(&Id::new(id)) else {
            continue;
        };
        if report.frozen {
            continue;
        }
        if let Some(found) = report.project.and_then(|p| answers.project(p)) {
            for (key, value) in snapshot(found) {
                commands.push(set(Kind::Report, id, key, value));
            }
        }
        // The last field: a frozen report takes no more.
        commands.push(set(Kind::Report, id, "frozen", Some(Value::Flag)));
    }
    Command::Group {
        deed: Deed::CloseRound,
        commands,
    }
}

/// What a frozen report keeps of the figures of the day.
fn snapshot(found: &ProjectAnswers) -> Vec<(&'static str, Option<Value>)> {
    let computed = |axis| found.status.axis(axis).and_then(|a| a.computed);
    let sums = found.money.sums;
    let money = |pick: fn(&crate::analysis::money::Sums) -> i64| {
        sums.map(|s| Value::Money(Money::new(pick(&s), found.money.currency)))
    };
    vec![
        (
            "computed_overall",
            found.status.overall.computed.map(choice),
        ),
        ("computed_time", computed(Axis::Time).map(choice)),
        ("computed_cost", computed(Axis::Cost).map(choice)),
        (
            "forecast_finish",
            found.slip.finish.map(|finish| Value::Date(finish.0)),
        ),
        ("slip_days", found.slip.working_days.map(Value::Whole)),
        ("landing", money(|s| s.landing)),
        ("revised", money(|s| s.revised)),
        ("consumed", money(|s| s.consumed)),
        ("progress", found.progress.actual.map(Value::Percent)),
        ("milestones", stones(found)),
    ]
}

/// The days of the milestones and gates, for the milestone trend of later reports.
fn stones(found: &ProjectAnswers) -> Option<Value> {
    let days = found
        .milestones
        .iter()
        .map(|one| (Id::new(one.id), one.date));
    let text = Report::stones_text(days);
    (!text.is_empty()).then_some(Value::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::refresh;
    use crate::edit::{Patch, Refusal, apply, plan};
    use crate::sample::arvenne;

    fn world() -> (Workspace, Answers, Writer) {
        let workspace = arvenne();
        let today = Date::new(2026, 5, 18).unwrap();
        let answers = refresh(None, &workspace, today);
        let writer = Writer {
            today,
            author: "Nora Weiss".into(),
            fresh: RawId(4_711),
        };
        (workspace, answers, writer)
    }

    fn done(workspace: &Workspace, command: &Command) -> (Workspace, Patch) {
        let patch = plan(workspace, command).unwrap();
        let mut after = workspace.clone();
        apply(&mut after, &patch);
        (after, patch)
    }

    fn project(workspace: &Workspace, code: &str) -> Id<Project> {
        workspace.project_by_code(code).unwrap().id
    }

    #[test]
    fn accepting_declares_the_computed_colour_in_the_open_report() {
        let (workspace, answers, writer) = world();
        let id = project(&workspace, "SOV-1");
        let computed = answers.project(id).unwrap().status.overall.computed;
        let command = accept(&workspace, &answers, (id, None), &writer).unwrap();
        let (after, patch) = done(&workspace, &command);
        assert_eq!(patch.label.deed, Deed::AcceptStatus);
        let again = refresh(None, &after, writer.today);
        assert_eq!(again.project(id).unwrap().status.overall.declared, computed);
        assert!(!again.project(id).unwrap().status.overall.differs());
        assert_eq!(after.reports.len(), workspace.reports.len());
    }

    #[test]
    fn who_never_reported_gets_a_report_in_the_open_round() {
        let (workspace, answers, writer) = world();
        let id = project(&workspace, "STO-3");
        let command = declare(
            &workspace,
            &answers,
            (id, Some(Axis::Scope)),
            Rag::Amber,
            &writer,
        );
        let (after, _) = done(&workspace, &command);
        let round = open_round(&after).unwrap().id;
        let report = report_in(&after, id, round).unwrap();
        assert_eq!(report.declared(Axis::Scope), Some(Rag::Amber));
        assert_eq!(&*report.author, "Nora Weiss");
        assert!(!missing(&after, &answers, round).contains(&id));
        assert!(missing(&workspace, &answers, round).contains(&id));
    }

    #[test]
    fn the_words_of_the_last_report_stand_in_the_next_one() {
        let (workspace, answers, writer) = world();
        let id = project(&workspace, "RES-3");
        let last = answers.project(id).unwrap().reported.latest.clone();
        let words = last.unwrap().summary.0.clone();
        assert!(!words.is_empty());
        let command = declare(&workspace, &answers, (id, None), Rag::Green, &writer);
        let (after, _) = done(&workspace, &command);
        let round = open_round(&after).unwrap().id;
        assert_eq!(report_in(&after, id, round).unwrap().summary.0, words);
    }

    #[test]
    fn a_kept_colour_is_in_force_and_a_reason_is_required() {
        let (workspace, answers, writer) = world();
        let id = project(&workspace, "BBN-1");
        let until = writer.today.plus_days(30).unwrap();
        let why: Text = "Permit granted by phone".into();
        let command = keep(
            &workspace,
            &answers,
            (id, None),
            (Rag::Amber, why, until),
            &writer,
        );
        let (after, _) = done(&workspace, &command);
        let again = refresh(None, &after, writer.today);
        assert_eq!(
            again.project(id).unwrap().status.overall.in_force,
            Rag::Amber
        );
        let without = keep(
            &workspace,
            &answers,
            (id, None),
            (Rag::Amber, "  ".into(), until),
            &writer,
        );
        assert!(matches!(
            plan(&workspace, &without),
            Err(Refusal::Missing { .. })
        ));
    }

    #[test]
    fn closing_a_round_freezes_its_reports_with_the_figures_of_the_day_as_one_step() {
        let (workspace, answers, writer) = world();
        let round = open_round(&workspace).unwrap().id;
        let (after, patch) = done(
            &workspace,
            &close(&workspace, &answers, round, writer.today),
        );
        assert_eq!(patch.label.deed, Deed::CloseRound);
        assert!(open_round(&after).is_none());
        let id = project(&workspace, "SOV-1");
        let report = report_in(&after, id, round).unwrap();
        let found = answers.project(id).unwrap();
        assert!(report.frozen);
        assert_eq!(report.slip_days, found.slip.working_days);
        let stones: Vec<_> = report.stones().map(|(id, day)| (id.raw(), day)).collect();
        let now: Vec<_> = found.milestones.iter().map(|m| (m.id, m.date)).collect();
        assert!(!now.is_empty() && stones == now);
        assert_eq!(
            report.landing.map(|m| m.minor),
            found.money.sums.map(|s| s.landing)
        );
        let edit = set(
            Kind::Report,
            report.id.raw(),
            "summary",
            Some(Value::Text("x".into())),
        );
        assert!(matches!(plan(&after, &edit), Err(Refusal::Frozen(_))));
        // No report is made up for those who did not report.
        assert_eq!(after.reports.len(), workspace.reports.len());
        let mut back = after.clone();
        apply(&mut back, &patch.inverse());
        let report = report_in(&back, id, round).unwrap();
        assert!(!report.frozen && open_round(&back).is_some());
    }
}
