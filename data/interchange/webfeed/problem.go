package webfeed

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"

	"waymark/data"
	"waymark/data/interchange/openreferral"
)

// ErrUnreachable is why a feed could not be read if nothing at all came back: the
// PC may not be on-line.
var ErrUnreachable = errors.New("no answer")

// unreachable wraps the error of a connection that was never made.
type unreachable struct{ cause error }

// Error is that of the connection.
func (u unreachable) Error() string { return u.cause.Error() }

// Unwrap makes it known as ErrUnreachable, and as what it is.
func (u unreachable) Unwrap() []error { return []error{ErrUnreachable, u.cause} }

func (c *client) problem(sentence string, cause error) error {
	return &data.Problem{Code: data.CodeRefused, Sentence: sentence, Cause: cause}
}

// hopeless reports whether asking again would not help.
func hopeless(err error) bool {
	var status *statusError
	if errors.As(err, &status) {
		return status.lasting()
	}
	if brokenOff(err) {
		return false
	}
	var name *net.DNSError
	return data.CodeOf(err) != "" || errors.Is(err, openreferral.ErrNoDetail) || isTrust(err) || errors.As(err, &name) && name.IsNotFound
}

// brokenOff reports whether an answer is not whole JSON. One that is, and has no
// services, will have none the next time.
func brokenOff(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// isTrust reports whether a website could not show that it is the one it says.
func isTrust(err error) bool {
	var verify *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	return errors.As(err, &verify) || errors.As(err, &authority) || errors.As(err, &host) || errors.As(err, &invalid) ||
		errors.As(err, &record) || errors.As(err, &alert)
}

// inWords makes a *data.Problem of what went wrong, which says which part of the
// feed it was. The address itself stays out: it may hold a key.
func (c *client) inWords(err error, part string) error {
	var problem *data.Problem
	var status *statusError
	var name *net.DNSError
	var dial *net.OpError
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case brokenOff(err):
		return c.problem(fmt.Sprintf("“%s” did not send %s whole, in %d attempts. What it sent before is kept. Try again later to go on from there.", c.host, part, attempts), err)
	case errors.As(err, &problem):
		return problem
	case errors.As(err, &status):
		return c.problem(c.statusSentence(status.status, part), err)
	case isTrust(err):
		return c.problem(fmt.Sprintf("“%s” could not show that it is the website it says, so nothing was read. Check the address, and the date of this PC. If both are right, tell who runs the feed.", c.host), err)
	case errors.As(err, &name):
		return c.problem(fmt.Sprintf("No website called “%s” was found. Check the address, and that this PC is online.", c.host), unreachable{err})
	case errors.As(err, &dial) && dial.Op == "dial":
		return c.problem(fmt.Sprintf("“%s” cannot be reached. Check that this PC is online and try again later.", c.host), unreachable{err})
	}
	return c.problem(fmt.Sprintf("“%s” stopped answering at %s. What it sent is kept. Try again later to go on from there.", c.host, part), err)
}

func (c *client) statusSentence(status int, part string) string {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusProxyAuthRequired:
		return fmt.Sprintf("“%s” does not let everyone read %s. Ask who runs it for an address that is open.", c.host, part)
	case http.StatusNotFound, http.StatusGone:
		return fmt.Sprintf("“%s” has nothing at this address for %s. Check the address, or ask who runs the feed.", c.host, part)
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return fmt.Sprintf("“%s” is too busy to send %s. What it sent is kept. Try again later to go on from there.", c.host, part)
	}
	if status >= 500 {
		return fmt.Sprintf("“%s” has a fault of its own (%d) and did not send %s. Try again later.", c.host, status, part)
	}
	return fmt.Sprintf("“%s” refused to send %s (%d). Check the address, or ask who runs the feed.", c.host, part, status)
}
