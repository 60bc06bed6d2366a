internal import Catalog
internal import Essentials
internal import Media
internal import ObjectStore
internal import SQL

// Every statement on `waveforms` and `audio_fingerprints`.

extension ChildMessage.Outline {
    /// Says that the waveform of this shape is stored, and its picture too where `hasPicture`.
    func store(
        of version: ID<Version>,
        hasPicture: Bool,
        at now: Instant,
        in session: any Session
    ) async throws {
        let json = try WaveformKeys.extremes(of: version).path
        let picture = hasPicture ? try WaveformKeys.picture(of: version).path : nil
        try await session.execute(
            """
            INSERT INTO waveforms (version_id, sample_rate, samples_per_pixel, length, json_key, png_key, created_at)
            VALUES (\(version), \(sampleRate), \(samplesPerPixel), \(length), \(json), \(picture), \(now))
            ON CONFLICT (version_id) DO UPDATE SET sample_rate = excluded.sample_rate,
                samples_per_pixel = excluded.samples_per_pixel, length = excluded.length,
                png_key = excluded.png_key
            """
        )
    }
}

extension Fingerprint {
    /// Keeps the fingerprint, in place of an earlier one.
    func store(of version: ID<Version>, at now: Instant, in session: any Session) async throws {
        let digits = String(hash, radix: 16)
        let hash = String(repeating: "0", count: 8 - digits.count) + digits
        try await session.execute(
            """
            INSERT INTO audio_fingerprints (id, version_id, fingerprint_hash, chromaprint_data, created_at)
            VALUES (\(ID<Fingerprint>()), \(version), \(hash), \(Array(text.utf8)), \(now))
            ON CONFLICT (version_id) DO UPDATE SET fingerprint_hash = excluded.fingerprint_hash,
                chromaprint_data = excluded.chromaprint_data
            """
        )
    }
}
