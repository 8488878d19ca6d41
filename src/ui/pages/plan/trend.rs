//! The milestone trend: the 45° chart, what slips report after report, and all dates as a table.

use crate::analysis::trend::{Trend, TrendOf};
use crate::charts::{MilestoneTrend, Role, TrendLine};
use crate::model::*;
use crate::session::plan::trend::{drawn as places, key, trends};
use crate::session::{Session, scope_of, use_session};
use crate::ui::parts::{chart_date, drawn, figure};
use crate::ui::said;
use crate::ui::widgets::{Empty, Menu, MenuItem};
use crate::words::{Lang, Trend as Words, format, record_name};
use leptos::prelude::*;

/// More lines than this are counted, not shown.
const SHOWN: usize = 60;

const ROLES: [Role; 8] = [
    Role::Cat1,
    Role::Cat2,
    Role::Cat3,
    Role::Cat4,
    Role::Cat5,
    Role::Cat6,
    Role::Cat7,
    Role::Cat8,
];

/// What a line is called; among several projects with the code of its own.
fn name(session: Session, line: &Trend, whole: bool, lang: Lang) -> String {
    session.workspace().with(|w| {
        let own = match line.of {
            TrendOf::Stone(task) => record_name(w, Kind::Task, task.raw(), lang).to_string(),
            TrendOf::Finish(_) => Words::Finish.text(lang).to_owned(),
        };
        let code = w.projects.get(&line.project).map(|p| p.code.to_string());
        match code.filter(|code| whole && !code.is_empty()) {
            Some(code) => format!("{code} {own}"),
            None => own,
        }
    })
}

fn whole(lang: Lang, count: usize) -> String {
    format::whole(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

/// The view, of a project or of the portfolio.
#[component]
pub(super) fn TrendView(project: Option<Id<Project>>) -> impl IntoView {
    let session = use_session();
    let (lang, route) = (session.lang(), session.route());
    let is_whole = project.is_none();
    let all = Memo::new(move |_| {
        let today = session.today().get();
        let setting = route.with(|route| route.get("scope").to_owned());
        session
            .workspace()
            .with(|w| trends(w, project, scope_of(w, &setting), today))
    });
    let shown = Memo::new(move |_| {
        let setting = route.with(|route| route.get("lines").to_owned());
        all.with(|all| places(all, &setting))
    });
    let picture = Memo::new(move |_| {
        let lang = lang.get();
        let lines = all.with(|all| {
            let line = |(place, role): (&usize, Role)| {
                let line = all.get(*place)?;
                let points = line.points.iter().map(|(r, s)| (r.naive(), s.naive()));
                Some(TrendLine {
                    name: name(session, line, is_whole, lang),
                    role,
                    points: points.collect(),
                })
            };
            shown.with(|shown| shown.iter().zip(ROLES).filter_map(line).collect())
        });
        let date = |date, style| chart_date(lang, date, style);
        let chart = MilestoneTrend {
            lines,
            diagonal: Words::Diagonal.text(lang).to_owned(),
            heads: [Words::HeadStone, Words::HeadReport, Words::HeadDate]
                .map(|word| word.text(lang).to_owned()),
            date: &date,
        };
        drawn(&chart, (1100, 440))
    });
    let summary = move || {
        let lang = lang.get();
        all.with(|all| {
            let later = all.iter().filter(|line| line.moved > 0).count();
            let climb = all.iter().filter(|line| line.climbs()).count();
            let counts = [later, all.len(), climb].map(|n| whole(lang, n));
            Words::Summary.fill(lang, &counts.each_ref().map(String::as_str))
        })
    };
    let items = Signal::derive(move || {
        let lang = lang.get();
        all.with(|all| {
            let item = |(place, line): (usize, &Trend)| {
                let is_shown = shown.with(|shown| shown.contains(&place));
                let name = name(session, line, is_whole, lang);
                MenuItem::ticked(&key(line.of).to_string(), name, is_shown)
            };
            all.iter()
                .enumerate()
                .take(SHOWN)
                .map(item)
                .collect::<Vec<_>>()
        })
    });
    let pick = move |picked: String| {
        let now: Vec<String> = all.with_untracked(|all| {
            let key = |place: &usize| all.get(*place).map(|line| key(line.of).to_string());
            shown.with_untracked(|shown| shown.iter().filter_map(key).collect())
        });
        let mut next: Vec<String> = now.iter().filter(|key| **key != picked).cloned().collect();
        if next.len() == now.len() {
            next.push(picked);
        }
        session.set_view("lines", &next.join(","));
    };
    let climbing = move || {
        let lang = lang.get();
        all.with(|all| {
            let climbing: Vec<&Trend> = all.iter().filter(|line| line.climbs()).collect();
            if climbing.is_empty() {
                return view! { <p class="sec">{Words::NoneClimbs.text(lang)}</p> }.into_any();
            }
            let rest = climbing.len().saturating_sub(12);
            let lines = climbing
                .iter()
                .take(12)
                .map(|line| view! { <li>{climbs(session, line, is_whole, lang)}</li> })
                .collect_view();
            let more = (rest > 0).then(|| Words::More.fill(lang, &[&whole(lang, rest)]));
            view! { <ul class="pj-findings">{lines}</ul><p class="mut">{more}</p> }.into_any()
        })
    };
    let rows = move || all.with(|all| rows(session, all, is_whole, lang.get()));
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    view! {
        <Show
            when=move || !is_empty.get()
            fallback=move || view! { <Empty title=said(lang, Words::Empty) hint=said(lang, Words::EmptyHint) /> }
        >
            <div class="mods chain">
                <section class="mod">
                    <header class="mod-head wrap">
                        <h2>{said(lang, Words::Head)}</h2>
                        <span class="mod-hint">{said(lang, Words::Hint)}</span>
                        <span class="mod-end"><Menu label=said(lang, Words::Lines) items keep_open=true at_end=true on_pick=pick /></span>
                    </header>
                    {figure(picture, summary, lang)}
                </section>
                <section class="mod">
                    <header class="mod-head wrap"><h2>{said(lang, Words::Climbing)}</h2><span class="mod-hint">{said(lang, Words::Rule)}</span></header>
                    {climbing}
                </section>
                <section class="mod">
                    <header class="mod-head"><h2>{said(lang, Words::All)}</h2></header>
                    {rows}
                </section>
            </div>
        </Show>
    }
    .into_any()
}

/// What a line that climbs says in words.
fn climbs(session: Session, line: &Trend, is_whole: bool, lang: Lang) -> String {
    let before = line.points.iter().rev().nth(line.slips_in_a_row);
    let day =
        |point: Option<&(Date, Date)>| point.map_or(String::new(), |p| format::date(lang, p.1));
    let values = [
        name(session, line, is_whole, lang),
        whole(lang, line.slips_in_a_row),
        format::whole(lang, line.slipped),
        day(before),
        day(line.points.last()),
    ];
    Words::Climbs.fill(lang, &values.each_ref().map(String::as_str))
}

/// All dates as a table.
fn rows(session: Session, all: &[Trend], is_whole: bool, lang: Lang) -> AnyView {
    let heads = [
        (Words::HeadStone, false),
        (Words::HeadFirst, false),
        (Words::HeadNow, false),
        (Words::HeadMoved, true),
        (Words::HeadReports, true),
    ]
    .map(|(word, is_num)| view! { <th scope="col" class:num=is_num>{word.text(lang)}</th> })
    .collect_view();
    let row = |line: &Trend| {
        let said = |point: Option<&(Date, Date)>| point.map(|point| format::date(lang, point.1));
        let now = match line.passed {
            Some(day) => Some(Words::Passed.fill(lang, &[&format::date(lang, day)])),
            None => said(line.points.last()),
        };
        let moved = format::signed(line.moved > 0, format::whole(lang, line.moved));
        view! {
            <tr>
                <th scope="row">{name(session, line, is_whole, lang)}</th>
                <td class="nowrap">{said(line.points.first())}</td>
                <td class="nowrap">{now}</td>
                <td class="num" class:worse=line.moved.is_positive()>{moved}</td>
                <td class="num">{whole(lang, line.points.len() - 1)}</td>
            </tr>
        }
    };
    let lines = all.iter().take(SHOWN).map(row).collect_view();
    let rest = all.len().saturating_sub(SHOWN);
    let more = (rest > 0).then(|| Words::More.fill(lang, &[&whole(lang, rest)]));
    view! {
        <div class="chain-wrap"><table class="table trend-all"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>
        <p class="mut">{more}</p>
    }
    .into_any()
}
