"""Sample codes made of parts, and hypothesis strategies for them."""

from hypothesis import strategies as st

from qtrace.domain.codes.characters import CSET82
from qtrace.domain.codes.checks import mod10_digit
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.reference import read_table

GS = "\x1d"
YEAR = 2026
DI = "0109506000134352"
TABLE = build_ai_table(read_table(AI_TABLE_PATH))

digits = st.text("0123456789", min_size=1)
cset82 = st.sampled_from(CSET82)


def numbers(length):
    return st.text("0123456789", min_size=length, max_size=length)


def gtins():
    return numbers(13).map(lambda payload: payload + mod10_digit(payload))


def dates():
    return (
        st.dates().map(lambda day: day.strftime("%y%m%d")).filter(lambda text: text[2:] != "0229")
    )


def texts(most):
    return st.text(cset82, min_size=1, max_size=most)


def device_elements():
    """AI and data of a device label: always a DI, the rest as it falls."""
    return st.fixed_dictionaries(
        {"01": gtins()},
        optional={
            "10": texts(20),
            "11": dates(),
            "13": dates(),
            "15": dates(),
            "17": dates(),
            "20": numbers(2),
            "21": texts(20),
            "240": texts(30),
            "241": texts(30),
            "30": st.text("0123456789", min_size=1, max_size=8),
            "422": st.sampled_from(["156", "840", "276"]),
            "3103": numbers(6),
            "710": texts(20),
            "7003": dates().map(lambda day: day + "2359"),
            "8012": texts(20),
            "91": texts(90),
        },
    )
