#!/usr/bin/env bash
# Measures this program beside Typst on the peers' common work item, in one run, turn by turn, and prints a table.
#
#   PEERS=folder benches/peers.sh [rounds]
#
# PEERS is the folder with the peers' scripts (install.sh, expand.py, peers/typst_.py); default ../shared/peers.
# Typst comes from PyPI into $PEERS_HOME (default ~/.cache/peers). CPU time counts: compare ratios of one run only.
set -euo pipefail
cd "$(dirname "$0")/.."
peers=$(realpath "${PEERS:-../shared/peers}")
rounds=${1:-3}
export PEERS_HOME="${PEERS_HOME:-$HOME/.cache/peers}" LANG=C.UTF-8
export WORK="${WORK:-$PEERS_HOME/work}"
mkdir -p "$WORK"

[ -x "$PEERS_HOME/venv/bin/python" ] || TYPST_ONLY=1 bash "$peers/install.sh"
[ -f "$WORK/items/950.json" ] || python3 "$peers/expand.py"
cargo build --release --locked --bench peers --message-format=json 2>/dev/null |
  python3 -c '
import json, sys
for line in sys.stdin:
    made = json.loads(line)
    if made.get("target", {}).get("name") == "peers" and made.get("executable"): print(made["executable"])
' >"$WORK/ours"

python3 - "$peers" "$rounds" "$(cat "$WORK/ours")" <<'PY'
import glob, json, os, statistics, subprocess, sys, time

peers, rounds, ours = sys.argv[1], int(sys.argv[2]), sys.argv[3]
work, home = os.environ["WORK"], os.environ["PEERS_HOME"]
sides = {"startpack": [ours], "Typst": [home + "/venv/bin/python", peers + "/peers/typst_.py"]}
WARM, SKIP = 33, 3  # documents of a warm process, and how many of them warm it up


def run(side, item, first, last):
    start = time.perf_counter()
    out = subprocess.run([*sides[side], item, str(first), str(last), work + "/peers"], capture_output=True, text=True)
    if out.returncode:
        sys.exit(f"{side} {item}: {out.stderr[-500:]}")
    return json.loads(out.stdout.strip().splitlines()[-1]), time.perf_counter() - start


cpu, symbols, cold = {}, {}, {}
for _ in range(rounds):
    for item in ("W1", "W2", "W3"):
        for side in sides:
            result, _ = run(side, item, 0, WARM)
            cpu.setdefault((side, item), []).extend(result["cpu_ms"][SKIP:])
            symbols.setdefault((side, item), []).extend(result["qr_ms"][SKIP:])
    for side in sides:
        cold.setdefault(side, []).append(run(side, "W1", 0, 1)[1])


def kib(side, item):
    name = {"startpack": "startpack", "Typst": "typst"}[side]
    return os.path.getsize(f"{work}/peers/{name}-{item}-000.pdf") / 1024


def row(name, ours, theirs, digits=1):
    print(f"| {name} | {ours:.{digits}f} | {theirs:.{digits}f} | {theirs / ours:.1f} |")


print("| | startpack | Typst | times |")
print("|---|---|---|---|")
# The clock of CPU time may tick in steps of several milliseconds: the mean is exact, the median is a step.
mean = statistics.fmean
for item, what in (("W1", "packet of 16 pages"), ("W2", "24 QR labels"), ("W3", "checklist of 5 pages")):
    row(f"{item}, {what}: CPU ms", mean(cpu["startpack", item]), mean(cpu["Typst", item]))
    if item == "W2":
        bare = {side: mean(cpu[side, item]) - mean(symbols[side, item]) for side in sides}
        row("W2 without the symbols: CPU ms", bare["startpack"], bare["Typst"])
row("W1, one document in a cold process: wall s", statistics.median(cold["startpack"]), statistics.median(cold["Typst"]), 3)
for item in ("W1", "W2", "W3"):
    row(f"{item}: KiB", kib("startpack", item), kib("Typst", item))
PY
