// Pictures of pages, drawn as they are looked at. In: which page. Out: its picture. A few are kept, and the page that is
// likely to be looked at next is drawn ahead. How one is drawn is not known here.

const MOST = 30;

export class Pictures {
  /** `draw` takes what is wanted and resolves with `{ blob }` and more, or with what went wrong. */
  constructor(draw) {
    Object.assign(this, { draw, kept: new Map(), latest: null, running: Promise.resolve() });
  }

  /** Forgets all: what they show has changed. */
  forget() {
    for (const one of this.kept.values()) one.then(({ url }) => url && URL.revokeObjectURL(url));
    this.kept.clear();
  }

  /** The picture of a page; null if another was asked for in the meantime. */
  async wanted(what) {
    const key = JSON.stringify(what);
    this.latest = key;
    if (!this.kept.has(key)) {
      // One at a time: the computer has other work.
      await this.running;
      if (this.latest !== key) return null;
    }
    const found = await this.start(key, what);
    return this.latest === key ? found : null;
  }

  /** Draws a page that nobody has asked for yet, once nothing else is drawn. */
  async ahead(what) {
    const asked = this.latest;
    await this.running;
    if (this.latest === asked) this.start(JSON.stringify(what), what);
  }

  start(key, what) {
    const before = this.kept.get(key);
    this.kept.delete(key);
    const picture = before ?? this.draw(what).then((drawn) => ({ ...drawn, url: drawn.blob && URL.createObjectURL(drawn.blob) }));
    if (!before) this.running = picture;
    this.kept.set(key, picture);
    if (this.kept.size > MOST) this.drop(this.kept.keys().next().value);
    return picture;
  }

  drop(key) {
    this.kept.get(key).then(({ url }) => url && URL.revokeObjectURL(url));
    this.kept.delete(key);
  }
}
