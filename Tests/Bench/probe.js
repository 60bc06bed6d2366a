// Runs before a page's own scripts and notes what cannot be asked for later.
(() => {
  const seen = { first: 0, largest: 0, shift: 0, shiftOfAll: 0, clicked: 0, playing: 0, sounded: 0, page: 0 };
  globalThis.seen = seen;
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.first = entry.startTime; });
  watch("largest-contentful-paint", (entry) => { seen.largest = entry.startTime; });
  watch("layout-shift", (entry) => {
    seen.shiftOfAll += entry.value;
    if (!entry.hadRecentInput) seen.shift += entry.value;
  });
  addEventListener("pointerdown", () => {
    Object.assign(seen, { clicked: performance.now(), playing: 0, sounded: 0, page: 0 });
  }, true);
  addEventListener("playing", () => { seen.playing ||= performance.now(); }, true);
  document.addEventListener("stemma:page", () => {
    // The frame after the one in which the change is drawn begins when that one has been shown.
    requestAnimationFrame(() => requestAnimationFrame(() => { seen.page = performance.now(); }));
  });
  // The tap is set beforehand, so that the click pays nothing for it; what comes out is looked at all the time.
  globalThis.tap = () => {
    const audio = document.querySelector("audio");
    const context = new AudioContext({ latencyHint: "interactive" });
    const ear = new AnalyserNode(context, { fftSize: 256 });
    context.createMediaElementSource(audio).connect(ear).connect(context.destination);
    const samples = new Float32Array(256);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      ear.getFloatTimeDomainData(samples);
      if (samples.some((sample) => sample !== 0)) seen.sounded ||= performance.now();
      if (!seen.sounded) setTimeout(() => port2.postMessage(0), 1);
    };
    port2.postMessage(0);
    return context.resume();
  };
})();
