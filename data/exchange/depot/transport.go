package depot

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/url"
	"time"

	"waymark/data"
)

// newClient returns what talks to one server. It follows no redirects, and goes
// through the proxy that the PC is set to use, but only with TLS.
func newClient(l Limits) *http.Client {
	dialer := net.Dialer{Timeout: l.Connect}
	return &http.Client{
		Transport: storeOnly{&http.Transport{
			Proxy: proxy,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				conn, err := dialer.DialContext(ctx, network, address)
				if err != nil {
					return nil, err
				}
				return heard{conn, l.Silence}, nil
			},
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    l.Connect,
			ResponseHeaderTimeout:  l.Silence,
			ForceAttemptHTTP2:      true,
			MaxIdleConnsPerHost:    4,
			IdleConnTimeout:        time.Minute,
			MaxResponseHeaderBytes: 64 << 10,
		}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func proxy(r *http.Request) (*url.URL, error) {
	if r.URL.Scheme != "https" {
		return nil, nil
	}
	return http.ProxyFromEnvironment(r)
}

// heard is a connection that ends when nothing was sent or came for a while.
type heard struct {
	net.Conn
	silence time.Duration
}

// Read implements net.Conn.
func (h heard) Read(p []byte) (int, error) {
	if err := h.SetReadDeadline(time.Now().Add(h.silence)); err != nil {
		return 0, err
	}
	return h.Conn.Read(p)
}

// Write implements net.Conn. What is being sent also keeps the reading side alive,
// which waits for the answer all the while.
func (h heard) Write(p []byte) (int, error) {
	if err := h.SetDeadline(time.Now().Add(h.silence)); err != nil {
		return 0, err
	}
	return h.Conn.Write(p)
}

// storeOnly refuses what answers with a web page: the sign-in page of a network says
// that all is well, whatever it is asked.
type storeOnly struct{ *http.Transport }

// RoundTrip implements http.RoundTripper.
func (s storeOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := s.Transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	page := kind == "text/html" || kind == "application/xhtml+xml"
	// A store that sends elsewhere says so in XML.
	elsewhere := answer.StatusCode >= http.StatusMultipleChoices && kind != "application/xml" && kind != "text/xml"
	if answer.StatusCode < http.StatusBadRequest && (page || elsewhere) {
		_ = answer.Body.Close()
		return nil, notAStore(fmt.Errorf("status %d with %q", answer.StatusCode, kind))
	}
	return answer, nil
}

func notAStore(cause error) error {
	return fault(Odd, cause, data.CodeInvalid, "What answers at this address is not the store. Check the address. On a guest network, sign in to the network first.")
}

// onNetwork words an error of the way to a store; nil if it is none.
func onNetwork(err error) error {
	var (
		certificate *tls.CertificateVerificationError
		invalid     x509.CertificateInvalidError
		record      tls.RecordHeaderError
		unknown     *net.DNSError
		network     net.Error
		request     *url.Error
	)
	switch {
	case KindOf(err) != "", errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fault(WrongClock, err, data.CodeRefused, "The certificate of the store is out of date, or the clock of this PC is wrong. Check the date and time of this PC.")
	case errors.As(err, &certificate):
		return fault(Certificate, err, data.CodeRefused, "This PC does not trust the certificate of the store. Check the address, and ask who looks after the store.")
	case errors.As(err, &record):
		return fault(Odd, err, data.CodeInvalid, "The server at this address does not speak https. Check the address and the port.")
	case errors.As(err, &unknown):
		return fault(Unreachable, err, data.CodeUnreachable, "We could not find the server of the store. Check the network and the address. What you changed is safe on this PC.")
	case errors.As(err, &network), errors.As(err, &request), errors.Is(err, context.DeadlineExceeded):
		return silent(err)
	}
	return nil
}

// busy says that a store asks to come back later.
func busy(cause error) error {
	return fault(Busy, cause, data.CodeUnreachable, "The store is busy. Waymark tries again later. What you changed is safe on this PC.")
}

// ofKind words what a store itself says.
func ofKind(kind Kind, cause error) error {
	switch kind {
	case NotFound:
		return missing(cause)
	case Taken:
		return taken(cause)
	case Busy:
		return busy(cause)
	case WrongKey:
		return fault(WrongKey, cause, data.CodeRefused, "The store does not know this key, or the secret is not the one of the key. Enter both again.")
	case Permission:
		return fault(Permission, cause, data.CodeRefused, "The store does not allow this with your key. Ask who looks after it to let the key list, read, write and remove.")
	case WrongClock:
		return fault(WrongClock, cause, data.CodeRefused, "The clock of this PC is too far from the one of the store. Set the date and time of this PC.")
	case NoBucket:
		return fault(NoBucket, cause, data.CodeNotFound, "There is no bucket or container of that name in the store. Check the address.")
	case Full:
		return fault(Full, cause, data.CodeFull, "There is no room left in the store. Ask who looks after it. What you changed is safe on this PC.")
	case Elsewhere:
		return fault(Elsewhere, cause, data.CodeInvalid, "The bucket is in another region than the address says. Check the region.")
	}
	return fault(Odd, cause, data.CodeInvalid, "The store did not answer as it should. Check the address, and try again.")
}

// ofStatus is the kind of fault that a status says when the store says no more.
func ofStatus(status int) Kind {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusProxyAuthRequired:
		return Permission
	case http.StatusNotFound:
		return NotFound
	case http.StatusPreconditionFailed:
		return Taken
	case http.StatusConflict, http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return Busy
	case http.StatusInsufficientStorage:
		return Full
	}
	return Odd
}
