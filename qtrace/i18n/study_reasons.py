"""Sentences for refusals about studies of measurement systems and check standards."""

from collections.abc import Mapping

from qtrace.domain.studies import StudyReason
from qtrace.i18n.translator import N_

_R = StudyReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.STUDY_NOT_FOUND: (N_("There is no such study"), N_("Choose one of the gauge's list")),
    _R.STUDY_SIZE: (
        N_("This is no study: {parts} parts, {appraisers} people and {trials} trials are needed"),
        N_("Change the number of parts, people or trials"),
    ),
    _R.STUDY_PARTS_ALIKE: (N_("Two parts have the same mark"), N_("Mark every part differently")),
    _R.STUDY_PEOPLE_ALIKE: (
        N_("One person is named twice"),
        N_("Name every person who measures once"),
    ),
    _R.STUDY_NEEDS_REFERENCE: (
        N_("Part {part} has no reference value"),
        N_("Type the value of its certificate"),
    ),
    _R.STUDY_LIMITS: (
        N_("The lower limit {lsl} is not below the upper limit {usl}"),
        N_("Type both limits again"),
    ),
    _R.STUDY_CONCLUDED: (
        N_("Study {number} is signed: nothing is read in it any more"),
        N_("Plan a new study"),
    ),
    _R.STUDY_INCOMPLETE: (
        N_("Study {number} still needs {left} readings"),
        N_("Measure to the end, then sign"),
    ),
    _R.STUDY_NO_RESULT: (
        N_("Study {number} has no result: {why}"),
        N_("Look whether the gauge resolves finely enough, then plan a new study"),
    ),
    _R.NOT_AN_APPRAISER: (
        N_("You do not measure in study {number}"),
        N_("Sign in as one of the people it names"),
    ),
    _R.NOT_THE_NEXT_TRIAL: (
        N_("Part {part} is not the next one: part {wanted} is"),
        N_("Measure the part that the screen names"),
    ),
    _R.TRIAL_CHANGED: (
        N_("The reading of part {part}, round {trial}, was corrected meanwhile"),
        N_("Look at it again"),
    ),
    _R.TRIAL_VALUE: (
        N_("“{given}” is no reading in {unit}"),
        N_("Measure again and type what the gauge shows"),
    ),
    _R.CHECK_STANDARD_MISSING: (
        N_("Gauge {gauge} has no check standard"),
        N_("Name its check standard first"),
    ),
    _R.CHECK_VALUE: (
        N_("“{given}” is no value in {unit}"),
        N_("Measure again and type what the gauge shows"),
    ),
    _R.CHECK_CHANGED: (
        N_("This check of gauge {gauge} was corrected meanwhile"),
        N_("Look at it again"),
    ),
}
