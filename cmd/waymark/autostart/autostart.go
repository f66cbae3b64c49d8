// Package autostart has the system start a program when the user signs in: by a value in
// the user's part of the registry on Windows, by a file in the user's folders elsewhere.
package autostart

// Entry is what the system is to start. It implements host.Autostart.
type Entry struct {
	Label   string // what macOS knows it by, such as "org.waymark.desktop"
	Program string // with its folder
	Args    []string
}
