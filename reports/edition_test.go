package reports_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"testing"

	"waymark/reports"
	"waymark/reports/internal/fixture"
)

// The share of follow-ups done on time once came to be of fewer follow-ups, and nothing asked
// for another edition. Whoever changes a definition sees this fail, and says whether a
// figure means something else now.
func TestEdition_isThatOfTheDefinitions(t *testing.T) {
	const edition, definitions = 4, "0692728379867567"
	r, err := reports.Build(fixture.Pilot(), reports.Options{AsAt: fixture.AsAt})
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(r.Definitions)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(body)
	if got := hex.EncodeToString(sum[:8]); got != definitions || reports.Edition != edition {
		t.Errorf("the definitions of edition %d are %s. Where a figure means something else now, Edition goes up by one. Then note both here.", reports.Edition, got)
	}
}
