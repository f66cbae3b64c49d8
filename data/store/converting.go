package store

import (
	"os"
	"time"
)

const (
	// copyShare is the part of a conversion that writing the copy takes; the rest is
	// comparing it with the original.
	copyShare = 0.9
	lookEvery = 200 * time.Millisecond
)

// followCopy tells Converting how far a copy of an original is, by its size, until done
// is called.
func (o *Options) followCopy(copied, original string) (done func()) {
	if o.Converting == nil {
		return func() {}
	}
	whole := sizeOf(original)
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(lookEvery)
		defer ticker.Stop()
		for {
			select {
			case <-end:
				return
			case <-ticker.C:
				if whole > 0 {
					o.Converting(copyShare * min(1, float64(sizeOf(copied))/float64(whole)))
				}
			}
		}
	}()
	return func() {
		close(end)
		<-ended
		o.Converting(copyShare)
	}
}

// tellConverting tells Converting how far a conversion is, if there is one.
func (o *Options) tellConverting(part float64) {
	if o.Converting != nil {
		o.Converting(part)
	}
}

// partsOf returns for each of several files the options with which it is converted:
// what is told of one file counts by its size among them all.
func (o *Options) partsOf(files []string) func(i int) Options {
	before, whole := make([]float64, len(files)+1), float64(0)
	for i, file := range files {
		whole += float64(max(1, sizeOf(file)))
		before[i+1] = whole
	}
	return func(i int) Options {
		one := *o
		one.Converting = Stage(o.Converting, before[i]/whole, before[i+1]/whole)
		return one
	}
}

// Stage returns what is to be told how far one stage of several is, from 0 to 1: it
// tells told how far the whole is, which the stage brings from one part to another. It
// is nil if told is.
func Stage(told func(float64), from, to float64) func(float64) {
	if told == nil {
		return nil
	}
	return func(part float64) { told(from + (to-from)*part) }
}

// ProtectShare returns the part of protecting a database at path that its own file
// takes, by size; the rest is the plain backups that are sealed after it.
func ProtectShare(path string, o Options) float64 {
	files, err := PlainFiles(path, o)
	if err != nil {
		return 1 // sealing them meets with the same and says so
	}
	own, rest := float64(max(1, sizeOf(path))), float64(0)
	for _, file := range files {
		rest += float64(sizeOf(file))
	}
	return own / (own + rest)
}

// sizeOf is how large a file is; 0 if there is none.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
