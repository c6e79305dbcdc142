// What the page knows, in one place. In: patches. Out: the whole, to everyone who listens. What is shown is not known here.

export class Store {
  constructor(values) {
    this.values = values;
    this.listeners = [];
  }

  get(name) {
    return this.values[name];
  }

  set(patch) {
    Object.assign(this.values, patch);
    for (const listener of this.listeners) listener(this.values);
  }

  listen(listener) {
    this.listeners.push(listener);
  }
}
