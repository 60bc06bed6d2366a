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
  let isSounding = false;
  tape.port.onmessage = ({ data }) => {
    blocks.push(data);
    isSounding ||= data.some((sample) => sample !== 0);
  };

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const until = async (isTrue, seconds = 20) => {
    for (const end = performance.now() + seconds * 1000; !isTrue(); ) {
      if (performance.now() > end) throw new Error(`waited ${seconds} s for ${isTrue}; ${faults}`);
      await pause(2);
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

  // Milliseconds from the wish to hear a song to its first sound.
  const start = async (playable) => {
    audio.pause();
    await pause(200);
    isSounding = false;
    const begin = performance.now();
    await deck.load(playable, 0);
    await audio.play();
    await until(() => isSounding);
    return performance.now() - begin;
  };

  globalThis.studio = { deck, audio, faults, pause, start, until, wind };
}
