"""Speed of reading, beside biip in the same run; ratios and bounds with room for a busy machine."""

import random
import string
import time

import biip
import pytest

from qtrace.domain.codes.interpret import interpret
from tests.domain.codes.samples import DI, GS, TABLE, YEAR

pytestmark = pytest.mark.benchmark


def _labels(count):
    rng = random.Random(7)

    def text(most):
        return "".join(rng.choices(string.ascii_uppercase + string.digits, k=rng.randint(4, most)))

    return [f"]d2{DI}17261231" + f"10{text(12)}{GS}21{text(14)}" for _ in range(count)]


def _rate(work, texts):
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for text in texts:
            work(text)
        best = max(best, len(texts) / (time.perf_counter() - start))
    return best


def test_at_least_10_000_strings_a_second_and_faster_than_biip(record_property):
    texts = _labels(3000)
    ours = _rate(lambda text: interpret(text, TABLE, YEAR), texts)
    lost = _rate(lambda text: interpret(text, TABLE, YEAR), [t.replace(GS, "") for t in texts])
    theirs = _rate(biip.parse, texts)
    record_property("ours_per_s", round(ours))
    record_property("lost_per_s", round(lost))
    record_property("biip_per_s", round(theirs))
    print(f"ours {ours:.0f}/s, lost separators {lost:.0f}/s, biip {theirs:.0f}/s")
    assert ours >= 10_000
    assert lost >= 10_000 or lost > theirs
    assert ours > theirs


HOSTILE = {
    "nested_ais": "]d2" + "1021" * 2047,
    "many_lots": "]d2" + GS.join(f"10{i}" for i in range(1600)),
    "all_internal": "]d2" + GS.join(f"9{i}" + "10212401112172130" * 5 for i in range(1, 10)),
    "long_lots": "]d2" + GS.join(["10" + ("1021240400241250251" * 14)[:235]] * 34),
    "every_ai": "]d2"
    + GS.join(a + ("1021240112172130374002410" * 4)[: r.most] for a, r in TABLE.rules.items()),
    "brackets": "(10)" + "((" * 4000,
    "escapes": "(10)" + "\\(" * 4000,
    "address": "https://a/" + "01/" * 2700,
    "percent": "https://a/01/" + "%" * 8000,
    "query": "https://a/01/09506000134352?" + "17=261231&" * 800,
    "internal": "LOC-" + "A-" * 4000,
    "separators": "]d2" + GS * 8000,
    "digits": "1" * 8192,
    "hibc": "+A99912345/$L" + "/Q1" * 2700,
    "slashes": "+A99912345/" + "/" * 8000,
    "structures": "=>029032" * 1000,
    "segments": "MA.156.M0.100001.10000001" + ".LA" * 2600,
    "starred": "MF1234567" + "*BAL1" * 1600,
    "envelope": "[)>\x1e06\x1d" + "Q1\x1d" * 2700 + "\x1e\x04",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_up_to_8_kb_takes_50_ms(name):
    text = HOSTILE[name][:8192]
    best = min(_timed(text) for _ in range(3))
    print(f"{name}: {best * 1000:.1f} ms")
    assert best < 0.05


def _timed(text):
    start = time.perf_counter()
    interpret(text, TABLE, YEAR)
    return time.perf_counter() - start
