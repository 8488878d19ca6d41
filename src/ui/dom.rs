//! The only raw calls to the browser outside the store. Each tolerates that the browser refuses.

mod worker;

pub use worker::Worker;

use crate::model::{Date, RawId};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Changes the address behind `#`, with a new entry in the browser's history.
pub fn set_fragment(fragment: &str) {
    let _ = window().location().set_hash(fragment);
}

/// Changes the address behind `#` in place.
pub fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Returns the part of the address behind `#`, with it.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Returns the path of the page without its file name, such as `/pmo/`.
#[must_use]
pub fn base_path() -> String {
    let path = window().location().pathname().unwrap_or_default();
    let end = path.rfind('/').map_or(0, |slash| slash + 1);
    path.get(..end).unwrap_or("/").to_owned()
}

/// Hands the words of a panic to the boot guard, which covers the page and lets nothing be written any more.
pub fn cover_panics() {
    std::panic::set_hook(Box::new(|info| {
        let guard = js_sys::Reflect::get(&js_sys::global(), &"batonBoot".into());
        let crash = guard.and_then(|guard| js_sys::Reflect::get(&guard, &"crash".into()));
        if let Some(crash) = crash
            .ok()
            .and_then(|f| f.dyn_into::<js_sys::Function>().ok())
        {
            let _ = crash.call1(&JsValue::NULL, &info.to_string().into());
        }
    }));
}

/// Returns 128 random bits.
#[must_use]
pub fn fresh_id() -> RawId {
    let mut bytes = [0_u8; 16];
    if getrandom::fill(&mut bytes).is_err() {
        // Without the browser's generator, mix the clock with a counter of the page.
        let clock = js_sys::Date::now().to_bits().to_le_bytes();
        let chance = js_sys::Math::random().to_bits().to_le_bytes();
        for (place, byte) in clock.into_iter().chain(chance).enumerate() {
            if let Some(slot) = bytes.get_mut(place) {
                *slot = byte;
            }
        }
    }
    RawId(u128::from_le_bytes(bytes))
}

/// Returns the civil day of the device.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn device_day() -> Date {
    let now = js_sys::Date::new_0();
    // A clock outside 1900 to 2200 is wrong; 1970 is as wrong and can be shown.
    Date::new(
        now.get_full_year() as i32,
        now.get_month() + 1,
        now.get_date(),
    )
    .unwrap_or(Date::EPOCH)
}

/// Returns the language tag of the browser.
#[must_use]
pub fn browser_language() -> String {
    window().navigator().language().unwrap_or_default()
}

/// Returns whether the device runs macOS or iOS, where `⌘` takes the place of `Ctrl`.
#[must_use]
pub fn is_apple() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Mac") || agent.contains("iPhone") || agent.contains("iPad")
}

/// Sets an attribute of `<html>`; an empty value removes it.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = if value.is_empty() {
            root.remove_attribute(name)
        } else {
            root.set_attribute(name, value)
        };
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Gives focus to the first element that matches a selector, inside `scope` if given.
pub fn focus_first(scope: Option<&web_sys::Element>, selector: &str) {
    let found = match scope {
        Some(scope) => scope.query_selector(selector),
        None => document().query_selector(selector),
    };
    if let Some(element) = found
        .ok()
        .flatten()
        .and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
        // As with the Tab key: what is typed next replaces the text.
        if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
            input.select();
        }
    }
}

/// Has nothing the focus any more? What had it is gone then.
#[must_use]
pub fn is_focus_lost() -> bool {
    focused().is_none_or(|element| element.tag_name() == "BODY")
}

/// Gives the focus to an element once the page is drawn, where nothing has it any more: what had it went
/// with what was shown before.
pub fn focus_if_lost(selector: &'static str) {
    request_animation_frame(move || {
        if is_focus_lost() {
            focus_first(None, selector);
        }
    });
}

/// Is the focus inside an element?
#[must_use]
pub fn has_focus(scope: &web_sys::Element) -> bool {
    focused().is_some_and(|element| scope.contains(Some(&element)))
}

/// Returns the element that has the focus.
#[must_use]
pub fn focused() -> Option<web_sys::HtmlElement> {
    document().active_element().and_then(|e| e.dyn_into().ok())
}

/// Is the focus in something one types into?
#[must_use]
pub fn typing() -> bool {
    focused().is_some_and(|element| {
        let tag = element.tag_name();
        let box_type = element.get_attribute("type").unwrap_or_default();
        let toggles = matches!(box_type.as_str(), "checkbox" | "radio" | "button");
        (tag == "INPUT" && !toggles)
            || tag == "TEXTAREA"
            || tag == "SELECT"
            || element.is_content_editable()
    })
}

/// Moves the focus among the elements that match `selector` inside `scope`, by `step`, around the ends.
pub fn focus_step(scope: &web_sys::Element, selector: &str, step: i32) {
    let Ok(list) = scope.query_selector_all(selector) else {
        return;
    };
    let length = i32::try_from(list.length()).unwrap_or(0);
    if length == 0 {
        return;
    }
    let now = document().active_element();
    let place = (0..length).find(|i| {
        let node = u32::try_from(*i).ok().and_then(|i| list.item(i));
        node.as_ref() == now.as_ref().map(|e| e.unchecked_ref::<web_sys::Node>())
    });
    let next = match place {
        Some(place) => (place + step).rem_euclid(length),
        None if step < 0 => length - 1,
        None => 0,
    };
    let node = u32::try_from(next).ok().and_then(|i| list.item(i));
    if let Some(element) = node.and_then(|n| n.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves what scrolls sideways around an element until the element stands whole in it; nothing moves up or down.
pub fn bring_in_sight(element: &web_sys::Element) {
    /// What is beside it is seen to go on.
    const BESIDE: f64 = 24.0;
    let mut around = element.parent_element();
    while let Some(holder) = around {
        if holder.scroll_width() > holder.client_width() {
            let own = element.get_bounding_client_rect();
            let room = holder.get_bounding_client_rect();
            let before = own.left() - BESIDE - room.left();
            let behind = own.right() + BESIDE - room.right();
            let by = behind.max(0.0).min(before);
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
            let by = by.round() as i32;
            holder.set_scroll_left(holder.scroll_left() + by);
            return;
        }
        around = holder.parent_element();
    }
}

/// Returns where a panel stands below its trigger (or above, where there is more room), in pixels of
/// the window: left and top edge, the whole panel inside the window.
#[must_use]
pub fn beside(panel: &web_sys::Element, trigger: &web_sys::Element, at_end: bool) -> (f64, f64) {
    const GAP: f64 = 4.0;
    let edge = |value: Result<JsValue, JsValue>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (width, height) = (edge(window().inner_width()), edge(window().inner_height()));
    let (box_, from) = (
        panel.get_bounding_client_rect(),
        trigger.get_bounding_client_rect(),
    );
    let left = if at_end {
        from.right() - box_.width()
    } else {
        from.left()
    };
    let below = from.bottom() + GAP;
    let above = from.top() - GAP - box_.height();
    let top = if below + box_.height() > height && above > 0.0 {
        above
    } else {
        below
    };
    (left.min(width - box_.width() - GAP).max(GAP), top)
}

/// Offers a text as a file to save.
pub fn download(name: &str, mime: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        download_blob(name, &blob);
    }
}

/// Offers a blob as a file to save.
pub fn download_blob(name: &str, blob: &web_sys::Blob) {
    let Ok(url) = web_sys::Url::create_object_url_with_blob(blob) else {
        return;
    };
    let anchor = document().create_element("a").ok();
    if let Some(anchor) = anchor.and_then(|a| a.dyn_into::<web_sys::HtmlAnchorElement>().ok()) {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // The download has begun when `click` returns; the address must live a little longer.
    set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(10),
    );
}

/// So many bytes of a file are taken over at once.
const FILE_PIECE: usize = 4 * 1024 * 1024;

/// Reads the bytes of a file that a person chose, piece by piece: to copy a large one takes its time.
///
/// # Errors
/// The browser's own message when the file cannot be read.
pub async fn file_bytes(file: &web_sys::File) -> Result<Vec<u8>, String> {
    let words = |error: wasm_bindgen::JsValue| format!("{error:?}");
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let size = file.size() as usize;
    let mut bytes = Vec::with_capacity(size);
    while bytes.len() < size {
        let end = size.min(bytes.len() + FILE_PIECE);
        #[allow(clippy::cast_precision_loss)]
        let piece = file
            .slice_with_f64_and_f64(bytes.len() as f64, end as f64)
            .map_err(words)?;
        let buffer = wasm_bindgen_futures::JsFuture::from(piece.array_buffer());
        let buffer = js_sys::Uint8Array::new(&buffer.await.map_err(words)?);
        if buffer.length() == 0 {
            return Err("cut off".to_owned());
        }
        bytes.extend(buffer.to_vec());
    }
    Ok(bytes)
}

/// Lets the browser draw and take events before long work goes on.
pub async fn breathe() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
            },
            std::time::Duration::ZERO,
        );
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Why a file of this site could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// There is none at that address.
    Missing,
    /// The network, the host or the browser failed.
    Failed,
    /// It has so many bytes, more than allowed.
    TooLarge(usize),
}

/// Reads the bytes of a file beside the page; refuses more than `cap` bytes, and gives up after
/// `patience`.
///
/// # Errors
/// [`FetchError`], by cause.
pub async fn fetch_bytes(
    path: &str,
    cap: usize,
    patience: Option<std::time::Duration>,
) -> Result<Vec<u8>, FetchError> {
    let options = web_sys::RequestInit::new();
    options.set_cache(web_sys::RequestCache::NoCache);
    if let (Some(patience), Ok(stop)) = (patience, web_sys::AbortController::new()) {
        options.set_signal(Some(&stop.signal()));
        // Nothing happens when the answer is here by then.
        set_timeout(move || stop.abort(), patience);
    }
    let request = window().fetch_with_str_and_init(path, &options);
    let response = wasm_bindgen_futures::JsFuture::from(request)
        .await
        .map_err(|_| FetchError::Failed)?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| FetchError::Failed)?;
    if !response.ok() {
        return Err(match response.status() {
            404 | 410 => FetchError::Missing,
            _ => FetchError::Failed,
        });
    }
    let told = response.headers().get("content-length").ok().flatten();
    if let Some(size) = told.and_then(|size| size.parse().ok())
        && size > cap
    {
        return Err(FetchError::TooLarge(size));
    }
    let buffer = response.array_buffer().map_err(|_| FetchError::Failed)?;
    let buffer = wasm_bindgen_futures::JsFuture::from(buffer)
        .await
        .map_err(|_| FetchError::Failed)?;
    let bytes = js_sys::Uint8Array::new(&buffer);
    let size = usize::try_from(bytes.length()).unwrap_or(usize::MAX);
    if size > cap {
        return Err(FetchError::TooLarge(size));
    }
    Ok(bytes.to_vec())
}

/// The address of a file whose name says nothing of the build, for the build of this page: the worker of a
/// release (`src/boot/sw.js`) takes it from that one, hosts ignore what follows the name.
#[must_use]
pub fn of_build(name: &str) -> String {
    let meta = document().query_selector("meta[name=baton-build]");
    let meta = meta.ok().flatten();
    match meta.and_then(|meta| meta.get_attribute("content")) {
        Some(build) => format!("{name}?{build}"),
        None => name.to_owned(),
    }
}

/// Lets in the style sheet of the pages that come later, and waits for it. Only the release build has
/// one (`xtask/src/dist.rs` joins it); a copy is loaded, so that after a failure another can be.
///
/// # Errors
/// The event of the failure, where it does not come.
pub async fn later_style() -> Result<(), wasm_bindgen::JsValue> {
    let Some(dormant) = document().get_element_by_id("later-style") else {
        return Ok(());
    };
    let sheet: web_sys::Element = dormant.clone_node()?.unchecked_into();
    sheet.remove_attribute("id")?;
    sheet.remove_attribute("disabled")?;
    let came = js_sys::Promise::new(&mut |came, failed| {
        let _ = sheet.add_event_listener_with_callback("load", &came);
        let _ = sheet.add_event_listener_with_callback("error", &failed);
    });
    if let Some(parent) = dormant.parent_node() {
        parent.insert_before(&sheet, Some(&dormant))?;
    }
    let outcome = wasm_bindgen_futures::JsFuture::from(came).await;
    if outcome.is_ok() { &dormant } else { &sheet }.remove();
    outcome.map(|_| ())
}

/// Puts a text on the clipboard; the browser may refuse.
pub fn copy_text(text: &str) {
    let _ = window().navigator().clipboard().write_text(text);
}

/// Returns the wall clock in UTC milliseconds.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Returns the milliseconds since the page began.
#[must_use]
pub fn elapsed_ms() -> f64 {
    window()
        .performance()
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// Returns day, hour and minute of a moment in the zone of the device.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
pub fn local_time(at_ms: i64) -> Option<(Date, u32, u32)> {
    let at = js_sys::Date::new(&JsValue::from_f64(at_ms as f64));
    let date = Date::new(at.get_full_year() as i32, at.get_month() + 1, at.get_date())?;
    Some((date, at.get_hours(), at.get_minutes()))
}

/// Returns the width of the window in pixels.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn width() -> u32 {
    let width = window().inner_width().ok().and_then(|w| w.as_f64());
    width.unwrap_or(1440.0) as u32
}

/// Windows wider than this have room for every drawing: no chart follows their width.
const AMPLE: u32 = 1_240;

thread_local! {
    /// Made once and kept: every chart follows it.
    static ROOM: ArcRwSignal<u32> = {
        let room = ArcRwSignal::new(width().min(AMPLE));
        let now = room.clone();
        let _ = window_event_listener_untyped("resize", move |_| {
            let width = width().min(AMPLE);
            if now.get_untracked() != width {
                now.set(width);
            }
        });
        room
    };
}

/// Follows the width of the window in pixels, as far as a drawing could not fit into it.
#[must_use]
pub fn room() -> u32 {
    ROOM.with(ArcRwSignal::clone).get()
}

/// Is the page being printed? A table that draws only the rows in sight draws them all then.
#[must_use]
pub fn printing() -> RwSignal<bool> {
    let now = RwSignal::new(false);
    let before = window_event_listener_untyped("beforeprint", move |_| now.set(true));
    let after = window_event_listener_untyped("afterprint", move |_| now.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    now
}

/// Saves everything that this browser keeps for the site as one raw file. The script needs nothing of the
/// app and writes nothing, so it works where a portfolio or the whole database cannot be read.
pub fn save_raw() {
    let (Ok(script), Some(head)) = (document().create_element("script"), document().head()) else {
        return;
    };
    let _ = script.set_attribute("src", "recover.js");
    let _ = head.append_child(&script);
}

/// Loads the page again.
pub fn reload() {
    let _ = window().location().reload();
}
