//! Budget: sums with their rules, the curve, the years, the lines.

use super::edit::{ChoiceCell, EditCell};
use crate::analysis::ProjectAnswers;
use crate::analysis::money::by_fiscal_year;
use crate::edit::Command;
use crate::model::*;
use crate::session::use_session;
use crate::ui::parts::MoneyCurve;
use crate::ui::widgets::{Button, IconButton, IconName};
use crate::words::{Common, ProjectText as Words, field_label, format};
use leptos::prelude::*;

const AMOUNTS: [&str; 5] = ["approved", "revised", "forecast", "committed", "consumed"];

/// The budget of a project.
#[component]
pub fn Budget(id: Id<Project>, answers: Memo<Option<Shared<ProjectAnswers>>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let say = move |key: Words| move || key.text(lang.get());
    let lines = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut lines: Vec<_> = w
                .referring(id.raw(), Kind::BudgetLine)
                .filter_map(|line| w.budget_lines.get(&Id::new(line)))
                .map(|line| (line.category.clone(), line.period_start, line.id))
                .collect();
            lines.sort();
            lines.into_iter().map(|line| line.2).collect::<Vec<_>>()
        })
    });
    let months = Signal::derive(move || {
        answers.with(|a| {
            a.as_ref()
                .map(|a| a.money.months.clone())
                .unwrap_or_default()
        })
    });
    let sums = Signal::derive(move || {
        answers.with(|a| a.as_ref().and_then(|a| a.money.sums).unwrap_or_default())
    });
    let currency = Signal::derive(move || session.workspace().with(Workspace::currency));
    let empty = Memo::new(move |_| lines.with(Vec::is_empty));
    let add = move |()| {
        let today = session.today().get_untracked();
        let start = today.month_start();
        let end = start.plus_months(1).and_then(|day| day.plus_days(-1));
        session.act(&Command::Create {
            kind: Kind::BudgetLine,
            id: session.fresh_id(),
            values: vec![
                ("project".into(), Value::Ref(id.raw())),
                ("period_start".into(), Value::Date(start)),
                ("period_end".into(), Value::Date(end.unwrap_or(start))),
            ],
        });
    };
    let head = move |key: &'static str, class: &'static str| {
        view! { <th scope="col" class=class>{move || field_label(Kind::BudgetLine, key, lang.get()).to_owned()}</th> }
    };
    let row = move |line: Id<BudgetLine>| {
        let raw = line.raw();
        let remove = move || {
            session.act(&Command::Delete {
                kind: Kind::BudgetLine,
                ids: vec![raw],
            });
        };
        view! {
            <tr>
                <td><EditCell kind=Kind::BudgetLine id=raw key="category" /></td>
                <td><ChoiceCell kind=Kind::BudgetLine id=raw key="expenditure" /></td>
                <td><EditCell kind=Kind::BudgetLine id=raw key="period_start" /></td>
                <td><EditCell kind=Kind::BudgetLine id=raw key="period_end" /></td>
                {AMOUNTS.map(|key| view! { <td class="num"><EditCell kind=Kind::BudgetLine id=raw key num=true /></td> })}
                <td class="num">
                    <IconButton icon=IconName::Trash label=move || Common::Delete.text(lang.get()).to_owned() on_press=move |()| remove() />
                </td>
            </tr>
        }
    };
    let total = move || {
        let (lang, currency, sums) = (lang.get(), currency.get(), sums.get());
        [sums.approved, sums.revised, sums.forecast, sums.committed, sums.consumed]
            .map(|minor| view! { <td class="num">{format::money(lang, Money::new(minor, currency))}</td> })
            .collect_view()
    };
    view! {
        <div class="mods">
            <Show when=move || !empty.get()>
                <section class="mod">
                    {move || answers.get().map(|found| facts(&found))}
                </section>
                <section class="mod">
                    <header class="mod-head"><h2>{say(Words::Curve)}</h2></header>
                    <MoneyCurve months sums currency today=session.today() lang size=(1120, 260) />
                </section>
                <section class="mod">
                    <header class="mod-head"><h2>{say(Words::FiscalYears)}</h2></header>
                    {move || answers.get().map(|found| years(&found))}
                </section>
            </Show>
            <section class="mod">
                <header class="mod-head">
                    <h2>{say(Words::BudgetLines)}</h2>
                    <span class="mod-hint">{say(Words::BudgetHint)}</span>
                    <span class="mod-end">
                        <Button label=move || Words::AddLine.text(lang.get()).to_owned() icon=IconName::Plus on_press=add />
                    </span>
                </header>
                <Show
                    when=move || !empty.get()
                    fallback=move || view! { <p class="mut">{say(Words::NoLine)}</p> }
                >
                    <div class="pj-scroll">
                        <table class="table plain flush pj-lines">
                            <thead><tr>
                                {head("category", "")}{head("expenditure", "")}{head("period_start", "")}{head("period_end", "")}
                                {AMOUNTS.map(|key| head(key, "num"))}
                                <th><span class="sr">{move || Common::Delete.text(lang.get())}</span></th>
                            </tr></thead>
                            <tbody><For each=move || lines.get() key=|id| *id children=row /></tbody>
                            <tfoot><tr><td colspan="4">{say(Words::Total)}</td>{total}<td></td></tr></tfoot>
                        </table>
                    </div>
                </Show>
            </section>
        </div>
    }
    .into_any()
}

/// The sums, and the rules they follow.
fn facts(found: &ProjectAnswers) -> AnyView {
    let lang = use_session().lang().get();
    let Some(sums) = found.money.sums else {
        return ().into_any();
    };
    let money = |minor| format::money(lang, Money::new(minor, found.money.currency));
    let signed = |minor| format::money_signed(lang, Money::new(minor, found.money.currency));
    let share = sums
        .overrun_share()
        .map(|share| format::percent_signed(lang, share));
    let rate =
        |share: Option<Percent>| share.map(|share| format::percent(lang, super::whole(share)));
    let fact = |name: &str, value: String, hint: Option<String>, class: &'static str| {
        let name = name.to_owned();
        view! { <div><dt>{name}</dt><dd class=class>{value}" "<span class="mut">{hint}</span></dd></div> }
    };
    let over = sums.overrun();
    let foreign = found.money.foreign_lines;
    view! {
        <dl class="pj-facts pj-sums">
            {fact(Common::Approved.text(lang), money(sums.approved), None, "")}
            {fact(field_label(Kind::BudgetLine, "revised", lang), money(sums.revised), None, "")}
            {fact(Common::Committed.text(lang), money(sums.committed), rate(sums.commitment_rate()), "")}
            {fact(Common::Consumed.text(lang), money(sums.consumed), rate(sums.consumption_rate()), "")}
            {fact(Words::Landing.text(lang), money(sums.landing), None, "")}
            {fact(Words::Variance.text(lang), signed(over), share, if over > 0 { "worse" } else { "" })}
            {fact(Words::Available.text(lang), money(sums.available()), None, "")}
            {fact(Words::ToComplete.text(lang), money(sums.to_complete()), None, "")}
        </dl>
        <p class="mut fs11">{Words::LandingRule.text(lang)}</p>
        {(foreign > 0).then(|| view! {
            <p class="worse fs11">{Words::OtherCurrency.fill(lang, &[&foreign.to_string()])}</p>
        })}
    }
    .into_any()
}

/// The sums of each fiscal year.
fn years(found: &ProjectAnswers) -> AnyView {
    let session = use_session();
    let lang = session.lang().get();
    let first = session.workspace().with(|w| {
        w.portfolio()
            .and_then(|p| p.fiscal_year_start)
            .and_then(|month| i32::try_from(month).ok())
            .unwrap_or(1)
    });
    let money = |minor| format::money(lang, Money::new(minor, found.money.currency));
    let rows = by_fiscal_year(&found.money.months, first)
        .into_iter()
        .map(|(year, sums)| {
            let name = if first == 1 {
                year.to_string()
            } else {
                format!("{year}–{:02}", (year + 1) % 100)
            };
            let gap = Money::new(
                sums.landing.saturating_sub(sums.approved),
                found.money.currency,
            );
            let gap_class = if gap.minor > 0 { "num worse" } else { "num" };
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="num">{money(sums.approved)}</td>
                    <td class="num">{money(sums.landing)}</td>
                    <td class=gap_class>{format::money_signed(lang, gap)}</td>
                    <td class="num">{money(sums.committed)}</td>
                    <td class="num">{money(sums.consumed)}</td>
                </tr>
            }
        });
    let head = [
        Common::Approved.text(lang),
        Words::Landing.text(lang),
        Words::Variance.text(lang),
        Common::Committed.text(lang),
        Common::Consumed.text(lang),
    ];
    view! {
        <div class="pj-scroll"><table class="table plain flush">
            <thead><tr>
                <th scope="col">{Words::FiscalYear.text(lang)}</th>
                {head.map(|text| view! { <th scope="col" class="num">{text}</th> })}
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}
