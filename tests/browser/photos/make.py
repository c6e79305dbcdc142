#!/usr/bin/env python3
"""Makes photos of labels for the tests of the check page: printed labels as a phone sees them.

    make.py SHEET.png OUT [--few]

SHEET.png is a page of labels at 600 dpi (`pdftoppm -r 600 -png labels.pdf`); its first label is taken. Each photo is named
after what is hard about it. The same input gives the same photos. Needs python3 with numpy and Pillow; the tests use only
the photos that are kept here.
"""
import argparse
import math
import pathlib

import numpy as np
from PIL import Image, ImageFilter

WIDE, HIGH = 1200, 900
FINE = 3  # photos are drawn this many times larger


def first_label(path):
    """The ink of the first label with a white rim, as an array of greys."""
    page = np.asarray(Image.open(path).convert("L"))
    dark = page < 128
    rows = np.flatnonzero(dark.any(axis=1))
    # A label ends where a band of 60 rows or columns (2.5 mm) has no ink.
    bottom = rows[np.flatnonzero(np.diff(rows, append=rows[-1] + 999) > 60)[0]]
    columns = np.flatnonzero(dark[rows[0] : bottom + 1].any(axis=0))
    right = columns[np.flatnonzero(np.diff(columns, append=columns[-1] + 999) > 60)[0]]
    label = page[rows[0] : bottom + 1, columns[0] : right + 1]
    return np.pad(label, 50, constant_values=255).astype(np.float32)


def shot(label, long, turn=0.0, lean=0.0, side=0.0, curve=0.0, rng=None):
    """The label as `long` dots wide on a grey case, turned (degrees), leant back, from the side, round a tube."""
    wide, high = WIDE * FINE, HIGH * FINE
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    x, y = (xs - wide / 2) / (long * FINE), (ys - high / 2) / (long * FINE)
    depth = 1 + lean * y + side * x
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
    case = 96 + 20 * np.sin(xs / 170) + rng.normal(0, 6, xs.shape)
    photo = np.where(inside, ink, case)
    return np.asarray(Image.fromarray(photo.clip(0, 255).astype(np.uint8)).resize((WIDE, HIGH), Image.BOX), np.float32)


def glare(photo, rng, strength, size):
    ys, xs = np.mgrid[0:HIGH, 0:WIDE]
    x, y = WIDE / 2 + rng.uniform(-60, 60), HIGH / 2 + rng.uniform(-40, 40)
    spot = np.exp(-(((xs - x) / size) ** 2 + ((ys - y) / (size * 0.4)) ** 2))
    return photo + strength * spot


def dim(photo, rng, gain, noise):
    ys, xs = np.mgrid[0:HIGH, 0:WIDE]
    fall = 1 - 0.5 * xs / WIDE
    return photo * gain * fall + 8 + rng.normal(0, noise, photo.shape)


def blurred(photo, radius):
    return np.asarray(Image.fromarray(photo.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius)), np.float32)


def photos(label, rng):
    """Name, picture and JPEG quality of each photo."""
    for long in (300, 360, 450, 600, 900):
        yield f"plain-{long}", shot(label, long, rng=rng), 80
        yield f"jpeg40-{long}", shot(label, long, turn=rng.uniform(-4, 4), rng=rng), 40
        for turn in (12, 33, 78, 180):
            yield f"tilt{turn}-{long}", shot(label, long, turn=turn, rng=rng), 80
        for lean in (0.35, 0.6, 0.8):
            yield f"perspective{int(lean * 100)}-{long}", shot(label, long, turn=8, lean=lean, side=lean / 2, rng=rng), 80
        for strength, size in ((180, 60), (300, 60), (300, 110), (500, 200)):
            yield f"glare{strength}x{size}-{long}", glare(shot(label, long, turn=5, rng=rng), rng, strength, size), 80
        for gain, noise in ((0.3, 4), (0.15, 4), (0.12, 8)):
            yield f"dark{int(gain * 100)}n{noise}-{long}", dim(shot(label, long, turn=-6, rng=rng), rng, gain, noise), 80
        for curve in (1.0, 1.5, 1.8):
            yield f"curve{int(curve * 10)}-{long}", shot(label, long, turn=3, curve=curve, rng=rng), 80
        for radius in (1.0, 1.8, 2.6):
            yield f"blur{int(radius * 10)}-{long}", blurred(shot(label, long, turn=4, rng=rng), radius), 80
        worst = blurred(shot(label, long, turn=17, lean=0.4, curve=1.2, rng=rng), 0.9)
        yield f"all-{long}", dim(glare(worst, rng, 150, 80), rng, 0.45, 5), 40


FEW = ("plain-450", "jpeg40-360", "tilt33-450", "tilt180-600", "perspective60-600", "glare300x60-600", "dark15n4-600",
       "curve15-600", "blur18-600", "all-600")


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("sheet")
    asked.add_argument("out", type=pathlib.Path)
    asked.add_argument("--few", action="store_true")
    asked = asked.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20261124)
    for name, photo, quality in photos(first_label(asked.sheet), rng):
        if asked.few and name not in FEW:
            continue
        picture = Image.fromarray(photo.clip(0, 255).astype(np.uint8))
        if asked.few:
            # What is kept is cut to the label.
            picture = picture.crop((180, 130, WIDE - 180, HIGH - 130))
        picture.save(asked.out / f"{name}.jpg", quality=quality)


main()
