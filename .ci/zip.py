#!/usr/bin/env python3
"""zip.py ARCHIVE FOLDER: packs a folder, as Windows unpacks it: names in UTF-8, said so; equal contents give equal bytes.

The time of every file is SOURCE_DATE_EPOCH (seconds). Info-ZIP writes Japanese names that Windows' own unpacker spoils.
"""

import os
import sys
import time
import zipfile
from pathlib import Path

archive, folder = Path(sys.argv[1]), Path(sys.argv[2])
when = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        entry = zipfile.ZipInfo(str(path.relative_to(folder.parent)), when)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 0
        out.writestr(entry, path.read_bytes(), compresslevel=9)
