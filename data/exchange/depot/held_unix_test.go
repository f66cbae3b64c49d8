//go:build !windows

package depot

import "syscall"

// held is what the system says of a file that another program has.
const held = syscall.EBUSY
