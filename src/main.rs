//! The binary: hands the command line to [`startpack::cli`] and exits with its code.

fn main() -> std::process::ExitCode {
    startpack::cli::main()
}
