//! The chain that sets the end: task by task, by unit, and what is nearly on it.

mod win;

use crate::analysis::schedule::ChainStep;
use crate::model::*;
use crate::session::plan::chain::{Near, ToEnd, to_end};
use crate::session::{Session, scope_of, use_session};
use crate::ui::parts::{Fact, Facts, Why};
use crate::ui::said;
use crate::ui::widgets::{Empty, SelectField};
use crate::words::{Chain as Words, Lang, choice_label, format, record_name};
use leptos::prelude::*;

/// The view, of a project or of the portfolio.
#[component]
pub(super) fn ChainView(project: Option<Id<Project>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    // Of a portfolio the way to one of its projects can be asked for.
    let goal = Memo::new(move |_| {
        let named = session.route().with(|r| r.get("goal").to_owned());
        project.or_else(|| RawId::parse(&named).map(Id::new))
    });
    let found = Memo::new(move |_| {
        let today = session.today().get();
        let setting = session.route().with(|route| route.get("scope").to_owned());
        session
            .workspace()
            .with(|w| to_end(w, goal.get(), scope_of(w, &setting), today))
    });
    let goals = Signal::derive(move || {
        let mut all: Vec<(String, String)> = session.workspace().with(|w| {
            let option =
                |p: &Shared<Project>| (p.id.raw().to_string(), format!("{} {}", p.code, p.name));
            w.projects.values().map(option).collect()
        });
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all.insert(0, (String::new(), Words::Whole.text(lang.get()).to_owned()));
        all
    });
    let pick = project.is_none().then(|| {
        view! {
            <div class="tools chain-goal">
                <SelectField label=said(lang, Words::Goal) options=goals
                    value=Signal::derive(move || goal.get().map(|id| id.raw().to_string()).unwrap_or_default())
                    on_commit=move |key: String| session.set_view("goal", &key) />
            </div>
        }
    });
    let facts = Signal::derive(move || found.with(|found| facts(session, found)));
    let now = move || {
        let (lang, today) = (lang.get(), session.today().get());
        found.with(|found| {
            let step = found.chain.steps.get(found.now(today)?)?;
            let task = name(session, Kind::Task, Some(step.task.raw()), lang);
            Some(Words::Now.fill(lang, &[&task, &unit(session, step.unit, lang)]))
        })
    };
    let steps = move || found.with(|found| steps(session, found, lang.get()));
    let units = move || found.with(|found| units(session, found, lang.get()));
    let near = move || found.with(|found| near(session, found, lang.get()));
    let is_empty = Memo::new(move |_| found.with(|found| found.chain.steps.is_empty()));
    view! {
        {pick}
        <Show
            when=move || !is_empty.get()
            fallback=move || view! { <Empty title=said(lang, Words::Empty) hint=said(lang, Words::EmptyHint) /> }
        >
            <div class="mods chain">
                <section class="mod">
                    <header class="mod-head wrap"><h2>{said(lang, Words::Head)}</h2><span class="mod-hint">{now}</span></header>
                    <Facts facts large=true />
                </section>
                <section class="mod">
                    <header class="mod-head"><h2>{said(lang, Words::Steps)}</h2></header>
                    {steps}
                </section>
                <section class="mod">
                    <header class="mod-head wrap"><h2>{said(lang, Words::Units)}</h2><span class="mod-hint">{said(lang, Words::UnitsHint)}</span></header>
                    {units}
                </section>
                <section class="mod">
                    <header class="mod-head wrap"><h2>{said(lang, Words::Near)}</h2><span class="mod-hint">{said(lang, Words::NearHint)}</span></header>
                    {near}
                </section>
                <win::Win found />
            </div>
        </Show>
    }
    .into_any()
}

/// What a record is called; nothing without one.
fn name(session: Session, kind: Kind, id: Option<RawId>, lang: Lang) -> String {
    let name = |id| session.workspace().with(|w| record_name(w, kind, id, lang));
    id.map(name).unwrap_or_default().to_string()
}

fn unit(session: Session, id: Option<Id<Unit>>, lang: Lang) -> String {
    match id {
        Some(id) => name(session, Kind::Unit, Some(id.raw()), lang),
        None => Words::NoUnit.text(lang).to_owned(),
    }
}

/// The code of the project of a task.
fn code(session: Session, project: Option<Id<Project>>) -> String {
    session.workspace().with(|w| {
        let project = project.and_then(|id| w.projects.get(&id));
        project.map_or(String::new(), |project| match project.code.is_empty() {
            true => project.name.to_string(),
            false => project.code.to_string(),
        })
    })
}

fn whole(lang: Lang, count: usize) -> String {
    format::whole(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

fn facts(session: Session, found: &ToEnd) -> Vec<Fact> {
    let (lang, today) = (session.lang().get(), session.today().get());
    let steps = &found.chain.steps;
    let tasks = session.workspace().with(|w| w.tasks.len());
    let source = Words::Source.fill(lang, &[&whole(lang, tasks), &format::date(lang, today)]);
    let fact = |label: Words, value: String, hint: String, why: Words| Fact {
        label: label.text(lang).to_owned(),
        value,
        hint,
        why: vec![why.text(lang).to_owned(), source.clone()],
        ..Fact::default()
    };
    let projects: SmallSet<Id<Project>> = steps.iter().filter_map(|step| step.project).collect();
    let ahead: i64 = steps.iter().map(|step| step.working_days).sum();
    let end = found.days().map(|days| format::date(lang, days.1));
    let help = found.now(today).and_then(|now| steps.get(now));
    let mut all = vec![
        fact(
            Words::End,
            end.unwrap_or_default(),
            code(session, found.project),
            Words::EndWhy,
        ),
        fact(
            Words::Length,
            Words::LengthOf.fill(lang, &[&whole(lang, steps.len())]),
            Words::LengthHint.fill(lang, &[&whole(lang, projects.len())]),
            Words::LengthWhy,
        ),
        fact(
            Words::Ahead,
            Words::AheadDays.fill(lang, &[&format::whole(lang, ahead)]),
            String::new(),
            Words::AheadWhy,
        ),
    ];
    if let Some(step) = help {
        all.push(fact(
            Words::Help,
            unit(session, step.unit, lang),
            code(session, step.project),
            Words::HelpWhy,
        ));
    }
    all
}

/// Why a step starts when it does.
fn why(session: Session, step: &ChainStep, lang: Lang) -> String {
    let today = session.today().get();
    session.workspace().with(|w| {
        let link = step.link.and_then(|id| w.links.get(&id));
        if let Some((link, giver)) = link.and_then(|l| Some((l, w.tasks.get(&l.giver_task?)?))) {
            let word = match link.link_type.as_ref().and_then(Choice::known) {
                None | Some(LinkType::FinishStart) => Words::AfterFinish,
                Some(LinkType::StartStart) => Words::AfterStart,
                Some(LinkType::FinishFinish | LinkType::StartFinish) => Words::WithFinish,
            };
            let elsewhere = giver.project.filter(|own| Some(*own) != step.project);
            let elsewhere = elsewhere.and_then(|id| w.projects.get(&id));
            let giver = match elsewhere {
                Some(project) => format!("{} · {}", project.code, giver.name),
                None => giver.name.to_string(),
            };
            let text = word.fill(lang, &[&giver]);
            return match link.lag.filter(|lag| lag.amount != 0) {
                Some(lag) => Words::Lagged.fill(lang, &[&text, &format::span(lang, lag)]),
                None => text,
            };
        }
        let Some(task) = w.tasks.get(&step.task) else {
            return String::new();
        };
        match (task.actual_start, &task.constraint, task.constraint_date) {
            (Some(day), _, _) => Words::UnderWay.fill(lang, &[&format::date(lang, day)]),
            (None, Some(kind), Some(day)) => {
                let name = choice_label(Kind::Task, "constraint", kind.key(), lang);
                format!("{name} {}", format::date(lang, day))
            }
            _ if step.days.0 <= today => Words::AtOnce.text(lang).to_owned(),
            _ => Words::AsPlanned.text(lang).to_owned(),
        }
    })
}

/// A place between two days in percent.
#[expect(clippy::cast_precision_loss, reason = "days of a plan are few")]
fn share(from: Date, day: Date, span: i64) -> f64 {
    (day.days_since(from) as f64 / span.max(1) as f64 * 100.0).clamp(0.0, 100.0)
}

/// A button with the name of a task that opens its form.
fn task_link(session: Session, task: Id<Task>, lang: Lang) -> AnyView {
    let name = name(session, Kind::Task, Some(task.raw()), lang);
    view! { <button type="button" class="link chain-task" on:click=move |_| session.open_record(Kind::Task, task.raw())>{name}</button> }
        .into_any()
}

/// A table with these heads; those of the places in `nums` are over numbers.
fn table(
    lang: Lang,
    class: &'static str,
    heads: &[Words],
    nums: &[usize],
    rows: AnyView,
) -> AnyView {
    let heads = heads
        .iter()
        .enumerate()
        .map(|(place, word)| {
            let text = word.text(lang).to_owned();
            let is_num = nums.contains(&place);
            let body = match word {
                Words::HeadConsumed => {
                    let lines = vec![Words::ConsumedWhy.text(lang).to_owned()];
                    view! { <Why text=text.clone() title=text lines=Signal::stored(lines) /> }
                        .into_any()
                }
                _ => text.into_any(),
            };
            view! { <th scope="col" class:num=is_num>{body}</th> }
        })
        .collect_view();
    view! {
        <div class="chain-wrap"><table class=format!("table {class}")>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}

fn steps(session: Session, found: &ToEnd, lang: Lang) -> AnyView {
    let Some((first, last)) = found.days() else {
        return ().into_any();
    };
    let span = last.days_since(first) + 1;
    let today = session.today().get();
    let now = found.now(today);
    let line = |(place, step): (usize, &ChainStep)| {
        let (from, to) = step.days;
        let left = share(first, from, span);
        let end = to.plus_days(1).map_or(100.0, |day| share(first, day, span));
        let width = format!("{:.2}%", (end - left).max(0.6));
        let ahead = (step.working_days != 0).then(|| format::whole(lang, step.working_days));
        let days = match from == to {
            true => format::date(lang, from),
            false => format::date_range(lang, from, to),
        };
        view! {
            <tr aria-current=(now == Some(place)).then_some("step")>
                <td class="num mut">{(place + 1).to_string()}</td>
                <th scope="row">{task_link(session, step.task, lang)}</th>
                <td class="code">{code(session, step.project)}</td>
                <td>{unit(session, step.unit, lang)}</td>
                <td class="nowrap">{days}</td>
                <td class="num">{ahead}</td>
                <td class="chain-bar" aria-hidden="true"><span style:margin-left=format!("{left:.2}%") style:width=width></span></td>
                <td class="sec">{why(session, step, lang)}</td>
            </tr>
        }
    };
    let rows = found
        .chain
        .steps
        .iter()
        .enumerate()
        .map(line)
        .collect_view()
        .into_any();
    let heads = [
        Words::HeadPlace,
        Words::HeadTask,
        Words::HeadProject,
        Words::HeadUnit,
        Words::HeadDays,
        Words::HeadAhead,
        Words::HeadBar,
        Words::HeadWhy,
    ];
    table(lang, "chain-steps", &heads, &[0, 5], rows)
}

fn units(session: Session, found: &ToEnd, lang: Lang) -> AnyView {
    let all = found.units();
    let most = all.iter().map(|(_, s)| s.working_days).max().unwrap_or(1);
    let line = |(id, own): &(Option<Id<Unit>>, crate::analysis::schedule::ChainShare)| {
        #[expect(clippy::cast_precision_loss, reason = "days of a plan are few")]
        let share = (own.working_days as f64 / most.max(1) as f64 * 100.0).clamp(0.5, 100.0);
        let consumed = format::signed(own.consumed > 0, format::whole(lang, own.consumed));
        view! {
            <tr>
                <th scope="row">{unit(session, *id, lang)}</th>
                <td class="num">{format::whole(lang, own.tasks)}</td>
                <td class="num">{format::whole(lang, own.working_days)}</td>
                <td class="chain-bar" aria-hidden="true"><span style:width=format!("{share:.1}%")></span></td>
                <td class="num" class:worse=own.consumed.is_positive()>{consumed}</td>
            </tr>
        }
    };
    let rows = all.iter().map(line).collect_view().into_any();
    let heads = [
        Words::HeadUnit,
        Words::HeadTasks,
        Words::HeadAhead,
        Words::Ahead,
        Words::HeadConsumed,
    ];
    table(lang, "chain-units", &heads, &[1, 2, 4], rows)
}

fn near(session: Session, found: &ToEnd, lang: Lang) -> AnyView {
    if found.near.is_empty() {
        return view! { <p class="sec">{Words::NearNone.text(lang)}</p> }.into_any();
    }
    let line = |one: &Near| {
        let project = session
            .workspace()
            .with(|w| w.tasks.get(&one.task).and_then(|task| task.project));
        view! {
            <tr>
                <th scope="row">{task_link(session, one.task, lang)}</th>
                <td class="code">{code(session, project)}</td>
                <td>{unit(session, one.unit, lang)}</td>
                <td class="nowrap">{format::date(lang, one.finish)}</td>
                <td class="num">{format::whole(lang, one.float)}</td>
            </tr>
        }
    };
    let rows = found.near.iter().map(line).collect_view().into_any();
    let heads = [
        Words::HeadTask,
        Words::HeadProject,
        Words::HeadUnit,
        Words::HeadFinish,
        Words::HeadFloat,
    ];
    let rest = found.near_all - found.near.len();
    let more = (rest > 0).then(|| {
        view! { <p class="mut">{Words::More.fill(lang, &[&whole(lang, rest)])}</p> }
    });
    view! { {table(lang, "chain-near", &heads, &[4], rows)} {more} }.into_any()
}
