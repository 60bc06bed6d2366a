// The track's JSON as one would write it with Express and pg: the same rows, shaped the same.
// express.js PORT URL: the database is that of an instance, whose answers these are compared with.

const { createHmac } = require("node:crypto");
const express = require("express");
const { Pool } = require("pg");

const [port, url] = process.argv.slice(2);
const secret = process.env.SECURE_LINK_SECRET;
const pool = new Pool({ connectionString: url, max: 10 });
const app = express();
app.disable("x-powered-by");

app.get("/api/v1/tracks/:id", async (request, response, next) => {
  try {
    const track = await find(request.params.id);
    if (!track) return response.status(404).json({ success: false });
    response.set("Cache-Control", "private, no-cache");
    return response.json({ success: true, data: { track } });
  } catch (error) {
    return next(error);
  }
});

const TRACK = `
  SELECT t.*, a.handle, a.name FROM tracks t JOIN artists a ON a.id = t.artist_id
  WHERE t.id = $1 AND t.deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = t.owner_user_id AND u.is_banned = 1)
  AND t.visibility = 'public' AND (t.release_at IS NULL OR t.release_at <= $2)`;
const VERSIONS = `
  SELECT * FROM track_versions WHERE track_id = $1 AND deleted_at IS NULL
  AND (playable = 1 OR status = 'lost') ORDER BY number`;
const CREDITS = "SELECT person_name, role, url FROM credits WHERE track_id = $1 ORDER BY position";
const TAGS = "SELECT g.tag FROM track_tags k JOIN tags g ON g.id = k.tag_id WHERE k.track_id = $1 ORDER BY k.position";
const TRANSCODES = `
  SELECT version_id, format, status FROM transcodes n WHERE version_id = ANY($1) AND generation = (
    SELECT max(generation) FROM transcodes o WHERE o.version_id = n.version_id AND o.format = n.format
  ) ORDER BY version_id, format DESC`;
const PLAYS = "SELECT coalesce(sum(plays), 0)::int AS count FROM analytics_daily WHERE track_id = $1";
const COMMENTS = `
  SELECT count(*)::int AS count FROM comments c
  JOIN track_versions v ON v.id = c.version_id JOIN users u ON u.id = c.user_id
  WHERE c.track_id = $1 AND c.deleted_at IS NULL AND c.visibility = 'visible' AND u.is_banned = 0
  AND (v.playable = 1 OR v.status = 'lost') AND v.deleted_at IS NULL`;

/** Every statement is prepared once per connection, as ours are. */
async function rows(name, text, ...values) {
  return (await pool.query({ name, text, values })).rows;
}

async function find(id) {
  const [track] = await rows("track", TRACK, id, Date.now());
  if (!track) return null;
  const versions = await rows("versions", VERSIONS, id);
  const credits = await rows("credits", CREDITS, id);
  const tags = await rows("tags", TAGS, id);
  const transcodes = await rows("transcodes", TRANSCODES, versions.map((version) => version.id));
  const [plays] = await rows("plays", PLAYS, id);
  const [comments] = await rows("comments", COMMENTS, id);
  const shown = versions.map((version) => versionAnswer(version, transcodes));
  return trackAnswer(track, shown, credits, tags, { plays: plays.count, comments: comments.count });
}

function trackAnswer(track, versions, credits, tags, counts) {
  const primary = versions.find((version) => version.id === track.primary_version_id);
  const artwork = (size) => track.artwork_asset_id && `/images/artwork_${track.artwork_asset_id}_${size}.jpg`;
  return present({
    id: track.id,
    title: track.title,
    slug: track.slug,
    url: `/@${track.handle}/${track.slug}`,
    artist: { id: track.artist_id, handle: track.handle, name: track.name, url: `/@${track.handle}` },
    owner_user_id: track.owner_user_id,
    visibility: track.visibility,
    release_at: time(track.release_at),
    release_zone: track.release_zone,
    published_at: time(track.published_at),
    description_md: track.description_md,
    artwork_asset_id: track.artwork_asset_id,
    artwork_url: artwork("full"),
    artwork_thumb_url: artwork("thumb"),
    primary_version_id: track.primary_version_id,
    created_at: time(track.created_at),
    updated_at: time(track.updated_at),
    may_edit: false,
    may_hear_lossless: false,
    tags: tags.map((tag) => tag.tag),
    primary_version: primary,
    description_html: `<p>${track.description_md}</p>\n`,
    versions,
    credits: credits.map(present),
    stream: primary?.stream,
    transcodes: primary?.transcodes,
    waveform_url: primary?.waveform_url,
    counts,
  });
}

function versionAnswer(version, transcodes) {
  return present({
    id: version.id,
    track_id: version.track_id,
    number: Number(version.number),
    title: version.title,
    version_label: version.version_label,
    version_type: version.version_type,
    metadata: JSON.parse(version.metadata),
    status: version.status,
    playable: version.playable === "1",
    duration_ms: number(version.duration_ms),
    sample_rate: number(version.sample_rate),
    channels: number(version.channels),
    loudness_lufs: version.loudness_lufs,
    loudness_range_lu: version.loudness_range_lu,
    true_peak_dbtp: version.true_peak_dbtp,
    created_at: time(version.created_at),
    progress: version.status === "ready" ? 1 : 0,
    transcodes: transcodes
      .filter((transcode) => transcode.version_id === version.id)
      .map(({ format, status }) => ({ format: `hls_${format}`, status })),
    stream: stream(version),
    waveform_url: `/api/v1/versions/${version.id}/waveform`,
  });
}

function stream(version) {
  const expires = Math.floor((Date.now() + Math.max(3_600_000, 2 * Number(version.duration_ms))) / 1000);
  const signature = createHmac("sha256", secret).update(`${version.id}.${expires}`).digest("base64url");
  return {
    url: `/media/hls/${version.id}/master.m3u8?exp=${expires}&sig=${signature}`,
    expires_at: time(expires * 1000),
  };
}

const time = (milliseconds) => (milliseconds === null ? null : new Date(Number(milliseconds)).toISOString());
const number = (text) => (text === null ? null : Number(text));

/** The members that have a value. */
function present(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined));
}

app.listen(Number(port), "127.0.0.1");
