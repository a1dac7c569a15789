//! Rules to a scanner, or what is wrong with them, by line and column.

use crate::clock::{Clock, Now};
use boreal::compiler::{AddRuleError, Compiler, CompilerBuilder, CompilerParams};
use boreal::module::Console;
use boreal::scanner::{ScanParams, Scanner};
use matryoshka_core::yara::limits;
use matryoshka_core::yara::wire::{Compiled, Mistake, RuleFile};

/// What rules may ask of a file beside its bytes. Public sets use these names.
const KNOWN_OF_FILE: [&str; 5] = ["filename", "filepath", "extension", "filetype", "owner"];

/// Compiles rules. The names of each file's rules are its own, so that two files may both have a rule of some name. `now` is
/// in seconds since 1970. The scanner has all rules that could be compiled; where [`Compiled::is_refused`], a person wants to
/// see the mistakes first.
pub fn compile(files: &[RuleFile], now: i64) -> (Scanner, Compiled) {
    let mut compiled = Compiled::default();
    let mut compiler = compiler();
    let mut room = limits::RULE_BYTES;
    for (number, file) in files.iter().take(limits::RULE_FILES).enumerate() {
        let number = number as u32;
        let Some(left) = room.checked_sub(file.text.len()) else {
            let words = format!("these are too many rules: at most {} MiB in all", limits::RULE_BYTES >> 20);
            add(&mut compiled, Mistake { file: number, line: 1, column: 1, words, is_warning: false });
            break;
        };
        room = left;
        // A mark for the order of bytes, as editors under Windows leave it.
        let text = file.text.trim_start_matches('\u{feff}');
        match compiler.add_rules_str_in_namespace(text, number.to_string()) {
            Ok(status) => {
                status.warnings().for_each(|warning| add(&mut compiled, mistake(number, text, warning, true)));
            }
            Err(error) => add(&mut compiled, mistake(number, text, &error, false)),
        }
    }
    let mut scanner = compiler.finalize();
    scanner.set_module_data::<Clock>(Now(now));
    scanner.set_scan_params(
        ScanParams::default()
            // Else a rule may match without saying where.
            .compute_full_matches(true)
            .match_max_length(0)
            .string_max_nb_matches(limits::PLACES_OF_STRING),
    );
    compiled.rules = scanner.rules().count() as u32;
    (scanner, compiled)
}

fn compiler() -> Compiler {
    let quiet = Console::with_callback(|_| {});
    let mut compiler = CompilerBuilder::new().add_module(Clock).add_module(quiet).build();
    // There is no folder that another file could come from.
    compiler.set_params(CompilerParams::default().disable_includes(true));
    for name in KNOWN_OF_FILE {
        compiler.define_symbol(name, "");
    }
    compiler
}

fn add(compiled: &mut Compiled, mistake: Mistake) {
    if compiled.mistakes.len() < limits::MISTAKES {
        compiled.mistakes.push(mistake);
    } else if mistake.is_warning {
        compiled.left_out += 1;
    } else {
        // That there is one must be seen, however many warnings came before.
        compiled.left_out += 1;
        compiled.mistakes[limits::MISTAKES - 1] = mistake;
    }
}

fn mistake(file: u32, text: &str, error: &AddRuleError, is_warning: bool) -> Mistake {
    let diagnostic = error.to_diagnostic();
    let label = diagnostic.labels.first();
    let at = label.map_or(0, |label| label.range.start).min(text.len());
    let (line, column) = position(text, at);
    // What is said of the place explains what is said of the whole.
    let more = label.map(|label| label.message.as_str()).filter(|more| !more.is_empty());
    let mut words = match diagnostic.message.as_str() {
        "includes are not allowed" => {
            "“include” is not possible here: open the other file as well, and take this line out".to_owned()
        }
        message => [Some(message), more].into_iter().flatten().collect::<Vec<_>>().join(": "),
    };
    cut(&mut words);
    Mistake { file, line, column, words, is_warning }
}

/// The line, and the letter in it, of a place in bytes, both counted from 1.
fn position(text: &str, at: usize) -> (u32, u32) {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let line = before.split(|byte| *byte == b'\n').count();
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    (line as u32, column as u32)
}

/// Leaves so much of a text that a person can read it.
pub(crate) fn cut(text: &mut String) {
    if text.len() > limits::TEXT {
        let mut end = limits::TEXT;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push('…');
    }
}

#[cfg(test)]
mod tests;
