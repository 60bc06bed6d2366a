// Probe, decode, encode and package audio; FFmpeg, Opus and their kin stay behind this module.
