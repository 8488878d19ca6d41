//! A choice from a long list, found by typing (WAI-ARIA combobox with a list).

use crate::ui::dom;
use leptos::{ev, html, prelude::*};

/// Lists longer than this are narrowed by typing; more lines would only slow the page.
const SHOWN: usize = 50;

/// A field that offers the lines that contain what is typed.
#[component]
pub fn ComboField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// Key and text of each line.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The key of the chosen one; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Called with a key, or with nothing in it when the field was emptied.
    #[prop(into)]
    on_commit: Callback<String>,
    /// What to say when no line contains what is typed.
    #[prop(into)]
    none_label: Signal<String>,
) -> impl IntoView {
    let id = super::field::field_id(&label.get_untracked());
    let list_id = format!("{id}-list");
    let input = NodeRef::<html::Input>::new();
    let list = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(None::<String>);
    let at = RwSignal::new(0_usize);
    let place = RwSignal::new((0.0, 0.0));
    let chosen = Memo::new(move |_| {
        let key = value.get();
        let found = options.with(|all| all.iter().find(|(k, _)| *k == key).map(|(_, t)| t.clone()));
        found.unwrap_or_default()
    });
    let lines = Memo::new(move |_| {
        let wanted = typed.get().unwrap_or_default().to_lowercase();
        options.with(|all| {
            let fits = |line: &&(String, String)| line.1.to_lowercase().contains(wanted.trim());
            all.iter()
                .filter(fits)
                .take(SHOWN)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let show = move || {
        open.set(true);
        request_animation_frame(move || {
            let (list, input) = (list.try_get_untracked(), input.try_get_untracked());
            if let (Some(Some(list)), Some(Some(input))) = (list, input) {
                place.set(dom::beside(&list, &input, false));
            }
        });
    };
    let leave = move || {
        open.set(false);
        typed.set(None);
        at.set(0);
        if let Some(input) = input.get_untracked() {
            input.set_value(&chosen.get_untracked());
        }
    };
    let take = move |key: String| {
        if value.with_untracked(|v| *v != key) {
            on_commit.run(key);
        }
        leave();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = lines.with_untracked(Vec::len);
        match (event.key().as_str(), open.get_untracked()) {
            ("ArrowDown" | "ArrowUp", false) => show(),
            ("ArrowDown", true) => at.update(|n| *n = (*n + 1) % count.max(1)),
            ("ArrowUp", true) => at.update(|n| *n = (*n + count.max(1) - 1) % count.max(1)),
            ("Enter", true) => {
                let line = lines.with_untracked(|all| all.get(at.get_untracked()).cloned());
                let emptied = typed.with_untracked(|t| t.as_deref() == Some(""));
                match line {
                    _ if emptied => take(String::new()),
                    Some((key, _)) => take(key),
                    None => return,
                }
            }
            ("Escape", true) => leave(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_blur = move |_| {
        // The browser also tells of the blur of a field that goes away with its form.
        match typed.try_with_untracked(|t| t.as_deref() == Some("")) {
            Some(true) => take(String::new()),
            Some(false) => leave(),
            None => {}
        }
    };
    let line_id = StoredValue::new(list_id.clone());
    let active = move || {
        let id = line_id.with_value(|id| format!("{id}-{}", at.get()));
        (open.get() && lines.with(|all| !all.is_empty())).then_some(id)
    };
    let line = move |(index, (key, text)): (usize, (String, String))| {
        let id = line_id.with_value(|id| format!("{id}-{index}"));
        // On pointerdown, before the field loses the focus and the list goes.
        let on_press = move |event: ev::PointerEvent| {
            event.prevent_default();
            take(key.clone());
        };
        view! {
            <div class="menu-item" role="option" id=id aria-selected=move || (at.get() == index).to_string() on:pointerdown=on_press>
                {text}
            </div>
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{move || label.get()}</label>
            <div class="field-box">
                <input
                    class="field-input"
                    id=id
                    autocomplete="off"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=list_id.clone()
                    aria-activedescendant=active
                    node_ref=input
                    prop:value=move || chosen.get()
                    on:input=move |event| {
                        typed.set(Some(event_target_value(&event)));
                        at.set(0);
                        show();
                    }
                    on:click=move |_| show()
                    on:keydown=on_key
                    on:blur=on_blur
                />
                <super::Icon name=super::IconName::ChevronDown size=12 />
            </div>
            <div
                class="menu combo-list"
                role="listbox"
                id=list_id
                aria-label=move || label.get()
                node_ref=list
                hidden=move || !open.get()
                style:left=move || format!("{}px", place.get().0)
                style:top=move || format!("{}px", place.get().1)
            >
                {move || lines.get().into_iter().enumerate().map(line).collect_view()}
                {move || lines.with(Vec::is_empty).then(|| view! { <div class="menu-item mut" role="option" aria-disabled="true" aria-selected="false">{none_label.get()}</div> })}
            </div>
        </div>
    }
    .into_any()
}
