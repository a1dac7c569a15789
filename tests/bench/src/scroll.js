// How the rows scroll: put into both pages behind `watch.js`.
(() => {
  if (!globalThis.bench) return; // The empty document before the page.
  const { now, frame, grid } = bench.tools;

  /** What is scrolled to go through the rows. */
  function scroller() {
    let view = grid();
    while (view && !(view.scrollHeight > view.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(view).overflowY))) {
      view = view.parentElement;
    }
    if (!view) throw new Error("nothing can be scrolled");
    return view;
  }

  Object.assign(bench, {
    /** Goes to the first row. Gives the place where a wheel is turned over the rows. */
    async wheel_begins() {
      const view = scroller();
      view.scrollTop = 0;
      await frame(() => {});
      const box = view.getBoundingClientRect();
      return { x: box.left + Math.min(300, box.width / 2), y: box.top + box.height / 2 };
    },

    /** Counts frames from now on .. */
    count_frames() {
      const counted = (this.counted = { from: now(), top: scroller().scrollTop, frames: 0, goes: true });
      const next = () => {
        if (!counted.goes) return;
        counted.frames += 1;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    },

    /** .. until now. */
    frames_counted() {
      const { counted } = this;
      counted.goes = false;
      return { count: counted.frames, seconds: (now() - counted.from) / 1000, moved: scroller().scrollTop - counted.top };
    },

    /** Scrolls for so many ms, first as with a wheel and then as by dragging the bar. */
    async scroll(duration) {
      const view = scroller();
      view.scrollTop = 0;
      const box = view.getBoundingClientRect();
      const x = box.left + Math.min(200, box.width / 2);
      const places = [0.2, 0.5, 0.8].map((part) => box.top + box.height * part);
      await frame(() => {});
      const frames = [];
      let blank = 0;
      let last = null;
      for (const start = now(); now() - start < duration; ) {
        // Set between frames, as the wheel does: the page hears of it before the next one is painted.
        // By the clock and not by frames, so that a page that misses some has as far to go: 5,400 pixels a second, then
        // 180,000.
        const passed = now() - start;
        view.scrollTop = Math.min(passed, duration / 2) * 5.4 + Math.max(0, passed - duration / 2) * 180;
        await frame((at) => {
          if (last !== null) frames.push(at - last);
          last = at;
        });
        if (places.some((y) => !document.elementFromPoint(x, y)?.closest("[data-entry-id]"))) blank += 1;
      }
      view.scrollTop = 0;
      await frame(() => {});
      return {
        frames: frames.length,
        // Frames come every 16.7 ms, give or take some tenths.
        over16: frames.filter((gap) => gap > 18).length,
        over50: frames.filter((gap) => gap > 50).length,
        blank,
      };
    },
  });
})();
