//! Budget: sums with their rules, the curve, the years, the categories, the lines.

use super::figures;
use crate::analysis::ProjectAnswers;
use crate::analysis::money::{
    Sums, by_fiscal_year, carried_over, fiscal_year, month_key, of_lines,
};
use crate::model::*;
use crate::session::{Session, use_session};
use crate::ui::parts::{Facts, Figures, Head, MoneyCurve, RecordLines, Shown, add_line};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, SelectField};
use crate::words::{Common, Facts as Why, ProjectText as Words, format};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The key of "all" among the categories: no category can be called so.
const ALL: &str = "\u{0}";

/// The lines of a project by category and period.
fn lines_of(session: Session, id: Id<Project>) -> Vec<Shared<BudgetLine>> {
    session.workspace().with(|w| {
        let mut all: Vec<_> = w
            .referring(id.raw(), Kind::BudgetLine)
            .filter_map(|line| w.budget_lines.get(&Id::new(line)).cloned())
            .collect();
        all.sort_by(|a, b| {
            (&a.category, a.period_start, a.id).cmp(&(&b.category, b.period_start, b.id))
        });
        all
    })
}

/// The budget of a project.
#[component]
pub fn Budget(id: Id<Project>, answers: Memo<Option<Shared<ProjectAnswers>>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let say = move |key: Words| said(lang, key);
    let lines = Memo::new(move |_| lines_of(session, id));
    let picked = RwSignal::new(ALL.to_owned());
    let ids = Memo::new(move |_| {
        let picked = picked.get();
        lines.with(|all| {
            all.iter()
                .filter(|line| picked == ALL || *line.category == *picked)
                .map(|line| line.id.raw())
                .collect::<Vec<_>>()
        })
    });
    let empty = Memo::new(move |_| lines.with(Vec::is_empty));
    let money = move |pick: fn(&ProjectAnswers) -> Sums| {
        Signal::derive(move || answers.with(|a| a.as_ref().map(|a| pick(a)).unwrap_or_default()))
    };
    let months = Signal::derive(move || {
        answers.with(|a| {
            a.as_ref()
                .map(|a| a.money.months.clone())
                .unwrap_or_default()
        })
    });
    let facts = Signal::derive(move || {
        answers.with(|a| {
            a.as_ref()
                .map(|a| figures::money(id, a))
                .unwrap_or_default()
        })
    });
    let currency = Signal::derive(move || session.workspace().with(Workspace::currency));
    let foreign = move || {
        let count = answers.with(|a| a.as_ref().map_or(0, |a| a.money.foreign_lines));
        (count > 0).then(|| view! { <p class="worse fs11">{Words::OtherCurrency.fill(lang.get(), &[&count.to_string()])}</p> })
    };
    let options = Signal::derive(move || {
        let mut all = vec![(
            ALL.to_owned(),
            Words::AllCategories.text(lang.get()).to_owned(),
        )];
        lines.with(|lines| {
            for line in lines {
                if all.last().is_none_or(|last| *last.0 != *line.category) {
                    all.push((line.category.to_string(), named(&line.category, lang.get())));
                }
            }
        });
        all
    });
    let add = move |()| {
        let start = session.today().get_untracked().month_start();
        let end = start.plus_months(1).and_then(|day| day.plus_days(-1));
        let category = Some(picked.get_untracked())
            .filter(|picked| picked != ALL && !picked.is_empty())
            .map(|picked| ("category", Value::Text(picked.as_str().into())));
        let values = [
            ("project", Value::Ref(id.raw())),
            ("period_start", Value::Date(start)),
            ("period_end", Value::Date(end.unwrap_or(start))),
        ];
        add_line(
            session,
            Kind::BudgetLine,
            values.into_iter().chain(category).collect(),
        );
    };
    let foot = Signal::derive(move || {
        let lang = lang.get();
        let picked = picked.get();
        let sums = lines.with(|all| {
            let mine = all
                .iter()
                .filter(|line| picked == ALL || *line.category == *picked)
                .map(|line| &**line);
            of_lines(mine, currency.get(), session.today().get())
                .sums
                .unwrap_or_default()
        });
        let amounts = [
            sums.approved,
            sums.revised,
            sums.forecast,
            sums.committed,
            sums.consumed,
        ]
        .map(|minor| format::money(lang, Money::new(minor, currency.get())));
        [Words::Total.text(lang), "", "", ""]
            .map(str::to_owned)
            .into_iter()
            .chain(amounts)
            .collect::<Vec<_>>()
    });
    let categories = move |heads: bool| {
        let lang = lang.get();
        let first = if heads {
            Words::Category
        } else {
            Words::FiscalYear
        };
        let mut heads_of = sum_heads(first, lang);
        if !heads {
            let carried = Words::CarriedOver.text(lang);
            heads_of.push(Head::num(carried, Why::CarriedOver.text(lang)));
        }
        heads_of
    };
    let by_category = Signal::derive(move || {
        let mut groups: BTreeMap<Text, Vec<Shared<BudgetLine>>> = BTreeMap::new();
        lines.with(|all| {
            for line in all {
                groups
                    .entry(line.category.clone())
                    .or_default()
                    .push(line.clone());
            }
        });
        groups
            .into_iter()
            .map(|(category, lines)| {
                let sums = of_lines(
                    lines.iter().map(|line| &**line),
                    currency.get(),
                    session.today().get(),
                )
                .sums;
                sum_row(
                    session,
                    named(&category, lang.get()),
                    &sums.unwrap_or_default(),
                )
            })
            .collect::<Vec<_>>()
    });
    let years = Signal::derive(move || {
        answers.with(|a| a.as_ref().map(|a| years(session, a)).unwrap_or_default())
    });
    view! {
        <div class="mods">
            <Show when=move || !empty.get()>
                <section class="mod"><Facts facts large=true />{foreign}</section>
                <section class="mod">
                    <header class="mod-head"><h2>{say(Words::Curve)}</h2></header>
                    <MoneyCurve months sums=money(|a| a.money.sums.unwrap_or_default()) currency today=session.today() lang size=(1120, 240) />
                </section>
                <div class="pj-halves">
                    <section class="mod">
                        <header class="mod-head"><h2>{say(Words::ByCategory)}</h2></header>
                        <Figures label=say(Words::ByCategory) heads=Signal::derive(move || categories(true)) rows=by_category />
                    </section>
                    <section class="mod">
                        <header class="mod-head"><h2>{say(Words::FiscalYears)}</h2></header>
                        <Figures label=say(Words::FiscalYears) heads=Signal::derive(move || categories(false)) rows=years />
                    </section>
                </div>
            </Show>
            <section class="mod">
                <header class="mod-head wrap">
                    <h2>{say(Words::BudgetLines)}</h2>
                    <span class="mod-hint">{say(Words::BudgetHint)}</span>
                    <span class="mod-end">
                        <span class="pick"><SelectField label=say(Words::Category) label_hidden=true options value=picked on_commit=move |key| picked.set(key) /></span>
                        <Button label=say(Words::AddLine) icon=IconName::Plus on_press=add />
                    </span>
                </header>
                <Show when=move || !empty.get() fallback=move || view! { <p class="mut">{say(Words::NoLine)}</p> }>
                    <RecordLines kind=Kind::BudgetLine ids foot keys=&[
                        "category", "expenditure", "period_start", "period_end",
                        "approved", "revised", "forecast", "committed", "consumed",
                    ] />
                </Show>
            </section>
        </div>
    }
    .into_any()
}

fn named(category: &str, lang: crate::words::Lang) -> String {
    if category.is_empty() {
        Words::NoCategory.text(lang).to_owned()
    } else {
        category.to_owned()
    }
}

/// The heads over [`sum_row`].
pub(super) fn sum_heads(first: Words, lang: crate::words::Lang) -> Vec<Head> {
    let num = |word: &str, why: Why| Head::num(word, why.text(lang));
    vec![
        Head::text(first.text(lang)),
        Head::num(Common::Approved.text(lang), ""),
        num(Words::Landing.text(lang), Why::Landing),
        num(Words::Variance.text(lang), Why::ProjectVariance),
        Head::num(Common::Committed.text(lang), ""),
        Head::num(Common::Consumed.text(lang), ""),
    ]
}

fn sum_row(session: Session, name: String, sums: &Sums) -> Vec<Shown> {
    let lang = session.lang().get();
    let currency = session.workspace().with(Workspace::currency);
    let money = |minor| Shown::text(format::money(lang, Money::new(minor, currency)));
    let over = format::money_signed(lang, Money::new(sums.overrun(), currency));
    vec![
        Shown::text(name),
        money(sums.approved),
        money(sums.landing),
        Shown::gap(Some(over), Some(sums.overrun())),
        money(sums.committed),
        money(sums.consumed),
    ]
}

/// The sums of each fiscal year.
fn years(session: Session, found: &ProjectAnswers) -> Vec<Vec<Shown>> {
    let first = session.workspace().with(|w| {
        w.portfolio()
            .and_then(|p| p.fiscal_year_start)
            .and_then(|month| i32::try_from(month).ok())
            .unwrap_or(1)
    });
    let currency = session.workspace().with(Workspace::currency);
    let years = by_fiscal_year(&found.money.months, first);
    let carried = carried_over(&years, fiscal_year(month_key(session.today().get()), first));
    years
        .into_iter()
        .map(|(year, month)| {
            let name = if first == 1 {
                year.to_string()
            } else {
                format!("{year}–{:02}", (year + 1) % 100)
            };
            // Months know what was approved, not what was revised of it.
            let sums = Sums {
                approved: month.approved,
                revised: month.approved,
                landing: month.landing,
                committed: month.committed,
                consumed: month.consumed,
                forecast: 0,
            };
            let mut row = sum_row(session, name, &sums);
            row.push(Shown::some(carried.get(&year).map(|minor| {
                format::money_signed(session.lang().get(), Money::new(*minor, currency))
            })));
            row
        })
        .collect()
}
