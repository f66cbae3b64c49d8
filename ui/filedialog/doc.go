// Package filedialog shows the file dialog of the system: that of Windows, or of a
// Linux desktop through its portal. Host.ChooseFile falls back to the window's own
// where there is none (host.ErrNoFileDialog).
package filedialog
