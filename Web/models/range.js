/**
 * The part of a whole answer that a Range field asks for (RFC 9110 §14); all of it where it asks for none, or for
 * several.
 * @param {Response} whole
 * @param {string | null} range
 */
export async function ranged(whole, range) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (!first && !last) return whole;
  const bytes = await whole.arrayBuffer();
  const size = bytes.byteLength;
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  const headers = new Headers({ "Content-Type": whole.headers.get("Content-Type") ?? "", "Accept-Ranges": "bytes" });
  if (start > end) {
    headers.set("Content-Range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Range", `bytes ${start}-${end}/${size}`);
  headers.set("Content-Length", String(end - start + 1));
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}
