/** Gives the browser a turn: to paint, to answer the person. */
export function pause() {
  if (globalThis.scheduler?.yield) return scheduler.yield();
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resume;
    port2.postMessage(null);
  });
}
