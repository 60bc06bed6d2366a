/** What the API refused, with a sentence for people. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {Record<string, string>} [fields]
   */
  constructor(status, code, message, fields = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

/** The token that writes of this session carry, read from the page at each call: it changes at sign-in. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
}

/**
 * Calls the API and hands over the envelope's `data`; a session whose short token ran out is renewed by the server.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body] sent as JSON
 * @param {{ signal?: AbortSignal, keepalive?: boolean }} [options]
 * @returns {Promise<any>}
 */
export async function call(method, path, body, options = {}) {
  return unwrap(await send(method, path, body, options));
}

/** @param {string} method @param {string} path @param {unknown} body @param {RequestInit} options */
async function send(method, path, body, options) {
  const headers = new Headers({ Accept: "application/json" });
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (method !== "GET" && csrfToken()) headers.set("X-CSRF-Token", csrfToken());
  const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body), ...options };
  try {
    return await fetch(path, init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Refused(0, "offline", "The server can’t be reached. Nothing was lost; try again in a moment.");
  }
}

/** @param {Response} response */
async function unwrap(response) {
  if (response.status === 204) return undefined;
  const envelope = await response.json().catch(() => undefined);
  if (response.ok && envelope?.success) return envelope.data;
  const error = envelope?.error ?? {};
  const message = error.message ?? envelope?.message ?? `The server answered ${response.status}. Try again.`;
  throw new Refused(response.status, error.code ?? "unknown", message, error.fields);
}
