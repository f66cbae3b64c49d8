package main

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestFollowStart_tellsAPersonAndTheLogWhatItIsAt(t *testing.T) {
	var log strings.Builder
	asked, ended := make(chan string, 1), make(chan int, 1)
	release := make(chan struct{})
	s := followStart(0, "folder", slog.New(slog.NewTextHandler(&log, nil)), func(_ context.Context, sentence string) bool {
		asked <- sentence
		<-release
		return true
	}, func(code int) { ended <- code })
	defer s.over()
	sentence := <-asked
	close(release)
	if code := <-ended; code != exitFailure {
		t.Errorf("ended with %d", code)
	}
	if !strings.Contains(sentence, startingGraphics) || !strings.Contains(sentence, logName) {
		t.Errorf("said %q", sentence)
	}
	if !strings.Contains(log.String(), "nothing was painted") || !strings.Contains(log.String(), "slowstart.go") {
		t.Errorf("the log has %q", log.String())
	}
}

func TestFollowStart_isSilentOnceSomethingIsPainted(t *testing.T) {
	s := followStart(time.Hour, "", slog.New(slog.DiscardHandler), func(context.Context, string) bool {
		t.Error("it asked")
		return true
	}, func(int) { t.Error("it ended") })
	ctx, stop := context.WithCancel(t.Context())
	s.is(drawingScreen)
	s.over()
	stop()
	s.slow(ctx, time.Hour) // a timer that had fired already
}
