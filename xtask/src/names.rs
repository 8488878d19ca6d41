//! Short names between the wasm and its bindings. wasm-bindgen tells imports apart by digests of
//! eight bytes that no compression takes off, once in the wasm and once in the script; inside one
//! build a number does.

use std::collections::HashMap;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};

/// The script that the wasm imports from, as wasm-bindgen names it inside the wasm.
const BINDINGS: &str = "./main_bg.js";

/// What a library exports for streams, which the app never makes: with the export goes the code.
const UNUSED: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

/// Shortens the names that the wasm and its script share, in both.
pub fn shorten(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String), String> {
    let mut short = Shortener::default();
    let mut module = Module::new();
    short
        .parse_core_module(&mut module, wasmparser::Parser::new(0), wasm)
        .map_err(|error| format!("the names of the wasm cannot be shortened: {error}"))?;
    Ok((module.finish(), short.script(script)))
}

/// The names met so far, each with its short one.
#[derive(Default)]
struct Shortener(HashMap<String, String>);

impl Shortener {
    fn short(&mut self, name: &str) -> String {
        let number = self.0.len();
        let short = self.0.entry(name.to_owned());
        short.or_insert_with(|| format!("_{number:x}")).clone()
    }

    /// The script with every whole word that is a shortened name in its short form.
    fn script(&self, text: &str) -> String {
        let part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(part) {
            let (before, word) = rest.split_at(start);
            let (word, after) = word.split_at(word.find(|c| !part(c)).unwrap_or(word.len()));
            out.push_str(before);
            out.push_str(self.0.get(word).map_or(word, String::as_str));
            rest = after;
        }
        out + rest
    }
}

impl Reencode for Shortener {
    type Error = std::convert::Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: wasmparser::Imports<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        match imports {
            wasmparser::Imports::Single(_, import) if import.module == BINDINGS => {
                let short = self.short(import.name);
                section.import(import.module, &short, self.entity_type(import.ty)?);
                Ok(())
            }
            other => reencode::utils::parse_imports(self, section, other),
        }
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        if UNUSED.iter().any(|unused| export.name.starts_with(unused)) {
            return Ok(());
        }
        if export.name.starts_with("wasm_bindgen__") {
            let short = self.short(export.name);
            let kind = self.export_kind(export.kind)?;
            exports.export(
                &short,
                kind,
                self.external_index(export.kind, export.index)?,
            );
            return Ok(());
        }
        reencode::utils::parse_export(self, exports, export)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, ExportKind, FunctionSection, TypeSection};

    /// A module that imports two functions and exports them under three names.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(
            BINDINGS,
            "__wbg_now_0123456789abcdef",
            EntityType::Function(0),
        );
        imports.import("./other.js", "kept", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export("wasm_bindgen__invoke__h0123", ExportKind::Func, 0);
        exports.export("intounderlyingsink_close", ExportKind::Func, 1);
        exports.export("main", ExportKind::Func, 1);
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&FunctionSection::new()).section(&exports);
        module.finish()
    }

    fn names(wasm: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for payload in wasmparser::Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                wasmparser::Payload::ImportSection(all) => {
                    names.extend(all.into_imports().map(|one| one.unwrap().name.to_owned()));
                }
                wasmparser::Payload::ExportSection(all) => {
                    names.extend(all.into_iter().map(|one| one.unwrap().name.to_owned()));
                }
                _ => {}
            }
        }
        names
    }

    #[test]
    fn both_sides_get_the_same_short_name_and_unused_exports_go() {
        let text = "__wbg_now_0123456789abcdef: f, main, x__wbg_now_0123456789abcdef, wasm.wasm_bindgen__invoke__h0123(";
        let (wasm, script) = shorten(&module(), text).unwrap();
        assert_eq!(names(&wasm), ["_0", "kept", "_1", "main"]);
        assert_eq!(script, "_0: f, main, x__wbg_now_0123456789abcdef, wasm._1(");
    }

    #[test]
    fn what_is_no_wasm_is_an_error_in_words() {
        assert!(shorten(b"nothing", "").unwrap_err().contains("shortened"));
    }
}
