import Ingest
import Testing

@testable import Playback

struct PlaylistTests {
    let opus = Rendition(
        format: "opus",
        folder: "opus.1",
        codec: "Opus",
        sampleRate: 48_000,
        skip: 4152,
        frames: 480_000,
        segments: [.init(frames: 288_000, bytes: 120_000), .init(frames: 196_312, bytes: 90_000)],
        isComplete: true
    )

    @Test func `a closed playlist lists every segment and ends`() {
        let playlist = MediaPlaylist(rendition: opus, folder: "/media/hls/V", query: "exp=9&sig=s")
        #expect(
            playlist.text == """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:6
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:EVENT
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-START:TIME-OFFSET=0
                #EXT-X-STEMMA-RATE:48000
                #EXT-X-STEMMA-SKIP:4152
                #EXT-X-STEMMA-SAMPLES:480000
                #EXT-X-MAP:URI="/media/hls/V/opus.1/init.mp4?exp=9&sig=s"
                #EXTINF:6.000000,
                /media/hls/V/opus.1/segment_000.m4s?exp=9&sig=s
                #EXTINF:4.089833,
                /media/hls/V/opus.1/segment_001.m4s?exp=9&sig=s
                #EXT-X-ENDLIST

                """
        )
    }

    @Test func `a growing playlist has no end and no length yet`() {
        var growing = opus
        growing.isComplete = false
        growing.frames = nil
        growing.segments.removeLast()
        let text = MediaPlaylist(rendition: growing, folder: "/f", query: "q").text
        #expect(!text.contains("ENDLIST"))
        #expect(!text.contains("STEMMA-SAMPLES"))
        #expect(text.hasSuffix("#EXTINF:6.000000,\n/f/opus.1/segment_000.m4s?q\n"))
    }

    @Test func `a segment longer than the target raises it`() {
        var long = opus
        long.segments[0].frames = 48_000 * 7
        #expect(
            MediaPlaylist(rendition: long, folder: "", query: "").text.contains("#EXT-X-TARGETDURATION:7\n")
        )
    }

    @Test func `segment numbers have three digits or more`() {
        #expect(HLS.segmentName(7) == "segment_007.m4s")
        #expect(HLS.segmentName(1234) == "segment_1234.m4s")
    }

    @Test func `a rate is rounded up, and the highest where no number holds it`() {
        #expect(HLS.bitRate(bytes: 1, frames: 3, at: 1) == 3)
        #expect(HLS.bitRate(bytes: 1 << 40, frames: 1, at: 1 << 24) == .max)
        #expect(HLS.bitRate(bytes: 1, frames: 0, at: 48_000) == 0)
    }

    @Test func `the master playlist names each rendition with its codec and rates`() {
        var aac = opus
        aac.format = "aac"
        aac.codec = "mp4a.40.2"
        aac.sampleRate = 44_100
        aac.segments = [.init(frames: 264_600, bytes: 192_000)]
        let playlist = MasterPlaylist(renditions: [opus, aac], folder: "/media/hls/V", query: "exp=9&sig=s")
        #expect(
            playlist.text == """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-STREAM-INF:BANDWIDTH=176047,AVERAGE-BANDWIDTH=166505,CODECS="Opus"
                /media/hls/V/playlist_opus.m3u8?exp=9&sig=s
                #EXT-X-STREAM-INF:BANDWIDTH=256000,AVERAGE-BANDWIDTH=256000,CODECS="mp4a.40.2"
                /media/hls/V/playlist_aac.m3u8?exp=9&sig=s

                """
        )
    }
}
