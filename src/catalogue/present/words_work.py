"""Words about the work list: what lint finds, and remarks of agenda, comparison and history. A sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

ABOUT_WORK: Mapping[str, tuple[str, ...]] = {
    # lint: what is doubtful, and the advice
    "lint.in_force_before_signed": (
        N_("In force since {effective}, before the signature of {signed}."),
        N_("Check both dates; where it was applied provisionally, say so in a note."),
    ),
    "lint.end_before_start": (
        N_("The end ({end}) lies before the start ({start})."),
        N_("Check both dates."),
    ),
    "lint.term_over": (
        N_("In force, but its term ended on {day}."),
        N_("Set the status to expired or completed, or record the renewal."),
    ),
    "lint.party_without_country": (
        N_("Nothing says which country {party} stands for."),
        N_("Record the side of the link, or the country of {party}."),
    ),
    "lint.met_too_early": (
        N_("Met on {met}, before {of} began ({start})."),
        N_("Check the dates of both records."),
    ),
    "lint.free_over_area": (
        N_("The free area ({free_ha}) is larger than the whole ({area_ha})."),
        N_("Check both figures and what they measure."),
    ),
    "lint.figure_without_as_of": (
        N_("The figure {value} does not say when it held."),
        N_("Add “@” and a date to it, as in “>10 actual @2024-02”."),
    ),
    "lint.claim_without_source": (
        N_("The claim “{value}” names no source."),
        N_("Name the source, or set its basis to editor."),
    ),
    "lint.no_preferred": (
        N_("Sources disagree ({values}), and none of the claims is preferred."),
        N_("Set the rank of one of them to preferred, with the reason."),
    ),
    "lint.orphan": (
        N_("{record} is linked to nothing, not even to a source."),
        N_("Link it, name its source, or remove it."),
    ),
    "lint.unlinked": (
        N_("{record} is linked to nothing but its sources."),
        N_("Link it to what it belongs to."),
    ),
    "lint.names_differ_by_script": (
        N_("“{name}” is “{same}” ({other}) in another script."),
        N_("If they are the same, merge them; if not, link them or record what distinguishes them."),
    ),
    "lint.probable_duplicate": (
        N_("“{name}” is the name of {other}, too."),
        N_("If they are the same, merge them; if not, link them or record what distinguishes them."),
    ),
    "lint.private_contact": (
        N_("Personal contact data ({what})."),
        N_("Remove it, or put the address of the office in its place."),
    ),
    "lint.found": (N_("Findings: {errors} errors, {warnings} warnings, {infos} remarks."),),
    "lint.nothing": (N_("No findings."),),
    "coverage.nothing": (
        N_("No declared totals are recorded here."),
        N_("“catalogue search has:declared” lists the records with one."),
    ),
    # agenda
    "agenda.nothing": (N_("Nothing is due in this period."),),
    "agenda.undated": (N_("Without a day: {count}; --undated lists them."),),
    "agenda.left_out": (N_("Entries without a day are not in the calendar: {count}."),),
    "day.unreadable": (
        N_("{value} is not a day."),
        N_("Write 2024-05-17, 17.05.2024, 2024-05, today or +30d."),
    ),
    # comparison and neighbourhood
    "compare.few": (N_("There is nothing to compare with."), N_("Give two ids or more.")),
    "compare.kinds": (N_("Only records of one kind can be compared; these are: {kinds}."),),
    "neighbours.cut": (N_("More records can be reached than the {limit} that are shown; --limit shows more."),),
    # history
    "record.not_then": (
        N_("There was no record {id} at the end of {day} (UTC)."),
        N_("It was first written at {first}; “catalogue log {id}” lists what happened to it."),
    ),
    "record.past": (N_("As it was at the end of {day} (UTC), without the links of other records."),),
}
