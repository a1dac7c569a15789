// How fast the files of an archive are looked into: put into the page behind `watch.js`.
(() => {
  if (!globalThis.bench) return; // The empty document before the page.
  const { now, all, button, settled } = bench.tools;

  Object.assign(bench, {
    /** Has the files of the archive looked into: opens a dialog, fills it in, presses its button. To the words of what came of it. */
    async inside(name, fields, way, press) {
      let open = document;
      if (name) {
        button(name).click();
        await settled(() => all("dialog").some((dialog) => dialog.open), 0);
        open = all("dialog").find((dialog) => dialog.open);
      }
      for (const [label, text] of Object.entries(fields)) {
        const field = [...open.querySelectorAll("input, textarea")].find((field) => [...field.labels].some((one) => one.textContent === label));
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
      if (way) [...open.querySelectorAll("label")].find((label) => label.textContent.trim() === way).click();
      const isBusy = () => all("progress").some((bar) => bar.checkVisibility());
      const start = now();
      button(press, open).click();
      await settled(isBusy, 0);
      const end = await settled(() => !isBusy(), 0, 900_000);
      const said = name ? open.querySelector("p[role=status]").textContent : "";
      if (name && !/ in [\d.]+ s/.test(said)) throw new Error(`${press} came to nothing: ${said}`);
      if (name) button("Close", open).click();
      return end - start;
    },
  });
})();
