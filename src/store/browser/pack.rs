//! Packing the snapshots of the rotation, where the browser can: a portfolio packs to about a tenth.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Returns the text as packed bytes, or as it is in a browser without compression.
pub async fn pack(text: &str) -> JsValue {
    let plain = JsValue::from_str(text);
    through("CompressionStream", &plain)
        .await
        .map_or(plain, |packed| Uint8Array::new(&packed).into())
}

/// Returns the size of what [`pack`] made, in bytes; of a text about that.
pub fn size(packed: &JsValue) -> u64 {
    match packed.dyn_ref::<Uint8Array>() {
        Some(bytes) => u64::from(bytes.length()),
        None => u64::from(packed.unchecked_ref::<js_sys::JsString>().length()),
    }
}

/// Takes back what [`pack`] did; `None` when the bytes are damaged.
pub async fn unpack(packed: JsValue) -> Option<String> {
    if let Some(text) = packed.as_string() {
        return Some(text);
    }
    let bytes = Uint8Array::new(&through("DecompressionStream", &packed).await?);
    String::from_utf8(bytes.to_vec()).ok()
}

/// Sends a text or bytes through a stream of the browser; `None` where it has none or it fails.
async fn through(kind: &str, part: &JsValue) -> Option<JsValue> {
    let make = |name: &str, arguments: &Array| {
        let class = Reflect::get(&js_sys::global(), &name.into()).ok()?;
        Reflect::construct(class.dyn_ref::<Function>()?, arguments).ok()
    };
    let call = |object: &JsValue, method: &str, arguments: &Array| {
        let method = Reflect::get(object, &method.into()).ok()?;
        Reflect::apply(method.dyn_ref::<Function>()?, object, arguments).ok()
    };
    let blob = make("Blob", &Array::of1(&Array::of1(part)))?;
    let stream = make(kind, &Array::of1(&"deflate-raw".into()))?;
    let source = call(&blob, "stream", &Array::new())?;
    let piped = call(&source, "pipeThrough", &Array::of1(&stream))?;
    let response = make("Response", &Array::of1(&piped))?;
    let buffer = call(&response, "arrayBuffer", &Array::new())?;
    JsFuture::from(buffer.dyn_into::<js_sys::Promise>().ok()?)
        .await
        .ok()
}
