// Package box shows a sentence in a box of the system's own, for when there is no window
// of ours to show it in.
package box

import "context"

const title = "Waymark"

// Alert shows a sentence in a box of the system's own and waits until it is closed:
// a double-click that does nothing tells no one anything. Where there is no such
// box it returns at once.
func Alert(sentence string) { show(context.Background(), sentence, false) }

// AskToWait shows a sentence with the choice to wait or to close Waymark, until it
// is answered or ctx ends. It reports whether to close.
func AskToWait(ctx context.Context, sentence string) (end bool) {
	return show(ctx, sentence, true) && ctx.Err() == nil
}
