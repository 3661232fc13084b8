"""The style sheet: one short template, every rule bound to a `look` that a widget asks for.

Almost everything is painted or comes from the palette; only Qt's own inputs and scroll bars, whose
parts no palette reaches, are styled here.
"""

from string import Template

from qtrace.ui.theme.profiles import SizeProfile
from qtrace.ui.theme.tokens import Tokens

LOOK = "look"
FIELD = "field"
SCROLL = "scroll"

TEMPLATE = Template(
    """
*[look="field"] { background: $surface; color: $text; border: 1px solid $control;
  border-radius: 6px; padding: 0 12px; min-height: ${control_inner}px;
  selection-background-color: $primary; selection-color: $on_primary; }
*[look="field"]:focus { border: 3px solid $focus; padding: 0 10px;
  min-height: ${focus_inner}px; }
*[look="field"]:disabled { background: $sunken; color: $text2; border-color: $line; }
*[look="scroll"] QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
*[look="scroll"] QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; }
*[look="scroll"] QScrollBar::handle { background: $control; border-radius: 4px; margin: 2px;
  min-height: 48px; min-width: 48px; }
*[look="scroll"] QScrollBar::add-line, *[look="scroll"] QScrollBar::sub-line { width: 0; height: 0; }
"""
)


def style_sheet(tokens: Tokens, profile: SizeProfile) -> str:
    """The style sheet of one theme and one size profile."""
    return TEMPLATE.substitute(
        surface=tokens.surface,
        sunken=tokens.sunken,
        text=tokens.text,
        text2=tokens.text2,
        control=tokens.control,
        line=tokens.line,
        primary=tokens.primary,
        on_primary=tokens.on_primary,
        focus=tokens.focus,
        control_inner=profile.control - 2,
        focus_inner=profile.control - 6,
        bar=round(12 * profile.scale),
    )
