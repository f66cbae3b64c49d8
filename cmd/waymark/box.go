package main

import "context"

const boxTitle = "Waymark"

// alert shows a sentence in a box of the system's own and waits until it is closed:
// a double-click that does nothing tells no one anything. Where there is no such
// box it returns at once.
func alert(sentence string) { nativeBox(context.Background(), sentence, false) }

// askToWait shows a sentence with the choice to wait or to close Waymark, until it
// is answered or ctx ends. It reports whether to close.
func askToWait(ctx context.Context, sentence string) (end bool) {
	return nativeBox(ctx, sentence, true) && ctx.Err() == nil
}
