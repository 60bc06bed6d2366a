internal import CFFmpeg

/// Named settings in FFmpeg's own dictionary, freed with the value.
struct Options: ~Copyable {
    /// What is passed to FFmpeg, which takes out the settings that it understood.
    var dictionary: OpaquePointer?

    init(_ settings: KeyValuePairs<String, String>) {
        for (name, value) in settings { av_dict_set(&dictionary, name, value, 0) }
    }

    deinit {
        var dictionary = dictionary
        av_dict_free(&dictionary)
    }
}
