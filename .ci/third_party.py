#!/usr/bin/env python3
"""What others have made that is part of startpack, from Cargo.lock, package-lock.json and the tracked files.

  third_party.py                    writes THIRD_PARTY.md at the root
  third_party.py --check            exits with 1 where THIRD_PARTY.md is not what it would write
  third_party.py --sbom FILE        writes a list of the parts for machines (CycloneDX 1.5, JSON)

In: `cargo metadata --locked` and the packages themselves, so cargo must be able to get them; for the page the folders that
`npm ci --prefix web/page` makes. Only what is in the program or the page counts, not what builds or tests it.
"""

import base64
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A program for each of these is released.
PLATFORMS = ["x86_64-unknown-linux-musl", "x86_64-pc-windows-gnu", "wasm32-wasip1"]
# Where an expression leaves the choice, the first of these.
PREFERRED = ["MIT", "MIT-0", "ISC", "Zlib", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Unlicense", "Apache-2.0"]
# How the text of a licence is told from that of another.
MARKS = {
    "MIT": "permission is hereby granted, free of charge, to any person obtaining a copy",
    "ISC": "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee",
    "Zlib": "this software is provided 'as-is', without any express or implied warranty",
    "BSD-2-Clause": "redistribution and use in source and binary forms",
    "BSD-3-Clause": "redistribution and use in source and binary forms",
    "Apache-2.0": "apache license",
    "Apache-2.0 WITH LLVM-exception": "llvm exceptions",
    "MPL-2.0": "mozilla public license",
    "Unicode-3.0": "unicode license v3",
    "Unlicense": "this is free and unencumbered software",
    "OFL-1.1": "sil open font license",
}
# Packages of the page, with the file that holds their licence; web/page/build.mjs puts them in.
NPM = {
    "@bjorn3/browser_wasi_shim": "LICENSE-MIT",
    "@digital-go-jp/design-tokens": "LICENSE",
    "fflate": "LICENSE",
}
# Tracked files of others: name, version, licence, file with its text, where it comes from.
FILES = [
    ("BIZ UDGothic, BIZ UDPGothic", "1.05", "OFL-1.1", "fonts/BIZUDGothic-OFL.txt", "https://github.com/googlefonts/morisawa-biz-ud-gothic"),
    ("Noto Sans JP", "2.004", "OFL-1.1", "fonts/NotoSansJP-OFL.txt", "https://github.com/notofonts/noto-cjk"),
    ("zxing-wasm", "3.1.6", "MIT", "web/check/reader/zxing-wasm-LICENSE.txt", "https://github.com/Sec-ant/zxing-wasm"),
    ("zxing-cpp (within zxing-wasm)", "2c3dcfe", "Apache-2.0", "web/check/reader/zxing-cpp-LICENSE.txt", "https://github.com/zxing-cpp/zxing-cpp"),
]
HEAD = """# Works of others in startpack

startpack itself is under the MIT licence ([LICENSE](LICENSE)). It is made with the works below; each keeps its own licence, whose
text follows the lists. `.ci/third_party.py` writes this file.

The files of the packages under MPL-2.0 ({mpl}) are used unchanged; their source is at the addresses in the list.
The programs hold parts of the standard library of Rust too (The Rust Project Contributors, MIT or Apache-2.0), the Windows
program also of mingw-w64 and GCC's runtime library (GPL-3.0 with the GCC Runtime Library Exception), the Linux program of musl
(Rich Felker and others, MIT), the page of wasi-libc (MIT, Apache-2.0 with LLVM exception).
"""


def metadata():
    """`cargo metadata` for all platforms: the packages by id, and the ids that are linked."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    for platform in PLATFORMS:
        command += ["--filter-platform", platform]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in told["packages"]}
    nodes = {node["id"]: node for node in told["resolve"]["nodes"]}
    linked, waiting = {}, [told["resolve"]["root"]]
    while waiting:
        name = waiting.pop()
        if name in linked:
            continue
        uses = [dep["pkg"] for dep in nodes[name]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]
        linked[name] = uses
        waiting += uses
    return packages, linked, told["resolve"]["root"]


def chosen(expression):
    """The licences to keep to, out of an SPDX expression: one alternative of each part."""
    parts = re.split(r" AND ", expression.replace("(", "").replace(")", "").replace("/", " OR "))
    kept = []
    for part in parts:
        names = [name.strip() for name in part.split(" OR ")]
        kept.append(next((name for name in PREFERRED if name in names), names[0]))
    return kept


def texts_of(folder):
    """The files of a package that hold licences and notices, by name."""
    found = {}
    for path in sorted(folder.iterdir()):
        is_text = re.match(r"(un)?licen[cs]e|copying|copyright|notice", path.name, re.I)
        if is_text and path.is_file():
            found[path.name] = path.read_text(encoding="utf-8", errors="replace")
    return found


def fits(licence, text):
    """Whether a text is that of a licence."""
    plain = " ".join(text.lower().replace("‘", "'").replace("’", "'").replace('"', "'").split())
    is_mit = MARKS["MIT"] in plain
    if licence == "MIT-0":
        return is_mit and "the above copyright notice" not in plain
    if licence == "Apache-2.0":
        return plain.startswith(MARKS[licence]) or "apache license version 2.0, january 2004" in plain
    return MARKS.get(licence, "\0") in plain


def parted(text):
    """The lines that name who holds the rights, and the text without them."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\f", "").strip().split("\n")]
    holders = [line.strip() for line in lines if re.match(r"\s*(copyright|©).*(\(c\)|©|\d{4}|the .* authors)", line, re.I)]
    # The licence's own text has such a line in its appendix.
    holders = [line for line in holders if "[yyyy]" not in line and "{yyyy}" not in line]
    rest = "\n".join(line for line in lines if line.strip() not in holders).strip()
    return holders, re.sub(r"\n{3,}", "\n\n", rest)


def named(authors):
    """Who made a package whose licence names nobody."""
    return ["by " + ", ".join(author.split(" <")[0] for author in authors)] if authors else ["by its contributors"]


def collected():
    """All works: name, version, licence expression, address, and their texts by licence."""
    packages, linked, root = metadata()
    works = []
    for name in linked:
        if name == root:
            continue
        package = packages[name]
        found = texts_of(Path(package["manifest_path"]).parent)
        expression = package["license"]
        own = []
        for licence in chosen(expression):
            fitting = [text for text in found.values() if fits(licence, text)]
            own.append((licence, min(fitting, key=len) if fitting else None))
        own += [("NOTICE", text) for file, text in found.items() if file.lower().startswith("notice")]
        address = package["repository"] or package["homepage"] or ""
        works.append((package["name"], package["version"], expression, address, own, package["authors"]))
    for name, file in NPM.items():
        folder = ROOT / "web/page/node_modules" / name
        if not folder.is_dir():
            sys.exit("first: npm ci --prefix web/page")
        told = json.loads((folder / "package.json").read_text())
        address = told.get("repository", {})
        address = address if isinstance(address, str) else address.get("url", "")
        address = address.removeprefix("git+").removesuffix(".git")
        own = [(chosen(told["license"])[0], (folder / file).read_text())]
        works.append((name, told["version"], told["license"], address, own, []))
    for name, version, licence, file, address in FILES:
        works.append((name, version, licence, address, [(licence, (ROOT / file).read_text())], []))
    return sorted(works, key=lambda work: (work[0].lower(), work[1]))


def written():
    """THIRD_PARTY.md."""
    works = collected()
    mpl = ", ".join(work[0] for work in works if "MPL-2.0" in work[2])
    out = [HEAD.format(mpl=mpl)]
    out += ["| work | version | licence | from |", "|---|---|---|---|"]
    out += [f"| {name} | {version} | {licence} | {address} |" for name, version, licence, address, _, _ in works]
    # Equal texts stand once, whoever the rights belong to.
    groups = defaultdict(list)
    shown = {}
    bare = []
    for name, version, licence, _, own, authors in works:
        for licence, text in own:
            if text is None:
                bare.append((name, version, licence, authors))
                continue
            holders, rest = parted(text)
            key = licence, re.sub(r"[\W_]+", "", rest.lower())
            shown.setdefault(key, rest)
            groups[key].append((f"{name} {version}", holders or named(authors)))
    for name, version, licence, authors in bare:
        fitting = sorted((key for key in groups if key[0] == licence), key=lambda key: -len(groups[key]))
        if not fitting:
            sys.exit(f"{name} {version}: no text of {licence}")
        groups[fitting[0]].append((f"{name} {version}", [f"by {author.split(' <')[0]}" for author in authors]))
    for key in sorted(groups, key=lambda key: (key[0], -len(groups[key]), key[1])):
        out += ["", f"## {key[0]}", ""]
        by_holders = defaultdict(list)
        for name, holders in groups[key]:
            by_holders[" / ".join(dict.fromkeys(holders))].append(name)
        out += [f"- {', '.join(names)}: {holders}" for holders, names in sorted(by_holders.items(), key=lambda pair: pair[1])]
        out += ["", "```", shown[key].replace("```", "'''"), "```"]
    return "\n".join(out) + "\n"


def sbom():
    """The same works for machines."""
    packages, linked, root = metadata()
    lock = (ROOT / "Cargo.lock").read_text()
    entry = r'name = "([^"]+)"\nversion = "([^"]+)"\nsource = "[^"]+"\nchecksum = "([^"]+)"'
    sums = {(name, version): digest for name, version, digest in re.findall(entry, lock)}
    address = {name: f"pkg:cargo/{packages[name]['name']}@{packages[name]['version']}" for name in linked}
    parts = []
    for name in sorted(linked, key=address.get):
        package = packages[name]
        digest = sums.get((package["name"], package["version"]))
        part = {
            "type": "library",
            "bom-ref": address[name],
            "name": package["name"],
            "version": package["version"],
            "licenses": [{"expression": package["license"].replace("/", " OR ")}],
            "purl": address[name],
        }
        if digest:
            part["hashes"] = [{"alg": "SHA-256", "content": digest}]
        if name == root:
            own = part | {"type": "application"}
        else:
            parts.append(part)
    page = json.loads((ROOT / "web/page/package-lock.json").read_text())["packages"]
    for name in sorted(NPM):
        told = page[f"node_modules/{name}"]
        algorithm, digest = told["integrity"].split("-", 1)
        purl = f"pkg:npm/{name.replace('@', '%40')}@{told['version']}"
        parts.append({
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": told["version"],
            "licenses": [{"expression": told["license"]}],
            "hashes": [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}],
            "purl": purl,
        })
    for name, version, licence, _, source in FILES:
        parts.append({
            "type": "file" if "Gothic" in name or "Noto" in name else "library",
            "bom-ref": source,
            "name": name,
            "version": version,
            "licenses": [{"expression": licence}],
            "externalReferences": [{"type": "vcs", "url": source}],
        })
    edges = [{"ref": address[name], "dependsOn": sorted(address[use] for use in set(uses))} for name, uses in linked.items()]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": own},
        "components": parts,
        "dependencies": sorted(edges, key=lambda edge: edge["ref"]),
    }


def main():
    target = ROOT / "THIRD_PARTY.md"
    match sys.argv[1:]:
        case []:
            target.write_text(written())
        case ["--check"]:
            if not target.exists() or target.read_text() != written():
                sys.exit("THIRD_PARTY.md is not of this Cargo.lock: run .ci/third_party.py and commit what it writes")
        case ["--sbom", file]:
            Path(file).write_text(json.dumps(sbom(), ensure_ascii=False, indent=1) + "\n")
        case _:
            sys.exit(__doc__)


main()
