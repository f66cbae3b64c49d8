package papers

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/host"
)

// writeGuide puts what one needs to write a questionnaire into the folder of
// documents: how it is done, and an example to change, for any text editor.
func (s *questionnaires) writeGuide() {
	folder := s.h.DocumentsDir
	guide := host.FreePath(folder, "How to write a questionnaire.txt")
	example := host.FreePath(folder, "Example questionnaire.json")
	said := fmt.Sprintf("Saved “%s” and “%s” in %s.", filepath.Base(guide), filepath.Base(example), folder)
	s.p.Write("write how a questionnaire is written", said, func(context.Context) error {
		if err := os.MkdirAll(folder, 0o750); err != nil {
			return unwritable(err)
		}
		for path, text := range map[string]string{guide: instrument.Guide(), example: instrument.Example()} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				return unwritable(err)
			}
		}
		return nil
	}, nil)
}

func unwritable(err error) error {
	return &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "We could not save to the Documents folder. Check its permissions."}
}
