// Package reports turns what the store has counted into a Report: every figure
// worked out once, with its n and N, what is not recorded, a heading that
// states the finding, and the definitions behind it. The screen and the
// writers in the packages xlsx and pdf all show the same Report. Where parts
// do not add up, Build refuses with a sentence.
//
// # The JSON
//
// Report.JSON is one object. Counts are whole numbers; means, deviations and
// percentages have up to 4 decimals; what does not exist is null, never 0.
// Keys are stable; new ones may be added. "format" is 1.
//
//	format               1
//	service              name of the service
//	period               {"from": "2018-10-01", "to": "2019-05-31"}, both included
//	as_at                when the figures were counted, RFC 3339
//	surgery, reason      names of the filters, "" for all
//	N, clients_seen      people seen in the period (the same number)
//	referrals_received   referrals dated in the period
//	key_figures          [{"key", "value", "label", "note"}], texts as printed
//	reasons, sex, age_bands, surgeries, sources
//	                     a table each: its rows add up to N
//	further_reasons, needs_found
//	                     a table each that overlaps: a person may be in several rows
//	contacts             {"by_kind": table, "by_outcome": table}
//	offers               {"chosen", "started", "people": table, "by_decision": table,
//	                     "prescriptions": table}; chosen counts offers, started
//	                     services whose client went at least once
//	gaps                 a table of the times that nothing suitable was found
//	follow_ups           a table, with "due" (its N) and "on_time" beside it
//	outcomes             [outcome], one for each questionnaire in use
//	definitions          [{"term", "meaning"}]
//	data_quality         [sentence]
//
// A table is
//
//	{"title", "finding",
//	 "n": 68, "N": 69, "not_recorded": 1, "overlaps": false,
//	 "rows": [{"key": "…", "label": "Housing", "n": 19, "percent": 27.9412}, …,
//	          {"key": "not_recorded", "label": "Not recorded", "n": 1, "percent": null}]}
//
// where percentages are of n, or of N where the table overlaps. Tables of
// things that are always recorded have no row "not_recorded". A row that may
// not be shown has "n": null, "percent": null and "hidden": true.
//
// An outcome is
//
//	{"instrument": "wemwbs", "name", "min": 14, "max": 70, "N": 69,
//	 "n_baseline": 60, "n_follow_up": 45, "n_pairs": 41,
//	 "incomplete_baseline", "incomplete_follow_up", "refused_evaluation",
//	 "mean_baseline": 32.0, "mean_follow_up": 44.0, "mean_change": 12.0, "sd_change",
//	 "paired": {"median_baseline", "median_follow_up", "sd_baseline", "sd_follow_up",
//	            "ci95_low", "ci95_high", "t", "df", "p", "d_z"},
//	 "mean_all_baselines", "mean_all_follow_ups",
//	 "changes": [{"key": "rose_small", "label", "points": 3, "n", "N", "percent"},
//	             {"key": "rose_large", …, "part_of": "rose_small"},
//	             {"key": "same", …}, {"key": "fell", …}],
//	 "finding", "small_sample_note",
//	 "comparators": [{"source", "year", "group", "mean"}], "by_mode": table}
//
// where mean_baseline, mean_follow_up, mean_change and sd_change are of the
// same people, the pairs; so is what is in paired, where a figure that cannot
// be given (one pair, or every change the same) is null. The means over all are
// apart, as they describe different people.
package reports
