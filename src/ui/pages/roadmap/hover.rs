//! The card beside a bar: the facts of its project.

use crate::model::*;
use crate::session::use_session;
use crate::ui::parts::RagMark;
use crate::ui::timeline::HoverAt;
use crate::words::{Roadmap as Words, format};
use leptos::prelude::*;

/// How wide the card is, in pixels (also in the style sheet).
const WIDTH: f64 = 320.0;

/// The card; it never takes the pointer.
#[component]
pub fn HoverCard(
    /// The bar under the pointer.
    hovered: RwSignal<Option<HoverAt>>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let shown = Memo::new(move |_| {
        let at = hovered.get()?;
        let id: Id<Project> = Id::new(RawId(at.key));
        session
            .workspace()
            .with(|w| w.projects.contains_key(&id))
            .then_some((id, at.x, at.top, at.bottom))
    });
    move || {
        let (id, x, top, bottom) = shown.get()?;
        let lang_now = lang.get();
        let record = session.workspace().with(|w| w.projects.get(&id).cloned())?;
        let answers = session.answers().with(|a| a.project(id).cloned())?;
        let edge = window()
            .inner_width()
            .ok()
            .and_then(|w| w.as_f64())
            .unwrap_or(1440.0);
        let floor = window()
            .inner_height()
            .ok()
            .and_then(|h| h.as_f64())
            .unwrap_or(900.0);
        let left = (x + 12.0).min(edge - WIDTH - 12.0).max(8.0);
        // Above the row where there is no room below it.
        let place = if bottom + 230.0 > floor {
            (None, Some(floor - top + 6.0))
        } else {
            (Some(bottom + 6.0), None)
        };
        let overall = answers.status.overall.clone();
        let fact = |label: Words, text: String, tone: &'static str| {
            view! { <dt>{label.text(lang_now)}</dt><dd class=tone>{text}</dd> }
        };
        let finish = answers.slip.finish.map(|(day, _)| {
            let late = match answers.slip.calendar_days {
                Some(0) => (Words::OnBaseline.text(lang_now).to_owned(), ""),
                Some(d) if d > 0 => (
                    Words::AfterBaseline.fill(lang_now, &[&format::days_signed(lang_now, d)]),
                    "worse",
                ),
                Some(d) => (
                    Words::BeforeBaseline.fill(lang_now, &[&format::days_signed(lang_now, d)]),
                    "better",
                ),
                None => (String::new(), ""),
            };
            fact(
                Words::Finish,
                format!("{} {}", format::date(lang_now, day), late.0),
                late.1,
            )
        });
        let share = |p: Percent| format::percent(lang_now, Percent((p.0 + 50) / 100 * 100));
        let progress = answers.progress.actual.map(|p| {
            let text = match answers.progress.planned {
                Some(planned) => Words::OfPlanned.fill(lang_now, &[&share(p), &share(planned)]),
                None => share(p),
            };
            fact(Words::Progress, text, "")
        });
        let gate = answers.next_milestone().map(|m| {
            fact(
                Words::NextGate,
                format!("{}, {}", m.name, format::day_month(lang_now, m.date)),
                "",
            )
        });
        let budget = answers.money.sums.map(|s| {
            let money = |minor| format::money(lang_now, Money::new(minor, answers.money.currency));
            let share = s
                .overrun_share()
                .map(|p| format::percent_signed(lang_now, p))
                .unwrap_or_default();
            let tone = if s.overrun() > 0 { "worse" } else { "" };
            fact(
                Words::Budget,
                format!(
                    "{} {share}",
                    Words::BudgetOf.fill(lang_now, &[&money(s.landing), &money(s.revised)])
                ),
                tone,
            )
        });
        let held: Vec<_> = session.answers().with(|a| {
            a.promises
                .iter()
                .filter(|p| p.taker == id && p.broken())
                .filter_map(|p| {
                    let giver = session
                        .workspace()
                        .with(|w| w.projects.get(&p.giver).map(|g| g.name.to_string()))?;
                    Some(format!(
                        "{giver}, {}",
                        Words::Late.fill(lang_now, &[&format::days_signed(lang_now, p.late_days?)])
                    ))
                })
                .collect()
        });
        let held = (!held.is_empty()).then(|| fact(Words::HeldUpBy, held.join("; "), "worse"));
        let declared = overall.declared.map(|rag| view! {
            <span class="row tight"><RagMark rag=rag lang />{Words::Declared.text(lang_now)}</span>
        });
        let computed = overall.computed.map(|rag| view! {
            <span class="row tight"><RagMark rag=rag lang />{Words::Computed.text(lang_now)}</span>
        });
        Some(view! {
            <div
                class="hover-card"
                role="tooltip"
                style:left=format!("{left}px")
                style:top=place.0.map(|t| format!("{t}px")).unwrap_or_else(|| "auto".to_owned())
                style:bottom=place.1.map(|b| format!("{b}px")).unwrap_or_else(|| "auto".to_owned())
            >
                <p class="row"><span class="semi fs14">{record.name.to_string()}</span><span class="code">{record.code.to_string()}</span></p>
                <p class="row sec">{declared}{computed}</p>
                <dl>{finish}{progress}{gate}{budget}{held}</dl>
                <p class="mut fs11">{Words::KeyHint.text(lang_now)}</p>
            </div>
        })
    }
}
