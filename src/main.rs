//! The command line of Dateline.

fn main() -> std::process::ExitCode {
    dateline::cli::main()
}
