//! Programs that run beside the tests.

use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

/// Runs a program and ends it as soon as standard input closes, with all that it has started in its group. That happens when
/// the test process ends, in whatever way, so that nothing is left behind by a test that is killed, and no browser by its driver.
const UNTIL_INPUT_ENDS: &str = r#"
exec 3<&0
"$0" "$@" 3<&- <&- &
program=$!
{ cat <&3 > /dev/null; kill 0; } 2> /dev/null &
watcher=$!
trap 'kill $program 2> /dev/null' TERM
wait $program 2> /dev/null
ended=$?
kill $watcher 2> /dev/null
exit $ended
"#;

/// A command that runs `program`, and ends it when the standard input of the command is closed. When the program ends by
/// itself, the command does too. The program's arguments are still to be added.
pub fn watched(program: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", UNTIL_INPUT_ENDS, program]).stdin(Stdio::piped()).process_group(0);
    command
}
