package seal

// vfsName is the name under which SQLite knows the shim.
const vfsName = "waymark-seal"

// plainName is the name of the VFS of plain databases.
const plainName = "waymark-plain"

// Result codes of SQLite.
const (
	resultOK        = 0
	resultAuth      = 23
	resultNotADB    = 26
	resultReadError = 10 | 1<<8
	resultShortRead = 10 | 2<<8
	resultWriteErr  = 10 | 3<<8
	resultBadData   = 10 | 32<<8 // a page that does not open
)

// ioError is a result code of SQLite as an error.
type ioError int

func (e ioError) Error() string { return "seal: SQLite reports an input or output error" }

// Flags of a file that is opened.
const (
	flagReadWrite = 0x2
	flagReadOnly  = 0x1
	flagDatabase  = 0x100
	flagLog       = 0x80000
)

const syncFull = 3 // SQLITE_SYNC_FULL

// witness sees what reaches the disk. Tests build the states from it that a
// power cut could leave.
type witness interface {
	wrote(path string, p []byte, at int64)
	truncated(path string, size int64)
	synced(path string)
	deleted(path string, durably bool)
}

// tap is nil outside tests.
var tap witness
