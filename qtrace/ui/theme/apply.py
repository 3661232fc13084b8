"""Puts a theme and a size profile on the application, and tells which ones are on."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from qtrace.ui.theme.fonts import TextRole, font_of, load_fonts
from qtrace.ui.theme.profiles import TOUCH, SizeProfile
from qtrace.ui.theme.qss import style_sheet
from qtrace.ui.theme.tokens import LIGHT, Tokens, colour

PROPERTY = "qtrace_look"


@dataclass(frozen=True, slots=True)
class Look:
    """The theme and the sizes in force."""

    tokens: Tokens
    profile: SizeProfile


DEFAULT_LOOK = Look(LIGHT, TOUCH)


def palette_of(tokens: Tokens) -> QPalette:
    """The Qt palette that says the same as `tokens`."""
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: tokens.bg,
        roles.WindowText: tokens.text,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.sunken,
        roles.Text: tokens.text,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.on_primary,
        roles.Highlight: tokens.primary,
        roles.HighlightedText: tokens.on_primary,
        roles.PlaceholderText: tokens.text2,
        roles.ToolTipBase: tokens.surface,
        roles.ToolTipText: tokens.text,
        roles.Link: tokens.primary,
        roles.LinkVisited: tokens.primary,
        roles.Light: tokens.surface,
        roles.Midlight: tokens.line,
        roles.Mid: tokens.control,
        roles.Dark: tokens.control,
        roles.Shadow: tokens.line,
        roles.Accent: tokens.primary,
    }
    palette = QPalette()
    for role, code in pairs.items():
        palette.setColor(role, colour(code))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour(tokens.text2))
    return palette


def apply_theme(app: QApplication, tokens: Tokens, profile: SizeProfile) -> None:
    """Make every present and future widget of `app` wear this theme and these sizes."""
    load_fonts()
    app.setProperty(PROPERTY, Look(tokens, profile))
    current_look.cache_clear()
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font_of(TextRole.BODY, profile.scale))
    app.setPalette(palette_of(tokens))
    sheet = style_sheet(tokens, profile)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


@cache
def current_look() -> Look:
    """The look in force; light and Touch before any was applied.

    Kept until the next is applied: painting asks some two thousand times for one page.
    """
    app = QCoreApplication.instance()
    look = app.property(PROPERTY) if app is not None else None
    return look if isinstance(look, Look) else DEFAULT_LOOK


def current_tokens() -> Tokens:
    """The colours in force."""
    return current_look().tokens


def current_profile() -> SizeProfile:
    """The sizes in force."""
    return current_look().profile
