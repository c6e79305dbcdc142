# What is done often. `.ci/run` needs no just: it runs the same commands.

# The program
build:
    cargo build --release --locked

# All tests
test:
    cargo test --locked

# Form and lints
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings

# The documentation of the code
docs:
    RUSTDOCFLAGS=-Dwarnings cargo doc --locked --no-deps
    RUSTDOCFLAGS=-Dwarnings cargo doc --locked --no-deps --document-private-items

# Accepts what is made now as expected: look at every changed page before you commit it
goldens:
    UPDATE_EXPECT=1 cargo test --locked --test all

# Time of a document
bench:
    cargo bench --locked --bench documents

# Everything that must hold before a change goes in
ci:
    .ci/run
