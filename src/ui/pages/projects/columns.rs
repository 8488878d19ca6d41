//! The columns in sight: shown and hidden, moved, kept at the left, widened, all by keyboard too.

use super::{KIND, TABLE, View};
use crate::table::{Layout, default_columns};
use crate::ui::dom;
use crate::ui::grid::Arranged;
use crate::ui::said;
use crate::ui::widgets::{Button, CheckField, Dialog, IconButton, IconName};
use crate::words::{Common, Table as Words};
use leptos::prelude::*;

/// The layout that an address asks for, else the one used last, else that of a new user.
pub(super) fn layout_of(view_cols: &str, kept: Option<&Vec<String>>) -> Layout {
    if !view_cols.is_empty() {
        return Layout::read(view_cols.split(','));
    }
    match kept.filter(|kept| !kept.is_empty()) {
        Some(kept) => Layout::read(kept.iter().map(String::as_str)),
        None => Layout::read(default_columns(KIND).iter().map(String::as_str)),
    }
}

/// Changes the layout: in the address, so that a saved view holds it, and for the next visit.
pub(super) fn arrange(view: View, change: impl FnOnce(&mut Layout)) {
    let mut layout = view.layout.get_untracked();
    change(&mut layout);
    let texts = layout.write();
    view.session.set_view("cols", &texts.join(","));
    view.session.prefs().update(|p| {
        p.columns.insert(TABLE.to_owned(), texts);
    });
}

/// What was done with the pointer on a head.
pub(super) fn arranged(view: View, how: Arranged) {
    arrange(view, |layout| match how {
        Arranged::Width(key, width) => layout.widen(&key, width),
        Arranged::At(key, at) => layout.put(&key, &at),
    });
}

/// The button of the toolbar and the list behind it.
pub(super) fn chooser(view: View) -> AnyView {
    let View {
        session,
        lang,
        all,
        shown,
        layout,
        ..
    } = view;
    let open = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let common = move |word: Common| said(lang, word);
    // Those in sight first, in their order.
    let keys = Memo::new(move |_| {
        let wanted = query.get().to_lowercase();
        let found = |label: &str| label.to_lowercase().contains(wanted.trim());
        let front = shown.get();
        let rest = all.get().into_iter();
        let rest = rest.filter(|c| front.iter().all(|own| own.key != c.key));
        let lines = front.iter().cloned().chain(rest);
        let lines = lines.filter(|c| found(&c.label)).map(|c| c.key);
        lines.collect::<Vec<_>>()
    });
    let line = move |key: String| {
        let id = format!("column-{key}");
        let key = StoredValue::new(key);
        let own = move || {
            let key = key.get_value();
            let in_sight = shown.with(|s| s.iter().find(|c| c.key == key).cloned());
            in_sight.or_else(|| all.with(|all| all.iter().find(|c| c.key == key).cloned()))
        };
        let name = Signal::derive(move || own().map(|c| c.label).unwrap_or_default());
        let about =
            move |word: Words| Signal::derive(move || word.fill(lang.get(), &[&name.get()]));
        let is_shown = Signal::derive(move || layout.with(|l| key.with_value(|k| l.has(k))));
        let act = move |change: fn(&mut Layout, &str), again: &'static str| {
            move |()| {
                arrange(view, |layout| key.with_value(|key| change(layout, key)));
                // A line that moves loses the focus on the way.
                let button = format!("#column-{} .{again}", key.get_value());
                request_animation_frame(move || {
                    dom::focus_first(None, &format!("{button} button, {button} input"));
                });
            }
        };
        let tools = move || {
            is_shown.get().then(|| {
                let pinned = Signal::derive(move || layout.with(|l| key.with_value(|k| l.is_pinned(k))));
                view! {
                    <span class="end row tight">
                        <input
                            class="column-width num"
                            type="number"
                            min="48"
                            max="800"
                            step="4"
                            aria-label=about(Words::WidthOf)
                            prop:value=move || own().map(|c| c.width.to_string()).unwrap_or_default()
                            on:change=move |event| {
                                if let Ok(width) = event_target_value(&event).parse() {
                                    arrange(view, |layout| key.with_value(|key| layout.widen(key, width)));
                                }
                            }
                        />
                        <span class="pin"><IconButton icon=IconName::Pin label=about(Words::PinColumn) pressed=pinned on_press=act(Layout::pin, "pin") /></span>
                        <span class="up"><IconButton icon=IconName::ArrowUp label=about(Words::ColumnUp) on_press=act(|l, key| l.step(key, -1), "up") /></span>
                        <span class="down"><IconButton icon=IconName::ChevronDown label=about(Words::ColumnDown) on_press=act(|l, key| l.step(key, 1), "down") /></span>
                    </span>
                }
            })
        };
        view! {
            <li class="column-line" id=id>
                <span class="show"><CheckField label=name value=is_shown on_commit=move |_| act(Layout::toggle, "show")(()) /></span>
                {tools}
            </li>
        }
        .into_any()
    };
    let reset = move |()| {
        session.prefs().update(|p| {
            p.columns.remove(TABLE);
        });
        session.set_view("cols", "");
    };
    view! {
        <Button label=common(Common::Columns) icon=IconName::Columns on_press=move |()| open.set(true) />
        <Dialog open on_close=move |()| open.set(false) title=common(Common::Columns) close_label=common(Common::Close)>
            <div class="dialog-body columns">
                <input
                    class="field-input column-find"
                    type="search"
                    autocomplete="off"
                    aria-label=move || Words::FindColumn.text(lang.get())
                    placeholder=move || Words::FindColumn.text(lang.get())
                    on:input=move |event| query.set(event_target_value(&event))
                />
                <ul class="column-list"><For each=move || keys.get() key=Clone::clone let:key>{line(key)}</For></ul>
            </div>
            <div class="dialog-foot"><Button label=common(Common::Reset) on_press=reset /></div>
        </Dialog>
    }
    .into_any()
}
