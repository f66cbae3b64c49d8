package answers

import (
	"fmt"
	"strings"
)

// Ask is a question about a list that can be read in two ways. Until a Map or
// an option answers it, nothing of the list should be written.
type Ask struct {
	// Key is stable: the part of a Map that answers it, or the name of the
	// option.
	Key      string `json:"key"`
	Sentence string `json:"question"`
	// Answers are what a Map may say, each as JSON.
	Answers []string `json:"answers"`
	// Taken is the answer by which the list is read meanwhile, as a preview.
	Taken string `json:"taken"`
}

// Undecided are the questions that no one has answered yet.
func (l *List) Undecided() []Ask { return l.undecided }

// ask adds a question; the first of its answers is taken for the preview.
func (l *List) ask(key, sentence string, answers ...string) {
	a := Ask{Key: key, Answers: answers, Taken: answers[0]}
	a.Sentence = sentence + " Say with --map which is right: " + strings.Join(answers, " or ") + "."
	l.undecided = append(l.undecided, a)
	l.Questions = append(l.Questions, a.Sentence)
}

func (l *List) question(format string, args ...any) {
	l.Questions = append(l.Questions, fmt.Sprintf(format, args...))
}
