// One pass over an upload: renditions, waveform, loudness, fingerprint, artwork.
