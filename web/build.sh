#!/usr/bin/env bash
# Makes startpack.html, the program in a browser: builds it for wasm32-wasip1 and puts everything into one file, target/web/.
# Needs cargo with that target (`rustup target add wasm32-wasip1`), node from 18 and npm. docs/page.md has a way without rustup.
set -euo pipefail
cd "$(dirname "$0")/.."

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
# Recursion needs more than the megabyte that is usual; a hostile file must not take all memory of the machine.
export CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS="${CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS:-} \
-C link-arg=-zstack-size=8388608 -C link-arg=--max-memory=2147483648"
# A step less than a native build: quick enough, and smaller than with more or with less.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=${CARGO_PROFILE_RELEASE_OPT_LEVEL:-2} CARGO_PROFILE_RELEASE_STRIP=true
"${CARGO:-cargo}" build --locked --release --target wasm32-wasip1 --bin startpack ${CARGO_BUILD_MORE:-}

cd web/page
[ -d node_modules/esbuild ] || npm ci --silent --no-audit --no-fund
node build.mjs "$target/wasm32-wasip1/release/startpack.wasm" "$target/web/startpack.html"
