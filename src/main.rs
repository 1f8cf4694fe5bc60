//! The `normbook` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    normbook::cli::run()
}
