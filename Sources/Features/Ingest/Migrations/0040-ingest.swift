package import SQL

extension Migration {
    /// What was made of each version: encodings, the outline, and the print by which it is known again.
    ///
    /// `transcodes.segments` is JSON, `[[frames, bytes], …]` in order; frames are at the encoding's `sample_rate`.
    /// `skip_samples` are to be dropped at the start, `total_samples` are the music, known once `is_complete`.
    /// Files of an encoding lie below `transcodes/{version_id}/{format}.{generation}/`.
    package static let ingest = Migration(
        "0040-ingest",
        up: { dialect in
            [
                """
                CREATE TABLE transcodes (
                    id \(dialect.textID) PRIMARY KEY,
                    version_id \(dialect.textID) NOT NULL REFERENCES track_versions (id) ON DELETE CASCADE,
                    format \(dialect.textID) NOT NULL,
                    generation BIGINT NOT NULL CHECK (generation >= 1),
                    status TEXT NOT NULL CHECK (status IN ('pending', 'ready', 'failed')),
                    codec TEXT NOT NULL,
                    bandwidth BIGINT NOT NULL,
                    init_bytes BIGINT NOT NULL DEFAULT 0,
                    segments TEXT NOT NULL DEFAULT '[]',
                    sample_rate BIGINT NOT NULL,
                    skip_samples BIGINT NOT NULL,
                    total_samples BIGINT,
                    is_complete BIGINT NOT NULL DEFAULT 0 CHECK (is_complete IN (0, 1)),
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    UNIQUE (version_id, format, generation)
                )
                """,
                """
                CREATE TABLE waveforms (
                    version_id \(dialect.textID) PRIMARY KEY REFERENCES track_versions (id) ON DELETE CASCADE,
                    sample_rate BIGINT NOT NULL,
                    samples_per_pixel BIGINT NOT NULL,
                    length BIGINT NOT NULL,
                    json_key TEXT NOT NULL,
                    png_key TEXT,
                    created_at BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE audio_fingerprints (
                    id \(dialect.textID) PRIMARY KEY,
                    version_id \(dialect.textID) NOT NULL UNIQUE REFERENCES track_versions (id) ON DELETE CASCADE,
                    fingerprint_hash \(dialect.textID) NOT NULL,
                    chromaprint_data \(dialect.blob) NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE artwork_colours (
                    asset_id \(dialect.textID) PRIMARY KEY REFERENCES assets (id) ON DELETE CASCADE,
                    hue DOUBLE PRECISION NOT NULL,
                    chroma DOUBLE PRECISION NOT NULL,
                    lightness DOUBLE PRECISION NOT NULL
                )
                """,
                "CREATE INDEX audio_fingerprints_hash ON audio_fingerprints (fingerprint_hash)",
            ]
        },
        down: { _ in
            [
                "DROP TABLE artwork_colours", "DROP TABLE audio_fingerprints", "DROP TABLE waveforms",
                "DROP TABLE transcodes",
            ]
        }
    )
}
