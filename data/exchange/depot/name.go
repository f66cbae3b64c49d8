package depot

import (
	"fmt"
	"slices"
	"strings"
)

// suffix ends the name of every object in a store. It tells ours from what others
// leave in a folder, and since no folder has a dot in its name, no object can lie
// beneath another, which some stores would hide.
const suffix = ".waymark"

const (
	// longestPart and longestName are the most letters of a part of a name, and of a
	// name: Windows and some sync programs take no long paths.
	longestPart = 64
	longestName = 160
)

// reserved are names that Windows keeps for devices, whatever follows the dot.
var reserved = []string{"con", "prn", "aux", "nul", "clock", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"}

// CheckName returns an error unless name is a name of an object: one folder or more
// of [a-z0-9-], then a name of [a-z0-9] that may have dots between its parts, such
// as "segment/4f00/0000000012.seg". The last part has no "-": sync programs put one
// before what they add to the name of a conflict copy.
func CheckName(name string) error {
	folder, last := cutLast(name)
	if folder == "" || len(name) > longestName || !isPrefix(folder) || !isLast(last) {
		return fmt.Errorf("depot: %q is no name of an object", name)
	}
	return nil
}

// cutLast cuts a name after its last "/".
func cutLast(name string) (folder, last string) {
	at := strings.LastIndexByte(name, '/') + 1
	return name[:at], name[at:]
}

// isPrefix reports whether text is whole folders, each with a "/" behind it.
func isPrefix(text string) bool {
	whole, ok := strings.CutSuffix(text, "/")
	return ok && !slices.ContainsFunc(strings.Split(whole, "/"), func(part string) bool { return !isFolder(part) })
}

// isFolder reports whether a part of a name is one of a folder.
func isFolder(part string) bool {
	return only(part, true) && part[0] != '-' && part[len(part)-1] != '-' && !slices.Contains(reserved, part)
}

// isLast reports whether a part of a name is the last one of an object.
func isLast(part string) bool {
	parts := strings.Split(part, ".")
	return len(part) <= longestPart && !slices.Contains(reserved, parts[0]) &&
		!slices.ContainsFunc(parts, func(p string) bool { return !only(p, false) })
}

func only(part string, dash bool) bool {
	if part == "" || len(part) > longestPart {
		return false
	}
	for i := range len(part) {
		c := part[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || !dash) {
			return false
		}
	}
	return true
}

// checkService returns an error unless a service has an id of the form of data.ID.
func checkService(id string) error {
	if len(id) != len(noService) || !isFolder(id) {
		return fmt.Errorf("depot: %q is no id of a service", id)
	}
	return nil
}

func markerKey(service string) string { return service + "/marker" + suffix }
