//! The cheapest days to win: asked for, previewed and applied.

use super::super::before::BeforeDialog;
use super::super::doing;
use super::{code, name, table, whole};
use crate::analysis::schedule::{NoMore, Overlap};
use crate::edit::{Command, Deed};
use crate::model::*;
use crate::session::plan::chain::{ToEnd, WinLine, Winning, overlap, shorten, shortened, winning};
use crate::session::{Session, use_session};
use crate::ui::said;
use crate::ui::widgets::{Button, SelectField, Variant};
use crate::words::{Chain as Words, Lang, format};
use leptos::prelude::*;

/// More days than this are not asked for at once.
const MOST: usize = 60;

/// What is to be applied.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// Tasks become shorter.
    Shorter(Vec<WinLine>),
    /// Two tasks overlap.
    Overlap(Overlap),
}

/// The part of the page.
#[component]
pub(super) fn Win(found: Memo<ToEnd>) -> impl IntoView {
    let session = use_session();
    let (lang, route) = (session.lang(), session.route());
    let asked: RwSignal<Option<Asked>> = RwSignal::new(None);
    let wanted = RwSignal::new(route.with_untracked(|r| r.get("win").to_owned()));
    let days = Memo::new(move |_| {
        let typed = route.with(|r| r.get("win").parse::<usize>().ok());
        typed.filter(|days| *days > 0).map(|days| days.min(MOST))
    });
    // What lies on the chain can be hastened, first of all what ends it.
    let goals = Memo::new(move |_| {
        found.with(|found| {
            let mut all: Vec<Id<Project>> = Vec::new();
            for project in found
                .chain
                .steps
                .iter()
                .rev()
                .filter_map(|step| step.project)
            {
                if !all.contains(&project) {
                    all.push(project);
                }
            }
            all
        })
    });
    let goal = Memo::new(move |_| {
        let named = RawId::parse(&route.with(|r| r.get("for").to_owned())).map(Id::new);
        goals.with(|all| named.filter(|id| all.contains(id)).or(all.first().copied()))
    });
    let options = Signal::derive(move || {
        let lang = lang.get();
        goals.with(|all| {
            let option = |id: &Id<Project>| {
                let text = format!(
                    "{} {}",
                    code(session, Some(*id)),
                    name(session, Kind::Project, Some(id.raw()), lang)
                );
                (id.raw().to_string(), text)
            };
            all.iter().map(option).collect::<Vec<_>>()
        })
    });
    let answer = Memo::new(move |_| {
        let (goal, days, today) = (goal.get()?, days.get()?, session.today().get());
        let found = session.workspace().with(|w| winning(w, goal, days, today));
        Some((goal, days, found))
    });
    let find = move || session.set_view("win", wanted.get_untracked().trim());
    let body = move || {
        let lang = lang.get();
        answer.with(|answer| {
            answer
                .as_ref()
                .map(|(goal, days, found)| result(session, (*goal, *days), found, asked, lang))
        })
    };
    view! {
        <section class="mod chain-win">
            <header class="mod-head wrap"><h2>{said(lang, Words::Win)}</h2><span class="mod-hint">{said(lang, Words::WinHint)}</span></header>
            <form class="row wrap" on:submit=move |event| { event.prevent_default(); find(); }>
                <SelectField label=said(lang, Words::WinFor) options value=Signal::derive(move || goal.get().map(|id| id.raw().to_string()).unwrap_or_default())
                    on_commit=move |key: String| session.set_view("for", &key) />
                <label class="board-limit"><span>{said(lang, Words::WinDays)}</span>
                    <input type="number" min="1" max=MOST.to_string() prop:value=move || wanted.get() on:input=move |event| wanted.set(event_target_value(&event)) />
                </label>
                <Button label=said(lang, Words::WinFind) variant=Variant::Primary on_press=move |()| find() />
            </form>
            <div aria-live="polite">{body}</div>
        </section>
        <WinDialog asked answer=Signal::derive(move || answer.with(|a| a.as_ref().map(|a| a.2.clone()))) />
    }
    .into_any()
}

/// The names of some tasks.
fn names(session: Session, tasks: &[Id<Task>], lang: Lang) -> String {
    let all: Vec<String> = tasks
        .iter()
        .map(|id| name(session, Kind::Task, Some(id.raw()), lang))
        .collect();
    let text = all.join(", ");
    match tasks {
        [_] => text,
        _ => Words::Together.fill(lang, &[&text]),
    }
}

/// Giver and taker of an overlap.
fn ends(session: Session, one: &Overlap, lang: Lang) -> [String; 2] {
    let link = session
        .workspace()
        .with(|w| w.links.get(&one.link).cloned());
    let task = |id: Option<Id<Task>>| name(session, Kind::Task, id.map(Id::raw), lang);
    link.map_or([String::new(), String::new()], |link| {
        [task(link.giver_task), task(link.taker_task)]
    })
}

/// What was found.
fn result(
    session: Session,
    (goal, days): (Id<Project>, usize),
    found: &Winning,
    asked: RwSignal<Option<Asked>>,
    lang: Lang,
) -> AnyView {
    let day = |date: Option<Date>| date.map_or(String::new(), |date| format::date(lang, date));
    let said = match found.lines.last() {
        Some(last) => {
            let won = format::whole(lang, found.won);
            let cost = found
                .cost
                .map_or(String::new(), |cost| format::money_full(lang, cost));
            let values = [
                won,
                whole(lang, days),
                code(session, Some(goal)),
                day(found.end),
                day(Some(last.end)),
                cost,
            ];
            Words::Won.fill(lang, &values.each_ref().map(String::as_str))
        }
        None => Words::WonNone.fill(lang, &[&day(found.end)]),
    };
    let short = found.short.map(|why| match why {
        NoMore::NothingPriced => Words::NothingPriced.text(lang),
        NoMore::AllShortest => Words::AllShortest.text(lang),
        NoMore::OthersDecide => Words::OthersDecide.text(lang),
    });
    let line = |line: &WinLine| {
        view! {
            <tr>
                <th scope="row">{names(session, &line.tasks, lang)}</th>
                <td class="num">{format::whole(lang, line.days)}</td>
                <td class="num">{format::money_full(lang, line.cost_a_day)}</td>
                <td class="num">{format::money_full(lang, line.cost)}</td>
                <td class="nowrap">{format::date(lang, line.end)}</td>
            </tr>
        }
    };
    let lines = found.lines.clone();
    let ways = (!lines.is_empty()).then(|| {
        let rows = lines.iter().map(line).collect_view().into_any();
        let heads = [Words::HeadShorten, Words::HeadBy, Words::HeadADay, Words::HeadCost, Words::HeadNewEnd];
        let all = lines.clone();
        view! {
            {table(lang, "chain-ways", &heads, &[1, 2, 3], rows)}
            <p><Button label=Words::Preview.text(lang) on_press=move |()| asked.set(Some(Asked::Shorter(all.clone()))) /></p>
        }
    });
    let one = |one: &Overlap| {
        let [giver, taker] = ends(session, one, lang);
        let text = Words::Overlap.fill(lang, &[&giver, &taker, &format::whole(lang, one.lead)]);
        let wins = Words::OverlapWins.fill(lang, &[&format::whole(lang, one.won)]);
        let own = *one;
        let label = format!("{}: {text}", Words::Preview.text(lang));
        view! {
            <li class="row wrap">
                <span>{text}</span>
                <b>{wins}</b>
                <button type="button" class="btn" aria-label=label on:click=move |_| asked.set(Some(Asked::Overlap(own)))>{Words::Preview.text(lang)}</button>
            </li>
        }
    };
    let overlaps = match found.overlaps.is_empty() {
        true => view! { <p class="sec">{Words::OverlapNone.text(lang)}</p> }.into_any(),
        false => view! { <ul class="chain-overlaps">{found.overlaps.iter().take(12).map(one).collect_view()}</ul> }.into_any(),
    };
    view! {
        <p><b>{said}</b></p>
        {short.map(|why| view! { <p class="sec">{why}</p> })}
        {ways}
        <h3>{Words::Overlaps.text(lang)}</h3>
        <p class="sec">{Words::OverlapsHint.text(lang)}</p>
        {overlaps}
    }
    .into_any()
}

/// What changes, before it is done.
#[component]
fn WinDialog(asked: RwSignal<Option<Asked>>, answer: Signal<Option<Winning>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let open = Signal::derive(move || asked.with(Option::is_some));
    let close = move |()| asked.set(None);
    let told = Memo::new(move |_| {
        let lang = lang.get();
        match asked.get() {
            None => Vec::new(),
            Some(Asked::Overlap(one)) => {
                let [giver, taker] = ends(session, &one, lang);
                vec![
                    Words::Overlap.fill(lang, &[&giver, &taker, &format::whole(lang, one.lead)]),
                    Words::OverlapWins.fill(lang, &[&format::whole(lang, one.won)]),
                    Words::Risk.fill(lang, &[&giver, &taker]),
                ]
            }
            Some(Asked::Shorter(all)) => {
                let tasks = session.workspace().with(|w| shortened(w, &all));
                let line = |(task, from, to): (Id<Task>, i64, i64)| {
                    let name = name(session, Kind::Task, Some(task.raw()), lang);
                    Words::Length2.fill(
                        lang,
                        &[&name, &format::whole(lang, from), &format::whole(lang, to)],
                    )
                };
                let mut lines: Vec<String> = tasks.into_iter().map(line).collect();
                let cost = answer.with(|a| a.as_ref().and_then(|a| a.cost));
                if let (Some(cost), Some(last)) = (cost, all.last()) {
                    let end = format::date(lang, last.end);
                    lines.push(Words::Total.fill(lang, &[&format::money_full(lang, cost), &end]));
                }
                lines
            }
        }
    });
    let apply = move |()| {
        let commands: Vec<Command> = session.workspace().with_untracked(|w| {
            asked.with_untracked(|asked| match asked {
                Some(Asked::Shorter(lines)) => shorten(w, lines),
                Some(Asked::Overlap(one)) => overlap(w, one).into_iter().collect(),
                None => Vec::new(),
            })
        });
        asked.set(None);
        if !commands.is_empty() {
            session.act(&doing::following(session, Deed::Resize, commands));
        }
    };
    view! {
        <BeforeDialog open title=said(lang, Words::PreviewTitle) count=Signal::derive(move || told.with(Vec::len))
            told=move |place: usize| told.with(|all| all.get(place).cloned().unwrap_or_default()) close apply />
    }
    .into_any()
}
