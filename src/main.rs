//! The `chuxi` program: all of it is in [`chuxi::cli`].

/// Answers are made of many small pieces on one thread and let go of on another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    chuxi::cli::main()
}
