package main

import (
	"strings"
	"testing"

	"waymark/cmd/waymark/graphics"
)

func TestGraphicsSentence_saysWhatToDoOnEachSystem(t *testing.T) {
	for system, want := range map[string]string{"windows": "libGLESv2.dll", "linux": "--graphics safe", "darwin": "Restart the Mac"} {
		if got := graphicsSentence(&graphics.Failure{}, system); !strings.Contains(got, want) {
			t.Errorf("%s: %q does not say %q", system, got, want)
		}
	}
	if got := graphicsSentence(&graphics.Failure{NoDisplay: true}, "linux"); !strings.Contains(got, "no display") {
		t.Errorf("without a display: %q", got)
	}
}
