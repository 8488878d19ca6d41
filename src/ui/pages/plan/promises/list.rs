//! The promises as a list, and how units keep them.

use super::whole;
use crate::model::*;
use crate::session::Session;
use crate::session::plan::promises::{MapWish, PromiseLine, lines, reliability};
use crate::words::{Lang, Promises as Words, format, record_name};
use leptos::prelude::*;

/// More promises than this are counted, not shown.
const SHOWN: usize = 100;

/// How many there are, and how many of them are late.
pub(super) fn counts(all: &[PromiseLine], lang: Lang) -> String {
    let late = all.iter().filter(|line| line.promise.broken()).count();
    Words::ListCount.fill(lang, &[&whole(lang, all.len()), &whole(lang, late)])
}

fn heads(lang: Lang, all: &[(Words, bool)]) -> AnyView {
    all.iter()
        .map(|(word, is_num)| view! { <th scope="col" class:num=*is_num>{word.text(lang)}</th> })
        .collect_view()
        .into_any()
}

/// The promises.
pub(super) fn list(session: Session, all: &[PromiseLine], lang: Lang) -> AnyView {
    if all.is_empty() {
        return view! { <p class="sec">{Words::NoneFits.text(lang)}</p> }.into_any();
    }
    let day = |date: Option<Date>| date.map(|date| format::date(lang, date));
    let row = |line: &PromiseLine| {
        let promise = &line.promise;
        let (what, giver, taker) = session.workspace().with(|w| {
            let side = |project: Id<Project>, unit: Option<Id<Unit>>| {
                let code = w.projects.get(&project).map(|p| p.code.to_string());
                let unit = unit.map(|id| record_name(w, Kind::Unit, id.raw(), lang).to_string());
                [code, unit]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · ")
            };
            let link = w.links.get(&promise.link);
            let task = link.and_then(|l| w.tasks.get(&l.giver_task?));
            let said = link
                .map(|l| l.promise.to_string())
                .filter(|text| !text.is_empty());
            let what = said.or(task.map(|t| t.name.to_string()));
            let what = what.unwrap_or_else(|| {
                record_name(w, Kind::Project, promise.giver.raw(), lang).to_string()
            });
            (
                what,
                side(promise.giver, line.giver_unit),
                side(promise.taker, line.taker_unit),
            )
        });
        let count = |days: i64| format::whole(lang, days);
        let (text, is_late) = match promise.late_days {
            Some(days @ 1..) => (Words::Late.fill(lang, &[&count(days)]), true),
            Some(0) => (Words::OnTheDay.text(lang).to_owned(), false),
            Some(days) => (Words::Room.fill(lang, &[&count(-days)]), false),
            None => (Words::Unknown.text(lang).to_owned(), false),
        };
        let link = promise.link;
        view! {
            <tr>
                <th scope="row"><button type="button" class="link chain-task" on:click=move |_| session.open_record(Kind::Link, link.raw())>{what}</button></th>
                <td>{giver}</td>
                <td>{taker}</td>
                <td class="nowrap">{day(line.promised)}</td>
                <td class="nowrap">{day(promise.expected)}</td>
                <td class="nowrap">{day(promise.needed)}</td>
                <td class="nowrap" class:worse=is_late>{text}</td>
            </tr>
        }
    };
    let rows = all.iter().take(SHOWN).map(row).collect_view();
    let rest = all.len().saturating_sub(SHOWN);
    let more = (rest > 0).then(|| Words::More.fill(lang, &[&whole(lang, rest)]));
    let heads = heads(
        lang,
        &[
            (Words::HeadWhat, false),
            (Words::HeadGiver, false),
            (Words::HeadTaker, false),
            (Words::HeadPromised, false),
            (Words::HeadExpected, false),
            (Words::HeadNeeded, false),
            (Words::HeadRoom, false),
        ],
    );
    view! {
        <div class="chain-wrap"><table class="table map-list"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>
        <p class="mut">{more}</p>
    }
    .into_any()
}

/// How units keep what they promise.
pub(super) fn reliable(session: Session, lang: Lang) -> AnyView {
    let today = session.today().get();
    let answers = session.answers().get();
    let row = |(name, due, kept, share): (String, usize, usize, Option<Percent>)| {
        let (text, is_few) = match share {
            Some(share) => (format::percent(lang, share), false),
            None => (Words::TooFew.text(lang).to_owned(), true),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{whole(lang, due)}</td>
                <td class="num">{whole(lang, kept)}</td>
                <td class:mut=is_few>{text}</td>
            </tr>
        }
    };
    // Of the whole portfolio whatever is filtered: a share of a part would mislead.
    let rows = session.workspace().with(|w| {
        let all = lines(w, &answers.promises, &MapWish::default());
        reliability(w, &all, today)
            .into_iter()
            .map(|one| {
                let name = match one.unit {
                    Some(id) => record_name(w, Kind::Unit, id.raw(), lang).to_string(),
                    None => Words::NoUnit.text(lang).to_owned(),
                };
                row((name, one.due, one.kept, one.share()))
            })
            .collect_view()
    });
    let heads = heads(
        lang,
        &[
            (Words::HeadUnit, false),
            (Words::HeadDue, true),
            (Words::HeadKept, true),
            (Words::HeadShare, false),
        ],
    );
    view! { <div class="chain-wrap"><table class="table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div> }
        .into_any()
}
