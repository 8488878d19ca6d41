//! Every widget in every state, to look at and to check by machine: `index.html#gallery`.
//!
//! `#gallery?theme=dark&long=1` shows it in the dark and with labels of French length.

use crate::ui::dom;
use crate::ui::widgets::*;
use leptos::prelude::*;

/// One module of the page.
#[component]
fn Module(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="mod">
            <div class="mod-head"><h2>{title}</h2></div>
            <div class="col">{children()}</div>
        </section>
    }
    .into_any()
}

fn label(text: &str) -> Signal<String> {
    let long = dom::fragment().contains("long=1");
    let text = if long {
        format!("{text} et son complément")
    } else {
        text.to_owned()
    };
    Signal::stored(text)
}

fn pairs(list: &[(&str, &str)]) -> Signal<Vec<(String, String)>> {
    Signal::stored(
        list.iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect(),
    )
}

/// The page.
#[component]
pub fn Gallery() -> impl IntoView {
    dom::set_root_attribute(
        "data-theme",
        if dom::fragment().contains("theme=dark") {
            "dark"
        } else {
            "light"
        },
    );
    view! {
        <style>{super::SHEET}</style>
        <main class="body">
            <div class="bar"><h1>"Widgets"</h1></div>
            <div class="mods gallery">
                <Module title="Status mark"><Marks /></Module>
                <Module title="Buttons"><Buttons /></Module>
                <Module title="Chips, segments, tabs, menus"><Choices /></Module>
                <Module title="Fields"><Fields /></Module>
                <Module title="Small pieces"><Small /></Module>
                <Module title="Empty and loading">
                    <Empty title=label("No open risk on this project") hint=label("Risks above €50 k belong here")>
                        <Button icon=IconName::Plus label=label("Add risk") on_press=|()| () />
                    </Empty>
                    <Skeleton label=label("Loading projects") />
                </Module>
                <Module title="Banners and chart"><Lines /></Module>
                <Module title="Over the page"><Overlays /></Module>
                <Module title="Icons"><Icons /></Module>
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn Marks() -> impl IntoView {
    let names = ["Red", "Amber", "Not reported", "Green", "Complete"];
    let letters = ["R", "A", "N", "G", "C"];
    let line = move |((mark, name), letter): ((Mark, &'static str), &'static str)| {
        let sizes = [14_u8, 16, 18, 20, 28].map(|size| {
            view! { <StatusMark mark=mark name=name.to_owned() letter=letter.to_owned() size /> }
        });
        view! {
            <div class="row">
                {sizes.into_iter().collect_view()}
                <StatusMark mark=mark name=name.to_owned() letter=letter.to_owned() size=28 weather=true />
                {name}
            </div>
        }
    };
    Mark::ALL
        .into_iter()
        .zip(names)
        .zip(letters)
        .map(line)
        .collect_view()
}

#[component]
fn Buttons() -> impl IntoView {
    let pressed = RwSignal::new(true);
    view! {
        <div class="row wrap">
            <Button icon=IconName::Document label=label("Publish") variant=Variant::Primary on_press=|()| () />
            <Button label=label("Publish") variant=Variant::Primary disabled=true on_press=|()| () />
            <Button icon=IconName::Export label=label("Export") on_press=|()| () />
            <Button label=label("Baseline") pressed=pressed on_press=move |()| pressed.update(|p| *p = !*p) />
            <Button label=label("Dismiss") variant=Variant::Ghost on_press=|()| () />
            <Button label=label("Erase…") variant=Variant::Danger on_press=|()| () />
            <Tooltip text=label("Show as table") keys="T">
                <IconButton icon=IconName::Columns label=label("Columns") on_press=|()| () />
            </Tooltip>
        </div>
    }
    .into_any()
}

#[component]
fn Choices() -> impl IntoView {
    let unit = RwSignal::new("month".to_owned());
    let tab = RwSignal::new("plan".to_owned());
    let group = RwSignal::new("Unit".to_owned());
    let items = Signal::derive(move || {
        vec![
            MenuItem::ticked("Unit", "Unit", group.get() == "Unit"),
            MenuItem::ticked("Programme", "Programme", group.get() == "Programme"),
        ]
    });
    let acts = Signal::stored(vec![
        MenuItem::new("open", "Open").with_keys("↵"),
        MenuItem::new("link", "Link to…").with_keys("L"),
        MenuItem::new("archive", "Archive").removing(),
    ]);
    view! {
        <div class="row wrap">
            <Menu label=label("Group") value=group items on_pick=move |key| group.set(key) />
            <Menu label=label("Active") on=true items on_pick=|_| () />
            <Menu label=label("Actions") icon=IconName::More icon_only=true class="btn" items=acts on_pick=|_| () />
            <Segmented label=label("Scale") value=unit on_pick=move |key| unit.set(key)
                options=pairs(&[("week", "Week"), ("month", "Month"), ("year", "Year")]) />
        </div>
        <Tabs label=label("Project") value=tab on_pick=move |key| tab.set(key)
            options=pairs(&[("overview", "Overview"), ("plan", "Plan"), ("money", "Money"), ("risks", "Risks")]) />
        <div role="tabpanel" id=move || format!("panel-{}", tab.get()) aria-labelledby=move || format!("tab-{}", tab.get()) tabindex="0">
            {move || tab.get()}
        </div>
    }
    .into_any()
}

#[component]
fn Fields() -> impl IntoView {
    let name = RwSignal::new("Trusted Zone Paris".to_owned());
    let refused = RwSignal::new(None::<String>);
    let person = RwSignal::new("lb".to_owned());
    let phase = RwSignal::new("delivery".to_owned());
    let on = RwSignal::new(true);
    let rename = move |text: String| {
        if text.trim().is_empty() {
            refused.set(Some("Enter a name".to_owned()));
        } else {
            refused.set(None);
            name.set(text);
        }
    };
    view! {
        <div class="gallery-fields">
            <TextField label=label("Name") value=name on_commit=rename why_not=refused help=label("As people call it") />
            <TextField label=label("Approved") value="2,300" unit="€ k" on_commit=|_| () why_not=Signal::stored(Some("Below what is committed. Enter at least 2,450".to_owned())) />
            <TextField label=label("Locked") value="3,900" unit="€ k" locked=true on_commit=|_| () help=label("Changes by decision") />
            <ComboField label=label("Lead") value=person on_commit=move |key| person.set(key) none_label="Nobody of this name"
                options=pairs(&[("to", "Tove Okafor"), ("lb", "Lena Brandt"), ("rc", "Rui Costa")]) />
            <SelectField label=label("Phase") value=phase on_commit=move |key| phase.set(key)
                options=pairs(&[("definition", "Definition"), ("delivery", "Delivery"), ("closed", "Closed")]) />
            <TextField label=label("Comment") value="Two lines\nof text" lines=true on_commit=|_| () />
            <div class="col">
                <CheckField label=label("Show closed") value=on on_commit=move |v| on.set(v) />
                <CheckField label=label("Some of them") value=false mixed=true on_commit=|_| () />
                <SwitchField label=label("Weather") value=on on_commit=move |v| on.set(v) />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Small() -> impl IntoView {
    view! {
        <div class="row wrap">
            <Avatar name="Lena Brandt" /><Avatar name="Rui Costa" />
            <Kbd keys="⌘" /><Kbd keys="K" />
            <span class="tag">"Tag"</span>
            <Swatch colour=1 /><Swatch colour=2 /><Swatch colour=3 />
            <Bullet value=62.0 mark=Some(75.0) label=label("62% done, 75% planned") />
        </div>
        <Progress percent=40.0 />
    }
    .into_any()
}

#[component]
fn Lines() -> impl IntoView {
    let svg = r#"<svg viewBox="0 0 120 40"><path d="M0 38 40 20 80 26 120 4" fill="none" stroke="currentColor"/></svg>"#;
    let table = TableData {
        head: vec!["Month".to_owned(), "Forecast".to_owned()],
        rows: vec![vec!["May".to_owned(), "€72.9 M".to_owned()]],
    };
    view! {
        <Banner>"Levelling can clear 23 of 56 overloaded weeks."<span class="end"><Button label="Compare" on_press=|()| () /></span></Banner>
        <Banner tone=Tone::Amber>"Two projects have not reported for May."</Banner>
        <Banner tone=Tone::Red>"This browser may clear your data."</Banner>
        <ChartFigure svg=svg.to_owned() summary="The forecast rises from May to July" table=table table_label="Show as table" />
    }
    .into_any()
}

#[component]
fn Overlays() -> impl IntoView {
    let dialog = RwSignal::new(false);
    let drawer = RwSignal::new(false);
    let popover = RwSignal::new(false);
    let toasts = RwSignal::new(vec![Toast {
        number: 1,
        text: "Finish moved to 16 Oct".to_owned(),
        action: Some("Undo".to_owned()),
        urgent: false,
    }]);
    let next = StoredValue::new(1_u64);
    let say = move |()| {
        next.update_value(|n| *n += 1);
        toasts.update(|all| {
            all.push(Toast {
                number: next.get_value(),
                text: "Saved".to_owned(),
                action: None,
                urgent: false,
            })
        });
    };
    let gone = move |number: u64| toasts.update(|all| all.retain(|t| t.number != number));
    view! {
        <div class="row wrap">
            <Button label=label("Dialog") on_press=move |()| dialog.set(true) />
            <Button label=label("Drawer") on_press=move |()| drawer.set(true) />
            <Button label=label("Popover") on_press=move |()| popover.set(true) />
            <Button label=label("Toast") on_press=say />
        </div>
        <Dialog open=dialog title="Erase the portfolio" close_label="Close" on_close=move |()| dialog.set(false)>
            <div class="dialog-body"><p>"24 projects go. A copy stays for 30 days."</p></div>
            <div class="dialog-foot"><Button label="Erase" variant=Variant::Danger on_press=move |()| dialog.set(false) /></div>
        </Dialog>
        <Show when=move || drawer.get()>
            <Drawer title="SOV-1" close_label="Close" on_close=move |()| drawer.set(false)>
                <div class="drawer-body"><Fields /></div>
            </Drawer>
        </Show>
        <Show when=move || popover.get()>
            <Popover at=(2000.0, 300.0) label="Why amber" on_close=move |()| popover.set(false)>
                <div class="dialog-body"><p>"Slip 49 d, limit 30 d"</p><Button label="Accept" on_press=move |()| popover.set(false) /></div>
            </Popover>
        </Show>
        <Toasts toasts on_action=gone on_dismiss=gone label="Messages" close_label="Close" />
    }
    .into_any()
}

#[component]
fn Icons() -> impl IntoView {
    view! { <div class="row wrap">{IconName::ALL.iter().map(|name| view! { <Icon name=*name size=20 /> }).collect_view()}</div> }.into_any()
}
