// Runs one job in the page's second WebAssembly; then the page ends this worker. The names and hashes of its files come
// from the page, which has them from its build; they stand beside this file.
self.onmessage = async ({ data: { worker, engine, job, files } }) => {
  let shown = 0;
  const at = (name) => new URL(name, self.location.href).href;
  // An import takes no hash. A fetch does, and leaves what it has checked in the browser's cache, where the import finds it.
  const checked = async (name, integrity) => {
    const answer = await fetch(at(name), { integrity });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer;
  };
  const load = async ({ script, scriptIntegrity, wasm, wasmIntegrity }) => {
    const module = checked(wasm, wasmIntegrity);
    // It is waited for below; until then nobody would hear that it failed.
    module.catch(() => {});
    await (await checked(script, scriptIntegrity)).arrayBuffer();
    const part = await import(at(script));
    await part.default({ module_or_path: module });
    return part;
  };
  try {
    // The one job that scans finds the engine under this name.
    if (engine) self.Yara = (await load(engine)).Yara;
    const work = await load(worker);
    let found = [];
    const result = work.work(job, files, (done, of, one) => {
      if (one) found.push(one);
      const now = Date.now();
      if (now - shown < 100) return;
      shown = now;
      if (found.length) self.postMessage({ found });
      if (!one) self.postMessage({ done, of });
      found = [];
    });
    if (found.length) self.postMessage({ found });
    self.postMessage({ answer: result.answer, file: result.file });
  } catch (error) {
    // A failure of the job comes as a message of its own; an Error is a fault of the worker itself.
    const fault = `This part of the page failed (${error?.message}). If the page was updated, reload it.`;
    self.postMessage({ failure: error instanceof Error ? { Other: fault } : error });
  }
};
