// Package graphics finds out what this PC can draw the window with. Where it cannot, Fyne
// only tells a log and waits, invisible, with the database locked: so hidden windows are
// tried before the database is opened, unless they worked the last time.
package graphics

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
)

// Choice is what the window is drawn with.
type Choice string

// What can be asked for.
const (
	Auto   Choice = "auto"   // OpenGL, else the safe graphics if there are any
	OpenGL Choice = "opengl" // OpenGL or nothing
	Safe   Choice = "safe"   // what works on most PCs, slower
)

const (
	variable   = "WAYMARK_GRAPHICS"
	choiceFile = "graphics.txt" // beside the database, with one word
)

// Asked returns the choice of the flag, else of the environment, else of the file
// beside the database, which is in folder. It is false if the flag is none.
func Asked(flag, folder string) (Choice, bool) {
	if flag != "" {
		return readChoice(flag)
	}
	if c, ok := readChoice(os.Getenv(variable)); ok {
		return c, true
	}
	text, err := os.ReadFile(filepath.Join(folder, choiceFile))
	if c, ok := readChoice(string(text)); err == nil && ok {
		return c, true
	}
	return Auto, true
}

func readChoice(text string) (Choice, bool) {
	c := Choice(strings.ToLower(strings.TrimSpace(text)))
	return c, slices.Contains([]Choice{Auto, OpenGL, Safe}, c)
}

// Failure is why no window can be drawn, with what was tried.
type Failure struct {
	tried     []error
	NoDisplay bool // there is nothing to draw on
	Late      bool // only Fyne itself failed, after the graphics seemed to work
	Untried   bool // late, and the trial had been left out because they worked before
}

// Error is for the log.
func (f *Failure) Error() string { return errors.Join(f.tried...).Error() }

// errNoSafe means that this build has nothing to fall back on.
var errNoSafe = errors.New("this build has no safe graphics")

// ready has GLFW ready for windows. Fyne must have prepared it before; then
// this does nothing. It must be called on the main goroutine.
func ready() error {
	if err := tryGLFW(glfw.Init); err != nil {
		return &Failure{tried: []error{fmt.Errorf("display: %w", err)}, NoDisplay: true}
	}
	return nil
}

// Choose has the next windows drawn with graphics that were just tried: the
// first that work of those that are asked for, which it returns. What did not work is
// logged. It must be called on the main goroutine, after Prepare.
func Choose(asked Choice, log *slog.Logger) (Choice, error) {
	var tried []error
	if asked != Safe {
		err := tryWindow(fynesHints)
		if err == nil {
			return OpenGL, nil
		}
		tried = append(tried, fmt.Errorf("OpenGL: %w", err))
	}
	if asked != OpenGL {
		err := trySafe(asked == Safe)
		if err == nil {
			log.Info("safe graphics are used", "asked", asked, "because", errors.Join(tried...))
			return Safe, nil
		}
		tried = append(tried, fmt.Errorf("safe graphics: %w", err))
	}
	return "", &Failure{tried: tried}
}

// drawWithoutHardware has Mesa, which draws on Linux, use the processor alone. It
// has to be called before the first window.
func drawWithoutHardware() {
	if runtime.GOOS == "linux" {
		_ = os.Setenv("LIBGL_ALWAYS_SOFTWARE", "1")
	}
}

// fynesHints are the hints with which Fyne makes its windows.
func fynesHints() {
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
