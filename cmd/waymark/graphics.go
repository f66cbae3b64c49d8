package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/go-gl/glfw/v3.4/glfw"

	"waymark/cmd/waymark/box"
	"waymark/data"
)

// Fyne only tells a log if the graphics of a PC cannot draw its windows, and then
// waits, invisible, with the database locked. So they are tried with a hidden
// window before the database is opened, unless they worked the last time.

// graphicsChoice is what the window is drawn with.
type graphicsChoice string

const (
	graphicsAuto   graphicsChoice = "auto"   // OpenGL, else the safe graphics if there are any
	graphicsOpenGL graphicsChoice = "opengl" // OpenGL or nothing
	graphicsSafe   graphicsChoice = "safe"   // what works on most PCs, slower
)

const (
	graphicsVariable = "WAYMARK_GRAPHICS"
	graphicsFile     = "graphics.txt" // beside the database, with one word
)

// graphicsAsked returns the choice of the flag, else of the environment, else of
// the file beside the database.
func graphicsAsked(flag, folder string) (graphicsChoice, error) {
	if flag != "" {
		c, ok := readGraphics(flag)
		if !ok {
			return "", wrongUse{fmt.Sprintf("Graphics are auto, opengl or safe, not %q.", flag)}
		}
		return c, nil
	}
	if c, ok := readGraphics(os.Getenv(graphicsVariable)); ok {
		return c, nil
	}
	text, err := os.ReadFile(filepath.Join(folder, graphicsFile))
	if c, ok := readGraphics(string(text)); err == nil && ok {
		return c, nil
	}
	return graphicsAuto, nil
}

func readGraphics(text string) (graphicsChoice, bool) {
	c := graphicsChoice(strings.ToLower(strings.TrimSpace(text)))
	return c, slices.Contains([]graphicsChoice{graphicsAuto, graphicsOpenGL, graphicsSafe}, c)
}

// graphicsFailure is why no window can be drawn, with what was tried.
type graphicsFailure struct {
	tried     []error
	noDisplay bool // there is nothing to draw on
	late      bool // only Fyne itself failed, after the graphics seemed to work
	untried   bool // late, and the trial had been left out because they worked before
}

// Error is for the log.
func (f *graphicsFailure) Error() string { return errors.Join(f.tried...).Error() }

// errNoSafeGraphics means that this build has nothing to fall back on.
var errNoSafeGraphics = errors.New("this build has no safe graphics")

// graphicsReady has GLFW ready for windows. Fyne must have prepared it before; then
// this does nothing. It must be called on the main goroutine.
func graphicsReady() error {
	if err := tryGLFW(glfw.Init); err != nil {
		return &graphicsFailure{tried: []error{fmt.Errorf("display: %w", err)}, noDisplay: true}
	}
	return nil
}

// chooseGraphics has the next windows drawn with graphics that were just tried: the
// first that work of those that are asked for, which it returns. What did not work is
// logged. It must be called on the main goroutine, after graphicsReady.
func chooseGraphics(asked graphicsChoice, log *slog.Logger) (graphicsChoice, error) {
	var tried []error
	if asked != graphicsSafe {
		err := tryWindow(fynesGraphics)
		if err == nil {
			return graphicsOpenGL, nil
		}
		tried = append(tried, fmt.Errorf("OpenGL: %w", err))
	}
	if asked != graphicsOpenGL {
		err := trySafe(asked == graphicsSafe)
		if err == nil {
			log.Info("safe graphics are used", "asked", asked, "because", errors.Join(tried...))
			return graphicsSafe, nil
		}
		tried = append(tried, fmt.Errorf("safe graphics: %w", err))
	}
	return "", &graphicsFailure{tried: tried}
}

// drawWithoutHardware has Mesa, which draws on Linux, use the processor alone. It
// has to be called before the first window.
func drawWithoutHardware() {
	if runtime.GOOS == "linux" {
		_ = os.Setenv("LIBGL_ALWAYS_SOFTWARE", "1")
	}
}

// fynesGraphics are the hints with which Fyne makes its windows.
func fynesGraphics() {
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
	if strings.HasPrefix(runtime.GOARCH, "arm") && runtime.GOOS != "darwin" { // as Fyne decides
		glfw.WindowHint(glfw.ClientAPI, glfw.OpenGLESAPI)
		glfw.WindowHint(glfw.ContextVersionMinor, 0)
	}
}

// tryWindow makes a hidden window with the hints, and takes it away again.
func tryWindow(hints func()) error {
	return tryGLFW(func() error {
		defer glfw.DefaultWindowHints()
		glfw.WindowHint(glfw.Visible, glfw.False)
		hints()
		w, err := glfw.CreateWindow(16, 16, "Waymark", nil, nil)
		if err != nil {
			return err
		}
		if w == nil {
			return errors.New("no window")
		}
		w.Destroy()
		return nil
	})
}

// tryGLFW returns as an error what GLFW's binding panics with.
func tryGLFW(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return do()
}

// showAndDraw shows the window and draws it once. Fyne tells no one that it could
// not: it leaves a window without a handle, or panics over a shader.
func showAndDraw(w fyne.Window) error {
	return tryGLFW(func() error {
		w.Show()
		if native, ok := w.(driver.NativeWindow); ok && !hasHandle(native) {
			return errors.New("fyne made no window")
		}
		return nil
	})
}

func hasHandle(w driver.NativeWindow) (has bool) {
	w.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.WindowsWindowContext:
			has = c.HWND != 0
		case driver.X11WindowContext:
			has = c.WindowHandle != 0
		case driver.WaylandWindowContext:
			has = c.WaylandSurface != 0
		case driver.MacWindowContext:
			has = c.NSWindow != 0
		default:
			has = true
		}
	})
	return has
}

// noGraphics says in a box of the system's own, and to who started the program,
// why there is no window. Nothing of ours is open or locked when it is called.
func noGraphics(why *graphicsFailure, folder string) error {
	sentence := why.sentence(runtime.GOOS) +
		" Your records are closed and safe. The reason is in " + filepath.Join(folder, logName) + "."
	problem := data.NewProblem(data.CodeRefused, sentence)
	_ = status(problem, os.Stderr) // at once: the box waits for a person
	box.Alert(sentence)
	return errReported
}

// sentence says what a person can do about it on a system.
func (f *graphicsFailure) sentence(system string) string {
	switch {
	case f.noDisplay:
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
