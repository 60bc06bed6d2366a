import { call } from "../lib/api.js";
import { Transfer } from "./transfer.js";
import { asTrack, titleFrom } from "./wishes.js";

/**
 * What came of a file: the track's id, the version, and the track itself where it is a new one, as the API shows them.
 * @typedef {{ trackID: string, version: any, track?: any }} Published
 */

/**
 * Makes a song of a file that has arrived, or a version of one.
 * @param {any} asset
 * @param {string} name of the file
 * @param {import("./wishes.js").Wishes} wishes
 * @returns {Promise<Published>}
 */
export async function publish(asset, name, wishes) {
  const body = { original_asset_id: asset.asset_id, version_label: wishes.version_label || undefined };
  if (wishes.for_track) {
    const { version } = await call("POST", `/api/v1/tracks/${wishes.for_track}/versions`, body);
    return { trackID: wishes.for_track, version };
  }
  const title = wishes.title || asset.probe?.tags?.title || titleFrom(name);
  const song = { ...asTrack(wishes), ...body, title, artist_id: wishes.artist_id || undefined };
  const { track, version } = await call("POST", "/api/v1/tracks", song);
  return { trackID: track.id, version, track };
}

/**
 * Changes what is there to what is wished otherwise now.
 * @param {string} version the version's id
 * @param {string | undefined} track the track's id where it is the version's own
 * @param {import("./wishes.js").Wishes} wishes only those that changed
 * @returns {Promise<any>} the track where it changed
 */
export async function amend(version, track, wishes) {
  if (wishes.version_label !== undefined) {
    await call("PUT", `/api/v1/versions/${version}`, { version_label: wishes.version_label || null });
  }
  const fields = Object.entries(asTrack(wishes)).filter(([, value]) => value !== undefined);
  if (!track || !fields.length) return undefined;
  return (await call("PATCH", `/api/v1/tracks/${track}`, Object.fromEntries(fields))).track;
}

/**
 * Gives a track a picture.
 * @param {string} trackID
 * @param {File} picture
 * @param {AbortSignal} signal
 * @returns {Promise<any>} the track
 */
export async function dress(trackID, picture, signal) {
  const transfer = new Transfer(picture, signal, { progress: () => {}, cutOff: () => {} });
  const upload = await transfer.begin();
  await transfer.send(upload);
  const { asset_id } = await transfer.finish(upload);
  return (await call("PATCH", `/api/v1/tracks/${trackID}`, { artwork_asset_id: asset_id })).track;
}
