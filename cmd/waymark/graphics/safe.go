//go:build opengles

package graphics

import (
	"fyne.io/fyne/v2/driver"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// trySafe has windows drawn with OpenGL ES, if that works: Direct3D through ANGLE
// on Windows, EGL on Linux. It needs Fyne with packaging/fyne-angle.patch.
func trySafe(asked bool) error {
	if asked {
		drawWithoutHardware()
	}
	err := tryWindow(func() {
		glfw.WindowHint(glfw.ClientAPI, glfw.OpenGLESAPI)
		glfw.WindowHint(glfw.ContextCreationAPI, glfw.EGLContextAPI)
		glfw.WindowHint(glfw.ContextVersionMajor, 2)
		glfw.WindowHint(glfw.ContextVersionMinor, 0)
	})
	driver.UseOpenGLES = err == nil
	return err
}
