// What is heard of a page now: the loudest frequency in Hz and its level in dB, by a tap on the element that plays.
// Nothing is awaited, so that it works where a page's own scripts are off; the first look only sets the tap.
() => {
  const audio = [...document.querySelectorAll("audio")].find((element) => !element.paused);
  if (!audio) return { frequency: 0, level: -200 };
  if (!audio.ear) {
    const context = new AudioContext();
    audio.ear = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    context.createMediaElementSource(audio).connect(audio.ear).connect(context.destination);
    context.resume();
  }
  const bins = new Float32Array(audio.ear.frequencyBinCount);
  audio.ear.getFloatFrequencyData(bins);
  const loudest = bins.reduce((best, level, index) => (level > bins[best] ? index : best), 0);
  return { frequency: (loudest * audio.ear.context.sampleRate) / audio.ear.fftSize, level: Math.max(-200, bins[loudest]) };
}
