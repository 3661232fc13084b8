"""Words that labels and documents share with items."""

from qtrace.domain.documents import LABEL_STATUSES, DocumentRefusal
from qtrace.domain.items import LabelStatus


def test_labels_show_every_status_a_label_may_have():
    assert set(LABEL_STATUSES) == {status.value for status in LabelStatus}


def test_refusals_of_the_area_have_codes_of_their_own():
    codes = [refusal.value for refusal in DocumentRefusal]
    assert len(set(codes)) == len(codes)
    assert all(code == code.upper() for code in codes)
