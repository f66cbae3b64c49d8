// Package sqlite3 stands in for the SQLite driver while .ci/windows-vet looks at
// the packages above it without a C compiler. It has the driver's types and no
// behaviour; no program is ever built with it.
package sqlite3

import (
	"context"
	"database/sql/driver"
)

// SQLiteDriver has the fields of the driver that data/store sets.
type SQLiteDriver struct {
	Extensions  []string
	ConnectHook func(*SQLiteConn) error
}

// Open opens nothing.
func (*SQLiteDriver) Open(string) (driver.Conn, error) { return nil, Error{} }

// SQLiteConn has the methods of a connection that data/store calls.
type SQLiteConn struct{}

// Exec executes nothing.
func (*SQLiteConn) Exec(string, []driver.Value) (driver.Result, error) { return nil, Error{} }

// Prepare prepares nothing.
func (*SQLiteConn) Prepare(string) (driver.Stmt, error) { return nil, Error{} }

// PrepareContext prepares nothing.
func (*SQLiteConn) PrepareContext(context.Context, string) (driver.Stmt, error) { return nil, Error{} }

// QueryContext reads nothing.
func (*SQLiteConn) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	return nil, Error{}
}

// ExecContext executes nothing.
func (*SQLiteConn) ExecContext(context.Context, string, []driver.NamedValue) (driver.Result, error) {
	return nil, Error{}
}

// SetFileControlInt controls nothing.
func (*SQLiteConn) SetFileControlInt(string, int, int) error { return Error{} }

// Begin begins nothing.
func (*SQLiteConn) Begin() (driver.Tx, error) { return nil, Error{} }

// Close closes nothing.
func (*SQLiteConn) Close() error { return nil }

// Error is the driver's error.
type Error struct {
	Code         ErrNo
	ExtendedCode ErrNoExtended
}

// Error says that there is no SQLite.
func (Error) Error() string { return "there is no SQLite without C" }

// ErrNo is one of SQLite's result codes.
type ErrNo int

// Error says that there is no SQLite.
func (ErrNo) Error() string { return "there is no SQLite without C" }

// Extend returns the extended code.
func (e ErrNo) Extend(by int) ErrNoExtended { return ErrNoExtended(int(e) | by<<8) }

// ErrNoExtended is one of SQLite's extended result codes.
type ErrNoExtended int

// SQLITE_FCNTL_RESERVE_BYTES is SQLite's own number.
const SQLITE_FCNTL_RESERVE_BYTES = 38

// What an authorizer is told and returns, with SQLite's own numbers.
const (
	SQLITE_OK     = 0
	SQLITE_DELETE = 9
	SQLITE_INSERT = 18
	SQLITE_UPDATE = 23
)

// RegisterAuthorizer registers nothing.
func (*SQLiteConn) RegisterAuthorizer(func(int, string, string, string) int) {}

// The result codes, with SQLite's own numbers.
const (
	ErrPerm       ErrNo = 3
	ErrBusy       ErrNo = 5
	ErrLocked     ErrNo = 6
	ErrReadonly   ErrNo = 8
	ErrIoErr      ErrNo = 10
	ErrCorrupt    ErrNo = 11
	ErrFull       ErrNo = 13
	ErrCantOpen   ErrNo = 14
	ErrConstraint ErrNo = 19
	ErrNotADB     ErrNo = 26

	ErrIoErrRead            ErrNoExtended = 266
	ErrIoErrShortRead       ErrNoExtended = 522
	ErrConstraintForeignKey ErrNoExtended = 787
	ErrConstraintUnique     ErrNoExtended = 2067
)
