//! What each column means.

use super::flow::Flow;
use crate::exchange::csv::{Column, DateOrder, Mapping, Scale, Target};
use crate::model::Kind;
use crate::ui::said;
use crate::ui::widgets::{CheckField, SelectField, TextField};
use crate::words::{Import as Words, format, importing};
use leptos::prelude::*;

/// How much of a sample is shown.
const SAMPLE: usize = 70;

/// The table of columns, and what holds for all of them.
#[component]
pub(super) fn Columns(flow: Flow) -> impl IntoView {
    let lang = flow.session.lang();
    let text = move |key: Words| said(lang, key);
    let hint = move || {
        let (taken, all) = flow.mapping.with(|m| {
            m.as_ref().map_or((0, 0), |m| {
                let taken = m
                    .columns
                    .iter()
                    .filter(|c| c.target != Target::Ignore)
                    .count();
                (taken, m.columns.len())
            })
        });
        Words::ColumnsHint.fill(lang.get(), &[&taken.to_string(), &all.to_string()])
    };
    let targets = Signal::derive(move || {
        let lang = lang.get();
        flow.base.with(|base| {
            let all = Mapping::choices(base).into_iter();
            all.map(|target| (target.key(), importing::target_label(&target, base, lang)))
                .collect::<Vec<_>>()
        })
    });
    let places = move || {
        let count = flow
            .inspection
            .with(|i| i.as_ref().map_or(0, |i| i.headings.len()));
        // A file that was cut up anew has other columns, even where their number is the same.
        let turn = flow
            .inspection
            .with(|i| i.as_ref().map_or(0, |i| std::sync::Arc::as_ptr(i).addr()));
        (0..count)
            .map(move |place| (place, turn))
            .collect::<Vec<_>>()
    };
    view! {
        <section class="import-part" aria-labelledby="import-columns">
            <div class="import-head">
                <h2 id="import-columns">{text(Words::StepColumns)}</h2>
                <p class="mut">{hint}</p>
            </div>
            <div class="import-scroll">
                <table class="table import-columns">
                    <thead>
                        <tr>
                            <th scope="col">{text(Words::InFile)}</th>
                            <th scope="col">{text(Words::Samples)}</th>
                            <th scope="col">{text(Words::Becomes)}</th>
                            <th scope="col">{text(Words::Details)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=places key=|key| *key let((place, _))>
                            <ColumnRow flow place targets />
                        </For>
                    </tbody>
                </table>
            </div>
            <Common flow />
        </section>
    }
    .into_any()
}

/// One column.
#[component]
fn ColumnRow(flow: Flow, place: usize, targets: Signal<Vec<(String, String)>>) -> impl IntoView {
    let lang = flow.session.lang();
    let column = flow.column(place);
    let (label, samples) = flow.inspection.with_untracked(|i| {
        i.as_ref().map_or_else(Default::default, |i| {
            let label = i
                .headings
                .get(place)
                .map(|h| h.label.clone())
                .unwrap_or_default();
            let samples: Vec<String> = i.samples(place, 3).into_iter().map(shorten).collect();
            (label, samples)
        })
    });
    let named = label.clone();
    let select_label = Signal::derive(move || Words::BecomesOf.fill(lang.get(), &[&named]));
    let value = Signal::derive(move || {
        column.with(|c| match c.as_ref().map(|c| &c.target) {
            Some(Target::Rating(_)) => "rating:".to_owned(),
            Some(target) => target.key(),
            None => String::new(),
        })
    });
    let ignored = move || column.with(|c| c.as_ref().is_some_and(|c| c.target == Target::Ignore));
    let check = move || {
        column.with(|c| c.as_ref().is_some_and(|c| !c.sure)).then(|| view! { <span class="tag import-check">{move || Words::Check.text(lang.get())}</span> })
    };
    view! {
        <tr data-off=move || ignored().to_string()>
            <th scope="row"><span class="import-heading" title=label.clone()>{label.clone()}</span></th>
            <td class="import-samples">{samples.into_iter().map(|s| view! { <span class="trunc">{s}</span> }).collect_view()}</td>
            <td>
                <div class="row tight import-target">
                    <SelectField label=select_label label_hidden=true options=targets value on_commit=move |key: String| flow.retarget(place, &key) />
                    {check}
                </div>
            </td>
            <td>{move || column.get().map(|c| details(flow, place, &c))}</td>
        </tr>
    }
    .into_any()
}

/// How the cells of a column are read, where there is a choice.
fn details(flow: Flow, place: usize, column: &Column) -> AnyView {
    let lang = flow.session.lang();
    let text = move |key: Words| said(lang, key);
    if column.target.is_money() {
        let currency = column.currency;
        let scales = Signal::derive(move || {
            let lang = lang.get();
            let all = Scale::ALL.into_iter();
            all.map(|s| {
                (
                    s.power().to_string(),
                    importing::scale_label(s, currency, lang),
                )
            })
            .collect::<Vec<_>>()
        });
        let scale = column.scale.power().to_string();
        let year = match (&column.target, column.fiscal_year) {
            (Target::Amount(_), Some(year)) => Some(year),
            _ => None,
        };
        return view! {
            <div class="row tight wrap">
                <SelectField label=text(Words::Scale) label_hidden=true options=scales value=Signal::derive(move || scale.clone())
                    on_commit=move |key: String| {
                        let scale = Scale::ALL.into_iter().find(|s| s.power().to_string() == key);
                        flow.map_column(place, |c| c.scale = scale.unwrap_or(c.scale));
                    } />
                {year.map(|year| view! { <span class="mut fs11">{move || Words::YearEnding.fill(lang.get(), &[&year.to_string()])}</span> })}
            </div>
        }
        .into_any();
    }
    if column.target.is_date() {
        let orders = Signal::derive(move || {
            let lang = lang.get();
            vec![
                ("day".to_owned(), Words::DayFirst.text(lang).to_owned()),
                ("month".to_owned(), Words::MonthFirst.text(lang).to_owned()),
            ]
        });
        let order = if column.dates == DateOrder::DayFirst {
            "day"
        } else {
            "month"
        };
        return view! {
            <SelectField label=text(Words::Dates) label_hidden=true options=orders value=Signal::derive(move || order.to_owned())
                on_commit=move |key: String| flow.map_column(place, |c| {
                    c.dates = if key == "day" { DateOrder::DayFirst } else { DateOrder::MonthFirst };
                }) />
        }
        .into_any();
    }
    if let Target::Rating(rater) = &column.target {
        let rater = rater.to_string();
        return view! {
            <TextField label=text(Words::Rater) value=Signal::derive(move || rater.clone())
                on_commit=move |name: String| flow.map_column(place, |c| {
                    if !name.trim().is_empty() {
                        c.target = Target::Rating(name.trim().into());
                    }
                }) />
        }
        .into_any();
    }
    ().into_any()
}

/// What holds for the whole file: fiscal year, day, settings.
#[component]
fn Common(flow: Flow) -> impl IntoView {
    let lang = flow.session.lang();
    let text = move |key: Words| said(lang, key);
    let has = move |test: fn(&Target) -> bool| {
        Memo::new(move |_| {
            flow.mapping.with(|m| {
                m.as_ref()
                    .is_some_and(|m| m.columns.iter().any(|c| test(&c.target)))
            })
        })
    };
    let amounts = has(|t| matches!(t, Target::Amount(_)));
    let money = has(Target::is_money);
    let dated = has(|t| matches!(t, Target::Rating(_) | Target::Status(_)));
    let months = Signal::derive(move || {
        let lang = lang.get();
        (1..=12_u32)
            .map(|m| (m.to_string(), format::month_long(lang, m).to_owned()))
            .collect::<Vec<_>>()
    });
    let month = Signal::derive(move || {
        flow.mapping
            .with(|m| m.as_ref().map_or(1, |m| m.fiscal_start))
            .to_string()
    });
    let why = RwSignal::new(None::<String>);
    let day = Signal::derive(move || {
        let day = flow.mapping.with(|m| m.as_ref().and_then(|m| m.date));
        day.map(|day| format::date(lang.get(), day))
            .unwrap_or_default()
    });
    let set_day = move |typed: String| {
        let found = flow.session.day_of(&typed);
        why.set(
            (found.is_none() && !typed.trim().is_empty())
                .then(|| Words::NotADay.text(lang.get_untracked()).to_owned()),
        );
        if found.is_some() || typed.trim().is_empty() {
            flow.map(|m| m.date = found);
        }
    };
    let adopt = Signal::derive(move || flow.mapping.with(|m| m.as_ref().is_some_and(|m| m.adopt)));
    let empty = move || flow.base.with(|base| base.count(Kind::Project) == 0);
    view! {
        <div class="import-options">
            <Show when=move || amounts.get()>
                <SelectField label=text(Words::FirstMonth) options=months value=month
                    on_commit=move |key: String| flow.map(|m| m.fiscal_start = key.parse().unwrap_or(m.fiscal_start)) />
            </Show>
            <Show when=move || dated.get()>
                <TextField label=text(Words::DayOfFile) help=text(Words::DayHelp) value=day why_not=why on_commit=set_day />
            </Show>
            <Show when=move || money.get() && empty()>
                <CheckField label=text(Words::Adopt) value=adopt on_commit=move |on| flow.map(|m| m.adopt = on) />
            </Show>
        </div>
    }
    .into_any()
}

fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SAMPLE {
        return line;
    }
    let mut cut: String = line.chars().take(SAMPLE - 1).collect();
    cut.push('…');
    cut
}
