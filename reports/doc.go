// Package reports turns what the store has counted into a Report: every figure
// worked out once, with its n and N, what is not recorded, a heading that
// states the finding, and the definitions behind it. The screen and the
// writers in the packages xlsx, pdf and docx all show the same Report. Where parts
// do not add up, Build refuses with a sentence.
//
// # Small numbers
//
// Package disclosure says which counts may leave the service. Its rule is
// applied while the Report is built, before any sentence is made, so that a
// hidden number is in no field, text or chart of it. Writers print Cells; they
// never add, subtract or divide.
//
// # The JSON
//
// Report.JSON is one object. Counts are whole numbers; means, deviations and
// percentages have up to 4 decimals, but in a protected report a mean has no more
// than the number of people allows (precision.go); what does not exist is null, never 0, and
// so is a count that is hidden. Keys are stable; new ones may be added.
// "format" is 1.
//
//	format, edition      1, and the edition of the definitions
//	service              name of the service
//	period               {"from": "2018-10-01", "to": "2019-05-31"}, both included
//	as_at                when the figures were counted, RFC 3339
//	partner, surgery, reason
//	                     names of the filters, "" for all; partner only with that filter
//	own_clients_only     true if it was counted by someone who sees only their own
//	                     clients, so that no one else's are in it
//	scope                whom it is about, in words, as on its cover
//	draft, mark          true for a report that is not for handing over, and
//	                     what its pages say at the top, "" if it is handed over
//	series               null unless it was made for a reader, else {"reader", "held": [{"period",
//	                     "surgery", "reason", "own_clients_only", "as_at"}], "cells", "hidden",
//	                     "hidden_alone", "told", "headline_figures_shown",
//	                     "headline_figures"}: who the report is made for, what
//	                     they have already that bears on it, and how many cells
//	                     are hidden, with that and without it; told are
//	                     numbers that would follow, and keep it from being
//	                     handed over
//	small_numbers        {"minimum": 5, "round_to": 0, "note"}: counts of 1 up to the
//	                     minimum are hidden; 0 hides none
//	N, clients_seen      people seen in the period (the same number)
//	referrals_received   referrals dated in the period
//	key_figures          [{"key", "value", "label", "note"}], texts as printed
//	reasons, sex, age_bands, surgeries, sources, prescribers, partners (only in a partnership)
//	                     a table each: its rows add up to N
//	further_reasons, needs_found
//	                     a table each that overlaps: a person may be in several rows
//	reason_needs         a matrix: people by main reason (rows) and need (columns)
//	loneliness           {"reason", "finding", "main_reason", "found_later",
//	                     "by_reason": table, "other_needs": table}, or null
//	contacts             {"by_kind": table, "by_outcome": table}
//	appointments         {"N", "did_not_attend", "seen_or_not_attended", "walk_ins", "by_outcome": table, "by_way": table}
//	waits                {"to_first_contact", "to_first_service"}: a table each with
//	                     "median_days", "quarter_within_days", "three_quarters_within_days"
//	offers               {"chosen", "started", "people": table, "by_decision": table,
//	                     "not_chosen": table, "confidence": matrix, "services": matrix,
//	                     "prescriptions": table}; chosen counts offers, started
//	                     services whose client went at least once
//	gaps                 a table of the times that nothing suitable was found
//	follow_ups           a table, with "due" (its N), "on_time" and "not_yet_due" beside it;
//	                     those that are not yet due are no part of the N
//	home_visits          {"visits_made", "people_visited", "findings": table,
//	                     "clutter": table, "needs_found": table, "decisions":
//	                     table}; left out where no home visit was made. The
//	                     tables are about the people visited but for the last
//	without_contact      {"referrals", "offers", "questionnaires", "follow_ups", "note"}:
//	                     what was recorded in the period about people with no
//	                     attended contact in it, who are not counted as seen
//	outcomes             [outcome], one for each score of the questionnaires in use
//	comparison           with the period before, or null: {"period", "finding",
//	                     "rows": [{"key", "label", "before", "now", "change"}]}
//	learnt               the coordinator's own words, as package wording reads them
//	stories              [{"quote", "heading", "body"}]
//	definitions          [{"term", "meaning"}]
//	data_quality         [sentence]
//
// A table is
//
//	{"title", "finding", "note",
//	 "n": 68, "N": 69, "not_recorded": 1, "hidden_together": 8, "overlaps": false,
//	 "rows": [{"key": "…", "label": "Housing", "n": 19, "percent": 27.9412}, …,
//	          {"key": "not_recorded", "label": "Not recorded", "n": 1, "percent": null}]}
//
// where percentages are of n, or of N where the table overlaps. Tables of
// things that are always recorded have no row "not_recorded". A row that may
// not be shown has "n": null, "percent": null and "hidden": true;
// hidden_together, where it may be given, is what those rows come to. A row with
// "counted_together" stands for those whose keys it lists; with "unanswered": true
// it is of people of whom there is no answer, and each of them may be 0.
//
// A matrix is {"title", "finding", "note", "columns": [name],
// "rows": [{"key", "label", "cells": [{"n", "percent", "hidden"}]}]}.
//
// An outcome is
//
//	{"instrument": "wemwbs", "questionnaire": "wemwbs", "name", "min": 14, "max": 70,
//	 "lower_is_better": false, "N": 69,
//	 "n_baseline": 60, "n_follow_up": 45, "n_pairs": 41,
//	 "incomplete_baseline", "incomplete_follow_up", "refused_evaluation",
//	 "scores_estimated", "pairs_adjusted",
//	 "mean_baseline": 32.0, "mean_follow_up": 44.0, "mean_change": 12.0, "sd_change",
//	 "paired": {"median_baseline", "median_follow_up", "sd_baseline", "sd_follow_up",
//	            "ci95_low", "ci95_high", "t", "df", "p", "d_z"},
//	 "mean_all_baselines", "mean_all_follow_ups",
//	 "changes": [{"key": "rose_small", "label", "points": 3, "n", "N", "percent"},
//	             {"key": "rose_large", …, "part_of": "rose_small"},
//	             {"key": "same", …}, {"key": "fell", …}],
//	 "bands": matrix or null, "finding", "small_sample_note",
//	 "comparators": [{"source", "year", "group", "mean"}], "by_mode": table,
//	 "breakdowns": [{"key", "title", "note", "rows": [{"key", "label", "n_pairs",
//	                "mean_baseline", "mean_follow_up", "mean_change", "ci95_low", "ci95_high"}]}],
//	 "follow_up_scores": table or null, "missing_follow_up": [matrix]}
//
// where instrument is the score (a subscale is "djg6.social") and
// mean_baseline, mean_follow_up, mean_change and sd_change are of the same
// people, the pairs; so is what is in paired, where a figure that cannot be
// given (one pair, or every change the same) is null. The means over all are
// apart, as they describe different people. N is the people seen in the period
// and those who answered a questionnaire in it without a contact on record.
package reports
