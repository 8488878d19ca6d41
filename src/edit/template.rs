//! What the template of a project type adds to a project.

mod work;

use self::work::{Work, in_turn};
use super::Command;
use crate::model::{
    Calendar, Choice, ChoiceSet, Date, Id, InOrder, Kind, Percent, Project, RawId, RiskState,
    Shared, SmallSet, Span, Task, TaskKind, TemplateItem, TemplatePart, Text, Value, Workspace,
    tree,
};

/// One thing that a template would do to a project.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateStep {
    /// What comes into being; `None` where a milestone or gate that is there gets its day.
    pub part: Option<TemplatePart>,
    /// How it is done.
    pub command: Command,
}

/// Is it a part of the plan: a task, a milestone or a gate?
const fn is_plan(part: TemplatePart) -> bool {
    use TemplatePart::{Gate, Milestone, Task};
    matches!(part, Task | Milestone | Gate)
}

/// Returns the items of a project type as people read them: tasks, milestones and gates by position, then
/// budget lines and risks, each as arranged.
#[must_use]
pub fn template_items<'w>(workspace: &'w Workspace, of_type: &str) -> Vec<&'w TemplateItem> {
    let items = workspace.template_items.values().map(|item| &**item);
    let mut items: Vec<&TemplateItem> = items.filter(|i| &*i.project_type == of_type).collect();
    items.order_by_key(|item| {
        let part = item.part.as_ref().and_then(Choice::known);
        let lines = !part.is_some_and(is_plan);
        let part = part.filter(|_| lines);
        (lines, part, item.position, item.order.clone(), item.id)
    });
    items
}

/// Returns the items of a project type that would wait for each other in a circle, or for what they are part
/// of: a project gets them without the link.
#[must_use]
pub fn template_round<'w>(workspace: &'w Workspace, of_type: &str) -> Vec<&'w TemplateItem> {
    let items = template_items(workspace, of_type);
    let round = in_turn(&items).round;
    let is_round = |item: &&TemplateItem| round.contains(&item.id);
    items.into_iter().filter(is_round).collect()
}

/// Returns the project types that have a template, in the order of letters.
#[must_use]
pub fn template_types(workspace: &Workspace) -> SmallSet<Text> {
    let items = workspace.template_items.values();
    items.map(|item| item.project_type.clone()).collect()
}

/// What the template of its type would do to a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// What it would do: what waits for something comes after it, else in the order of the template.
    pub steps: Vec<TemplateStep>,
    /// How many items wait for the first and the last day of the project, for their day or their period.
    pub waiting: usize,
}

/// Returns what the template of its type would do to a project.
///
/// What the project has already, by name without case, is left out; a milestone or gate of such a name
/// that has no day gets one. A day is taken at the item's share of the calendar days from the first day
/// of the project to the last, then moved to the next working day, or back to one where the project ends
/// before. A project without dates gets milestones and gates without a day, and no budget line: that
/// cannot be without a period. A task begins at its share, or on the working day behind what it waits for; a
/// milestone or gate without a share is reached when that ends. What [`template_round`] names waits for nothing.
#[must_use]
pub fn template(
    workspace: &Workspace,
    project: &Project,
    fresh: &mut dyn FnMut() -> RawId,
) -> Template {
    let items = template_items(workspace, &project.project_type);
    let mut all = Template::default();
    if project.project_type.is_empty() || items.is_empty() {
        return all;
    }
    let site = Site::of(workspace, project);
    let has_work = |item: &&TemplateItem| {
        item.part.as_ref().and_then(Choice::known) == Some(TemplatePart::Task)
    };
    // A template without work leaves milestones to stand by their days.
    let has_work = items.iter().any(has_work);
    let turn = in_turn(&items);
    let mut work = has_work.then(|| Work::new(&turn));
    for item in turn.items.iter().copied() {
        let Some(part) = item.part.as_ref().and_then(Choice::known) else {
            continue;
        };
        let found = match part {
            TemplatePart::Milestone => site.event(item, TaskKind::Milestone, work.as_ref(), fresh),
            TemplatePart::Gate => site.event(item, TaskKind::Gate, work.as_ref(), fresh),
            TemplatePart::BudgetLine => site.budget_line(item, fresh),
            TemplatePart::Risk => site.risk(item, fresh),
            TemplatePart::Task => site.task(item, work.as_ref(), fresh),
        };
        let found = match &mut work {
            Some(work) if is_plan(part) => work.joined(&site, item, found, fresh),
            _ => found,
        };
        all.waiting += usize::from(found == Found::Waits);
        let (part, command) = match found {
            Found::New(command) => (Some(part), command),
            Found::Dated(command) => (None, command),
            Found::Waits | Found::There => continue,
        };
        all.steps.push(TemplateStep { part, command });
    }
    all
}

/// Returns a command that adds projects with what the templates of their types add to them, as one step;
/// any other command as it is.
#[must_use]
pub fn with_template(
    workspace: &Workspace,
    command: Command,
    fresh: &mut dyn FnMut() -> RawId,
) -> Command {
    match command {
        Command::Create {
            kind: Kind::Project,
            id,
            values,
        } => {
            let mut scratch = Workspace::default();
            // Values that do not fit are refused when the command is planned.
            let _ = scratch.insert_with(Kind::Project, id, values.iter().cloned());
            let project = scratch.projects.get(&Id::new(id));
            let steps = project.map(|project| template(workspace, project, fresh).steps);
            let create = Command::Create {
                kind: Kind::Project,
                id,
                values,
            };
            match steps.filter(|steps| !steps.is_empty()) {
                Some(steps) => Command::Group {
                    deed: super::Deed::Create,
                    commands: std::iter::once(create)
                        .chain(steps.into_iter().map(|step| step.command))
                        .collect(),
                },
                None => create,
            }
        }
        Command::Group { deed, commands } => {
            let commands = commands.into_iter();
            let commands = commands.map(|one| with_template(workspace, one, fresh));
            Command::Group {
                deed,
                commands: commands.collect(),
            }
        }
        other => other,
    }
}

/// What an item finds in a project.
#[derive(Debug, PartialEq)]
enum Found {
    /// Nothing of its name.
    New(Command),
    /// A milestone or gate of its name without a day.
    Dated(Command),
    /// Nothing can be done before the project has dates.
    Waits,
    /// Something of its name.
    There,
}

/// A project as its template finds it.
struct Site<'w> {
    id: RawId,
    /// The project in time as it is expected now: forecast, else first planned, else baseline.
    plan: Option<(Date, Date)>,
    /// The approved baseline.
    baseline: Option<(Date, Date)>,
    calendar: Calendar,
    /// Its milestones and gates: work of the same name is neither.
    events: Vec<&'w Shared<Task>>,
    /// Its work.
    tasks: Vec<&'w Shared<Task>>,
    categories: Vec<Text>,
    risks: Vec<Text>,
}

impl<'w> Site<'w> {
    fn of(workspace: &'w Workspace, project: &Project) -> Self {
        let id = project.id.raw();
        let start = project
            .actual_start
            .or(project.forecast_start)
            .or(project.planned_start)
            .or(project.baseline_start);
        let finish = project
            .forecast_finish
            .or(project.planned_finish)
            .or(project.baseline_finish);
        let lines = workspace.referring(id, Kind::BudgetLine);
        let lines = lines.filter_map(|line| workspace.budget_lines.get(&Id::new(line)));
        let risks = workspace.referring(id, Kind::Risk);
        let risks = risks.filter_map(|risk| workspace.risks.get(&Id::new(risk)));
        let tasks = workspace.referring(id, Kind::Task);
        let tasks = tasks.filter_map(|task| workspace.tasks.get(&Id::new(task)));
        let (events, tasks) = tasks.partition(|task| tree::is_event(task));
        Self {
            id,
            // Dates of two sources may cross.
            plan: start.zip(finish).filter(|(start, finish)| start <= finish),
            baseline: project.baseline_start.zip(project.baseline_finish),
            calendar: workspace.calendar(),
            events,
            tasks,
            categories: lines.map(|line| line.category.clone()).collect(),
            risks: risks.map(|risk| risk.name.clone()).collect(),
        }
    }

    /// The day at a share of a span, moved to a working day that is not behind its end.
    fn day(&self, span: Option<(Date, Date)>, position: Option<Percent>) -> Option<Value> {
        let (start, finish) = span?;
        let share = i64::from(position?.0);
        let days = (finish.days_since(start) * share + 5_000) / 10_000;
        let day = start.plus_days(days)?;
        if self.calendar.works(day) {
            return Some(Value::Date(day));
        }
        let next = self.calendar.plus_working_days(day, 1);
        let day = next.filter(|next| *next <= finish);
        let day = day.or_else(|| self.calendar.plus_working_days(finish, -1))?;
        Some(Value::Date(day))
    }

    fn event(
        &self,
        item: &TemplateItem,
        kind: TaskKind,
        work: Option<&Work<'_>>,
        fresh: &mut dyn FnMut() -> RawId,
    ) -> Found {
        let forecast = self.day(self.plan, item.position);
        let reached = || work?.last_before(item).map(Value::Date);
        let forecast = forecast.or_else(|| reached().filter(|_| item.position.is_none()));
        if let Some(task) = self.events.iter().find(|t| alike(&t.name, &item.name)) {
            let known = [
                task.forecast_finish,
                task.baseline_finish,
                task.actual_finish,
            ];
            return match forecast {
                _ if item.position.is_none() || known.iter().any(Option::is_some) => Found::There,
                None => Found::Waits,
                Some(day) => Found::Dated(Command::Set {
                    kind: Kind::Task,
                    id: task.id.raw(),
                    key: "forecast_finish".into(),
                    value: Some(day),
                }),
            };
        }
        let values = [
            ("task_kind", Some(Value::Choice(kind.key().into()))),
            ("name", Some(Value::Text(item.name.clone()))),
            ("baseline_finish", self.day(self.baseline, item.position)),
            ("forecast_finish", forecast),
        ];
        Found::New(self.create(Kind::Task, values, fresh))
    }

    fn task(
        &self,
        item: &TemplateItem,
        work: Option<&Work<'_>>,
        fresh: &mut dyn FnMut() -> RawId,
    ) -> Found {
        if self.tasks.iter().any(|own| alike(&own.name, &item.name)) {
            return Found::There;
        }
        let begin = work.and_then(|work| work.behind(self, item));
        let begin = begin
            .map(Value::Date)
            .or_else(|| self.day(self.plan, item.position));
        let days = item
            .duration
            .map_or(1, |span| (span.size() + Span::DAY - 1) / Span::DAY);
        let finish = match &begin {
            Some(Value::Date(day)) => self.calendar.plus_working_days(*day, (days - 1).max(0)),
            _ => None,
        };
        let is_summary = work.is_some_and(|work| work.has_parts(item.id));
        let kind = if is_summary {
            TaskKind::Summary
        } else {
            TaskKind::Task
        };
        let mut values = vec![
            ("task_kind", Some(Value::Choice(kind.key().into()))),
            ("name", Some(Value::Text(item.name.clone()))),
        ];
        // A summary lasts as long as its parts.
        if !is_summary {
            values.push(("duration", item.duration.map(Value::Span)));
            values.push(("forecast_start", begin));
            values.push(("forecast_finish", finish.map(Value::Date)));
        }
        Found::New(self.create(Kind::Task, values, fresh))
    }

    fn budget_line(&self, item: &TemplateItem, fresh: &mut dyn FnMut() -> RawId) -> Found {
        if self.categories.iter().any(|own| alike(own, &item.name)) {
            return Found::There;
        }
        let Some((start, finish)) = self.plan else {
            return Found::Waits;
        };
        let values = [
            ("category", Some(Value::Text(item.name.clone()))),
            ("expenditure", choice(item.expenditure.as_ref())),
            ("period_start", Some(Value::Date(start))),
            ("period_end", Some(Value::Date(finish))),
        ];
        Found::New(self.create(Kind::BudgetLine, values, fresh))
    }

    fn risk(&self, item: &TemplateItem, fresh: &mut dyn FnMut() -> RawId) -> Found {
        if self.risks.iter().any(|own| alike(own, &item.name)) {
            return Found::There;
        }
        let values = [
            ("name", Some(Value::Text(item.name.clone()))),
            ("probability", choice(item.probability.as_ref())),
            ("impact", choice(item.impact.as_ref())),
            ("state", Some(Value::Choice(RiskState::Open.key().into()))),
        ];
        Found::New(self.create(Kind::Risk, values, fresh))
    }

    fn create(
        &self,
        kind: Kind,
        values: impl IntoIterator<Item = (&'static str, Option<Value>)>,
        fresh: &mut dyn FnMut() -> RawId,
    ) -> Command {
        let given = values.into_iter();
        let given = given.filter_map(|(key, value)| Some((key.into(), value?)));
        let owner = ("project".into(), Value::Ref(self.id));
        Command::Create {
            kind,
            id: fresh(),
            values: std::iter::once(owner).chain(given).collect(),
        }
    }
}

fn choice<E: ChoiceSet>(choice: Option<&Choice<E>>) -> Option<Value> {
    choice.map(|choice| Value::Choice(choice.key().into()))
}

fn alike(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Deed, History, apply, plan};

    fn day(text: &str) -> Option<Date> {
        Date::parse(text)
    }

    fn named(name: &str, of_type: &str, dates: &[(&str, &str)]) -> Vec<(Text, Value)> {
        let mut values = vec![
            ("name".into(), Value::Text(name.into())),
            ("project_type".into(), Value::Text(of_type.into())),
        ];
        let dates = dates.iter();
        values.extend(dates.map(|(key, date)| ((*key).into(), Value::Date(day(date).unwrap()))));
        values
    }

    /// Adds a project to the sample as a person does; returns the workspace and the patch.
    fn added(values: Vec<(Text, Value)>) -> (Workspace, super::super::Patch) {
        let mut workspace = crate::sample::arvenne();
        let create = Command::Create {
            kind: Kind::Project,
            id: RawId(7),
            values,
        };
        let mut next = 100;
        let command = with_template(&workspace, create, &mut || {
            next += 1;
            RawId(next)
        });
        let patch = plan(&workspace, &command).unwrap();
        apply(&mut workspace, &patch);
        (workspace, patch)
    }

    fn events(workspace: &Workspace) -> Vec<(String, Option<Date>, Option<Date>)> {
        let tasks = workspace.referring(RawId(7), Kind::Task);
        let tasks = tasks.filter_map(|id| workspace.tasks.get(&Id::new(id)));
        tasks
            .map(|t| (t.name.to_string(), t.forecast_finish, t.baseline_finish))
            .collect()
    }

    fn again(workspace: &Workspace) -> Template {
        let project = workspace.projects.get(&Id::new(RawId(7))).unwrap();
        let mut next = 900;
        template(workspace, project, &mut || {
            next += 1;
            RawId(next)
        })
    }

    #[test]
    fn a_new_project_of_a_type_comes_with_its_template_in_one_step() {
        let dates = [
            ("planned_start", "2026-06-01"),
            ("planned_finish", "2027-03-28"),
            ("baseline_start", "2026-06-01"),
            ("baseline_finish", "2027-02-28"),
        ];
        let (mut workspace, patch) = added(named("Hall D", "Construction", &dates));
        // 300 days: 20 % is the 60th, Friday 31 July; 30 % is Sunday 30 August, so Monday; the last
        // day is a Sunday, so the Friday before. In the baseline of 272 days each lies elsewhere.
        let expected = [
            ("Design frozen", "2026-07-31", "2026-07-27"),
            ("Permits granted", "2026-08-31", "2026-08-24"),
            ("Works begun", "2026-09-14", "2026-09-04"),
            ("Building accepted", "2027-01-27", "2027-01-05"),
            ("Site handed over", "2027-03-26", "2027-02-26"),
        ];
        let expected = expected.map(|(name, now, then)| (name.to_owned(), day(now), day(then)));
        assert_eq!(events(&workspace), expected);
        assert_eq!(workspace.referring(RawId(7), Kind::BudgetLine).count(), 2);
        assert_eq!(workspace.referring(RawId(7), Kind::Risk).count(), 2);
        // The step is called after the project, and one undo takes all of it back.
        let label = &patch.label;
        assert_eq!(
            (label.deed, label.kind, label.count, &*label.name),
            (Deed::Create, Some(Kind::Project), 1, "Hall D")
        );
        let mut history = History::default();
        history.record(patch, None);
        apply(&mut workspace, &history.undo().unwrap());
        assert_eq!(events(&workspace), []);
        assert_eq!(workspace.projects.len(), 24);
        assert!(history.next_undo().is_none());
    }

    #[test]
    fn a_template_brings_work_with_its_tree_and_its_links() {
        let mut workspace = crate::sample::arvenne();
        let text = |text: &str| Value::Text(text.into());
        let to = |id: u128| Value::Ref(RawId(id));
        let mut item = |id: u128, part: &str, name: &str, order: &str, more: &[(&str, Value)]| {
            let mut values: Vec<(Text, Value)> = vec![
                ("project_type".into(), text("Build")),
                ("part".into(), Value::Choice(part.into())),
                ("name".into(), text(name)),
                ("order".into(), text(order)),
            ];
            values.extend(
                more.iter()
                    .map(|(key, value)| ((*key).into(), value.clone())),
            );
            workspace
                .insert_with(Kind::TemplateItem, RawId(id), values)
                .unwrap();
        };
        let days = |days| ("duration", Value::Span(Span::days(days).unwrap()));
        let at = |share| ("position", Value::Percent(Percent(share)));
        item(50, "task", "Works", "a", &[at(0)]);
        item(
            51,
            "task",
            "Dig",
            "b",
            &[at(0), ("parent", to(50)), days(5)],
        );
        item(
            52,
            "task",
            "Pour",
            "c",
            &[at(1), ("parent", to(50)), ("after", to(51)), days(3)],
        );
        item(
            53,
            "gate",
            "Dry",
            "d",
            &[at(5_000), ("parent", to(50)), ("after", to(52))],
        );
        let dates = [
            ("planned_start", "2026-06-01"),
            ("planned_finish", "2026-08-28"),
        ];
        let create = Command::Create {
            kind: Kind::Project,
            id: RawId(7),
            values: named("Hall D", "Build", &dates),
        };
        let mut next = 100;
        let command = with_template(&workspace, create, &mut || {
            next += 1;
            RawId(next)
        });
        let patch = plan(&workspace, &command).unwrap();
        apply(&mut workspace, &patch);
        assert_eq!((patch.label.count, &*patch.label.name), (1, "Hall D"));
        let tasks = workspace.referring(RawId(7), Kind::Task);
        let tasks = tasks.filter_map(|id| workspace.tasks.get(&Id::new(id)));
        let name = |id: Option<Id<Task>>| {
            let task = id.and_then(|id| workspace.tasks.get(&id));
            task.map_or(String::new(), |task| task.name.to_string())
        };
        let shown: Vec<String> = tasks
            .map(|task| {
                let kind = task.task_kind.as_ref().unwrap().key();
                let days = task.forecast_start.zip(task.forecast_finish);
                let days = days.map_or(String::new(), |days| format!("{} {}", days.0, days.1));
                format!("{kind} {} in {}: {days}", task.name, name(task.parent))
            })
            .collect();
        assert_eq!(
            shown,
            [
                "summary Works in : ",
                "task Dig in Works: 2026-06-01 2026-06-05",
                "task Pour in Works: 2026-06-08 2026-06-10",
                "gate Dry in Works: ",
            ]
        );
        let links = workspace.referring(RawId(7), Kind::Link);
        let links = links.filter_map(|id| workspace.links.get(&Id::new(id)));
        let links: Vec<_> = links
            .map(|link| (name(link.giver_task), name(link.taker_task)))
            .collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(links, [pair("Dig", "Pour"), pair("Pour", "Dry")]);
        assert!(again(&workspace).steps.is_empty());
    }

    #[test]
    fn without_dates_milestones_have_no_day_and_budget_lines_wait_until_there_are_some() {
        let (mut workspace, _) = added(named("Hall D", "Construction", &[]));
        assert!(events(&workspace).iter().all(|event| event.1.is_none()));
        assert_eq!(workspace.referring(RawId(7), Kind::BudgetLine).count(), 0);
        assert_eq!(
            again(&workspace),
            Template {
                steps: vec![],
                waiting: 7
            }
        );
        for (key, date) in [
            ("forecast_start", "2026-06-01"),
            ("forecast_finish", "2027-03-28"),
        ] {
            let value = day(date).map(Value::Date);
            workspace.set(Kind::Project, RawId(7), key, value).unwrap();
        }
        let found = again(&workspace);
        let parts: Vec<_> = found.steps.iter().map(|step| step.part).collect();
        let line = Some(TemplatePart::BudgetLine);
        assert_eq!(parts, [None, None, None, None, None, line, line]);
        let command = Command::Group {
            deed: Deed::Create,
            commands: found.steps.into_iter().map(|step| step.command).collect(),
        };
        let patch = plan(&workspace, &command).unwrap();
        assert_eq!((patch.label.kind, patch.label.count), (None, 7));
        apply(&mut workspace, &patch);
        assert_eq!(events(&workspace)[0].1, day("2026-07-31"));
        assert_eq!(again(&workspace), Template::default());
    }

    #[test]
    fn what_is_there_by_name_is_left_out_whatever_its_case() {
        let dates = [
            ("planned_start", "2026-06-01"),
            ("planned_finish", "2026-09-30"),
        ];
        let (mut workspace, _) = added(named("Which way", "Study", &dates));
        let renamed = workspace.referring(RawId(7), Kind::Risk).next().unwrap();
        let other = Value::Text("Another one".into());
        workspace
            .set(Kind::Risk, renamed, "name", Some(other))
            .unwrap();
        let gate = workspace.referring(RawId(7), Kind::Task).next().unwrap();
        let upper = Value::Text("QUESTION AGREED ".into());
        workspace
            .set(Kind::Task, gate, "name", Some(upper))
            .unwrap();
        let parts: Vec<_> = again(&workspace)
            .steps
            .iter()
            .map(|step| step.part)
            .collect();
        assert_eq!(parts, [Some(TemplatePart::Risk)]);
        // Work of that name is no gate.
        let work = Value::Choice("task".into());
        workspace
            .set(Kind::Task, gate, "task_kind", Some(work))
            .unwrap();
        let first = again(&workspace).steps.first().map(|step| step.part);
        assert_eq!(first, Some(Some(TemplatePart::Gate)));
    }

    #[test]
    fn a_type_without_a_template_adds_the_project_alone() {
        let (workspace, patch) = added(named("Plain", "Migration", &[]));
        assert_eq!((patch.rows.len(), again(&workspace).steps.len()), (1, 0));
        assert_eq!(
            template_types(&workspace)
                .iter()
                .map(|t| &**t)
                .collect::<Vec<_>>(),
            ["Construction", "Study"]
        );
    }
}
