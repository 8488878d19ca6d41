//! Links and numbered baselines of a file as records.

use super::file::{Baseline, Lag, LinkKind, Plan};
use super::import::{Part, Spot};
use super::rows::Rows;
use super::take::{Fields, choice, last, span};
use super::value::Moment;
use crate::model::{Id, Kind, LinkType, RawId, Span, Text, Value};
use std::collections::{HashMap, VecDeque};

/// Takes the links between tasks that are taken.
pub(super) fn links(plan: &Plan, spots: &HashMap<i64, Spot>, rows: &mut Rows) {
    // Two tasks may have several links: those of the file take them in turn.
    let mut known: HashMap<[Option<RawId>; 4], VecDeque<RawId>> = HashMap::new();
    for link in rows.workspace.links.values() {
        let (from, to) = (link.giver_task.map(Id::raw), link.taker_task.map(Id::raw));
        let key = [link.giver.map(Id::raw), from, link.taker.map(Id::raw), to];
        known.entry(key).or_default().push_back(link.id.raw());
    }
    for task in &plan.tasks {
        let Some(to) = spots.get(&task.uid) else {
            continue;
        };
        for link in &task.links {
            let Some(from) = spots.get(&link.before).filter(|_| !link.cross_project) else {
                continue;
            };
            let key = [Some(from.project), from.task, Some(to.project), to.task];
            let existing = known.get_mut(&key).and_then(VecDeque::pop_front);
            let kind = match link.kind {
                LinkKind::FinishStart => None,
                LinkKind::StartStart => Some(LinkType::StartStart),
                LinkKind::FinishFinish => Some(LinkType::FinishFinish),
                LinkKind::StartFinish => Some(LinkType::StartFinish),
            };
            let said = existing.and_then(|id| {
                let link = rows.workspace.links.get(&Id::new(id))?;
                link.link_type.as_ref()?.known()
            });
            // Finish to start is what a link without a type is.
            let kind = match (kind, said) {
                (None, Some(LinkType::FinishStart)) => Some(LinkType::FinishStart),
                (kind, _) => kind,
            };
            let lag = match link.lag {
                Lag::Working(time) => span(time, false),
                Lag::Elapsed(time) => span(time, true),
                Lag::Share(share) => Span::share(share),
            };
            let mut fields = Fields::new();
            fields.insert("giver", Some(Value::Ref(from.project)));
            fields.insert("giver_task", from.task.map(Value::Ref));
            fields.insert("taker", Some(Value::Ref(to.project)));
            fields.insert("taker_task", to.task.map(Value::Ref));
            fields.insert("link_type", kind.map(choice));
            fields.insert("lag", (lag.amount != 0).then_some(Value::Span(lag)));
            rows.put(Kind::Link, existing, &fields);
        }
    }
}

/// The numbered baselines 1 to 10 become baselines of the project; the first one is with the task.
pub(super) fn baselines(
    plan: &Plan,
    project: RawId,
    part: &Part,
    spots: &HashMap<i64, Spot>,
    rows: &mut Rows,
) {
    let of = |number: i64| {
        let tasks = part.tasks.iter().filter_map(|at| plan.tasks.get(*at));
        tasks.filter_map(move |task| {
            Some((task, task.baselines.iter().find(|b| b.number == number)?))
        })
    };
    for number in 1..=10 {
        let mut dates: Vec<(RawId, &Baseline)> = Vec::new();
        for (task, baseline) in of(number) {
            if let Some(id) = spots.get(&task.uid).and_then(|spot| spot.task) {
                dates.push((id, baseline));
            }
        }
        if dates.is_empty() {
            continue;
        }
        let name = Text::from(format!("Baseline {number}"));
        let mut named = rows.workspace.baselines.values();
        let existing = named
            .find(|b| b.name == name && b.project.map(Id::raw) == Some(project))
            .map(|b| b.id.raw());
        let mut fields = Fields::new();
        fields.insert("name", Some(Value::Text(name)));
        fields.insert("project", Some(Value::Ref(project)));
        let baseline = rows.put(Kind::Baseline, existing, &fields);
        let mut known: HashMap<RawId, RawId> = HashMap::new();
        if existing.is_some() {
            for id in rows.workspace.referring(baseline, Kind::BaselineDate) {
                let date = rows.workspace.baseline_dates.get(&Id::new(id));
                if let Some(task) = date.and_then(|date| date.task) {
                    known.insert(task.raw(), id);
                }
            }
        }
        for (task, dates) in dates {
            let mut fields = Fields::new();
            fields.insert("baseline", Some(Value::Ref(baseline)));
            fields.insert("task", Some(Value::Ref(task)));
            fields.insert("start", dates.start.and_then(Moment::day).map(Value::Date));
            fields.insert("finish", last(dates.start, dates.finish).map(Value::Date));
            let long = dates.duration.map(|long| Value::Span(span(long, false)));
            fields.insert("duration", long);
            rows.put(Kind::BaselineDate, known.get(&task).copied(), &fields);
        }
    }
}
