"""What tests in browsers have in common: the shared instance and browser, and people who come and go."""

from __future__ import annotations

import unittest

from Browser.browser import Browser, Visitor, shared_browser
from Browser.chromium import Chromium
from Harness.instance import shared_instance


class BrowserCase(unittest.TestCase):
    """Tests that share a browser, on the shared instance."""

    kind: type[Browser] = Chromium
    sound_needs_a_press = False

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = shared_instance()
        cls.browser = shared_browser(cls.kind, cls.sound_needs_a_press)

    def visitor(self, *arguments, **options) -> Visitor:
        """Somebody who leaves when the test ends."""
        visitor = self.browser.visitor(self.instance, *arguments, **options)
        self.addCleanup(visitor.close)
        return visitor

    def faultless_visitor(self, *arguments, **options) -> Visitor:
        """Somebody who leaves when the test ends, and on whose page nothing may have gone wrong."""
        visitor = self.visitor(*arguments, **options)
        self.addCleanup(lambda: self.assertEqual(visitor.faults, []))
        return visitor
