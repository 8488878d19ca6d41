//! A folder of the person's own, outside the browser, that copies of a portfolio are written to.
//!
//! Two files take turns, each is written aside by the browser and put in place when whole, and each is read
//! back: whatever fails, the copy before it is there.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why a copy was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderError {
    /// The browser does not let the page write there.
    Refused,
    /// The folder is not there any more.
    Gone,
    /// There is no room.
    Full,
    /// What was read back is not what was written.
    Different,
    /// Anything else.
    Broken,
}

impl From<JsValue> for FolderError {
    fn from(error: JsValue) -> Self {
        match text(&error, "name").as_str() {
            "NotAllowedError" | "SecurityError" | "NoModificationAllowedError" => Self::Refused,
            "NotFoundError" => Self::Gone,
            "QuotaExceededError" => Self::Full,
            _ => Self::Broken,
        }
    }
}

/// The folder, as the browser gave it.
#[derive(Clone, Debug)]
pub struct Folder {
    handle: JsValue,
}

impl Folder {
    /// Returns whether this browser can write to a folder at all.
    #[must_use]
    pub fn is_possible() -> bool {
        web_sys::window().is_some_and(|window| function(&window, PICK).is_some())
    }

    /// Lets the person choose one; `None` when they did not.
    pub async fn choose() -> Option<Self> {
        let options = Object::new();
        let _ = Reflect::set(&options, &"id".into(), &"baton".into());
        let _ = Reflect::set(&options, &"mode".into(), &"readwrite".into());
        let window = web_sys::window()?;
        let handle = ask(&window, PICK, &[options.into()]).await.ok()?;
        Some(Self { handle })
    }

    /// Takes one that was stored.
    pub(super) fn stored(handle: JsValue) -> Option<Self> {
        function(&handle, "getFileHandle")?;
        Some(Self { handle })
    }

    pub(super) fn handle(&self) -> &JsValue {
        &self.handle
    }

    /// Returns its name.
    #[must_use]
    pub fn name(&self) -> String {
        text(&self.handle, "name")
    }

    /// Returns whether it may be written to; with `asking`, which needs a click, the person is asked.
    pub async fn is_allowed(&self, asking: bool) -> bool {
        let method = if asking {
            "requestPermission"
        } else {
            "queryPermission"
        };
        let options = Object::new();
        let _ = Reflect::set(&options, &"mode".into(), &"readwrite".into());
        let answer = ask(&self.handle, method, &[options.into()]).await;
        answer.is_ok_and(|answer| answer.as_string().as_deref() == Some("granted"))
    }

    /// Writes a copy in the turn of `names` (the one that is missing or older), reads it back, and returns its name.
    ///
    /// # Errors
    /// [`FolderError`]; the other file is as it was, and so is this one but where it was written wrongly.
    pub async fn write<'n>(
        &self,
        names: &'n [String],
        content: &str,
    ) -> Result<&'n str, FolderError> {
        let mut turn: Option<(f64, &str)> = None;
        for name in names {
            let age = self.written_at(name).await?;
            if turn.is_none_or(|(oldest, _)| age < oldest) {
                turn = Some((age, name));
            }
        }
        let (_, name) = turn.ok_or(FolderError::Broken)?;
        let file = self.file(name, true).await?;
        let stream = ask(&file, "createWritable", &[]).await?;
        if let Err(error) = ask(&stream, "write", &[content.into()]).await {
            let _ = ask(&stream, "abort", &[]).await;
            return Err(error.into());
        }
        ask(&stream, "close", &[]).await?;
        let there = ask(&file, "getFile", &[]).await?;
        let there = ask(&there, "text", &[]).await?;
        match there.as_string().is_some_and(|there| there == content) {
            true => Ok(name),
            false => Err(FolderError::Different),
        }
    }

    /// When a file of it was written, in UTC milliseconds; before everything where it is not there.
    async fn written_at(&self, name: &str) -> Result<f64, FolderError> {
        let file = match self.file(name, false).await {
            Ok(file) => ask(&file, "getFile", &[]).await?,
            Err(error) if text(&error, "name") == "NotFoundError" => return Ok(f64::MIN),
            Err(error) => return Err(error.into()),
        };
        let at = Reflect::get(&file, &"lastModified".into())?;
        Ok(at.as_f64().unwrap_or(f64::MIN))
    }

    async fn file(&self, name: &str, create: bool) -> Result<JsValue, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"create".into(), &create.into())?;
        ask(
            &self.handle,
            "getFileHandle",
            &[name.into(), options.into()],
        )
        .await
    }
}

/// The browser's way to let a person choose a folder; not every browser has it.
const PICK: &str = "showDirectoryPicker";

fn function(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

fn text(object: &JsValue, name: &str) -> String {
    let value = Reflect::get(object, &name.into()).ok();
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Calls a method that answers with a promise, and waits for it.
async fn ask(object: &JsValue, method: &str, words: &[JsValue]) -> Result<JsValue, JsValue> {
    let method = function(object, method).ok_or(JsValue::UNDEFINED)?;
    let answer = method.apply(object, &words.iter().collect::<Array>())?;
    JsFuture::from(Promise::resolve(&answer)).await
}
