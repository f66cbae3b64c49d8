package casework

import "waymark/data"

// ClientSQL is the SQL of Clients and its arguments.
func ClientSQL(f data.ClientFilter, today data.Date) (count, page string, args []any) {
	where, args := clientWhere(f, today)
	return "SELECT count(*) FROM client c" + where, clientRowSelect(where), args
}
