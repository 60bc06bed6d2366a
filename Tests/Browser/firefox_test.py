"""What Firefox is put through: tests of all that is done and heard in Chromium too."""

from __future__ import annotations

import unittest

from Browser import (
    app_test, keyboard_test, lossless_test, main_job_test, player_test, sound_test, track_test, upload_test, waveform_test,
)
from Browser.firefox import Firefox


class InFirefox:
    """Before a case among the bases of a class: runs those of its tests that `chosen` names, in Firefox."""

    kind = Firefox
    chosen: tuple[str, ...]

    def __init_subclass__(cls) -> None:
        tests = {name for name in dir(cls) if name.startswith("test_")}
        chosen = {f"test_{name}" for name in cls.chosen}
        assert chosen <= tests, f"there is no {chosen - tests}"
        for name in tests - chosen:
            setattr(cls, name, None)


class Work(InFirefox, main_job_test.MainJob):
    """By pointer, from page to page."""

    chosen = ("the_player_goes_on_while_pages_change", "the_embed_plays_in_a_frame")


class Keys(InFirefox, keyboard_test.ByKeyboard):
    """The main job by keyboard alone."""

    chosen = ("from_sign_up_to_sign_out",)


class Queue(InFirefox, player_test.InTheQueue):
    """What comes next."""

    chosen = (
        "a_song_is_put_next_by_pointer_and_heard", "songs_are_moved_by_keys_and_removed", "songs_are_dragged_by_mouse",
        "a_reload_brings_the_queue_back_paused_where_it_was",
    )


class Fingers(InFirefox, player_test.ByItsKeys):
    """The player's keys."""

    chosen = (
        "the_list_of_keys_is_true", "digits_play_versions_at_the_same_place",
        "the_speed_keeps_the_pitch_and_is_remembered", "sleep_fades_out_and_pauses",
    )


class Around(InFirefox, player_test.Around):
    """The player among tabs, on a phone and on a screen."""

    chosen = (
        "the_system_is_told_and_may_ask", "one_tab_sounds_at_a_time", "the_open_player_holds_the_focus_and_lets_it_go",
        "the_spectrum_is_drawn_from_what_is_heard",
    )


class Refused(InFirefox, player_test.WhereSoundNeedsAPress):
    """Where nothing may sound by itself."""

    chosen = ("the_player_asks_for_a_press",)


class Waveform(InFirefox, waveform_test.OnTheTrackPage):
    """The picture under mouse and keys."""

    chosen = (
        "a_wheel_with_control_looks_closer_where_the_mouse_is", "keys_do_all_that_hands_do",
        "the_window_of_the_overview_is_dragged_and_stretched",
        "the_mouse_seeks_where_it_is_pressed_and_where_it_is_let_go",
        "a_loop_is_drawn_along_the_ruler_and_moved_by_its_handles", "a_drawn_loop_is_what_is_heard",
        "pins_are_one_stop_for_keys_in_order_of_time", "a_comment_that_comes_leaves_an_open_list_alone",
    )


class Page(InFirefox, track_test.Track):
    """A song's versions, and its player passed on."""

    chosen = ("the_versions_stand_in_the_bar", "the_player_is_passed_on_in_ones_own_look")


class Travelling(InFirefox, upload_test.Travelling):
    """Files on their way."""

    chosen = ("a_file_is_paused_and_goes_on_where_it_was",)


class Choosing(InFirefox, upload_test.Choosing):
    """Files that are dropped."""

    chosen = ("files_are_dropped_on_any_page",)


class App(InFirefox, app_test.App):
    """Without the server."""

    chosen = ("pages_that_were_seen_can_be_read_without_the_server", "a_kept_song_plays_without_the_server")


class Renditions(InFirefox, sound_test.Renditions):
    """Sound without loss that takes over in mid-song."""

    chosen = ("sound_without_loss_takes_over_in_mid_song",)


class Joins(InFirefox, sound_test.Joins):
    """Songs that follow each other, to the sample."""

    chosen = ("two_halves_of_a_sound_are_joined_to_the_sample",)


class Fades(InFirefox, sound_test.Fades):
    """Songs that fade into each other."""

    chosen = ("a_person_chooses_how_long_songs_fade",)


class Loops(InFirefox, sound_test.Loops):
    """What is repeated, to the sample."""

    chosen = ("a_loop_repeats_to_the_sample_and_goes_on",)


class Loudness(InFirefox, sound_test.Loudness):
    """Songs that come out equally loud."""

    chosen = ("songs_of_different_loudness_come_out_equal",)
    renditions = ("opus",)


class Speeds(InFirefox, sound_test.Speeds):
    """The pitch at every speed."""

    chosen = ("the_pitch_stays_whatever_the_speed",)


class Setbacks(InFirefox, sound_test.Setbacks):
    """A server that goes and comes back."""

    chosen = ("a_server_that_is_away_for_five_seconds_is_not_heard",)


class Lossless(InFirefox, lossless_test.Lossless):
    """FLAC."""

    chosen = ("flac_plays_by_segments",)


if __name__ == "__main__":
    unittest.main()
