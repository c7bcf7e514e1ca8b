/* The table of a page's rows (templates/admin/rows.html): a row is opened when somebody wants to change
   it, and only opened and new rows are sent. Which are gone and in which order they stand are two lists
   of keys. See astra_site/editing/rows_formset.py. */
(() => {
  "use strict";

  const UNTOUCHED = "rows-untouched"; // no form has this name
  const PATIENCE = 250; // milliseconds without a key pressed, until what was typed is looked for

  /** Return an element with these properties and children. */
  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  function newKey() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(6));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  class Rows {
    constructor(root) {
      this.root = root;
      this.prefix = root.dataset.rows;
      this.texts = root.dataset;
      this.body = root.querySelector("[data-rows-body]");
      this.form = root.closest("form");
      const { rows, ...about } = this.script("rows");
      this.about = about;
      // Who only translates opens rows, and does nothing else with them.
      this.isFixed = "rowsFixed" in root.dataset;
      this.rows = rows.map(([key, pk, chosen, name, ...cells]) => this.row({ key, pk, chosen, name, cells }));
      this.nextIndex = 0;
      this.showSent();
      this.removed = new Set(this.field("removed").value.split(" ").filter(Boolean));
      this.draw();
      this.listen();
      this.openPlace();
    }

    script(name) {
      return JSON.parse(document.getElementById(`id_${this.prefix}-${name}`).textContent);
    }

    field(name) {
      return this.root.querySelector(`input[name="${this.prefix}-${name}"]`);
    }

    say(text) {
      this.root.querySelector("[data-rows-status]").textContent = text;
    }

    // The table

    /** Give a row its two lines: what it is, and below it the form once it is opened. */
    row(row) {
      const { textOpen, textPlace, textRemove } = this.texts;
      row.place = make("input", { type: "number", min: 1, className: "rows__place" });
      row.place.setAttribute("aria-label", `${textPlace}: ${row.name}`);
      row.opener = make("button", { type: "button", className: "rows__open", title: textOpen }, row.name);
      row.opener.setAttribute("aria-expanded", "false");
      row.remover = make("button", { type: "button", className: "button button-small no button-secondary" }, textRemove);
      row.remover.setAttribute("aria-label", `${textRemove}: ${row.name}`);
      row.texts = row.cells.map((cell) => make("td", {}, cell));
      const cells = [make("th", { scope: "row" }, row.opener), ...row.texts];
      row.line = make("tr", {}, ...(this.isFixed ? cells : [make("td", {}, row.place), ...cells, make("td", {}, row.remover)]));
      row.place.addEventListener("change", () => this.move(row, Number(row.place.value)));
      row.place.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.move(row, Number(row.place.value));
      });
      row.opener.addEventListener("click", () => this.toggle(row));
      row.remover.addEventListener("click", () => this.remove(row));
      return row;
    }

    draw() {
      const { textRemove, textPutBack, textRemoved } = this.texts;
      this.body.replaceChildren(...this.rows.flatMap((row) => (row.formLine ? [row.line, row.formLine] : [row.line])));
      this.rows.forEach((row, place) => {
        const isRemoved = this.removed.has(row.key);
        row.place.value = place + 1;
        row.place.max = this.rows.length;
        row.line.classList.toggle("rows__removed", isRemoved);
        row.remover.textContent = isRemoved ? textPutBack : textRemove;
        row.remover.setAttribute("aria-label", `${row.remover.textContent}: ${row.name}`);
        row.opener.disabled = isRemoved;
        if (isRemoved) row.texts.at(-1).textContent = textRemoved;
        if (row.fields) row.fields.disabled = isRemoved;
        if (isRemoved && row.formLine) this.show(row, false);
      });
    }

    write(name, keys) {
      const field = this.field(name);
      field.value = keys.join(" ");
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    writeOrder() {
      this.write("order", this.rows.map((row) => row.key));
    }

    move(row, wanted) {
      const place = Math.min(Math.max(Math.round(wanted) || 1, 1), this.rows.length);
      if (this.rows[place - 1] === row) return;
      this.rows.splice(this.rows.indexOf(row), 1);
      this.rows.splice(place - 1, 0, row);
      this.writeOrder();
      this.draw();
      row.place.focus();
      this.say(`${row.name}: ${this.texts.textMoved} ${place}`);
    }

    remove(row) {
      if (!this.removed.delete(row.key)) this.removed.add(row.key);
      if (!this.removed.has(row.key)) row.texts.at(-1).textContent = row.cells.at(-1);
      this.write("removed", [...this.removed]);
      this.draw();
      row.remover.focus();
    }

    // One row

    async toggle(row) {
      if (!row.formLine && !(await this.fetchForm(row))) return;
      this.show(row, row.formLine.hidden);
    }

    /** Open the row whose text the address names, as the overview of translations does. */
    async openPlace() {
      const [, model, pk] = /^#translation-(\w+)-(\d+)-/.exec(window.location.hash) || [];
      const row = model === this.about.model && this.rows.find((each) => String(each.pk) === pk);
      if (!row) return;
      const tab = this.root.closest("[role=tabpanel]");
      if (tab) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
      await this.toggle(row);
      row.fields?.querySelector("[name$='_en']")?.focus();
      row.line.scrollIntoView({ block: "center" });
    }

    show(row, isShown) {
      row.formLine.hidden = !isShown;
      row.opener.setAttribute("aria-expanded", String(isShown));
    }

    async fetchForm(row) {
      const index = row.index ?? this.nextIndex++;
      const query = new URLSearchParams({ key: row.key, index, ...(row.index === undefined ? {} : { chosen: row.chosen }) });
      const answer = await this.ask(`${this.texts.formUrl}?${query}`);
      if (!answer) return false;
      const content = make("div");
      content.innerHTML = await answer.text();
      this.give(row, index, content);
      // Until something in them is changed, they are no part of the form, which would save itself.
      this.fieldsOf(row).forEach((field) => field.setAttribute("form", UNTOUCHED));
      return true;
    }

    /** Put the fields of a row below it. */
    give(row, index, content) {
      row.index = index;
      row.fields = make("fieldset", { className: "rows__fields" }, make("legend", { className: "w-sr-only" }, row.name), content);
      row.formLine = make("tr", { hidden: true }, make("td", { colSpan: row.line.cells.length }, row.fields));
      row.line.querySelectorAll("input[type=hidden]").forEach((field) => field.remove());
      row.line.after(row.formLine);
      row.fields.addEventListener("input", () => this.sumUp(row));
      row.fields.addEventListener("change", () => this.sumUp(row));
    }

    fieldsOf(row) {
      return row.fields.querySelectorAll(`[name^="${this.prefix}-"]`);
    }

    /** Send the row with the form from now on, and say in its line what its fields say now. */
    sumUp(row) {
      this.fieldsOf(row).forEach((field) => field.removeAttribute("form"));
      this.about.fields.forEach((name, column) => {
        const field = name && row.fields.querySelector(`[name="${this.prefix}-${row.index}-${name}"]`);
        if (field) row.texts[column].textContent = field.selectedOptions ? field.selectedOptions[0].text : field.value;
      });
      row.texts.at(-1).textContent = this.texts.textChanged;
    }

    /** Show the rows again that were sent and refused: those with a fault are open. */
    showSent() {
      this.root.querySelectorAll("[data-rows-sent] > [data-key]").forEach((content) => {
        const row = this.rows.find((each) => each.key === content.dataset.key);
        const index = Number(content.dataset.index);
        this.nextIndex = Math.max(this.nextIndex, index + 1);
        if (!row) return;
        this.give(row, index, content);
        this.show(row, "hasErrors" in content.dataset);
      });
    }

    // Many rows

    add(found) {
      const rows = found.map(({ id, string, title }) => {
        const row = this.row({ key: newKey(), chosen: id, name: string || title, cells: [...this.about.newCells] });
        row.index = this.nextIndex++;
        row.texts.at(-1).textContent = this.texts.textNew;
        const values = { key: row.key, ...this.about.defaults, [this.about.chosen]: id };
        row.line.lastChild.append(
          ...Object.entries(values).map(([name, value]) => make("input", { type: "hidden", name: `${this.prefix}-${row.index}-${name}`, value })),
        );
        return row;
      });
      this.rows.push(...rows);
      if (this.field("order").value) this.writeOrder();
      this.draw();
      this.write("removed", [...this.removed]);
      this.say(`${this.texts.textAdded} ${rows.map((row) => row.name).join(", ")}`);
      rows[0]?.opener.focus();
    }

    async ask(address) {
      try {
        const answer = await fetch(address);
        if (answer.ok && !answer.redirected) return answer;
      } catch {
        // Said below, as what the server refuses is.
      }
      this.say(this.texts.textFailed);
      return null;
    }

    async find(words) {
      const asked = words.trim();
      this.asked = asked;
      const answer = asked && (await this.ask(`${this.texts.orderUrl}?${new URLSearchParams({ q: asked })}`));
      if (asked && !answer) return;
      const found = answer && new Set((await answer.json()).keys.map(String));
      if (this.asked !== asked) return;
      const shown = this.rows.filter((row) => !found || found.has(String(row.chosen)));
      this.rows.forEach((row) => {
        row.line.hidden = !shown.includes(row);
        if (row.line.hidden && row.formLine) this.show(row, false);
      });
      this.say(found ? `${this.texts.textFound} ${shown.length}` : "");
    }

    async sort() {
      const answer = await this.ask(this.texts.orderUrl);
      if (!answer) return;
      const places = new Map((await answer.json()).keys.map((key, place) => [String(key), place]));
      const place = (row) => places.get(String(row.chosen)) ?? places.size;
      this.rows.sort((one, other) => place(one) - place(other));
      this.writeOrder();
      this.draw();
      this.say(this.texts.textSorted);
    }

    listen() {
      const find = this.root.querySelector("[data-rows-find]");
      let waiting;
      find.addEventListener("input", () => {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => this.find(find.value), PATIENCE);
      });
      find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
      if (this.isFixed) return;
      this.root.querySelector("[data-rows-sort]").addEventListener("click", () => this.sort());
      this.root.querySelector("[data-rows-add]").addEventListener("click", () => {
        this.chooser ??= window.telepath.unpack(this.script("chooser"));
        this.chooser.openModal((found) => this.add(found), { multiple: true });
      });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-rows]").forEach((root) => new Rows(root));
  });
})();
