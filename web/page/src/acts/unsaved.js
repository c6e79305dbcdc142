// What would be lost if the page were closed now: papers that were made here, mended tables, settings that are only written into
// the form. In: the state of the page. Out: a question of the browser before it closes the page, and what it is about. How
// it is saved is not known here.

export class Unsaved {
  constructor(office) {
    this.office = office;
    window.addEventListener("beforeunload", (event) => {
      if (this.all().length === 0) return;
      event.preventDefault();
      // The browser does not say what would be lost: whoever stays is told.
      setTimeout(() => office.store.set({ isLeaving: true }));
    });
  }

  /** `{ kind, name, view }` each; `view` is where it is saved. */
  all() {
    const { unsaved, files, building, unsavedRuns, isDraft } = this.office.store.values;
    const tables = [...unsaved].filter((path) => files.has(path)).map((name) => ({ kind: "table", name, view: "faults" }));
    const runs = unsavedRuns.map((name) => ({ kind: "run", name, view: "print" }));
    return [
      ...tables,
      ...(building ? [{ kind: "building", name: "", view: "print" }] : runs),
      ...(isDraft ? [{ kind: "settings", name: "", view: "settings" }] : []),
    ];
  }
}
