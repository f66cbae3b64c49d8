package plain

import (
	"regexp"
	"sync"
)

// lazily returns a pattern that is compiled when it is first used: the window
// opens without it, and compiling all of them takes milliseconds.
func lazily(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
