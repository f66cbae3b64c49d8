package host

// OverdueShower is a Page whose filter can leave overdue follow-ups out: Ctrl+M
// shows everything that is overdue.
type OverdueShower interface {
	ShowOverdue()
}
