#!/usr/bin/env bash
# Shows how time and memory of the program grow with customers, terminals and pages, what two cores give, and what
# one more packet of a merged file costs. Prints tables in Markdown; takes about two minutes on a quiet machine, and
# 4 GB of the disk until it is over.
#
#   benches/slopes.sh [part …]        parts: customers terminals threads merged (default: all)
#
# STARTPACK names the program (default: target/release/startpack, built if it is not there); SLOPES_TMP a folder on
# the disk that is to be written to. Time is CPU time (user and system) unless "wall" is said; where sides are
# compared they take turns, and the median counts. Needs python3.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${STARTPACK:-}" ]; then
  [ -x target/release/startpack ] || cargo build --release --locked
  STARTPACK=target/release/startpack
fi
folder=$(mktemp -d "${SLOPES_TMP:-${TMPDIR:-/tmp}}/slopes.XXXXXX")
trap 'rm -rf "$folder"' EXIT

python3 - "$(realpath "$STARTPACK")" "$folder" "$@" <<'PY'
import concurrent.futures, csv, glob, json, os, shutil, statistics, sys, time

program, folder, parts = sys.argv[1], sys.argv[2], sys.argv[3:] or ["customers", "terminals", "threads", "merged"]
HEAD = ("顧客番号,工事日,お客様ID,v6オプション,都道府県,点数表,医療機関コード,医療機関（薬局）名称,届出所在地,担当部署／担当者名,"
        "電話番号,メールアドレス,ポータルのメールアドレス,支払方法,電子処方箋,端末名称等,設置場所,オンライン請求と共用").split(",")
PLACES = "みどりの丘 青葉台 桜坂 海岸通り 北野山手 鶴ヶ峰 若松町 港南".split()
HOUSES = "総合病院 内科クリニック 整形外科医院 小児科 記念病院".split()
ROOMS = "総合受付 救急外来 健診センター 薬剤部窓口 医事課 2階外来 訪問診療室".split()


def check_digit(digits):
    """The last digit of a 医療機関コード: Luhn, weights 2, 1, 2 … from the right."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value // 10 + value % 10
    return (10 - total % 10) % 10


def sheet(name, customers, terminals=None, offset=0):
    """A hearing sheet. Without `terminals`: three a customer, every third one more (10,000 for 3,000 customers)."""
    path = f"{folder}/{name}.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        for i in range(offset, offset + customers):
            six = f"{10000 + i:06}"
            house = f"{PLACES[i % 8]}{HOUSES[i % 5]}"
            first = [f"K-{i:05}", f"2027-02-{i % 28 + 1:02}", f"CAF{i:010}", "はい", "北海道", "医科",
                     f"{six}{check_digit('011' + six)}", f"架空第{i} {house}", f"北海道札幌市中央区架空{i}-1",
                     f"医事課 資格{i}", f"011-000-{i:04}", f"iji{i}@example.jp", f"portal{i}@example.jp",
                     "控除", "はい"]
            for number in range(1, (terminals or (4 if i % 3 == 0 else 3)) + 1):
                room = ROOMS[(i + number) % 7]
                rows.writerow((first if number == 1 else first[:1] + [""] * 14)
                              + [f"{room}{i:05}PC{number:03}", f"{number}番 {room}", "はい" if number % 2 else "いいえ"])
    return path


class Run:
    """One call of the program: CPU ms, wall s, peak MiB, and what it made.

    A fresh one has a new folder, and nothing is deleted before the end: where files went a moment ago, ext4 takes
    half a millisecond to find a free inode, in all threads one after the other."""

    folders = {}

    def __init__(self, path, *options, out="out", fresh=True):
        Run.folders[out] = Run.folders.get(out, 0) + fresh
        target = f"{folder}/{out}-{Run.folders[out]}"
        words = [program, "build", path, "--date", "2026-11-22", *options]
        words += ["-o", target, "--lang", "en"]
        with open(f"{target}.told", "wb") as told, open(f"{target}.said", "wb") as said:
            start = time.perf_counter()
            pid = os.posix_spawn(program, words, os.environ, file_actions=[
                (os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, told.fileno(), 2)])
            _, status, usage = os.wait4(pid, 0)
            self.wall = time.perf_counter() - start
        if status:
            sys.exit(f"{words}: {open(f'{target}.told').read()[-800:]}")
        self.cpu = (usage.ru_utime + usage.ru_stime) * 1000
        self.peak = usage.ru_maxrss / 1024
        self.target = target

    def pages(self):
        """Pages of all documents that were made, by the manifest."""
        with open(glob.glob(f"{self.target}/*/manifest.json")[0], encoding="utf-8") as file:
            manifest = json.load(file)
        return sum(paper["pages"] for customer in manifest["customers"] for paper in customer["documents"])

    def kib(self, name):
        """Size of the merged file of that name."""
        return sum(os.path.getsize(file) for file in glob.glob(f"{self.target}/*/print/{name}-*.pdf")) / 1024


def table(title, heads, rows):
    print(f"\n{title}\n\n| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)


def steps(sizes, values):
    """Growth of a value for one more of a size, from each size to the next; the first has none."""
    pairs = list(zip(sizes, values))
    return ["–"] + [f"{(b[1] - a[1]) / (b[0] - a[0]):.2f}" for a, b in zip(pairs, pairs[1:])]


def median(runs, of):
    return statistics.median(of(run) for run in runs)


def customers():
    sizes, runs = [250, 500, 1000, 2000], []
    for size in sizes:
        run = Run(sheet("list", size), "--threads", "2")
        run.made = run.pages()
        runs.append(run)
    cpu = [run.cpu for run in runs]
    rows = [[f"{size:,}", f"{run.made:,}", f"{run.wall:.2f}", f"{run.cpu / 1000:.2f}", f"{run.cpu / size:.2f}", step,
             f"{run.cpu / run.made:.3f}", f"{run.peak:.0f}"]
            for size, run, step in zip(sizes, runs, steps(sizes, cpu))]
    table("`build` of a list, all three documents of each customer, two threads",
          ["customers", "pages", "wall s", "CPU s", "CPU ms a customer", "for one more", "CPU ms a page", "peak MiB"], rows)


def terminals():
    sizes, rounds = [1, 3, 10, 60, 125, 250, 500], 5
    paths = {size: sheet(f"site-{size}", 1, size) for size in sizes}
    runs, pages = {size: [] for size in sizes}, {}
    for turn in range(rounds):
        for size in sizes:
            runs[size].append(Run(paths[size], "--threads", "1", "--run", "S"))
            pages[size] = runs[size][-1].pages()
    cpu = [median(runs[size], lambda run: run.cpu) for size in sizes]
    by_terminal, by_page = steps(sizes, cpu), steps([pages[size] for size in sizes], cpu)
    rows = [[size, pages[size], f"{ms:.1f}", one, page, f"{median(runs[size], lambda run: run.peak):.0f}"]
            for size, ms, one, page in zip(sizes, cpu, by_terminal, by_page)]
    table("`build` of one customer in a process of its own",
          ["terminals", "pages", "CPU ms", "for one more terminal", "for one more page", "peak MiB"], rows)


def threads():
    # Papers are put on the disk by threads of their own: one thread that makes papers uses more than one processor.
    # What the machine has to give is told by two processes that share nothing, each with half of the list.
    path, halves, rounds = sheet("threads", 240), [sheet("half", 120), sheet("other", 120, offset=120)], 5
    cores = sorted(os.sched_getaffinity(0))
    ways = {"1, on one processor": ("1", cores[:1]), "1": ("1", cores), "2": ("2", cores)}
    runs = {way: [] for way in [*ways, "two processes of one processor each"]}

    def run_on(core, half):
        os.sched_setaffinity(0, [core])  # of this thread, and of what it starts
        return Run(half, "--threads", "1", out=f"half-{core}")

    for _ in range(rounds):
        for way, (count, here) in ways.items():
            os.sched_setaffinity(0, here)
            run = Run(path, "--threads", count)
            runs[way].append((run.wall, run.cpu))
        os.sched_setaffinity(0, cores)
        start = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            both = list(pool.map(run_on, cores[:2], halves))
        runs["two processes of one processor each"].append(
            (time.perf_counter() - start, sum(run.cpu for run in both)))
    walls = {way: median(done, lambda run: run[0]) for way, done in runs.items()}
    rows = [[way, f"{walls[way]:.2f}", f"{median(done, lambda run: run[1]) / 1000:.2f}",
             f"{walls['1, on one processor'] / walls[way]:.2f}"] for way, done in runs.items()]
    table(f"`build` of 240 customers, medians of {rounds} runs in turn (target: two processors give 1.8 times one)",
          ["threads", "wall s", "CPU s", "times as fast as one processor"], rows)


def merged():
    # The customers' own files are there already, so that a run with --merge makes the merged file only. What a
    # run costs that finds everything there is taken off.
    sizes, rounds, rows = [1, 80, 160, 320], 3, []
    paths = {size: sheet(f"merged-{size}", size, 3) for size in sizes}
    kinds = [("with marks", []), ("without marks", ["--no-marks"])]
    cost, size_of = {}, {}
    for size in sizes:
        base = ["--only", "packet", "--threads", "1", "--run", f"M{size}"]
        out = f"merged-{size}"
        run = Run(paths[size], *base, out=out)
        for _ in range(rounds):
            kept = Run(paths[size], *base, out=out, fresh=False).cpu
            for name, extra in kinds:
                shutil.rmtree(f"{run.target}/M{size}/print", ignore_errors=True)
                run = Run(paths[size], *base, "--merge", *extra, out=out, fresh=False)
                cost.setdefault((name, size), []).append(run.cpu - kept)
                size_of[name, size] = run.kib("packet")
    for name, _ in kinds:
        cpu = [statistics.median(cost[name, size]) for size in sizes]
        kib = [size_of[name, size] for size in sizes]
        for size, ms, each, k, one in zip(sizes, cpu, steps(sizes, cpu), kib, steps(sizes, kib)):
            rows.append([name, size, f"{ms:.1f}", each, f"{k:.0f}", one])
    table("packets of customers with three terminals in one merged file (target for one more: 20 KiB without marks)",
          ["", "packets", "CPU ms", "for one more", "KiB", "for one more"], rows)


start = time.perf_counter()
for part in parts:
    {"customers": customers, "terminals": terminals, "threads": threads, "merged": merged}[part]()
print(f"\n{os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}, {time.perf_counter() - start:.0f} s in all.")
PY
