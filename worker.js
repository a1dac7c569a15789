// Runs the workshop: one job, then the page ends this worker. The names of the workshop's files come from the page, which
// has them from its build; they stand beside this file.
self.onmessage = async ({ data: { script, wasm, integrity, job } }) => {
  let shown = 0;
  try {
    const workshop = await import(new URL(script, self.location.href).href);
    await workshop.default({ module_or_path: fetch(new URL(wasm, self.location.href).href, { integrity }) });
    const result = workshop.work(job, (done, of) => {
      const now = Date.now();
      if (now - shown < 100) return;
      shown = now;
      self.postMessage({ done, of });
    });
    self.postMessage({ result });
  } catch (error) {
    // Words come as a text; anything else is a fault of the workshop itself.
    const words = typeof error === "string" ? error : `This part of the page failed (${error.message}). If the page was updated, reload it.`;
    self.postMessage({ words });
  }
};
