package bound

import (
	"fmt"
	"io"
	"os"

	"waymark/data"
)

// ReadFile reads a small file whole, of mostMB megabytes at most. what is what
// it should be, such as “a translation”. A longer file is a *data.Problem, and so
// is one that cannot be read.
func ReadFile(path, what string, mostMB int) ([]byte, error) {
	f, err := os.Open(path) // the user's own file
	if err != nil {
		return nil, unreadable(err)
	}
	defer func() { _ = f.Close() }() // nothing was written
	most := mostMB << 20
	body, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err != nil {
		return nil, unreadable(err)
	}
	if len(body) > most {
		return nil, refuse(fmt.Sprintf("This file is longer than %d MB, so it is not %s. Choose another file.", mostMB, what))
	}
	return body, nil
}

func unreadable(err error) error {
	return &data.Problem{Code: data.CodeNotFound, Cause: err, Sentence: "We could not read this file. Choose another one."}
}
