// A deck of one's own in a page, with a tape on its output. Defines `studio`; the page's own player is left alone.
async (tapeAddress) => {
  const models = document.querySelector('script[src$="/stemma.js"]').src.replace("stemma.js", "models/");
  const { Deck } = await import(`${models}deck.js`);
  const context = new AudioContext({ sampleRate: 48000 });
  await Promise.all([context.resume(), context.audioWorklet.addModule(tapeAddress)]);
  const audio = document.body.appendChild(document.createElement("audio"));
  const tape = new AudioWorkletNode(context, "tape");
  context.createMediaElementSource(audio).connect(tape).connect(context.destination);
  const deck = new Deck(audio);
  const faults = [];
  deck.addEventListener("failure", ({ detail }) => faults.push(String(detail)));
  let blocks = [];
  tape.port.onmessage = ({ data }) => blocks.push(data);

  const until = async (isTrue, seconds = 20) => {
    for (const end = performance.now() + seconds * 1000; !isTrue(); ) {
      if (performance.now() > end) throw new Error(`waited ${seconds} s for ${isTrue}; ${faults}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  // What was taped since the last time: 32-bit floats as Base64.
  const wind = () => {
    const bytes = new Uint8Array(blocks.length * 512);
    blocks.forEach((block, index) => bytes.set(new Uint8Array(block.buffer), index * 512));
    blocks = [];
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  };

  globalThis.studio = { deck, audio, faults, until, wind };
}
