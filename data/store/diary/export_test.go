package diary

// TakenSQL is the query that NextFree reads what is taken with.
const TakenSQL = takenSQL
