"""What tests in Chromium have in common: the shared instance, one browser, and people who come and go."""

from __future__ import annotations

import unittest

from Browser.chromium import Chromium, Visitor
from Harness.instance import shared_instance


class ChromiumCase(unittest.TestCase):
    """Tests that share a browser, on the shared instance."""

    autoplay = "no-user-gesture-required"

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = shared_instance()
        cls.browser = Chromium(autoplay=cls.autoplay)
        cls.addClassCleanup(cls.browser.close)

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
