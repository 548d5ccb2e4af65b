//! The `chuxi` program: all of it is in [`chuxi::cli`].

fn main() -> std::process::ExitCode {
    chuxi::cli::main()
}
