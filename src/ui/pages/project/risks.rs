//! Risks: where they lie between probability and impact, and the register, edited in place.

use crate::analysis::rag::risk_level;
use crate::edit::Command;
use crate::model::*;
use crate::session::use_session;
use crate::ui::dom;
use crate::ui::parts::{Head, LineDeed, RagMark, RecordLines, Shown, add_line};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, Variant};
use crate::words::{Facts as Why, Lang, ProjectText as Words, choice_label, field_label};
use leptos::{ev, html, prelude::*};

/// The steps, lowest first.
const STEPS: [Step; 5] = [
    Step::VeryLow,
    Step::Low,
    Step::Medium,
    Step::High,
    Step::VeryHigh,
];

/// How high a score is: the colour that says it, and the word.
fn level(score: i64) -> (Rag, Words) {
    match score {
        16.. => (Rag::Red, Words::RiskVeryHigh),
        10.. => (Rag::Amber, Words::RiskHigh),
        _ => (Rag::Green, Words::RiskLow),
    }
}

/// Is it still ahead, or already happening?
pub(super) fn is_open(risk: &Risk) -> bool {
    risk.state.as_ref().and_then(Choice::known) != Some(RiskState::Closed)
}

/// The cell of a risk: step of probability and step of impact.
fn cell_of(risk: &Risk) -> Option<(Step, Step)> {
    let known = |choice: &Option<Choice<Step>>| choice.as_ref().and_then(Choice::known);
    Some((known(&risk.probability)?, known(&risk.impact)?))
}

/// A score as a cell.
pub(super) fn score_cell(risk: &Risk) -> Shown {
    let score = risk_level(risk);
    Shown {
        mark: score.map(|score| level(score).0),
        ..Shown::some(score.map(|score| score.to_string()))
    }
}

/// The risks of a project: open ones first, the highest before the others.
pub(super) fn risks_of(workspace: &Workspace, id: Id<Project>) -> Vec<Shared<Risk>> {
    let mut all: Vec<_> = workspace
        .referring(id.raw(), Kind::Risk)
        .filter_map(|risk| workspace.risks.get(&Id::new(risk)).cloned())
        .collect();
    all.sort_by_key(|risk| {
        let score = std::cmp::Reverse(risk_level(risk).unwrap_or(0));
        (!is_open(risk), score, risk.id)
    });
    all
}

/// The risks of a project.
#[component]
pub fn Risks(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let say = move |key: Words| said(lang, key);
    let all = Memo::new(move |_| session.workspace().with(|w| risks_of(w, id)));
    let picked: RwSignal<Option<(Step, Step)>> = RwSignal::new(None);
    let ids = Memo::new(move |_| {
        let picked = picked.get();
        let fits =
            |risk: &&Shared<Risk>| picked.is_none() || (is_open(risk) && cell_of(risk) == picked);
        all.with(|all| {
            all.iter()
                .filter(fits)
                .map(|risk| risk.id.raw())
                .collect::<Vec<_>>()
        })
    });
    let add = move |()| {
        let mut values = vec![
            ("project", Value::Ref(id.raw())),
            (
                "name",
                Value::Text(Words::NewRisk.text(lang.get_untracked()).into()),
            ),
            ("state", Value::Choice(RiskState::Open.key().into())),
        ];
        // A new risk lies where a person looks.
        if let Some((probability, impact)) = picked.get_untracked() {
            values.push(("probability", Value::Choice(probability.key().into())));
            values.push(("impact", Value::Choice(impact.key().into())));
        }
        add_line(session, Kind::Risk, values);
    };
    let heads = Signal::derive(move || {
        let lang = lang.get();
        vec![Head::num(
            Words::Score.text(lang),
            Why::RiskScore.text(lang),
        )]
    });
    let figures = move |risk: RawId| {
        session.workspace().with(|w| {
            w.risks
                .get(&Id::new(risk))
                .map(|risk| vec![score_cell(risk)])
                .unwrap_or_default()
        })
    };
    let open = Callback::new(move |risk: RawId| {
        let found = session
            .workspace()
            .with(|w| w.risks.get(&Id::new(risk)).cloned());
        found.is_some_and(|risk| is_open(&risk))
    });
    let close = Callback::new(move |risk: RawId| {
        session.act(&Command::Set {
            kind: Kind::Risk,
            id: risk,
            key: "state".into(),
            value: Some(Value::Choice(RiskState::Closed.key().into())),
        });
    });
    view! {
        <div class="mods">
            <section class="mod">
                <header class="mod-head"><h2>{say(Words::RiskTable)}</h2><span class="mod-hint">{say(Words::RiskTableHint)}</span></header>
                <Matrix all picked />
            </section>
            <section class="mod">
                <header class="mod-head wrap">
                    <h2>{say(Words::RiskRegister)}</h2>
                    <span class="mod-hint">{move || ids.with(Vec::len)}</span>
                    <span class="mod-end">
                        <Show when=move || picked.get().is_some()>
                            <Button label=say(Words::RiskAll) variant=Variant::Ghost on_press=move |()| picked.set(None) />
                        </Show>
                        <Button label=say(Words::AddRisk) icon=IconName::Plus on_press=add />
                    </span>
                </header>
                <Show when=move || !ids.with(Vec::is_empty) fallback=move || view! { <p class="mut">{say(Words::NoRiskYet)}</p> }>
                    <RecordLines kind=Kind::Risk ids heads figures=Callback::new(figures)
                        keys=&["name", "probability", "impact", "cost", "response", "owner", "review", "state"]
                        deed=LineDeed { name: Words::CloseRisk, fits: open, act: close } />
                </Show>
            </section>
        </div>
    }
    .into_any()
}

/// Five steps of probability by five of impact; arrows move, Enter or Space shows the risks of a cell.
#[component]
fn Matrix(all: Memo<Vec<Shared<Risk>>>, picked: RwSignal<Option<(Step, Step)>>) -> impl IntoView {
    let lang = use_session().lang();
    let table = NodeRef::<html::Table>::new();
    let step = |key: &str, of: Step, lang: Lang| choice_label(Kind::Risk, key, of.key(), lang);
    let on_key = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            "ArrowUp" => -5,
            "ArrowDown" => 5,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(table) = table.get_untracked() {
            dom::focus_step(&table, "button", by);
        }
    };
    // One stop for the Tab key: the cell that is shown, else the highest.
    let stop = move |cell: (Step, Step)| {
        let home = picked.get().unwrap_or((Step::VeryHigh, Step::VeryHigh));
        if cell == home { "0" } else { "-1" }
    };
    let row = move |(place, probability): (i64, Step)| {
        let cells = (1_i64..).zip(STEPS).map(|(column, impact)| {
            let (rag, word) = level(place * column);
            let mine = (probability, impact);
            let count = move || {
                all.with(|all| {
                    all.iter()
                        .filter(|risk| is_open(risk) && cell_of(risk) == Some(mine))
                        .count()
                })
            };
            let label = move || {
                let now = lang.get();
                Words::RiskCell.fill(
                    now,
                    &[
                        &step("probability", probability, now).to_lowercase(),
                        &step("impact", impact, now).to_lowercase(),
                        &count().to_string(),
                        word.text(now),
                    ],
                )
            };
            let shown = move || picked.get() == Some(mine);
            let level = match rag {
                Rag::Red => "red",
                Rag::Amber => "amber",
                _ => "green",
            };
            view! {
                <td>
                    <button type="button" class="risk-cell" data-level=level aria-pressed=move || shown().to_string()
                        tabindex=move || stop(mine) on:click=move |_| picked.update(|now| *now = (*now != Some(mine)).then_some(mine))>
                        // Not an `aria-label`: the letter of the mark would have to be part of it.
                        <span class="sr">{label}</span>
                        <b aria-hidden="true">{move || Some(count()).filter(|n| *n > 0)}</b>
                        <span aria-hidden="true"><RagMark rag lang size=14 /></span>
                    </button>
                </td>
            }
        });
        view! {
            <tr><th scope="row">{move || step("probability", probability, lang.get())}</th>{cells.collect_view()}</tr>
        }
    };
    view! {
        <div class="lines-scroll"><table class="risk-table" node_ref=table on:keydown=on_key>
            <thead><tr>
                <th scope="col" class="mut">{move || format!("{} \\ {}", field_label(Kind::Risk, "probability", lang.get()), field_label(Kind::Risk, "impact", lang.get()))}</th>
                {STEPS.map(|impact| view! { <th scope="col">{move || step("impact", impact, lang.get())}</th> })}
            </tr></thead>
            <tbody>{(1_i64..).zip(STEPS).collect::<Vec<_>>().into_iter().rev().map(row).collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}
