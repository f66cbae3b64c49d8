package figures

import (
	"database/sql"

	"waymark/data"
)

// scope restricts queries to the part of the caseload that a report is on.
type scope data.FigureFilter

// describedBy joins to a client the latest referral up to the end of the
// period, which says why, from whom and for which surgery they came.
const describedBy = ` LEFT JOIN referral f ON f.id = (SELECT x.id FROM referral x
	WHERE x.client_id = c.id AND x.received_on <= @to ORDER BY x.received_on DESC, x.id DESC LIMIT 1)`

// inScope is true for clients that the filter asks for.
const inScope = ` (@surgery = '' OR coalesce(f.surgery_id, c.surgery_id) = @surgery) AND (@reason = '' OR f.reason_id = @reason)
	AND (@partner = '' OR @partner = CASE WHEN coalesce(f.surgery_id, c.surgery_id) IS NOT NULL
		THEN (SELECT s.partner_id FROM surgery s WHERE s.id = coalesce(f.surgery_id, c.surgery_id))
		ELSE (SELECT m.partner_id FROM episode e JOIN staff m ON m.id = e.prescriber_id WHERE e.id = f.episode_id) END)`

func (s scope) everybody() bool { return s.PartnerID == "" && s.SurgeryID == "" && s.ReasonID == "" }

// of restricts rows with a client to the scope; empty when that is everyone,
// so that a report on everyone does not look up everyone.
func (s scope) of(client string) string {
	if s.everybody() {
		return ""
	}
	return " AND " + client + " IN (SELECT c.id FROM client c" + describedBy + " WHERE" + inScope + ")"
}

// args are the period and the scope, as the queries name them.
func (s scope) args() []any {
	return []any{sql.Named("from", s.From.String()), sql.Named("to", s.To.String()),
		sql.Named("partner", string(s.PartnerID)), sql.Named("surgery", string(s.SurgeryID)), sql.Named("reason", string(s.ReasonID))}
}
