package meeting

// AtStage calls f at the points at which a test ends a meeting.
func AtStage(f func(stage string)) { reached = f }

// SnapshotAfter has a test see a snapshot after fewer segments.
func SnapshotAfter(t interface{ Cleanup(func()) }, n int) {
	was := snapshotAfter
	snapshotAfter = n
	t.Cleanup(func() { snapshotAfter = was })
}
