// Starts the page. The names of its two parts carry hashes; they stand on this script's own tag.
const tag = document.querySelector("script[data-wasm]");
import(new URL(tag.dataset.js, document.baseURI).href)
  .then((page) => page.default({ module_or_path: new URL(tag.dataset.wasm, document.baseURI).href }))
  .catch((error) => {
    // Old browsers, broken deployments: say so instead of staying empty.
    const words = document.createElement("p");
    words.className = "panic";
    words.setAttribute("role", "alert");
    words.textContent = `This page could not start: ${error.message}. Reload it; if that does not help, it needs a browser of 2023 or later.`;
    document.body.prepend(words);
  });
