package main

import (
	"os"
	"path/filepath"
	"runtime"

	"waymark/cmd/waymark/box"
	"waymark/cmd/waymark/graphics"
	"waymark/data"
)

const noDisplaySentence = "There is no display to open the window on. Start Waymark from a desktop session, or use it without a window: “waymark help” lists how."

// displayThere says in words what GLFW would only say to a log.
func displayThere() error {
	if runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return nil
	}
	return data.NewProblem(data.CodeRefused, noDisplaySentence)
}

// noGraphics says in a box of the system's own, and to who started the program,
// why there is no window. Nothing of ours is open or locked when it is called.
func noGraphics(why *graphics.Failure, folder string) error {
	sentence := graphicsSentence(why, runtime.GOOS) +
		" Your records are closed and safe. The reason is in " + filepath.Join(folder, logName) + "."
	problem := data.NewProblem(data.CodeRefused, sentence)
	_ = status(problem, os.Stderr) // at once: the box waits for a person
	box.Alert(sentence)
	return errReported
}

// graphicsSentence says what a person can do about it on a system.
func graphicsSentence(f *graphics.Failure, system string) string {
	switch {
	case f.NoDisplay:
		return noDisplaySentence
	case system == "windows":
		return "Waymark could not open its window, because the graphics of this PC did not start. " +
			"Ask the person who looks after this PC to install the graphics driver from its manufacturer. " +
			"They should also check that libEGL.dll and libGLESv2.dll are in the folder of waymark.exe."
	case system == "darwin":
		return "Waymark could not open its window, because the graphics of this Mac did not start. Restart the Mac and try again."
	}
	return "Waymark could not open its window, because the graphics of this computer did not start. It needs OpenGL 2.1. " +
		"Install the graphics driver (on Debian and Ubuntu, the package libgl1-mesa-dri), or start it with --graphics safe."
}
