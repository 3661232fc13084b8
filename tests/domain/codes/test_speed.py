"""Speed of reading, beside biip in the same run; ratios and bounds with room for a busy machine."""

import random
import string
import time
from datetime import date

import biip
import pytest

from qtrace.domain.codes.hibc_write import HibcFields, write_hibc
from qtrace.domain.codes.iccbba import IccbbaFields, write_iccbba
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.ma import MaFields, write_ma
from qtrace.domain.codes.mh10 import write_mh10
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
        start = time.process_time()
        for text in texts:
            work(text)
        best = max(best, len(texts) / (time.process_time() - start))
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


def _families(count):
    """Whole labels of four to six fields by issuer, with the AIM identifier of a matrix symbol."""
    rng = random.Random(11)
    last, made = date(2029, 1, 31), date(2026, 1, 3)

    def text(length):
        return "".join(rng.choices(string.ascii_uppercase + string.digits, k=length))

    def supplier():
        pairs = ("P", text(8)), ("1P", text(8)), ("Q", "500"), ("1T", text(8)), ("S", text(7))
        return write_mh10((*pairs, ("9D", "261231")), YEAR, TABLE)

    writers = {
        "HIBC": lambda: (
            write_hibc(HibcFields("A123", text(8), 1, lot=text(8), expiry=last), YEAR).combined
        ),
        "ICCBBA": lambda: write_iccbba(
            IccbbaFields("A9999" + text(11), serial=text(6), expiry=last, mfg=made, lot=text(18)),
            YEAR,
        ),
        "MA": lambda: write_ma(
            MaFields("MA.156.M0.100001.1" + f"{rng.randrange(10**7):07}", text(8), made, text(8)),
            YEAR,
        ),
        "MH10.8.2": supplier,
        "AHM": lambda: f"MF{text(8)}*BA{text(8)}*SN{text(8)}*ED281231",
        "own": lambda: "L26-04817-H/07",
    }
    return {name: [f"]d1{write()}" for _ in range(count)] for name, write in writers.items()}


def test_every_family_is_read_10_000_times_a_second(record_property):
    gs1 = _rate(biip.parse, _labels(1000))
    print(f"biip, GS1: {gs1:.0f}/s")
    for name, texts in _families(1000).items():
        rate = _rate(lambda text: interpret(text, TABLE, YEAR), texts)
        record_property(name, round(rate))
        print(f"{name}: {rate:.0f}/s")
        assert rate >= 10_000, name


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
