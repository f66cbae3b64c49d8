package reports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
)

// Replace writes a file whole or not at all: into a temporary file beside
// path, through to the disk, then renamed over it. When ctx is cancelled or
// write fails nothing is left, and a file that was there before stays as it
// was. A folder or file that cannot be written is a *data.Problem.
func Replace(ctx context.Context, path string, write func(io.Writer) error) error {
	return replace(ctx, path, 0o644, write)
}

// ReplacePrivate is Replace for what is about one person: only the user of the
// PC may read the file.
func ReplacePrivate(ctx context.Context, path string, write func(io.Writer) error) error {
	return replace(ctx, path, 0o600, write)
}

func replace(ctx context.Context, path string, mode os.FileMode, write func(io.Writer) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	RemoveUnfinished(filepath.Dir(path))
	temp, err := os.CreateTemp(filepath.Dir(path), unfinishedPrefix+"*"+unfinishedSuffix)
	if err != nil {
		return cannotWrite(err)
	}
	hold(temp)
	defer func() {
		if err != nil {
			_ = temp.Close() // closed already where the rename failed
			_ = os.Remove(temp.Name())
		}
	}()
	if err := write(temp); err != nil {
		var onDisk *os.PathError
		if errors.As(err, &onDisk) {
			return cannotWrite(err)
		}
		return err
	}
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return cannotWrite(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.Chmod(temp.Name(), mode); err != nil {
		return cannotWrite(err)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return cannotWrite(err)
	}
	return nil
}

const unfinishedPrefix, unfinishedSuffix = ".waymark-", ".tmp"

// RemoveUnfinished removes what Replace left in a folder when its program was
// killed. What a program is still writing stays: it holds its file.
func RemoveUnfinished(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // then nothing can be written there either
	}
	for _, e := range entries {
		name := e.Name()
		if e.Type().IsRegular() && strings.HasPrefix(name, unfinishedPrefix) && strings.HasSuffix(name, unfinishedSuffix) {
			removeUnlessHeld(filepath.Join(folder, name))
		}
	}
}

func cannotWrite(err error) error {
	return &data.Problem{
		Code:     data.CodeRefused,
		Sentence: "We could not save the file there. Close it if it is open in another program, or choose another folder.",
		Cause:    fmt.Errorf("writing a file: %w", err),
	}
}
