/**
 * The one WebSocket of a page: topics are subscribed from the last event on that the page's server knew of, lost
 * connections come back, and what happened in between is asked for by the number of the last event heard.
 */

/** @typedef {{ seq: number | null, event: string, topic: string, data: any }} LiveEvent */
/** @typedef {(event: LiveEvent) => void} Listener */

/**
 * Who listens to a topic; the last event they know of, undefined where nobody said; and the key of an unlisted link.
 * @typedef {{ listeners: Set<Listener>, last: number | undefined, key: string | null }} Topic
 */

/** How many events are kept for those who begin to listen to what is subscribed already. */
const memory = 200;

/** @type {Map<string, Topic>} */
const topics = new Map();
/** @type {WebSocket | undefined} */
let socket;
/** @type {Set<string>} what was subscribed on this connection */
const subscribed = new Set();
/** @type {LiveEvent[]} the latest events of this connection */
let recent = [];
let attempts = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let retry;

/**
 * Calls `heard` for every event of `topic` since the page was made; the returned function ends that.
 * @param {string} topic such as `track:…`
 * @param {Listener} heard
 * @returns {() => void}
 */
export function listen(topic, heard) {
  const known = topics.get(topic);
  if (known) known.listeners.add(heard);
  else begin(topic, heard);
  return () => {
    topics.get(topic)?.listeners.delete(heard);
    if (topics.get(topic)?.listeners.size === 0) topics.delete(topic);
    if (topics.size === 0) hangUp();
  };
}

/**
 * @param {string} name
 * @param {Listener} heard
 */
function begin(name, heard) {
  const since = document.querySelector("main")?.dataset.since;
  const topic = { listeners: new Set([heard]), last: since === undefined ? undefined : Number(since), key: key() };
  topics.set(name, topic);
  if (!socket) connect();
  else if (socket.readyState === WebSocket.OPEN) subscribe(name, topic);
}

/** The key that opened this page. */
function key() {
  return new URLSearchParams(location.search).get("key");
}

/**
 * Each topic by itself, so that one that is gone keeps no other from being heard.
 * @param {string} name
 * @param {Topic} topic
 */
function subscribe(name, { last, key }) {
  if (subscribed.has(name)) {
    // An earlier page asked for it; what came since this one was made has been heard by that one only.
    const missed = recent.filter(({ topic, seq }) => topic === name && seq !== null && last !== undefined && seq > last);
    queueMicrotask(() => missed.forEach(pass));
    return;
  }
  subscribed.add(name);
  socket?.send(JSON.stringify({ subscribe: [name], after: last, key }));
}

function connect() {
  clearTimeout(retry);
  const address = new URL("/api/v1/ws", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const opened = new WebSocket(address);
  socket = opened;
  subscribed.clear();
  recent = [];
  opened.onopen = () => {
    attempts = 0;
    for (const [name, topic] of topics) subscribe(name, topic);
  };
  opened.onmessage = (message) => socket === opened && receive(String(message.data));
  opened.onclose = () => {
    if (socket !== opened) return;
    socket = undefined;
    if (topics.size) retry = setTimeout(connect, wait());
  };
}

/** Half a second at first, half a minute at most, and never all clients at once. */
function wait() {
  attempts += 1;
  return Math.min(30_000, 500 * 2 ** Math.min(attempts, 6)) * (0.5 + Math.random() / 2);
}

/** @param {string} text */
function receive(text) {
  /** @type {LiveEvent} */ let event;
  try {
    event = JSON.parse(text);
  } catch {
    return;
  }
  if (event.seq) recent = [...recent.slice(1 - memory), event];
  pass(event);
}

/**
 * Tells who listens, unless they know of it.
 * @param {LiveEvent} event
 */
function pass(event) {
  const topic = topics.get(event.topic);
  if (!topic) return;
  if (event.seq) {
    if (event.seq <= (topic.last ?? 0)) return;
    topic.last = event.seq;
  }
  for (const heard of [...topic.listeners]) heard(event);
}

function hangUp() {
  clearTimeout(retry);
  const closing = socket;
  socket = undefined;
  closing?.close();
}
