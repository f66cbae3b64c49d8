package rule

import "time"

// Codes for the client's pad: after padFree wrong ones each further one makes the
// next attempt wait, twice as long each time.
const (
	padFree      = 2
	padFirstWait = 5 * time.Second
	padMostWait  = 5 * time.Minute
)

// PadWait returns how long nothing counts as an attempt after so many wrong codes
// in one sitting: never for the first 2, 5 seconds after the 3rd, then twice as
// long each time, 5 minutes at most. Someone who tries all day long so tries
// fewer than 300 codes.
func PadWait(wrong int) time.Duration {
	if wrong <= padFree {
		return 0
	}
	wait := padFirstWait
	for range wrong - padFree - 1 {
		if wait *= 2; wait >= padMostWait {
			return padMostWait
		}
	}
	return wait
}
