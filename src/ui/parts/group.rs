//! A group of projects: its figures as facts and as cells.

use super::{Fact, Head, Shown};
use crate::analysis::{Answers, Rollup, Scope};
use crate::model::*;
use crate::session::Session;
use crate::words::{Facts as Why, Groups as Words, Lang, format};
use leptos::prelude::{Get, With};

/// Returns the figures of the portfolio, a programme, a unit or an objective.
#[must_use]
pub fn rollup_of(answers: &Answers, kind: Kind, id: RawId) -> Rollup {
    match Scope::of_group(kind, id) {
        Some(scope) => answers.rollup(scope),
        None => answers
            .objectives
            .get(&Id::new(id))
            .cloned()
            .unwrap_or_default(),
    }
}

/// The heads over [`rollup_cells`].
#[must_use]
pub fn rollup_heads(lang: Lang) -> Vec<Head> {
    let num = |word: Words, why: Why| Head::num(word.text(lang), why.text(lang));
    let status = Head {
        num: false,
        ..num(Words::Status, Why::GroupStatus)
    };
    vec![
        Head::num(Words::Projects.text(lang), ""),
        status,
        num(Words::Progress, Why::GroupDone),
        num(Words::Budget, Why::GroupSum),
        num(Words::Landing, Why::Landing),
        num(Words::Variance, Why::GroupVariance),
        num(Words::Finish, Why::GroupFinish),
        num(Words::Slip, Why::GroupSlip),
    ]
}

/// The figures of a group as cells of its line.
#[must_use]
pub fn rollup_cells(session: Session, rollup: &Rollup) -> Vec<Shown> {
    let lang = session.lang().get();
    let currency = session.workspace().with(Workspace::currency);
    let money = |minor| format::money(lang, Money::new(minor, currency));
    let sums = rollup.sums;
    let counts = Shown {
        counts: Some(rollup.in_force),
        ..Shown::default()
    };
    vec![
        Shown::text(rollup.projects().to_string()),
        counts,
        Shown::some(
            rollup
                .weighted_progress()
                .map(|p| format::percent(lang, round(p))),
        ),
        Shown::some(sums.map(|s| money(s.revised))),
        Shown::some(sums.map(|s| money(s.landing))),
        Shown::gap(
            sums.and_then(|s| s.overrun_share())
                .map(|p| format::percent_signed(lang, p)),
            sums.map(|s| s.overrun()),
        ),
        Shown::some(rollup.finish.map(|d| format::date(lang, d))),
        Shown::gap(
            rollup
                .largest_slip
                .map(|d| format::signed(d > 0, format::whole(lang, d))),
            rollup.largest_slip,
        ),
    ]
}

/// A share without its decimals.
const fn round(share: Percent) -> Percent {
    Percent((share.0 + 50).div_euclid(100) * 100)
}

/// The figures of a group, each with what it follows from.
#[must_use]
pub fn rollup_facts(session: Session, rollup: &Rollup) -> Vec<Fact> {
    let lang = session.lang().get();
    let currency = session.workspace().with(Workspace::currency);
    let money = |minor| format::money(lang, Money::new(minor, currency));
    let source = Why::GroupFrom.fill(
        lang,
        &[
            &rollup.projects().to_string(),
            &format::date(lang, session.today().get()),
        ],
    );
    let fact = |word: Words, value: Option<String>, rules: Vec<String>| Fact {
        label: word.text(lang).to_owned(),
        value: value.unwrap_or_else(|| "–".to_owned()),
        why: rules.into_iter().chain([source.clone()]).collect(),
        ..Fact::default()
    };
    let say = |why: Why| vec![why.text(lang).to_owned()];
    let tone = |size: i64| match size {
        1.. => "worse",
        0 => "",
        _ => "better",
    };
    let sums = rollup.sums;
    let slip = rollup.largest_slip;
    let mean = Why::GroupMeanSlip.fill(
        lang,
        &[
            &rollup
                .weighted_slip()
                .map_or_else(|| "–".to_owned(), |d| format::days_signed(lang, d)),
            &rollup.on_plan.to_string(),
            &rollup.with_baseline.to_string(),
        ],
    );
    let variance = sums.map(|s| {
        Why::Variance.fill(
            lang,
            &[
                &money(s.landing),
                &money(s.revised),
                &format::money_signed(lang, Money::new(s.overrun(), currency)),
            ],
        )
    });
    let landing = Fact {
        hint: sums
            .and_then(|s| s.overrun_share())
            .map(|p| format::percent_signed(lang, p))
            .unwrap_or_default(),
        tone: tone(sums.map_or(0, |s| s.overrun())),
        ..fact(
            Words::Landing,
            sums.map(|s| money(s.landing)),
            say(Why::Landing).into_iter().chain(variance).collect(),
        )
    };
    let finish = Fact {
        hint: slip
            .map(|d| format::days_signed(lang, d))
            .unwrap_or_default(),
        tone: tone(slip.unwrap_or(0)),
        ..fact(
            Words::Finish,
            rollup.finish.map(|d| format::date(lang, d)),
            [say(Why::GroupFinish), say(Why::GroupSlip), vec![mean]].concat(),
        )
    };
    let late = i64::try_from(rollup.late_milestones).unwrap_or(i64::MAX);
    vec![
        fact(
            Words::Budget,
            sums.map(|s| money(s.revised)),
            say(Why::GroupSum),
        ),
        landing,
        finish,
        fact(
            Words::Progress,
            rollup
                .weighted_progress()
                .map(|p| format::percent(lang, round(p))),
            say(Why::GroupDone),
        ),
        fact(
            Words::LateMilestones,
            Some(format::whole(lang, late)),
            say(Why::GroupLate),
        ),
    ]
}

/// The cell that names a project and leads to it.
#[must_use]
pub fn project_lead(session: Session, id: RawId) -> Shown {
    let status = session.answers().with(|a| {
        a.project(Id::new(id))
            .map_or(Rag::NotAssessed, |a| a.status.overall.in_force)
    });
    session.workspace().with(|w| {
        let Some(project) = w.projects.get(&Id::new(id)) else {
            return Shown::default();
        };
        Shown {
            mark: Some(status),
            text: project.name.to_string(),
            code: project.code.to_string(),
            href: session.project_href(project.id, ""),
            note: project.value_statement.0.to_string(),
            ..Shown::default()
        }
    })
}

/// The heads over [`project_cells`].
#[must_use]
pub fn project_heads(lang: Lang) -> Vec<Head> {
    let num = |word: Words, why: Why| Head::num(word.text(lang), why.text(lang));
    vec![
        Head::num(Words::Progress.text(lang), ""),
        num(Words::Budget, Why::SumRevised),
        num(Words::Landing, Why::Landing),
        num(Words::Variance, Why::ProjectVariance),
        num(Words::Finish, Why::FinishRule),
        num(Words::Slip, Why::ProjectSlip),
    ]
}

/// The figures of a project as cells of its line.
#[must_use]
pub fn project_cells(session: Session, id: RawId) -> Vec<Shown> {
    let lang = session.lang().get();
    let Some(answers) = session.answers().with(|a| a.project(Id::new(id)).cloned()) else {
        return Vec::new();
    };
    let money = |minor| format::money(lang, Money::new(minor, answers.money.currency));
    let sums = answers.money.sums;
    let slip = answers.slip.calendar_days;
    vec![
        Shown::some(
            answers
                .progress
                .actual
                .map(|p| format::percent(lang, round(p))),
        ),
        Shown::some(sums.map(|s| money(s.revised))),
        Shown::some(sums.map(|s| money(s.landing))),
        Shown::gap(
            sums.and_then(|s| s.overrun_share())
                .map(|p| format::percent_signed(lang, p)),
            sums.map(|s| s.overrun()),
        ),
        Shown::some(answers.slip.finish.map(|(d, _)| format::date(lang, d))),
        Shown::gap(
            slip.map(|d| format::signed(d > 0, format::whole(lang, d))),
            slip,
        ),
    ]
}
