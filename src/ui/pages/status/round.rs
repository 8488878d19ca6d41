//! The report round: who is late, opening, closing.

use super::opening::OpenDialog;
use crate::model::{Date, Id, Project, Round, Shared, Workspace};
use crate::session::{NoticeKind, reporting, use_session};
use crate::ui::dom;
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, IconName, Variant};
use crate::words::{Common, StatusText, format};
use leptos::prelude::*;

/// How many rounds the trend tells.
const TOLD: usize = 12;

/// Returns the last rounds up to a day, oldest first: day, name, identity.
#[must_use]
pub fn last_rounds(workspace: &Workspace, today: Date) -> Vec<(Date, String, Id<Round>)> {
    let mut rounds: Vec<(Date, String, Id<Round>)> = workspace
        .rounds
        .values()
        .filter_map(|round| Some((round.date?, round.name.to_string(), round.id)))
        .filter(|round| round.0 <= today)
        .collect();
    rounds.sort_by_key(|round| (round.0, round.2));
    let first = rounds.len().saturating_sub(TOLD);
    rounds.split_off(first)
}

/// The open round, and who has not reported in it.
fn round_now() -> (Memo<Option<Shared<Round>>>, Memo<Vec<Id<Project>>>) {
    let session = use_session();
    let round = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| reporting::open_round(w).cloned())
    });
    let missing = Memo::new(move |_| {
        let id = round.with(|r| r.as_ref().map(|r| r.id));
        session.workspace().with(|w| {
            session.answers().with(|a| {
                id.map(|id| reporting::missing(w, a, id))
                    .unwrap_or_default()
            })
        })
    });
    (round, missing)
}

/// Publishes: asks before it closes the open round, and opens one where there is none.
#[component]
pub fn Publish(
    /// Is it asked?
    open: RwSignal<bool>,
) -> impl IntoView {
    let (round, missing) = round_now();
    view! { <CloseDialog open round missing /><OpenDialog open round /> }.into_any()
}

/// The state of the round and its buttons, in the bar of the page.
#[component]
pub fn RoundBar() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let (round, missing) = round_now();
    let asked = RwSignal::new(false);
    let state = move || {
        let lang = lang.get();
        round.with(|round| match round {
            None => view! { <span class="mut">{StatusText::NoRound.text(lang)}</span> }.into_any(),
            Some(round) => match round.due {
                Some(due) => {
                    let text = StatusText::RoundCloses.fill(lang, &[&round.name, "\u{1}"]);
                    let head = text.replace('\u{1}', "");
                    view! { <span class="sec">{head}<b class="med">{format::day_month(lang, due)}</b></span> }
                        .into_any()
                }
                None => view! { <span class="sec">{StatusText::RoundOpen.fill(lang, &[&round.name])}</span> }
                    .into_any(),
            },
        })
    };
    let remind = move |()| {
        let ids = missing.get_untracked();
        dom::copy_text(&reminder(&ids));
        session.notify(
            NoticeKind::Info,
            StatusText::Reminded.fill(lang.get_untracked(), &[&ids.len().to_string()]),
        );
    };
    let late = move || missing.with(Vec::len);
    let button = move || {
        let (word, icon) = match round.with(Option::is_some) {
            true => (StatusText::CloseReport, IconName::Lock),
            false => (StatusText::OpenRound, IconName::Plus),
        };
        view! { <Button label=said(lang, word) icon variant=Variant::Primary on_press=move |()| asked.set(true) /> }
    };
    view! {
        <span class="row tight fs12 wide-only round">{state}</span>
        <span class="vr wide-only"></span>
        <Show when=move || round.with(Option::is_some) && (late() > 0)>
            <Button
                label=move || StatusText::Remind.fill(lang.get(), &[&late().to_string()])
                icon=IconName::Bell
                on_press=remind
            />
        </Show>
        {button}
        <Publish open=asked />
    }
    .into_any()
}

/// The text that asks for the missing reports.
fn reminder(ids: &[Id<Project>]) -> String {
    let session = use_session();
    let lang = session.lang().get_untracked();
    session.workspace().with_untracked(|w| {
        let round = reporting::open_round(w);
        let name = round.map(|r| r.name.to_string()).unwrap_or_default();
        let head = match round.and_then(|r| r.due) {
            Some(due) => StatusText::ReminderHead.fill(lang, &[&name, &format::date(lang, due)]),
            None => StatusText::ReminderHeadOpen.fill(lang, &[&name]),
        };
        let mut text = head;
        text.push('\n');
        for project in ids.iter().filter_map(|id| w.projects.get(id)) {
            let lead = project.manager.and_then(|id| w.people.get(&id));
            let mut line = format!("\n- {} {}", project.code, project.name);
            if let Some(lead) = lead {
                line.push_str(&format!(" ({})", lead.name));
            }
            text.push_str(&line);
        }
        text.push('\n');
        text
    })
}

/// Asks before a round is closed, with what will be frozen and who is missing.
#[component]
fn CloseDialog(
    open: RwSignal<bool>,
    round: Memo<Option<Shared<Round>>>,
    missing: Memo<Vec<Id<Project>>>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let title = Signal::derive(move || {
        let name = round.with(|r| r.as_ref().map(|r| r.name.to_string()).unwrap_or_default());
        StatusText::CloseTitle.fill(lang.get(), &[&name])
    });
    let body = move || {
        let lang = lang.get();
        let id = round.with(|r| r.as_ref().map(|r| r.id));
        session.workspace().with(|w| {
            let reports: Vec<_> = w
                .reports
                .values()
                .filter(|report| report.round == id)
                .filter_map(|report| report.project)
                .collect();
            let differ = session.answers().with(|a| {
                reports
                    .iter()
                    .filter_map(|id| a.project(*id))
                    .filter(|found| found.status.overall.differs())
                    .count()
            });
            let names: Vec<String> = missing
                .get()
                .iter()
                .filter_map(|id| w.projects.get(id))
                .map(|p| format!("{} {}", p.code, p.name))
                .collect();
            let late = if names.is_empty() {
                view! { <p class="sec">{StatusText::CloseAll.text(lang)}</p> }.into_any()
            } else {
                view! {
                    <p>{StatusText::CloseMissing.fill(lang, &[&names.len().to_string()])}</p>
                    <ul class="round-late">
                        {names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}
                    </ul>
                }
                .into_any()
            };
            view! {
                <p>{StatusText::CloseSays.fill(lang, &[&reports.len().to_string()])}</p>
                {(differ > 0).then(|| view! {
                    <p>{StatusText::CloseDiffer.fill(lang, &[&differ.to_string()])}</p>
                })}
                {late}
            }
            .into_any()
        })
    };
    let close = move |()| {
        let Some(id) = round.with_untracked(|r| r.as_ref().map(|r| r.id)) else {
            return;
        };
        let today = session.today().get_untracked();
        let command = session.workspace().with_untracked(|w| {
            session
                .answers()
                .with_untracked(|a| reporting::close(w, a, id, today))
        });
        if session.act(&command) {
            open.set(false);
        }
    };
    view! {
        <Dialog
            open=Signal::derive(move || open.get() && round.with(Option::is_some))
            on_close=move |()| open.set(false)
            title
            close_label=said(lang, Common::Close)
        >
            <div class="dialog-body">{body}</div>
            <div class="dialog-foot">
                <Button label=said(lang, Common::Cancel) on_press=move |()| open.set(false) />
                <Button
                    label=said(lang, StatusText::CloseReport)
                    icon=IconName::Lock
                    variant=Variant::Primary
                    on_press=close
                />
            </div>
        </Dialog>
    }
    .into_any()
}
