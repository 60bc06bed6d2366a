internal import Catalog
internal import DSP
internal import Media

/// Leaves what a `Packager` makes in a folder, and says so.
struct FolderSink: PackageSink {
    private let folder: ScratchFolder
    private let answer: Answer

    init(_ folder: ScratchFolder, _ answer: Answer) {
        self.folder = folder
        self.answer = answer
    }

    func began(_ source: ProbeResult) throws {
        try answer.say(.began(source))
    }

    func advanced(to frames: Int, of expected: Int?) throws {
        try answer.say(.advanced(frames: frames, expected: expected))
    }

    func renditionBegan(_ start: RenditionStart, initialisation: [UInt8]) throws {
        if !start.format.isOneFile {
            try folder.write(initialisation, as: ChildFile.initialisation(start.format))
        }
        try answer.say(.renditionBegan(start, bytes: initialisation.count))
    }

    func segmentMade(_ segment: Segment, of format: RenditionFormat) throws {
        try folder.write(segment.bytes, as: ChildFile.segment(format, segment.index))
        try answer.say(
            .segmentMade(
                format: format,
                index: segment.index,
                frames: segment.frames,
                bytes: segment.bytes.count
            )
        )
    }

    func fileGrew(by bytes: [UInt8], of format: RenditionFormat) throws {
        try folder.append(bytes, to: ChildFile.whole(format))
    }

    func fileMade(head: [UInt8], frames: Int, of format: RenditionFormat) throws {
        let bytes = try folder.overwrite(ChildFile.whole(format), with: head)
        try answer.say(.fileMade(format: format, frames: frames, bytes: bytes))
    }

    func renditionEnded(_ end: RenditionEnd, of format: RenditionFormat) throws {
        try answer.say(.renditionEnded(end, format: format))
    }

    func waveformGrew(_ waveform: Waveform) throws {
        try folder.write(waveform.json(), as: ChildFile.growing(waveform.length))
        try answer.say(.waveformGrew(.init(waveform)))
    }

    func measured(_ found: Measurements) throws {
        try folder.write(found.waveform.json(), as: ChildFile.waveform)
        try folder.write(found.waveform.rmsJSON(), as: ChildFile.rms)
        try folder.write(WaveformPicture.draw(found.waveform).png(), as: ChildFile.waveformPicture)
        try answer.say(.measured(MeasuredSound(found)))
    }

    func coverFound(_ cover: Cover) throws {
        for size in ArtworkSize.allCases {
            try folder.write(cover.bytes(size), as: ChildFile.cover(size))
        }
        try answer.say(.pictureMade(AccentColour(from: cover.pixels)))
    }
}

extension Cover {
    fileprivate func bytes(_ size: ArtworkSize) -> [UInt8] {
        switch size {
        case .full: full
        case .half: half
        case .thumb: thumbnail
        }
    }
}

extension AccentColour {
    /// The accent of a picture; what is transparent counts as it is stored.
    init(from picture: Picture) {
        var rgb: [UInt8] = []
        rgb.reserveCapacity(3 * picture.width * picture.height)
        for start in stride(from: 0, to: picture.pixels.count, by: 4) {
            rgb += picture.pixels[start..<(start + 3)]
        }
        self.init(from: rgb, width: picture.width, height: picture.height)
    }
}

extension ChildMessage.Outline {
    init(_ waveform: Waveform) {
        sampleRate = waveform.sampleRate
        samplesPerPixel = waveform.samplesPerPixel
        length = waveform.length
    }
}

extension MeasuredSound {
    init(_ found: Measurements) {
        outline = .init(found.waveform)
        loudness = found.loudness
        loudnessRange = found.loudnessRange
        truePeak = found.truePeak
        fingerprint = found.fingerprint
        frames = found.frames
        sampleRate = found.sampleRate
        let factor = (found.waveform.length + 999) / 1000
        levels = found.waveform.coarser(by: max(1, factor)).rms.map { Float($0) / 128 }
    }
}
