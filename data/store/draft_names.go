package store

// A draft is about whoever its key names, or owns the row that its key names, such as
// "followup:" and an ID. In a form that asks for a client, only what was typed names them.

// draftNames is the condition, in SQL, that a draft names an ID.
func draftNames(id string) string {
	return "(instr(draft.key, " + id + ") > 0 OR instr(CAST(draft.body AS TEXT), " + id + ") > 0)"
}

// draftNamesRow is the condition that a draft names a row of the client ?1 in a table.
func draftNamesRow(table string) string { // tables are our own
	return "EXISTS (SELECT 1 FROM " + table + " WHERE " + table + ".client_id = ?1 AND " + draftNames(table+".id") + ")"
}

// ForgetDrafts removes what someone began to type about a client or a row of theirs.
func (t *Tx) ForgetDrafts(id string) error {
	return t.Derive("DELETE FROM draft WHERE "+draftNames("?1"), id)
}
