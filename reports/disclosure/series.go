package disclosure

// against adds what the readers hold, and how it hangs together with the new
// report.
func (m *model) against(report Held, held []Held) {
	_ = report
	_ = held
}
