//! The figures of a project, each with what it follows from.

use crate::analysis::ProjectAnswers;
use crate::analysis::slip::FinishSource;
use crate::model::*;
use crate::session::{Session, use_session};
use crate::ui::parts::Fact;
use crate::words::{
    Common, Facts as Why, Lang, ProjectText as Words, choice_label, field_label, format,
};
use leptos::prelude::{Get, With};

/// Returns a share without its decimals.
pub(super) const fn whole(share: Percent) -> Percent {
    Percent((share.0 + 50).div_euclid(100) * 100)
}

/// The tone of a number whose growth is bad.
pub(in crate::ui::pages) const fn tone(size: i64) -> &'static str {
    match size {
        1.. => "worse",
        0 => "",
        _ => "better",
    }
}

fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

fn from_field(key: &str, lang: Lang) -> String {
    Why::FromField.fill(lang, &[field_label(Kind::Project, key, lang)])
}

/// Phase, finish, landing and progress: the four facts of the head.
pub(super) fn head(found: &ProjectAnswers, record: &Project) -> Vec<Fact> {
    let session = use_session();
    let lang = session.lang().get();
    let phase = record
        .phase
        .as_ref()
        .map(|phase| choice_label(Kind::Project, "phase", phase.key(), lang).to_owned());
    let gate = found
        .next_milestone()
        .filter(|m| m.gate)
        .map(|m| m.name.to_string());
    let phase = [phase, gate]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    vec![
        Fact {
            label: Words::Phase.text(lang).to_owned(),
            value: or_dash(Some(phase).filter(|phase| !phase.is_empty())),
            why: vec![
                Why::PhaseRule.text(lang).to_owned(),
                from_field("phase", lang),
            ],
            ..Fact::default()
        },
        finish(found, lang),
        landing(session, record.id, found, lang),
        done(session, found, lang),
    ]
}

fn finish(found: &ProjectAnswers, lang: Lang) -> Fact {
    let slip = &found.slip;
    let date = slip.finish.map(|f| format::date(lang, f.0));
    let inputs = match (&date, slip.baseline_finish, slip.calendar_days) {
        (Some(date), Some(baseline), Some(days)) => Why::SlipInputs.fill(
            lang,
            &[
                date,
                &format::date(lang, baseline),
                &format::signed(days > 0, format::whole(lang, days)),
                &or_dash(
                    slip.working_days
                        .map(|d| format::signed(d > 0, format::whole(lang, d))),
                ),
            ],
        ),
        _ => Why::NoSlip.text(lang).to_owned(),
    };
    let key = match slip.finish.map(|f| f.1) {
        Some(FinishSource::Actual) => "actual_finish",
        Some(FinishSource::Planned) => "planned_finish",
        Some(FinishSource::Baseline) => "baseline_finish",
        _ => "forecast_finish",
    };
    let days = slip.calendar_days.filter(|days| *days != 0);
    Fact {
        label: Common::Finish.text(lang).to_owned(),
        value: or_dash(date),
        hint: days
            .map(|d| format::days_signed(lang, d))
            .unwrap_or_default(),
        tone: tone(days.unwrap_or(0)),
        why: vec![
            Why::FinishRule.text(lang).to_owned(),
            inputs,
            from_field(key, lang),
        ],
    }
}

/// Where the money of a project comes from: how many lines, as of when.
fn from_lines(session: Session, id: Id<Project>, found: &ProjectAnswers, lang: Lang) -> String {
    if found.money.sums.is_none() {
        return Why::NoLines.text(lang).to_owned();
    }
    let lines = session
        .workspace()
        .with(|w| w.referring(id.raw(), Kind::BudgetLine).count());
    Why::FromLines.fill(
        lang,
        &[
            &lines.to_string(),
            &format::date(lang, session.today().get()),
        ],
    )
}

fn landing(session: Session, id: Id<Project>, found: &ProjectAnswers, lang: Lang) -> Fact {
    let money = |minor| format::money(lang, Money::new(minor, found.money.currency));
    let sums = found.money.sums;
    let inputs =
        sums.map(|s| Why::LandingInputs.fill(lang, &[&money(s.consumed), &money(s.to_complete())]));
    let share = sums
        .and_then(|s| s.overrun_share())
        .filter(|share| share.0 != 0);
    Fact {
        label: Words::Landing.text(lang).to_owned(),
        value: or_dash(sums.map(|s| money(s.landing))),
        hint: share
            .map(|s| format::percent_signed(lang, s))
            .unwrap_or_default(),
        tone: tone(share.map_or(0, |s| i64::from(s.0))),
        why: [Some(Why::Landing.text(lang).to_owned()), inputs]
            .into_iter()
            .flatten()
            .chain([from_lines(session, id, found, lang)])
            .collect(),
    }
}

fn done(session: Session, found: &ProjectAnswers, lang: Lang) -> Fact {
    let percent = |share: Option<Percent>| share.map(|p| format::percent(lang, whole(p)));
    let progress = &found.progress;
    let planned = percent(progress.planned);
    let rule = if progress.from_milestones {
        Why::DoneStones
    } else {
        Why::DoneTyped
    };
    let today = format::date(lang, session.today().get());
    let plan = planned
        .as_ref()
        .map(|planned| Why::DonePlanned.fill(lang, &[planned, &today]));
    Fact {
        label: Common::Done.text(lang).to_owned(),
        value: or_dash(percent(progress.actual)),
        hint: planned
            .map(|planned| Words::OfPlanned.fill(lang, &[&planned]))
            .unwrap_or_default(),
        tone: "mut",
        why: [Some(rule.text(lang).to_owned()), plan]
            .into_iter()
            .flatten()
            .chain([from_field("progress", lang)])
            .collect(),
    }
}

/// Every sum of the budget.
pub(super) fn money(id: Id<Project>, found: &ProjectAnswers) -> Vec<Fact> {
    let session = use_session();
    let lang = session.lang().get();
    let Some(sums) = found.money.sums else {
        return Vec::new();
    };
    let of = |minor| Money::new(minor, found.money.currency);
    let money = |minor| format::money(lang, of(minor));
    let revised = money(sums.revised);
    let source = from_lines(session, id, found, lang);
    let fact = |label: &str, minor: i64, rules: Vec<String>| Fact {
        label: label.to_owned(),
        value: money(minor),
        why: rules.into_iter().chain([source.clone()]).collect(),
        ..Fact::default()
    };
    let sum_of = |key: &str| Why::SumOf.fill(lang, &[field_label(Kind::BudgetLine, key, lang)]);
    let rate = |share: Option<Percent>| {
        let share = share.map(|share| format::percent(lang, whole(share)));
        let rule = share
            .as_ref()
            .map(|share| Why::ShareOfBudget.fill(lang, &[share, &revised]));
        (share.unwrap_or_default(), rule)
    };
    let with_rate = |label: &str, key: &str, minor: i64, share: Option<Percent>| {
        let (hint, rule) = rate(share);
        let rules = [Some(sum_of(key)), rule].into_iter().flatten().collect();
        Fact {
            hint,
            tone: "mut",
            ..fact(label, minor, rules)
        }
    };
    let over = format::money_signed(lang, of(sums.overrun()));
    let variance = Why::Variance.fill(lang, &[&money(sums.landing), &revised, &over]);
    vec![
        fact(
            Common::Approved.text(lang),
            sums.approved,
            vec![sum_of("approved")],
        ),
        fact(
            field_label(Kind::BudgetLine, "revised", lang),
            sums.revised,
            vec![Why::SumRevised.text(lang).to_owned()],
        ),
        with_rate(
            Common::Committed.text(lang),
            "committed",
            sums.committed,
            sums.commitment_rate(),
        ),
        with_rate(
            Common::Consumed.text(lang),
            "consumed",
            sums.consumed,
            sums.consumption_rate(),
        ),
        landing(session, id, found, lang),
        Fact {
            value: over,
            hint: sums
                .overrun_share()
                .map(|share| format::percent_signed(lang, share))
                .unwrap_or_default(),
            tone: tone(sums.overrun()),
            ..fact(Words::Variance.text(lang), 0, vec![variance])
        },
        fact(
            Words::Available.text(lang),
            sums.available(),
            vec![Why::Available.fill(
                lang,
                &[&revised, &money(sums.committed), &money(sums.available())],
            )],
        ),
        fact(
            Words::ToComplete.text(lang),
            sums.to_complete(),
            vec![Why::ToComplete.fill(
                lang,
                &[
                    &money(sums.landing),
                    &money(sums.consumed),
                    &money(sums.to_complete()),
                ],
            )],
        ),
    ]
}
