package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/windows"

	"waymark/data"
)

// profileRoams is PT_ROAMING.
const profileRoams = 2

// notElsewhere refuses drives that are a folder of a server, and folders that are
// copied to one.
func notElsewhere(path string) error {
	if root, err := windows.UTF16PtrFromString(filepath.VolumeName(path) + `\`); err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return data.NewProblem(data.CodeRefused,
			"The database cannot be kept on a network drive, where records can be lost. Choose a folder on this PC.")
	}
	if currentUser().takesAway(path) {
		return data.NewProblem(data.CodeRefused,
			"The database cannot be kept in a folder that Windows copies to a server when you sign out. Records can be lost there. "+
				"Choose a folder on this PC, such as Waymark in %LocalAppData%.")
	}
	return nil
}

func currentUser() userFolders {
	var u userFolders
	for id, into := range map[*windows.KNOWNFOLDERID]*string{
		windows.FOLDERID_Profile: &u.profile, windows.FOLDERID_RoamingAppData: &u.roaming, windows.FOLDERID_LocalAppData: &u.local,
	} {
		*into, _ = windows.KnownFolderPath(id, windows.KF_FLAG_DEFAULT) // unknown is ""
	}
	var kind uint32
	if proc := windows.NewLazySystemDLL("userenv.dll").NewProc("GetProfileType"); proc.Find() == nil {
		ok, _, _ := proc.Call(uintptr(unsafe.Pointer(&kind))) //nolint:gosec // a pointer for a call of the system
		u.roams = ok != 0 && kind&profileRoams != 0
	}
	return u
}

// hardLinks returns how many names a file has.
func hardLinks(path string, _ os.FileInfo) (uint64, error) {
	f, info, err := openToMark(path)
	if err != nil {
		return 0, err
	}
	return uint64(info.NumberOfLinks), f.Close()
}

// markOf identifies a file, and says what shows that its content changed: its
// size and its first bytes, since Windows writes times late. Locks belong to a
// handle there, so opening and closing the file drops none of SQLite's.
func markOf(path string) (mark, error) {
	f, info, err := openToMark(path)
	if err != nil {
		return mark{}, err
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 100)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return mark{}, err
	}
	size := int64(info.FileSizeHigh)<<32 | int64(info.FileSizeLow)
	return mark{
		identity: fmt.Sprintf("%d-%d-%d", info.VolumeSerialNumber, info.FileIndexHigh, info.FileIndexLow),
		content:  fmt.Sprintf("%d-%s", size, hex.EncodeToString(head[:n])),
		size:     size,
	}, nil
}

// openToMark opens a file without keeping others from writing, renaming or
// deleting it.
func openToMark(path string) (*os.File, *windows.ByHandleFileInformation, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, nil, err
	}
	handle, err := windows.CreateFile(name, windows.GENERIC_READ,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(handle, &info); err != nil {
		return nil, nil, errors.Join(err, windows.CloseHandle(handle))
	}
	return os.NewFile(uintptr(handle), path), &info, nil
}
