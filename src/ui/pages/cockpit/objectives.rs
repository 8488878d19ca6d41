//! Objectives with their key results, and the confidence of reviewers.

use super::Look;
use crate::analysis::Scope;
use crate::analysis::confidence::{ScaleCounts, distribution};
use crate::model::*;
use crate::session::{Page, use_session};
use crate::ui::widgets::Bullet;
use crate::words::{Cockpit as Words, choice_label, format};
use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq)]
struct Line {
    id: Id<Objective>,
    name: Text,
    key: String,
    attained: Option<Percent>,
    expected: Option<Percent>,
    projects: usize,
    budget: i64,
}

/// The mean attainment of the key results below an objective, and where they should be.
fn key_results(
    workspace: &Workspace,
    answers: &crate::analysis::Answers,
    objective: &Objective,
) -> (Option<Percent>, Option<Percent>) {
    let own = objective.kpi;
    let below = workspace
        .referring(objective.id.raw(), Kind::Objective)
        .filter_map(|id| workspace.objectives.get(&Id::new(id)))
        .filter(|o| o.parent == Some(objective.id))
        .filter_map(|o| o.kpi);
    let kpis: Vec<_> = own
        .into_iter()
        .chain(below)
        .filter_map(|id| answers.kpis.get(&id))
        .collect();
    let mean = |all: Vec<i64>| {
        let count = i64::try_from(all.len()).ok().filter(|n| *n > 0)?;
        i32::try_from(all.iter().sum::<i64>() / count)
            .ok()
            .map(Percent)
    };
    let attained = mean(
        kpis.iter()
            .filter_map(|k| k.attainment)
            .map(|p| i64::from(p.0))
            .collect(),
    );
    let expected = mean(
        kpis.iter()
            .filter_map(|k| k.expected)
            .map(|p| i64::from(p.0))
            .collect(),
    );
    (attained, expected)
}

/// The panels at the right.
#[component]
pub fn ObjectivePanel(
    /// What is looked at.
    look: Look,
    /// Without the judgements of reviewers.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let lines = Memo::new(move |_| {
        let whole = look.scope.get() == Scope::All;
        session.workspace().with(|w| {
            look.answers.with(|a| {
                let mut lines: Vec<(Text, Line)> = w
                    .objectives
                    .values()
                    .filter(|o| {
                        o.level
                            .as_ref()
                            .and_then(Choice::known)
                            .unwrap_or(ObjectiveLevel::Objective)
                            == ObjectiveLevel::Objective
                    })
                    // Of a part of the portfolio: what it serves.
                    .filter(|o| whole || a.objectives.contains_key(&o.id))
                    .map(|o| {
                        let (attained, expected) = key_results(w, a, o);
                        let rollup = a.objectives.get(&o.id);
                        let key = if o.code.is_empty() {
                            o.id.to_string()
                        } else {
                            o.code.to_string()
                        };
                        let line = Line {
                            id: o.id,
                            name: o.name.clone(),
                            key,
                            attained,
                            expected,
                            projects: rollup.map_or(0, crate::analysis::Rollup::projects),
                            budget: rollup.and_then(|r| r.sums).map_or(0, |s| s.revised),
                        };
                        (o.order.clone(), line)
                    })
                    .collect();
                lines.order_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
                lines.into_iter().map(|l| l.1).collect::<Vec<_>>()
            })
        })
    });
    let ratings = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| look.answers.with(|a| distribution(w, a)))
    });
    let has_ratings = Memo::new(move |_| !brief && ratings.with(|r| !r.is_empty()));
    let row = move |line: Line| {
        let lang_now = lang.get();
        let percent = |p: Percent| f64::from(p.0) / 100.0;
        let label = match (line.attained, line.expected) {
            (Some(a), Some(e)) => Words::AttainedOf.fill(
                lang_now,
                &[&format::percent(lang_now, a), &format::percent(lang_now, e)],
            ),
            (Some(a), None) => Words::Attained.fill(lang_now, &[&format::percent(lang_now, a)]),
            _ => Words::NoData.text(lang_now).to_owned(),
        };
        let money = format::money(
            lang_now,
            Money::new(line.budget, session.workspace().with(Workspace::currency)),
        );
        view! {
            <tr>
                <th scope="row" class="trunc next-name"><a href=session.href(Page::Objective(line.key))>{line.name.to_string()}</a></th>
                <td><Bullet value=line.attained.map_or(0.0, percent) mark=line.expected.map(percent) label /></td>
                <td class="num">{line.attained.map(|p| format::percent(lang_now, p))}</td>
                <td class="num mut">{Words::ProjectsBudget.fill(lang_now, &[&line.projects.to_string(), &money])}</td>
            </tr>
        }
    };
    // One list a scale: its points are not comparable with those of another.
    let scale = move |(scale, points): ScaleCounts| {
        let lang = lang.get();
        let name = scale.map(|s| choice_label(Kind::Rating, "scale", s.key(), lang).to_owned());
        let points = points.into_iter().filter(|p| p.1 > 0).map(|(point, count)| view! {
            <li class="row"><span>{choice_label(Kind::Rating, "confidence", point.key(), lang)}</span><span class="num med end">{count}</span></li>
        });
        view! {
            {name.map(|name| view! { <h3 class="fs11 mut">{name}</h3> })}
            <ul class="fs12" data-testid="confidence">{points.collect_view()}</ul>
        }
    };
    view! {
        <section class="mod">
            <header class="mod-head">
                <h2>{move || Words::Objectives.text(lang.get())}</h2>
                <span class="mod-hint">{move || Words::ObjectivesHint.text(lang.get())}</span>
            </header>
            <Show when=move || !lines.with(Vec::is_empty) fallback=move || view! { <p class="sec">{move || match look.scope.get() {
                Scope::All => Words::ObjectivesNone,
                _ => Words::ObjectivesNoneHere,
            }.text(lang.get())}</p> }>
                <table class="table plain flush next-table"><tbody>{move || lines.get().into_iter().take(7).map(row).collect_view()}</tbody></table>
            </Show>
            <Show when=move || has_ratings.get()>
                <div class="cockpit-below">
                    <header class="mod-head">
                        <h2>{move || Words::Confidence.text(lang.get())}</h2>
                        <span class="mod-hint">{move || Words::ConfidenceHint.text(lang.get())}</span>
                    </header>
                    {move || ratings.get().into_iter().map(scale).collect_view()}
                </div>
            </Show>
        </section>
    }
    .into_any()
}
