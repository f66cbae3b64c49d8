package sources

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// seenEntry is an entry of this file as far as a second of the same id is
// compared with it.
type seenEntry struct {
	at         int    // row
	name, said uint64 // hashes
}

// maxKey is how many bytes of an id are kept; published ones have up to 100.
const maxKey = 2000

// shortKey is the key for an id that someone put a whole text into.
func shortKey(key string) string {
	if len(key) <= maxKey {
		return key
	}
	return clipped(key, maxKey/4) + "…" + strconv.FormatUint(store.HashOf(key), 36)
}

// clipped is the beginning of a text, of so many characters.
func clipped(text string, most int) string {
	n := 0
	for at := range text {
		if n++; n > most {
			return text[:at]
		}
	}
	return text
}

// longKey is the key of an entry whose id is another service's, too: with its
// name and place, which tell the two apart in the next file as well.
func longKey(e *data.SourceEntry) string {
	return e.Key + "|" + fold.Text(e.Service.Name) + "|" + fold.Text(e.Service.Postcode+" "+e.Service.Address)
}

// readShared reads which ids have long keys. Folded texts have no "|".
func (i *importer) readShared() error {
	i.shared = map[string]bool{}
	if i.newSource {
		return nil
	}
	keys, err := store.Collect(i.t.Ctx, i.t, func(k *string) []any { return []any{k} },
		"SELECT key FROM service_source WHERE source = ? AND instr(key, '|') > 0", i.o.Source)
	for _, key := range keys {
		if parts := strings.Split(key, "|"); len(parts) > 2 {
			i.shared[strings.Join(parts[:len(parts)-2], "|")] = true
		}
	}
	return err
}

// sameKey sees to ids that a file gives more than once. The same entry again
// is skipped; another service of the same id gets a key of its own. Which one
// has the plain id was decided when they first came, and is not changed by the
// order of a later file.
func (i *importer) sameKey(e *data.SourceEntry) (skip string, err error) {
	if e.Key == "" {
		return "It has no id or name.", nil
	}
	if i.shared[e.Key] {
		others, err := i.keyOfAnother(e)
		if err != nil {
			return "", err
		}
		if others {
			id := e.Key
			e.Key = longKey(e)
			if skip := i.twice(e); skip != "" {
				return skip, nil
			}
			e.Doubts = append(e.Doubts, data.Doubt{Field: "id", Sentence: "Another service has the same id “" + id + "”. This one is known by its name and place."})
			return "", nil
		}
	}
	before, again := i.seen[e.Key]
	now := i.seenNow(e)
	if !again {
		i.seen[e.Key] = now
		return "", nil
	}
	if before.said == now.said {
		return "It is the same as row " + strconv.Itoa(before.at) + ".", nil
	}
	key := longKey(e)
	if other, taken := i.seen[key]; taken {
		return "Row " + strconv.Itoa(other.at) + " has the same id, name and place; only that one was taken.", nil
	}
	if before.name == now.name && strings.HasSuffix(key, "|") {
		if strings.HasPrefix(e.Key, "name:") { // the list has no ids
			return fmt.Sprintf("Row %d has the same name, and no place tells the two apart; only that one was taken.", before.at), nil
		}
		return "Row " + strconv.Itoa(before.at) + " has the same id and name; only that one was taken.", nil
	}
	sentence := fmt.Sprintf("Row %d has the same id “%s”, but another name or place. It was taken as a service of its own.", before.at, e.Key)
	if strings.HasPrefix(e.Key, "name:") { // the list has no ids
		sentence = fmt.Sprintf("Row %d has the same name and place, but differs in more than its times. It was taken as a service of its own. If it is one service at several times, make the rest of both rows the same.", before.at)
	}
	e.Doubts = append(e.Doubts, data.Doubt{Field: "id", Sentence: sentence})
	e.Key = key
	i.seen[key] = now
	return "", nil
}

func (i *importer) seenNow(e *data.SourceEntry) seenEntry {
	return seenEntry{e.At.Row, store.HashOf(fold.Text(e.Service.Name)), store.HashOf(string(i.now.says))}
}

// twice notes an entry under its key, and says so when there was one.
func (i *importer) twice(e *data.SourceEntry) (skip string) {
	if other, taken := i.seen[e.Key]; taken {
		return "Row " + strconv.Itoa(other.at) + " has the same id, name and place; only that one was taken."
	}
	i.seen[e.Key] = i.seenNow(e)
	return ""
}

// keyOfAnother says whether the source called the service that has the plain
// id by another name than this entry's.
func (i *importer) keyOfAnother(e *data.SourceEntry) (bool, error) {
	var last string
	err := i.t.Value(&last, "SELECT said FROM service_source WHERE source = ? AND key = ?", i.o.Source, e.Key)
	if store.MissingRow(err) {
		return false, nil
	}
	same, known := said(last).is(nameAt, e.Service.Name)
	return known && !same, err
}

var nameAt = slices.IndexFunc(importFields, func(f data.ServiceField) bool { return f.Name == "Name" })

// anotherService says whether an id has come to mean something else: nothing
// by which a person would know the service is as it was. Taking that for a
// change would put another service under the prescriptions of clients.
func (i *importer) anotherService(e *data.SourceEntry, h held) bool {
	if h.service == nil {
		return false
	}
	if same, known := h.said.is(nameAt, e.Service.Name); same || !known {
		return false
	}
	was, is := h.service, &e.Service
	for _, pair := range [][2]string{
		{was.Phone, is.Phone}, {was.Email, is.Email}, {was.Web, is.Web},
		{was.Organisation, is.Organisation}, {was.Address, is.Address}, {was.Postcode, is.Postcode},
	} {
		if a := fold.Text(pair[0]); a != "" && a == fold.Text(pair[1]) {
			return false
		}
	}
	before := strings.Fields(fold.Text(was.Name + " " + was.OtherNames))
	for _, word := range strings.Fields(fold.Text(is.Name + " " + is.OtherNames)) {
		if slices.Contains(before, word) {
			return false
		}
	}
	return fold.Text(was.Address+was.Postcode+was.Area) != fold.Text(is.Address+is.Postcode+is.Area)
}

// ownKey makes an entry a service of its own beside the one that had its id.
func (i *importer) ownKey(e *data.SourceEntry, row *data.ImportRow) {
	e.Doubts = append(e.Doubts, data.Doubt{Field: "id", Sentence: "The id “" + e.Key + "” was another service’s, which has nothing in common with this one. It was imported as a separate service; the other one is gone from the source."})
	e.Key = longKey(e)
	row.Key, row.Doubts, row.ServiceID = e.Key, e.Doubts, ""
	i.seen[e.Key] = i.seenNow(e)
}
