/**
 * The one WebSocket of a page: topics are subscribed, lost connections come back, and what happened in between is
 * asked for by the number of the last event seen.
 */

/** @typedef {{ seq: number, event: string, topic: string, data: any }} LiveEvent */

/** @type {Map<string, Set<(event: LiveEvent) => void>>} */
const listeners = new Map();
/** @type {WebSocket | undefined} */
let socket;
let lastSeen = 0;
let attempts = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let retry;

/**
 * Calls `heard` for every event of `topic`; the returned function ends that.
 * @param {string} topic such as `track:…`
 * @param {(event: LiveEvent) => void} heard
 * @returns {() => void}
 */
export function listen(topic, heard) {
  const known = listeners.get(topic) ?? new Set();
  listeners.set(topic, known);
  known.add(heard);
  if (known.size === 1) subscribe([topic]);
  return () => {
    known.delete(heard);
    if (known.size === 0) listeners.delete(topic);
    if (listeners.size === 0) hangUp();
  };
}

/** @param {string[]} topics */
function subscribe(topics) {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify(lastSeen ? { subscribe: topics, after: lastSeen } : { subscribe: topics }));
  } else if (!socket) {
    connect();
  }
}

function connect() {
  clearTimeout(retry);
  const address = new URL("/api/v1/ws", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const opened = new WebSocket(address);
  socket = opened;
  opened.onopen = () => {
    attempts = 0;
    subscribe([...listeners.keys()]);
  };
  opened.onmessage = (message) => receive(String(message.data));
  opened.onclose = () => {
    if (socket !== opened) return;
    socket = undefined;
    if (listeners.size) retry = setTimeout(connect, wait());
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
  if (event.seq) {
    if (event.seq <= lastSeen && listeners.size < 2) return;
    lastSeen = Math.max(lastSeen, event.seq);
  }
  for (const heard of listeners.get(event.topic) ?? []) heard(event);
}

function hangUp() {
  clearTimeout(retry);
  const closing = socket;
  socket = undefined;
  closing?.close();
}
