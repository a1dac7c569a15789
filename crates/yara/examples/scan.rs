//! The engine without a browser: how fast rules are run over the files of a folder.
//!
//! `cargo run --profile worker -p matryoshka-yara --example scan -- RULES FOLDER` prints bytes, seconds and files that match.

use matryoshka_core::yara::wire::{About, RuleFile};
use matryoshka_yara::scan::Engine;
use std::error::Error;
use std::fs;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(rules), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: scan RULES FOLDER".into());
    };
    let text = fs::read_to_string(&rules)?;
    let (mut engine, compiled) = Engine::new(&[RuleFile { name: rules, text }], 0);
    if compiled.is_refused() {
        return Err(format!("{compiled:?}").into());
    }
    let (mut bytes, mut matching, begun) = (0, 0, Instant::now());
    for entry in fs::read_dir(folder)? {
        let content = fs::read(entry?.path())?;
        bytes += content.len();
        engine.begin();
        engine.called(&About::default());
        engine.push(&content);
        matching += u32::from(engine.finish().is_some());
    }
    println!("{bytes} {:.3} {matching}", begun.elapsed().as_secs_f64());
    Ok(())
}
