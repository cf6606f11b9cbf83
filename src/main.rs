//! The command line of Dateline.

/// Every document makes many small, short-lived pieces; this allocator costs about half of what the system's does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    dateline::cli::main()
}
