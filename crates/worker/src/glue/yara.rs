//! Scanning with YARA. The engine is a WebAssembly of its own, which `worker.js` has loaded for this job as `Yara`.

use crate::glue::archives::open;
use crate::glue::{Done, Page};
use crate::yara::{Engine, called, scan_all};
use crate::zip::members::Member;
use matryoshka_core::table::seed::Map;
use matryoshka_core::worker_job::JobFailure;
use matryoshka_core::worker_job::yara::{MemberMatches, Scan, Scanned};
use matryoshka_core::yara::wire::{About, Compiled, FileMatches};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The engine: `crates/yara/src/glue.rs`.
    type Yara;

    #[wasm_bindgen(constructor, catch)]
    fn new(rules: &str) -> Result<Yara, JsValue>;

    #[wasm_bindgen(method)]
    fn compiled(this: &Yara) -> String;

    #[wasm_bindgen(method)]
    fn begin(this: &Yara);

    #[wasm_bindgen(method)]
    fn called(this: &Yara, name: &str, path: &str);

    #[wasm_bindgen(method)]
    fn push(this: &Yara, bytes: &[u8]);

    #[wasm_bindgen(method)]
    fn finish(this: &Yara) -> Option<String>;
}

impl Engine for Yara {
    fn begin(&mut self, called: &[About]) {
        Self::begin(self);
        called.iter().for_each(|about| Self::called(self, &about.name, &about.path));
    }

    fn push(&mut self, bytes: &[u8]) {
        Self::push(self, bytes);
    }

    fn finish(&mut self) -> Option<FileMatches> {
        serde_json::from_str(&Self::finish(self)?).ok()
    }
}

/// Runs rules over all members, and tells of each in which something was found as soon as it was.
pub fn scan(ask: &Scan, page: &Page<'_>) -> Done<Scanned> {
    let failed = || JobFailure::Other("The YARA engine could not be started. Reload the page.".to_owned());
    let rules = serde_json::to_string(&ask.rules).map_err(|_| failed())?;
    let mut engine = Yara::new(&rules).map_err(|_| failed())?;
    let compiled: Compiled = serde_json::from_str(&engine.compiled()).map_err(|_| failed())?;
    if compiled.is_refused() {
        return Ok((Scanned { compiled, ..Scanned::default() }, None));
    }
    let (mut archive, _) = open(&ask.archive, page)?;
    let names: Map<u32, &Vec<About>> = ask.names.iter().map(|(member, called)| (*member, called)).collect();
    let about = |member: &Member| match names.get(&(member.index as u32)) {
        Some(called) => (*called).clone(),
        None => vec![called(member)],
    };
    let mut tell = |member, matches| {
        page.tell(ask, &MemberMatches { member, matches });
    };
    let mut progress = |done, of| page.progress(done, of);
    let scanned = scan_all(&mut archive, &mut engine, &about, &mut progress, &mut tell);
    Ok((Scanned { compiled, ..scanned }, None))
}
