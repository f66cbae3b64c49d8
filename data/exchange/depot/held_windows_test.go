package depot

import "golang.org/x/sys/windows"

// held is what the system says of a file that another program has.
const held = windows.ERROR_SHARING_VIOLATION
