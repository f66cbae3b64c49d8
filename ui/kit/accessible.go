package kit

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// Fyne can tell screen readers of buttons, links and texts, if it is built for that
// (the tag accessibility). It has no role yet for a field, a choice or a list.

// AccessibilityLabel implements fyne.Accessible.
func (t *Text) AccessibilityLabel() string { return t.text }

// AccessibilityRole implements fyne.Accessible.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel implements fyne.Accessible.
func (p *Prose) AccessibilityLabel() string { return p.Text() }

// AccessibilityRole implements fyne.Accessible.
func (p *Prose) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel implements fyne.Accessible.
func (b *Button) AccessibilityLabel() string { return b.Text() }

// AccessibilityRole implements fyne.Accessible.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the whole word, also where it is drawn with an ellipsis:
// warnings are chips. Implements fyne.Accessible.
func (c *Chip) AccessibilityLabel() string { return c.text }

// AccessibilityRole implements fyne.Accessible.
func (c *Chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel says what the chip filters by and whether it does. Implements
// fyne.Accessible.
func (c *FilterChip) AccessibilityLabel() string { return ticked(c.text, c.on) }

// AccessibilityRole implements fyne.Accessible.
func (c *FilterChip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel says what can be ticked and whether it is. Implements
// fyne.Accessible.
func (c *Check) AccessibilityLabel() string { return ticked(c.Text, c.Checked) }

// AccessibilityRole implements fyne.Accessible.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func ticked(text string, on bool) string {
	if on {
		return fmt.Sprintf("%s, ticked", text)
	}
	return fmt.Sprintf("%s, not ticked", text)
}
