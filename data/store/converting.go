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

// sizeOf is how large a file is; 0 if there is none.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
