//! The toolbar: order, heads, filters, counts, which status.

use super::misfits::Misfits;
use crate::analysis::Distribution;
use crate::model::{ChoiceSet, Kind, Rag};
use crate::session::matrix::{Line, View};
use crate::session::{key_of_record, record_of_key, use_session};
use crate::ui::parts::DistributionStrip;
use crate::ui::said;
use crate::ui::widgets::{Icon, IconName, Menu, MenuItem, Segmented};
use crate::words::{Common, StatusText, rag_label};
use leptos::prelude::*;

const SORTS: [(&str, StatusText); 5] = [
    ("", StatusText::WorstFirst),
    ("name", StatusText::ByName),
    ("code", StatusText::ByCode),
    ("slip", StatusText::BySlip),
    ("reported", StatusText::ByReported),
];

/// Filters without a value.
const PLAIN: [(&str, StatusText); 5] = [
    ("stale", StatusText::NoReport),
    ("kept", StatusText::OnlyKept),
    ("late", StatusText::OnlyLate),
    ("odd", StatusText::OnlyOdd),
    ("attention", StatusText::OnlyAttention),
];

/// Filters by a record.
const RECORDS: [(&str, Kind); 2] = [("programme", Kind::Programme), ("unit", Kind::Unit)];

/// The toolbar of the matrix.
#[component]
pub fn Tools(
    view_of: Memo<View>,
    shown: Memo<Vec<Line>>,
    tally: Memo<(Vec<Distribution>, Distribution)>,
    differing: Memo<usize>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let say = move |key: StatusText| said(lang, key);
    let sort_now = move || {
        let now = view_of.with(|v| v.sort.clone());
        let found = SORTS.iter().find(|sort| sort.0 == now);
        found
            .map_or(StatusText::WorstFirst, |sort| sort.1)
            .text(lang.get())
            .to_owned()
    };
    let sort_items = Signal::derive(move || {
        let now = view_of.with(|v| v.sort.clone());
        SORTS
            .map(|(key, text)| MenuItem::ticked(key, text.text(lang.get()), now == key))
            .to_vec()
    });
    let groups = move || {
        let lang = lang.get();
        [
            ("", StatusText::NoneOf.text(lang)),
            ("programme", Common::Programme.text(lang)),
            ("unit", Common::Unit.text(lang)),
        ]
    };
    let group_now = move || {
        let now = view_of.with(|v| v.group.clone());
        let found = groups().into_iter().find(|group| group.0 == now);
        found.map_or(String::new(), |group| group.1.to_owned())
    };
    let group_items = Signal::derive(move || {
        let now = view_of.with(|v| v.group.clone());
        groups()
            .map(|(key, text)| MenuItem::ticked(key, text, now == key))
            .to_vec()
    });
    let toggle = move |key: String| {
        let only = view_of.with_untracked(|v| v.toggled(&key));
        session.set_view("only", &only);
    };
    let label_of = move |key: &str| filter_label(key);
    let filter_items = Signal::derive(move || {
        let view = view_of.get();
        let mut keys: Vec<String> = Distribution::ORDER
            .into_iter()
            .map(|rag: Rag| format!("status:{}", rag.key()))
            .collect();
        keys.extend(PLAIN.map(|(key, _)| key.to_owned()));
        session.workspace().with(|w| {
            for (prefix, kind) in RECORDS {
                let ids = w.records(kind).map(|record| record.raw_id());
                keys.extend(ids.map(|id| format!("{prefix}:{}", key_of_record(w, kind, id))));
            }
        });
        keys.into_iter()
            .map(|key| MenuItem::ticked(&key, label_of(&key), view.has(&key)))
            .collect::<Vec<_>>()
    });
    let differ_on = Memo::new(move |_| view_of.with(|v| v.has("differ")));
    let differ_text = move || StatusText::Differ.fill(lang.get(), &[&differing.get().to_string()]);
    let chips = move || {
        let filters = view_of.with(|v| v.filters.clone());
        filters
            .into_iter()
            .filter(|key| key != "differ")
            .map(|key| {
                let label = label_of(&key);
                view! {
                    <button type="button" class="chip" data-on="true" on:click=move |_| toggle(key.clone())
                        title=Common::RemoveFilters.text(lang.get())>
                        {label}<Icon name=IconName::Close size=12 />
                    </button>
                }
            })
            .collect_view()
    };
    let modes = Signal::derive(move || {
        [
            ("declared", StatusText::Declared),
            ("computed", StatusText::Computed),
            ("both", StatusText::Both),
        ]
        .map(|(key, text)| (key.to_owned(), text.text(lang.get()).to_owned()))
        .to_vec()
    });
    let mode = Signal::derive(move || {
        let now = session.route().with(|route| route.get("show").to_owned());
        if now.is_empty() {
            "declared".into()
        } else {
            now
        }
    });
    view! {
        <Menu
            label=said(lang, Common::Sort)
            value=sort_now
            icon=IconName::Sort
            items=sort_items
            on_pick=move |key: String| session.set_view("sort", &key)
        />
        <Menu
            label=said(lang, Common::Group)
            value=group_now
            icon=IconName::Programme
            items=group_items
            on_pick=move |key: String| session.set_view("group", &key)
        />
        <span class="vr"></span>
        <Show when=move || differing.get() != 0 || differ_on.get()>
            <button
                type="button"
                class="chip"
                data-on=move || differ_on.get().to_string()
                aria-pressed=move || differ_on.get().to_string()
                on:click=move |_| toggle("differ".into())
            >
                {differ_text}
            </button>
        </Show>
        {chips}
        <Misfits view_of shown />
        <Menu
            label=said(lang, Common::Filter)
            icon=IconName::Plus
            items=filter_items
            on_pick=toggle
            class="chip add"
            keep_open=true
        />
        <span class="end row tight wrap">
            <DistributionStrip counts=Signal::derive(move || tally.with(|t| t.1)) lang />
            <span class="vr"></span>
            <Segmented
                label=say(StatusText::Which)
                options=modes
                value=mode
                on_pick=move |key: String| {
                    session.set_view("show", if key == "declared" { "" } else { &key });
                }
            />
        </span>
    }
    .into_any()
}

/// Returns the name of a filter.
fn filter_label(key: &str) -> String {
    let session = use_session();
    let lang = session.lang().get();
    if let Some((_, text)) = PLAIN.into_iter().find(|plain| plain.0 == key) {
        return text.text(lang).to_owned();
    }
    let (prefix, value) = key.split_once(':').unwrap_or((key, ""));
    let found = match RECORDS.into_iter().find(|record| record.0 == prefix) {
        Some((_, kind)) => session.workspace().with(|w| {
            let id = record_of_key(w, kind, value)?;
            Some(crate::words::record_name(w, kind, id, lang).to_string())
        }),
        None => Rag::from_key(value).map(|rag| rag_label(rag, lang).to_owned()),
    };
    found.unwrap_or_else(|| key.to_owned())
}
