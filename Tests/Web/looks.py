"""How a page is looked at: in which language, in light or dark, how wide."""

import dataclasses
import itertools

# 320 px is a telephone, and 1280 px at 400 %.
WIDTHS = (320, 1280)
# Of a page that is 1280 px wide, only its picture is taken this wide too.
WIDEST = 1920


@dataclasses.dataclass(frozen=True)
class Look:
    language: str = "en"
    theme: str = "light"
    width: int = 1280
    height: int = 800
    # Device pixels a CSS pixel.
    zoom: int = 1
    forced_colours: bool = False

    def __str__(self):
        return f"{self.language}-{self.theme}-{self.width}"

    def options(self):
        """The options of a browser's context."""
        return {
            "locale": {"en": "en-GB", "fr": "fr-FR"}[self.language],
            "color_scheme": self.theme,
            "viewport": {"width": self.width, "height": self.height},
            "device_scale_factor": self.zoom,
            "forced_colors": "active" if self.forced_colours else "none",
            "reduced_motion": "reduce",
        }


LOOKS = [Look(*each) for each in itertools.product(("en", "fr"), ("light", "dark"), WIDTHS)]
# What 1280 x 1024 px show at 400 %; French words are longer.
ZOOMED = Look("fr", "light", 320, 256, zoom=4)
