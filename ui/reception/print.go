package reception

import (
	"waymark/data"
)

func printCard(d *desk, id data.ID) {}

func printList(d *desk, s *data.DeskSession) {}
