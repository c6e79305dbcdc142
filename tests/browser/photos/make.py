#!/usr/bin/env python3
"""Makes photos of labels for the tests of the check page: printed labels as a phone sees them.

    make.py SHEET.png OUT [--wide MM] [--few]

SHEET.png is a page with one label at 600 dpi (`pdftoppm -r 600 -png labels.pdf`). Each photo is named
after what is hard about it. The same input gives the same photos. Needs python3 with numpy and Pillow; the tests use only
the photos that are kept here.
"""
import argparse
import math
import pathlib

import numpy as np
from PIL import Image, ImageFilter

WIDE, HIGH = 1000, 750
FINE = 2  # photos are drawn this many times larger


def only_label(path, wide):
    """The ink of the label with a white rim, as an array of greys: the largest group, to `wide` mm from its left."""
    page = np.asarray(Image.open(path).convert("L"))
    cell = 24  # 1 mm
    rows, columns = page.shape[0] // cell, page.shape[1] // cell
    inked = (page[: rows * cell, : columns * cell].reshape(rows, cell, columns, cell) < 128).any(axis=(1, 3))
    left, best = {(int(r), int(c)) for r, c in zip(*np.nonzero(inked))}, []
    while left:
        group, edge = [], [left.pop()]
        while edge:
            r, c = edge.pop()
            group.append((r, c))
            near = {(r + i, c + j) for i in range(-4, 5) for j in range(-4, 5)} & left
            left -= near
            edge.extend(near)
        best = max(best, group, key=len)
    r, c = zip(*best)
    reach = 1
    top, bottom, start = (min(r) - reach) * cell, (max(r) + 1 + reach) * cell, min(c) * cell
    label = page[top:bottom, start : start + wide * cell]
    return np.pad(label, 40, constant_values=255).astype(np.float32)


def shot(label, long, turn=0.0, lean=0.0, side=0.0, curve=0.0, rng=None):
    """The label as `long` dots wide on a grey case, turned (degrees), leant back, from the side, round a tube."""
    wide, high = WIDE * FINE, HIGH * FINE
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    x, y = (xs - wide / 2) / (long * FINE), (ys - high / 2) / (long * FINE)
    depth = np.maximum(1 + lean * y + side * x, 0.05)
    x, y = x / depth, y / depth
    a = math.radians(turn)
    x, y = math.cos(a) * x + math.sin(a) * y, math.cos(a) * y - math.sin(a) * x
    if curve:
        x = np.arcsin(np.clip(x * curve, -1, 1)) / curve
    h, w = label.shape
    u, v = (x + 0.5) * w, y * w + h / 2
    inside = (u >= 0) & (u < w - 1) & (v >= 0) & (v < h - 1)
    u, v = np.clip(u, 0, w - 1.01), np.clip(v, 0, h - 1.01)
    i, j = u.astype(int), v.astype(int)
    s, t = u - i, v - j
    ink = (label[j, i] * (1 - s) + label[j, i + 1] * s) * (1 - t) + (label[j + 1, i] * (1 - s) + label[j + 1, i + 1] * s) * t
    photo = np.where(inside, ink * 0.94, 96 + 20 * np.sin(xs / 170)).astype(np.uint8)
    small = np.asarray(Image.fromarray(photo).resize((WIDE, HIGH), Image.BOX), np.float32)
    return small + rng.normal(0, 2, small.shape)


def glare(photo, rng, strength, size, at):
    ys, xs = np.mgrid[0:HIGH, 0:WIDE]
    x, y = WIDE / 2 + at + rng.uniform(-30, 30), HIGH / 2 + rng.uniform(-40, 40)
    spot = np.exp(-(((xs - x) / size) ** 2 + ((ys - y) / (size * 0.4)) ** 2))
    return photo + strength * spot


def dim(photo, rng, gain, noise):
    ys, xs = np.mgrid[0:HIGH, 0:WIDE]
    fall = 1 - 0.5 * xs / WIDE
    return photo * gain * fall + 8 + rng.normal(0, noise, photo.shape)


def blurred(photo, radius):
    return np.asarray(Image.fromarray(photo.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius)), np.float32)


def hardships():
    """Name, JPEG quality, and how the photo is made of a label with random numbers, of each photo."""
    for long in (300, 400, 600, 850):
        at = long / 3
        yield f"plain-{long}", 80, lambda label, rng: shot(label, long, rng=rng)
        yield f"jpeg40-{long}", 40, lambda label, rng: shot(label, long, turn=rng.uniform(-4, 4), rng=rng)
        for turn in (12, 33, 78, 180):
            yield f"tilt{turn}-{long}", 80, lambda label, rng: shot(label, long, turn=turn, rng=rng)
        for lean in (0.35, 0.6, 0.8):
            yield f"perspective{int(lean * 100)}-{long}", 80, lambda label, rng: shot(
                label, long, turn=8, lean=lean, side=lean / 2, rng=rng
            )
        for strength, size in ((180, 60), (300, 60), (300, 110), (500, 200)):
            yield f"glare{strength}x{size}-{long}", 80, lambda label, rng: glare(
                shot(label, long, turn=5, rng=rng), rng, strength, size, at
            )
        for gain, noise in ((0.3, 4), (0.15, 4), (0.12, 8)):
            yield f"dark{int(gain * 100)}n{noise}-{long}", 80, lambda label, rng: dim(
                shot(label, long, turn=-6, rng=rng), rng, gain, noise
            )
        for curve in (1.0, 1.5, 1.8):
            yield f"curve{int(curve * 10)}-{long}", 80, lambda label, rng: shot(label, long, turn=3, curve=curve, rng=rng)
        for radius in (1.0, 1.8, 2.6):
            yield f"blur{int(radius * 10)}-{long}", 80, lambda label, rng: blurred(shot(label, long, turn=4, rng=rng), radius)
        yield f"all-{long}", 40, lambda label, rng: dim(
            glare(blurred(shot(label, long, turn=17, lean=0.4, curve=1.2, rng=rng), 0.9), rng, 150, 80, at), rng, 0.45, 5
        )


# What is kept for the tests: a photo of each kind that the page reads.
FEW = (
    "plain-400",
    "jpeg40-400",
    "tilt33-400",
    "tilt180-400",
    "perspective60-400",
    "glare180x60-600",
    "dark15n4-400",
    "curve15-400",
    "blur18-600",
    "all-400",
)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("sheet")
    asked.add_argument("out", type=pathlib.Path)
    asked.add_argument("--wide", type=int, default=80, help="of the label, in mm")
    asked.add_argument("--few", action="store_true")
    asked = asked.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    label = only_label(asked.sheet, asked.wide)
    for name, quality, make in hardships():
        if asked.few and name not in FEW:
            continue
        photo = make(label, np.random.default_rng(list(name.encode())))
        picture = Image.fromarray(photo.clip(0, 255).astype(np.uint8))
        if asked.few:
            # Cut to the label, and small: they are kept with the source.
            rim = 260 if name.endswith("-400") else 170
            picture = picture.crop((rim, rim // 2, WIDE - rim, HIGH - rim // 2))
            quality = min(quality, 70)
        picture.save(asked.out / f"{name}.jpg", quality=quality)


main()
