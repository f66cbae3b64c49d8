package webfeed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"waymark/data"
)

// How often an answer is asked for in all, and how long is waited before the
// second time; before each further time, twice as long.
const (
	attempts  = 5
	firstWait = time.Second
	// longestWait is the longest that a website may have us wait before a person, or
	// the next look, should ask again.
	longestWait = 5 * time.Minute
	// pause is between one answer and the next question.
	pause = 100 * time.Millisecond
)

// client asks a website for one thing at a time.
type client struct {
	http   *http.Client
	host   string
	box    *box
	round  round
	limits Limits
	clock  data.Clock
	wait   func(context.Context, time.Duration) error
	tell   func(string)
	began  time.Time // by the clock
	bytes  int64
	stats  Stats
}

// Stats are what a fetch took.
type Stats struct {
	Pages     int `json:"pages"`
	Details   int `json:"details"`   // full records of services that the pages have in short
	Requests  int `json:"requests"`  // that were sent, with those sent again
	Unchanged int `json:"unchanged"` // answers that had not changed since the last fetch
	Resumed   int `json:"resumed"`   // answers that an earlier fetch, which was stopped, had
}

// errTooLong is an answer of more bytes than one may have.
var errTooLong = errors.New("the answer is too long")

// statusError is an answer that is none.
type statusError struct {
	status int
	after  time.Duration // how long the website asks to wait; 0: not said
}

// Error says which status.
func (e *statusError) Error() string { return "status " + strconv.Itoa(e.status) }

// lasting reports whether asking again would not help.
func (e *statusError) lasting() bool {
	switch e.status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return false
	}
	return e.status < 500 || e.status == http.StatusNotImplemented
}

// question is one thing that a website is asked for.
type question struct {
	address *url.URL
	most    int64 // bytes of the answer
	first   bool  // the first page: asked for even if this round has it
	frail   bool  // the website may have a fault with this one alone: do not insist
	check   func(io.Reader) error
}

// get has the answer to a question kept, and asks if the round does not have it
// yet. It asks again if that may help.
func (c *client) get(ctx context.Context, q question) error {
	address := q.address.String()
	held, ok := c.held(address, q.check)
	if ok && held.Round == c.round.id() && !q.first {
		c.stats.Resumed++
		return c.count(address)
	}
	var err error
	for n := range attempts {
		if n > 0 {
			if wrong := c.rest(ctx, n, err); wrong != nil {
				return wrong
			}
		}
		if c.clock().Sub(c.began) > c.limits.Time {
			return c.problem("The website takes too long to send its feed. What it sent is kept. Try again to go on from there.", err)
		}
		err = c.once(ctx, q, held)
		switch {
		case err == nil:
			return c.count(address)
		case ctx.Err() != nil:
			return ctx.Err()
		case hopeless(err), q.frail && n > 0 && spoilt(err):
			return err
		}
	}
	return err
}

// ownFault reports whether the website could not make an answer.
func ownFault(err error) bool {
	var status *statusError
	return errors.As(err, &status) && status.status == http.StatusInternalServerError
}

// held returns the head of a kept answer; ok is false if there is none, or if it
// was spoiled on the disk.
func (c *client) held(address string, check func(io.Reader) error) (h head, ok bool) {
	if h, ok = c.box.held(address); ok && c.checkHeld(address, check) != nil {
		return head{}, false
	}
	return h, ok
}

// checkHeld reads a kept answer again.
func (c *client) checkHeld(address string, check func(io.Reader) error) error {
	body, err := c.box.body(address)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	return check(body)
}

// count adds an answer to what the feed has sent in all.
func (c *client) count(address string) error {
	if c.bytes += c.box.size(address); c.bytes > c.limits.Whole {
		return c.problem("The feed is too large: over "+megabytes(c.limits.Whole)+". Ask who runs it for a smaller one, such as that of your area.", nil)
	}
	return nil
}

// rest waits before an address is asked for once more.
func (c *client) rest(ctx context.Context, n int, why error) error {
	d := firstWait << (n - 1)
	var status *statusError
	if errors.As(why, &status) && status.after > 0 {
		d = max(d, status.after)
	}
	if d > longestWait {
		return c.problem("The website is busy and asks to be left alone until "+data.HourOf(c.clock().Add(d))+". Try again after that.", why)
	}
	if d > firstWait {
		c.tell("The website did not send what was asked for. Trying again in " + data.Plural(int(d/time.Second), "second", "seconds"))
	}
	return c.wait(ctx, d)
}

// once asks for an address once, and keeps the answer.
func (c *client) once(ctx context.Context, q question, held head) error {
	if c.stats.Requests > 0 {
		if err := c.wait(ctx, pause); err != nil {
			return err
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, q.address.String(), nil)
	if err != nil {
		return err
	}
	r.Header.Set("User-Agent", Agent)
	r.Header.Set("Accept", "application/json")
	if held.ETag != "" {
		r.Header.Set("If-None-Match", held.ETag)
	}
	if held.Modified != "" {
		r.Header.Set("If-Modified-Since", held.Modified)
	}
	c.stats.Requests++
	answer, err := c.http.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	switch {
	case answer.StatusCode == http.StatusNotModified && held.Address != "":
		c.stats.Unchanged++
		held.Round = c.round.id()
		return c.box.seen(held)
	case answer.StatusCode != http.StatusOK:
		return &statusError{answer.StatusCode, retryAfter(answer.Header.Get("Retry-After"), c.clock())}
	case answer.ContentLength > q.most:
		return c.tooLong(q.most)
	}
	h := head{Address: q.address.String(), ETag: answer.Header.Get("ETag"), Modified: answer.Header.Get("Last-Modified"), Round: c.round.id()}
	body := &heard{body: answer.Body, left: q.most, long: c.tooLong(q.most), silence: time.AfterFunc(c.limits.Silence, stop), limit: c.limits.Silence}
	defer body.silence.Stop()
	return c.box.keep(h, body, func(r io.Reader) error {
		err := q.check(r)
		if err != nil && q.first && isWebPage(answer) {
			return c.problem(fmt.Sprintf("“%s” sent a web page and not a feed. Ask who runs it for the address of their Open Referral services.", c.host), nil)
		}
		return err
	})
}

func (c *client) tooLong(most int64) error {
	return c.problem("“"+c.host+"” sent more than "+megabytes(most)+" in one answer, which is too much. If the feed can be read in pages, add its page size to the address, like ?per_page=100.", errTooLong)
}

func megabytes(n int64) string { return strconv.FormatInt(max(1, n>>20), 10) + " MB" }

func isWebPage(answer *http.Response) bool {
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	return err == nil && (kind == "text/html" || kind == "application/xhtml+xml")
}

// heard reads an answer that may be neither too long nor fall silent.
type heard struct {
	body    io.Reader
	left    int64
	long    error
	silence *time.Timer // ends the request
	limit   time.Duration
}

// Read implements io.Reader.
func (h *heard) Read(p []byte) (int, error) {
	n, err := h.body.Read(p)
	h.silence.Reset(h.limit)
	if h.left -= int64(n); h.left < 0 {
		return n, h.long
	}
	return n, err
}

// retryAfter reads how long a website asks to wait: seconds, or a time.
func retryAfter(given string, now time.Time) time.Duration {
	if given == "" {
		return 0
	}
	if seconds, err := strconv.Atoi(given); err == nil {
		return time.Duration(min(max(seconds, 0), 1<<20)) * time.Second
	}
	if at, err := http.ParseTime(given); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// sleep waits, or returns early if ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
