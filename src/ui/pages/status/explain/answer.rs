//! What to do about a status: declare, accept the computed one, or keep another with a reason.

use super::super::{comment, writer};
use super::{Asked, status_of};
use crate::analysis::ProjectAnswers;
use crate::model::{ChoiceSet, Rag, Shared};
use crate::session::{Page, Route, reporting, use_session};
use crate::ui::dom;
use crate::ui::said;
use crate::ui::widgets::{Button, Segmented, TextField, Variant};
use crate::words::{Common, StatusText, axis_label, rag_label};
use leptos::prelude::*;

/// Declares the status and its comment in the open report, right here.
#[component]
pub(super) fn Declare(
    asked: Asked,
    answers: Memo<Option<Shared<ProjectAnswers>>>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let declared = Signal::derive(move || {
        answers.with(|found| {
            let status = found.as_ref().and_then(|a| status_of(a, asked.axis));
            status
                .and_then(|s| s.declared)
                .map_or(String::new(), |rag| rag.key().to_owned())
        })
    });
    let options = Signal::derive(move || {
        [Rag::Green, Rag::Amber, Rag::Red, Rag::NotAssessed]
            .map(|rag| (rag.key().to_owned(), rag_label(rag, lang.get()).to_owned()))
            .to_vec()
    });
    let pick = move |key: String| {
        let Some(rag) = Rag::from_key(&key) else {
            return;
        };
        let command = session.workspace().with_untracked(|w| {
            session.answers().with_untracked(|a| {
                reporting::declare(w, a, (asked.project, asked.axis), rag, &writer())
            })
        });
        session.act(&command);
    };
    let written = Signal::derive(move || {
        session.workspace().with(|w| {
            reporting::open_report(w, asked.project)
                .map(|report| match asked.axis {
                    Some(axis) => report.comment(axis).to_string(),
                    None => report.summary.0.to_string(),
                })
                .unwrap_or_default()
        })
    });
    let label = Signal::derive(move || {
        let lang = lang.get();
        match asked.axis {
            Some(axis) => StatusText::AxisComment.fill(lang, &[axis_label(axis, lang)]),
            None => StatusText::Comment.text(lang).to_owned(),
        }
    });
    view! {
        <section class="why-part why-declare">
            <div class="row wrap">
                <span class="field-label">{move || StatusText::Declare.text(lang.get())}</span>
                <Segmented
                    label=said(lang, StatusText::Declare)
                    options
                    value=declared
                    on_pick=pick
                />
            </div>
            <TextField
                label
                value=written
                on_commit=move |text: String| comment(asked.project, asked.axis, &text)
            />
        </section>
    }
    .into_any()
}

/// The buttons: accept, keep, edit the rule.
#[component]
pub(super) fn Ways(
    asked: Asked,
    answers: Memo<Option<Shared<ProjectAnswers>>>,
    keeping: RwSignal<bool>,
    on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let state = Memo::new(move |_| {
        answers.with(|found| {
            let status = found.as_ref().and_then(|a| status_of(a, asked.axis))?;
            Some((status.declared, status.computed?, status.overridden))
        })
    });
    let accept = move |()| {
        let command = session.workspace().with_untracked(|w| {
            session
                .answers()
                .with_untracked(|a| reporting::accept(w, a, (asked.project, asked.axis), &writer()))
        });
        if command.is_some_and(|command| session.act(&command)) {
            on_close.run(());
        }
    };
    // Only what differs can be accepted; anything computed can be kept against.
    let differs = move || {
        state.get().is_some_and(|(declared, computed, kept)| {
            !matches!(computed, Rag::NotAssessed) && (declared != Some(computed) || kept.is_some())
        })
    };
    let lower = move |rag: Rag| crate::words::lower(rag_label(rag, lang.get()));
    let accept_label = move || {
        let rag = state.get().map_or(Rag::NotAssessed, |s| s.1);
        StatusText::Accept.fill(lang.get(), &[&lower(rag)])
    };
    let keep_label = move || match state.get() {
        Some((Some(declared), computed, _)) if declared != computed => {
            StatusText::Keep.fill(lang.get(), &[&lower(declared)])
        }
        _ => StatusText::KeepAs.text(lang.get()).to_owned(),
    };
    let rule = move || session.link(&Route::to(Page::Settings).with("section", "status"));
    view! {
        <footer class="why-foot">
            <Show when=differs>
                <Button label=accept_label on_press=accept variant=Variant::Primary />
            </Show>
            <Show when=move || state.get().is_some()>
                <Button label=keep_label on_press=move |()| keeping.set(true) />
            </Show>
            <a class="btn end" data-variant="ghost" href=rule>{move || StatusText::EditRule.text(lang.get())}</a>
        </footer>
    }
    .into_any()
}

/// The form that keeps a status: which, why, who, until when.
#[component]
pub(super) fn KeepForm(
    asked: Asked,
    answers: Memo<Option<Shared<ProjectAnswers>>>,
    on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let today = session.today().get_untracked();
    let start = answers.with_untracked(|found| {
        let status = found.as_ref().and_then(|a| status_of(a, asked.axis));
        status
            .and_then(|s| s.declared)
            .filter(|rag| matches!(rag, Rag::Green | Rag::Amber | Rag::Red))
            .unwrap_or(Rag::Amber)
    });
    let rag = RwSignal::new(start.key().to_owned());
    let reason = RwSignal::new(String::new());
    let author = RwSignal::new(session.prefs().with_untracked(|p| p.author.clone()));
    let until = RwSignal::new(
        today
            .plus_days(30)
            .map(|day| day.to_string())
            .unwrap_or_default(),
    );
    let options = Signal::derive(move || {
        [Rag::Green, Rag::Amber, Rag::Red]
            .map(|rag| (rag.key().to_owned(), rag_label(rag, lang.get()).to_owned()))
            .to_vec()
    });
    let say = move |key: StatusText| said(lang, key);
    // The reason is what is missing: the focus waits there.
    request_animation_frame(|| dom::focus_first(None, ".why-keep .field-input"));
    let keep = move |()| {
        let (Some(rag), expires) = (
            Rag::from_key(&rag.get_untracked()),
            crate::model::Date::parse(&until.get_untracked()),
        ) else {
            return;
        };
        let expires = expires.unwrap_or(today);
        let mut writer = writer();
        writer.author = author.get_untracked().trim().into();
        let reason = reason.get_untracked().trim().into();
        let command = session.workspace().with_untracked(|w| {
            session.answers().with_untracked(|a| {
                reporting::keep(
                    w,
                    a,
                    (asked.project, asked.axis),
                    (rag, reason, expires),
                    &writer,
                )
            })
        });
        if session.act(&command) {
            if session.prefs().with_untracked(|p| p.author.is_empty()) {
                session
                    .prefs()
                    .update(|p| p.author = writer.author.to_string());
            }
            on_done.run(());
        }
    };
    view! {
        <section class="why-part why-keep">
            <div class="row wrap">
                <span class="field-label">{say(StatusText::KeepAt)}</span>
                <Segmented label=say(StatusText::KeepAt) options value=rag on_pick=move |key| rag.set(key) />
            </div>
            <TextField label=say(StatusText::Reason) value=reason on_commit=move |text| reason.set(text) />
            <div class="why-two">
                <TextField label=say(StatusText::Author) value=author on_commit=move |text| author.set(text) />
                <TextField label=say(StatusText::Until) value=until on_commit=move |text| until.set(text) kind="date" />
            </div>
        </section>
        <footer class="why-foot">
            <Button label=say(StatusText::KeepDo) on_press=keep variant=Variant::Primary />
            <Button
                label=said(lang, Common::Cancel)
                on_press=move |()| on_done.run(())
            />
        </footer>
    }
    .into_any()
}
