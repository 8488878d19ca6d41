//! The ends of many projects, or their milestones, by how likely they are kept.

use crate::analysis::odds::{OddsOf, PlanOdds};
use crate::model::*;
use crate::session::plan::likely::{EndLine, EndsOf, ends};
use crate::session::{Session, use_session};
use crate::ui::parts::Why;
use crate::ui::said;
use crate::ui::widgets::{LongList, Segmented};
use crate::words::{
    Lang, Odds as Words, OddsFigure, Shell, format, odds_chance, odds_why, record_name,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The setting of the address that says whose ends are listed.
const SETTING: &str = "ends";

/// The list and the choice of whose ends it has.
#[component]
pub(super) fn Ends(odds: Signal<Option<Arc<PlanOdds>>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let which = Memo::new(move |_| session.route().with(|route| route.get(SETTING).to_owned()));
    let options = Signal::derive(move || {
        let lang = lang.get();
        let option = |key: &str, text: &str| (key.to_owned(), text.to_owned());
        vec![
            option("", Shell::Projects.text(lang)),
            option("milestones", Words::Milestones.text(lang)),
        ]
    });
    let list = move || {
        let (odds, lang) = (odds.get()?, lang.get());
        let which = match which.get().as_str() {
            "milestones" => EndsOf::Milestones,
            _ => EndsOf::Projects,
        };
        let lines = session
            .workspace()
            .with_untracked(|w| ends(w, &odds, which));
        Some(table(session, odds, lines, lang))
    };
    view! {
        <p class="plan-which"><Segmented label=said(lang, Words::EndsOf) options value=which on_pick=move |key: String| session.set_view(SETTING, &key) /></p>
        {list}
    }
    .into_any()
}

fn table(session: Session, odds: Arc<PlanOdds>, lines: Vec<EndLine>, lang: Lang) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="sec">{Words::NoEnd.text(lang)}</p> }.into_any();
    }
    let head = |text: &str, is_num: bool| (text.to_owned(), is_num);
    let heads = vec![
        head(Words::HeadEnd.text(lang), false),
        head(Words::HeadPromise.text(lang), false),
        head(Words::HeadChance.text(lang), false),
        head("P50", false),
        head("P80", false),
        head("P90", false),
    ];
    let count = lines.len();
    let row = move |place: usize| match lines.get(place) {
        Some(line) => row(session, &odds, line, lang),
        None => ().into_any(),
    };
    let label = Signal::stored(Words::Title.text(lang).to_owned());
    view! { <LongList label count heads row class="plan-ends" most=20 /> }.into_any()
}

fn row(session: Session, odds: &Arc<PlanOdds>, line: &EndLine, lang: Lang) -> AnyView {
    let (of, days) = (line.of, line.days);
    let (code, name) = session.workspace().with_untracked(|w| {
        let project = line.project.and_then(|id| w.projects.get(&id));
        let code = project.map(|project| project.code.to_string());
        let name = match of {
            OddsOf::Project(id) => record_name(w, Kind::Project, id.raw(), lang),
            OddsOf::Task(id) => record_name(w, Kind::Task, id.raw(), lang),
        };
        (code.unwrap_or_default(), name.to_string())
    });
    let link = match of {
        OddsOf::Project(id) => {
            let href = session.project_href(id, "plan");
            view! { <a class="link long-text" href=href>{name}</a> }.into_any()
        }
        OddsOf::Task(id) => view! {
            <button type="button" class="link long-text" on:click=move |_| session.open_record(Kind::Task, id.raw())>{name}</button>
        }
        .into_any(),
    };
    let why = |figure: OddsFigure, text: String, title: String| {
        let odds = Arc::clone(odds);
        let lines = Signal::derive(move || {
            session
                .workspace()
                .with(|w| odds_why(w, &odds, of, figure, lang))
        });
        view! { <Why text=Signal::stored(text) title=Signal::stored(title) lines /> }
    };
    let day = |figure: OddsFigure, name: &str, day: Date| {
        let text = format::date(lang, day);
        view! { <span role="cell" class="nowrap">{why(figure, text, name.to_owned())}</span> }
    };
    let promised = days.promise.map(|(day, _)| format::date(lang, day));
    let kept = days.promise.map(|(_, chance)| {
        let title = Words::HeadChance.text(lang).to_owned();
        why(OddsFigure::Chance, odds_chance(chance, lang), title)
    });
    let is_poor = days.promise.is_some_and(|(_, kept)| kept.share() < 0.5);
    view! {
        <span role="rowheader" class="plan-end"><span class="code">{code}</span>{link}</span>
        <span role="cell" class="nowrap">{promised}</span>
        <span role="cell" class="nowrap" class:worse=is_poor>{kept}</span>
        {day(OddsFigure::P50, "P50", days.p50.day)}
        {day(OddsFigure::P80, "P80", days.p80.day)}
        {day(OddsFigure::P90, "P90", days.p90.day)}
    }
    .into_any()
}
