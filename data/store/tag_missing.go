//go:build !sqlite_fts5

package store

// The directory's search needs FTS5. Without the tag the program would build
// and then fail on its first database, so it does not build.
var _ = build_with_tag_sqlite_fts5_as_make_does
