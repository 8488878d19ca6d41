//! A plan of another planner: what it would change, what is lost, and which dates it would calculate otherwise.

use super::flow::Flow;
use super::preview::into;
use crate::edit::Row;
use crate::exchange::msproject::file::{Notice, Plan};
use crate::exchange::msproject::{
    self, Difference, Loss, Moment, Outcome, Recalculated, can_split,
};
use crate::model::{Kind, RawId};
use crate::ui::parts::difference;
use crate::ui::said;
use crate::ui::widgets::{Button, CheckField, IconName, Variant};
use crate::words::{Data, Import, Lang, MsProject as Words, format, msproject as sentences};
use leptos::prelude::*;
use std::sync::Arc;

/// How many lines of a table are listed; the rest is counted.
const LISTED: usize = 200;

fn whole(lang: Lang, number: usize) -> String {
    format::whole(lang, i64::try_from(number).unwrap_or(i64::MAX))
}

/// The plan and what it would change.
#[component]
pub(super) fn PlanFile(flow: Flow) -> impl IntoView {
    let lang = flow.session.lang();
    let text = move |key: Words| said(lang, key);
    let outcome = Memo::new_with_compare(
        move |_| flow.base.with(|base| flow.plan_outcome(base)).map(Arc::new),
        |_, _| true,
    );
    // Calculated once: it hangs on the file alone.
    let moved = Memo::new_with_compare(
        move |_| {
            flow.plan
                .with(|plan| plan.as_ref().map(|plan| calculated(plan)))
        },
        |_, _| true,
    );
    let of = move |read: fn(&Outcome) -> usize| outcome.with(|o| o.as_ref().map_or(0, |o| read(o)));
    let figure = move |name: Signal<String>, read: fn(&Outcome) -> usize| {
        view! { <div class="import-figure"><b class="num">{move || whole(lang.get(), of(read))}</b><span>{move || name.get()}</span></div> }
            .into_any()
    };
    let hint = move || {
        flow.plan.with(|plan| {
            plan.as_ref().map(|plan| {
                let lang = lang.get();
                let links = plan.tasks.iter().map(|task| task.links.len()).sum();
                let counts = [
                    plan.tasks.len(),
                    links,
                    plan.calendars.len(),
                    plan.resources.len(),
                ];
                let counts = counts.map(|count| whole(lang, count));
                Words::Hint.fill(lang, &counts.each_ref().map(String::as_str))
            })
        })
    };
    let split = move || {
        flow.plan.with(|plan| plan.as_ref().is_some_and(|plan| can_split(plan))).then(|| {
            view! { <CheckField label=text(Words::Split) value=flow.split on_commit=move |on: bool| flow.split.set(on) /> }
        })
    };
    let told = move || {
        let lang = lang.get();
        outcome.with(|outcome| {
            let Some(outcome) = outcome else { return ().into_any() };
            let gone = (outcome.gone > 0).then(|| Words::Gone.fill(lang, &[&whole(lang, outcome.gone)]));
            let lines = [Some(Words::Becomes.fill(lang, &[&outcome.projects.join(", ")])), gone];
            let lines = lines.into_iter().flatten();
            let workspace = flow.session.workspace();
            let rows: Vec<&Row> = outcome.patch.rows.iter().filter(|row| matches!(row, Row::Set { .. })).collect();
            let changes = (!rows.is_empty()).then(|| workspace.with(|w| difference(&rows, w, lang)));
            view! {
                {lines.map(|line| view! { <p class="sec fs12">{line}</p> }).collect_view()}
                {changes.map(|table| view! { <details class="import-changes"><summary>{Data::ChangesTitle.text(lang)}</summary>{table}</details> })}
                {losses(&outcome.losses, false, lang)}
            }
            .into_any()
        })
    };
    let rest = move || {
        let lang = lang.get();
        flow.plan.with(|plan| {
            let Some(plan) = plan else {
                return ().into_any();
            };
            let moved =
                moved.with(|moved| moved.as_ref().map(|moved| differences(plan, moved, lang)));
            view! { {notices(plan, lang)} {moved} }.into_any()
        })
    };
    let rows = move || of(|o| o.patch.rows.len());
    let note = move || {
        let lang = lang.get();
        match (rows(), flow.apart.get()) {
            (0, _) => Import::NothingToDo.text(lang),
            (_, true) => Import::IntoNew.text(lang),
            (_, false) => Import::OneStep.text(lang),
        }
    };
    view! {
        <div class="import">
            <section class="import-part" aria-labelledby="import-plan">
                <div class="import-head">
                    <h2 id="import-plan">{text(Words::Heading)}</h2>
                    <p class="mut">{hint}</p>
                </div>
                <div class="import-into">{into(flow)}{split}</div>
                <div class="import-figures">
                    {figure(text(Words::Projects), |o| o.projects.len())}
                    {figure(text(Words::TasksAdded), |o| tally(o).created)}
                    {figure(text(Words::TasksChanged), |o| tally(o).updated)}
                    {figure(said(lang, Import::Same), |o| tally(o).unchanged)}
                </div>
                {told}
                {rest}
            </section>
            <div class="import-foot">
                <p class="mut fs12">{note}</p>
                <Button
                    label=text(Words::Apply)
                    icon=IconName::Check
                    variant=Variant::Primary
                    disabled=Signal::derive(move || rows() == 0)
                    on_press=move |()| flow.apply_plan()
                />
            </div>
        </div>
    }
    .into_any()
}

fn tally(outcome: &Outcome) -> msproject::Tally {
    outcome
        .tallies
        .get(&Kind::Task)
        .copied()
        .unwrap_or_default()
}

fn calculated(plan: &Plan) -> Vec<Difference> {
    let new: Recalculated = msproject::recalculate(plan);
    msproject::differences(plan, &new)
}

/// A table below a heading that opens; the heading alone, as a sentence, where there is nothing.
fn table(title: String, heads: Vec<&'static str>, lines: Vec<Vec<String>>, lang: Lang) -> AnyView {
    let more = lines.len().saturating_sub(LISTED);
    let lines = lines.into_iter().take(LISTED).map(|cells| {
        view! { <tr>{cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
    });
    view! {
        <details class="import-changes">
            <summary>{title}</summary>
            <div class="import-scroll" tabindex="0">
                <table class="table import-problems">
                    <thead><tr>{heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                    <tbody>{lines.collect_view()}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! { <p class="mut fs12">{Words::More.fill(lang, &[&whole(lang, more)])}</p> })}
        </details>
    }
    .into_any()
}

fn fine(text: &'static str) -> AnyView {
    view! { <p class="sec fs12">{text}</p> }.into_any()
}

/// What has no place on the other side.
pub(super) fn losses(losses: &[Loss], export: bool, lang: Lang) -> AnyView {
    let (title, nothing) = if export {
        (Words::ExportLossTitle, Words::NothingLostOut)
    } else {
        (Words::LossTitle, Words::NothingLost)
    };
    if losses.is_empty() {
        return fine(nothing.text(lang));
    }
    let line = |loss: &Loss| {
        let place = (loss.line > 0).then(|| format!("{} {}", Import::Line.text(lang), loss.line));
        let mut names = loss.names.clone();
        names.extend(place);
        vec![
            sentences::loss(loss.class, lang).to_owned(),
            whole(lang, loss.count),
            names.join(", "),
        ]
    };
    let heads = [Words::Sort, Words::Number, Words::Elements].map(|word| word.text(lang));
    table(
        title.fill(lang, &[&whole(lang, losses.len())]),
        heads.to_vec(),
        losses.iter().map(line).collect(),
        lang,
    )
}

fn notices(plan: &Plan, lang: Lang) -> Option<AnyView> {
    if plan.notices.is_empty() {
        return None;
    }
    let line = |notice: &Notice| {
        vec![
            notice.line.to_string(),
            notice.element.clone(),
            notice.value.clone(),
            sentences::unfit(notice.why, lang).to_owned(),
        ]
    };
    let heads = vec![
        Import::Line.text(lang),
        Words::Elements.text(lang),
        Words::Value.text(lang),
        Words::Cause.text(lang),
    ];
    let title = Words::NoticeTitle.fill(lang, &[&whole(lang, plan.notice_count)]);
    Some(table(
        title,
        heads,
        plan.notices.iter().map(line).collect(),
        lang,
    ))
}

fn differences(plan: &Plan, moved: &[Difference], lang: Lang) -> AnyView {
    if moved.is_empty() {
        return fine(Words::NoDifference.text(lang));
    }
    let day = |moment: Option<Moment>| {
        let day = moment.and_then(Moment::day);
        day.map(|day| format::date(lang, day)).unwrap_or_default()
    };
    let span = |(start, finish): (Option<Moment>, Option<Moment>)| {
        format!("{} – {}", day(start), day(finish))
    };
    let line = |one: &Difference| {
        let name = plan.tasks.get(one.task).map(|task| task.name.clone());
        let (start, finish) = one.calculated;
        vec![
            name.unwrap_or_default(),
            span(one.recorded),
            span((Some(start), Some(finish))),
            sentences::cause(one.cause, lang).to_owned(),
        ]
    };
    let heads = [
        Words::Task,
        Words::Recorded,
        Words::Calculated,
        Words::Cause,
    ]
    .map(|word| word.text(lang));
    let title = Words::DifferenceTitle.fill(lang, &[&whole(lang, moved.len())]);
    view! {
        {table(title, heads.to_vec(), moved.iter().map(line).collect(), lang)}
        {fine(Words::DifferenceHint.text(lang))}
    }
    .into_any()
}

/// The text of a file of these projects, with what does not fit.
pub(super) fn written(
    workspace: &crate::model::Workspace,
    projects: &[RawId],
) -> (String, Vec<Loss>) {
    let given = msproject::give(workspace, projects);
    (msproject::write(&given.plan), given.losses)
}
