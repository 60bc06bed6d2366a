// A tape for the graph of sound: hands over the left channel, 128 frames at a time.
registerProcessor("tape", class extends AudioWorkletProcessor {
  process([[left]]) {
    this.port.postMessage(left ? left.slice() : new Float32Array(128));
    return true;
  }
});
