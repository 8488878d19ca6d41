//! The rule, its inputs and limits, and the least change that betters the colour.

use super::super::draw;
use super::{Asked, status_of};
use crate::analysis::ProjectAnswers;
use crate::analysis::rag::Explanation;
use crate::model::{Axis, Rag, Shared};
use crate::session::use_session;
use crate::ui::parts::RagMark;
use crate::ui::widgets::Drawing;
use crate::words::{StatusText, axis_label, explain, rag_label};
use leptos::prelude::*;

/// The explanations that count for what is asked: the axis, or those that decide the whole.
fn explanations(found: &ProjectAnswers, axis: Option<Axis>) -> Vec<&Explanation> {
    let of = |axis: Axis| found.status.axis(axis)?.why.as_ref();
    match axis {
        Some(axis) => of(axis).into_iter().collect(),
        None => Axis::SHOWN
            .into_iter()
            .filter(|axis| found.status.decided_by.contains(axis))
            .filter_map(of)
            .collect(),
    }
}

/// The rule, inputs and limits of each axis, then what would change the colour.
pub(super) fn sections(found: &Shared<ProjectAnswers>, asked: Asked) -> AnyView {
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
                            <Drawing class="why-scale" says svg />
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
