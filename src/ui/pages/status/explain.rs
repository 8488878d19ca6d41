//! The popover behind a cell: why the colour is what it is, what would change it, and what to do.

use super::draw;
use super::lines::AXES;
use crate::analysis::ProjectAnswers;
use crate::analysis::rag::{AxisStatus, Explanation};
use crate::model::{Axis, ChoiceSet, Id, Project, Rag, Shared, Worst};
use crate::session::{Page, Route, reporting, use_session};
use crate::ui::parts::RagMark;
use crate::ui::widgets::{Button, IconButton, IconName, Popover, Segmented, TextField, Variant};
use crate::words::{Common, StatusText, axis_label, explain, format, rag_label};
use leptos::prelude::*;

/// What is asked about: a project, one axis of it or the whole, and where on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The project.
    pub project: Id<Project>,
    /// The axis; the overall status when absent.
    pub axis: Option<Axis>,
    /// Left and top edge in pixels of the window.
    pub at: (f64, f64),
}

/// The status that is asked about.
fn status_of(answers: &ProjectAnswers, axis: Option<Axis>) -> Option<&AxisStatus> {
    match axis {
        Some(axis) => answers.status.axis(axis),
        None => Some(&answers.status.overall),
    }
}

/// The popover.
#[component]
pub fn ExplainPopover(
    /// What is asked.
    asked: Asked,
    /// Called when it is to close.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = session.record(asked.project);
    let answers = Memo::new(move |_| {
        session
            .answers()
            .with(|a| a.project(asked.project).cloned())
    });
    let name = move || record.with(|p| p.as_ref().map(|p| p.name.to_string()).unwrap_or_default());
    let title = Signal::derive(move || {
        let lang = lang.get();
        answers.with(|found| {
            let status = found.as_ref().and_then(|a| status_of(a, asked.axis));
            let computed = status.and_then(|s| s.computed);
            match (computed, asked.axis) {
                (Some(rag), _) => {
                    StatusText::WhyComputed.fill(lang, &[&rag_label(rag, lang).to_lowercase()])
                }
                (None, axis) => {
                    let rag = status.and_then(|s| s.declared).unwrap_or(Rag::NotAssessed);
                    let what = axis.map_or(StatusText::Overall.text(lang), |a| axis_label(a, lang));
                    StatusText::WhyDeclared
                        .fill(lang, &[what, &rag_label(rag, lang).to_lowercase()])
                }
            }
        })
    });
    let keeping = RwSignal::new(false);
    view! {
        <Popover at=asked.at label=title on_close>
            <div class="why">
                <header class="why-head">
                    <div class="row">
                        <h2>{move || title.get()}</h2>
                        <span class="code trunc">{name}</span>
                        <span class="end">
                            <IconButton
                                icon=IconName::Close
                                label=move || Common::Close.text(lang.get()).to_owned()
                                on_press=on_close
                            />
                        </span>
                    </div>
                    {move || answers.get().map(|found| lead(&found, asked))}
                </header>
                {move || answers.get().map(|found| sections(&found, asked))}
                <Declare asked answers />
                {move || if keeping.get() {
                    view! { <KeepForm asked answers on_done=on_close /> }.into_any()
                } else {
                    view! { <Ways asked answers keeping on_close /> }.into_any()
                }}
            </div>
        </Popover>
    }
    .into_any()
}

/// The sentence under the title: how the overall came about, or what is declared, and what is kept.
fn lead(found: &Shared<ProjectAnswers>, asked: Asked) -> AnyView {
    let session = use_session();
    let lang = session.lang().get();
    let Some(status) = status_of(found, asked.axis) else {
        return ().into_any();
    };
    let rule = session.workspace().with(|w| {
        w.portfolio()
            .and_then(|p| p.overall_rule.as_ref()?.known())
            .unwrap_or(Worst::WorstOf)
    });
    let first = match asked.axis {
        _ if status.computed == Some(Rag::Closed) => {
            explain::Explain::Resting.text(lang).to_owned()
        }
        None => explain::overall(rule, &found.status.decided_by, lang),
        Some(axis) if !explain::has_rule(axis) => explain::Explain::NoRule.text(lang).to_owned(),
        Some(_) if status.why.is_none() => explain::Explain::RuleOff.text(lang).to_owned(),
        Some(_) => String::new(),
    };
    let kept = session.workspace().with(|w| {
        let record = w.overrides.get(&status.overridden?)?;
        let rag = record.status.as_ref()?.known()?;
        let until = record.expires.map(|day| format::date(lang, day))?;
        Some(explain::Explain::Kept.fill(
            lang,
            &[rag_label(rag, lang), &record.author, &until, &record.reason],
        ))
    });
    view! {
        {(!first.is_empty()).then(|| view! { <p class="sec">{first}</p> })}
        {kept.map(|text| view! { <p class="why-kept">{text}</p> })}
    }
    .into_any()
}

/// The explanations that count for what is asked: the axis, or those that decide the whole.
fn explanations(found: &ProjectAnswers, axis: Option<Axis>) -> Vec<&Explanation> {
    let of = |axis: Axis| found.status.axis(axis)?.why.as_ref();
    match axis {
        Some(axis) => of(axis).into_iter().collect(),
        None => AXES
            .into_iter()
            .filter(|axis| found.status.decided_by.contains(axis))
            .filter_map(of)
            .collect(),
    }
}

/// The rule, inputs and limits of each axis, then what would change the colour.
fn sections(found: &Shared<ProjectAnswers>, asked: Asked) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let now = lang.get();
    let resting = status_of(found, asked.axis).and_then(|s| s.computed) == Some(Rag::Closed);
    if resting {
        return ().into_any();
    }
    let duration = found.slip.baseline_duration;
    let whys = explanations(found, asked.axis);
    let parts = session.workspace().with(|w| {
        whys.iter()
            .map(|why| {
                let told = explain::reasons(why, duration, w, now);
                let scale = explain::scale(why, duration, now)
                    .map(|scale| draw::limits(&scale, axis_label(why.axis, now), now));
                let held = explain::held_back(why, now);
                let rag = why.computed;
                view! {
                    <section class="why-part">
                        <h3><RagMark rag=rag lang size=14 />{told.title}</h3>
                        {(!told.inputs.is_empty()).then(|| view! {
                            <p class="sec">{told.inputs}" "<b class="semi">{told.result}</b></p>
                        })}
                        {scale.map(|(svg, says)| view! {
                            <div class="why-scale" role="img" aria-label=says inner_html=svg></div>
                        })}
                        {held.map(|text| view! { <p class="mut">{text}</p> })}
                    </section>
                }
            })
            .collect_view()
    });
    let worst = status_of(found, asked.axis).and_then(|s| s.computed);
    let ways = session.workspace().with(|w| {
        [Rag::Amber, Rag::Green]
            .into_iter()
            .filter(|target| *target == Rag::Green || worst == Some(Rag::Red))
            .filter_map(|target| {
                let steps: Vec<(String, String)> = whys
                    .iter()
                    .filter_map(|why| {
                        let step = if target == Rag::Amber {
                            why.to_amber.as_ref()
                        } else {
                            why.to_green.as_ref()
                        };
                        step.map(|step| explain::change(step, w, now))
                    })
                    .collect();
                // A colour is reached only when every axis that decides has a way to it.
                (!steps.is_empty() && steps.len() == whys.len()).then_some((target, steps))
            })
            .collect::<Vec<_>>()
    });
    let and = explain::Explain::And.text(now);
    view! {
        {parts}
        {(!ways.is_empty()).then(|| view! {
            <section class="why-part">
                <h3>{StatusText::ChangeHead.text(now)}</h3>
                <dl class="why-ways">
                    {ways.into_iter().map(|(target, steps)| view! {
                        <dt><RagMark rag=target lang size=14 />{rag_label(target, now)}</dt>
                        <dd class="sec">
                            {steps.into_iter().enumerate().map(|(n, (text, gap))| view! {
                                {(n > 0).then_some(and)}{text}
                                {(!gap.is_empty()).then(|| view! { " "<b class="med">"("{gap}")"</b> })}
                            }).collect_view()}
                        </dd>
                    }).collect_view()}
                </dl>
            </section>
        })}
    }
    .into_any()
}

/// Declares the status and its comment in the open report, right here.
#[component]
fn Declare(asked: Asked, answers: Memo<Option<Shared<ProjectAnswers>>>) -> impl IntoView {
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
                reporting::declare(w, a, (asked.project, asked.axis), rag, &super::writer())
            })
        });
        session.act(&command);
    };
    let comment = Signal::derive(move || {
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
                    label=move || StatusText::Declare.text(lang.get()).to_owned()
                    options
                    value=declared
                    on_pick=pick
                />
            </div>
            <TextField
                label
                value=comment
                on_commit=move |text: String| super::comment(asked.project, asked.axis, &text)
            />
        </section>
    }
    .into_any()
}

/// The buttons: accept, keep, edit the rule.
#[component]
fn Ways(
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
            session.answers().with_untracked(|a| {
                reporting::accept(w, a, (asked.project, asked.axis), &super::writer())
            })
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
    let lower = move |rag: Rag| rag_label(rag, lang.get()).to_lowercase();
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
    let rule = move || {
        session.route().track();
        Route::to(Page::Settings).with("section", "status").href()
    };
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
fn KeepForm(
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
    let say = move |key: StatusText| move || key.text(lang.get()).to_owned();
    let keep = move |()| {
        let (Some(rag), expires) = (
            Rag::from_key(&rag.get_untracked()),
            crate::model::Date::parse(&until.get_untracked()),
        ) else {
            return;
        };
        let expires = expires.unwrap_or(today);
        let mut writer = super::writer();
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
                label=move || Common::Cancel.text(lang.get()).to_owned()
                on_press=move |()| on_done.run(())
            />
        </footer>
    }
    .into_any()
}
