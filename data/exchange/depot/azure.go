package depot

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"waymark/data"
)

// container is a store in a container of Azure. It makes four kinds of requests, and
// makes them itself: Microsoft's client for them links the readers of Apache Arrow,
// and signs with the clock of the PC, however wrong that is.
type container struct {
	address Address
	http    *http.Client
	pass    azurePass
	ahead   atomic.Int64 // how far the clock of Azure is ahead of this PC's
}

// azureVersion is the version of the service that is asked for.
const azureVersion = "2021-12-02"

// clockSlack is how far clocks may differ until that may be why a signature fails.
const clockSlack = 5 * time.Minute

func openContainer(p Place, l Limits) (*container, error) {
	pass, err := newAzurePass(p.Address.Account, p.Keys)
	if err != nil {
		return nil, err
	}
	return &container{address: p.Address, http: newClient(l), pass: pass}, nil
}

// azureList is a page of a list.
type azureList struct {
	XMLName  xml.Name `xml:"EnumerationResults"`
	Names    []string `xml:"Blobs>Blob>Name"`
	Folders  []string `xml:"Blobs>BlobPrefix>Name"`
	Next     string   `xml:"NextMarker"`
	Endpoint string   `xml:"ServiceEndpoint,attr"`
}

// list implements engine.
func (c *container) list(ctx context.Context, prefix string) ([]string, error) {
	var keys []string
	err := c.pages(ctx, url.Values{"prefix": {c.address.Prefix + prefix}}, func(page *azureList) {
		for _, name := range page.Names {
			keys = append(keys, strings.TrimPrefix(name, c.address.Prefix))
		}
	})
	return keys, err
}

// services implements engine.
func (c *container) services(ctx context.Context) ([]string, error) {
	var ids []string
	err := c.pages(ctx, url.Values{"prefix": {c.address.Prefix}, "delimiter": {"/"}}, func(page *azureList) {
		for _, folder := range page.Folders {
			ids = append(ids, strings.TrimSuffix(strings.TrimPrefix(folder, c.address.Prefix), "/"))
		}
	})
	return ids, err
}

// longestPage is the most bytes of a page of a list: 5,000 names with what is said of
// each.
const longestPage = 32 << 20

// pages reads a whole list. A list that is cut is an error, whatever the reason.
func (c *container) pages(ctx context.Context, query url.Values, page func(*azureList)) error {
	query.Set("restype", "container")
	query.Set("comp", "list")
	for {
		answer, err := c.ask(ctx, azureRequest{method: http.MethodGet, query: query})
		if err != nil {
			return err
		}
		var list azureList
		err = xml.NewDecoder(io.LimitReader(answer.Body, longestPage)).Decode(&list)
		_ = answer.Body.Close()
		var syntax xml.UnmarshalError
		switch {
		case errors.As(err, &syntax):
			return notAStore(err)
		case err != nil:
			return cut(err)
		}
		page(&list)
		switch list.Next {
		case "":
			return ctx.Err()
		case query.Get("marker"):
			return ofKind(Odd, errors.New("a list goes on nowhere"))
		}
		query.Set("marker", list.Next)
	}
}

// read implements engine.
func (c *container) read(ctx context.Context, key string) ([]byte, error) {
	answer, err := c.ask(ctx, azureRequest{method: http.MethodGet, key: key})
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	return readBody(answer.Body, answer.ContentLength)
}

// write implements engine.
func (c *container) write(ctx context.Context, key string, body []byte) error {
	answer, err := c.ask(ctx, azureRequest{method: http.MethodPut, key: key, body: body, header: http.Header{
		"If-None-Match":  {"*"},
		"X-Ms-Blob-Type": {"BlockBlob"},
		"Content-Type":   {"application/octet-stream"},
	}})
	if err != nil {
		return err
	}
	_ = answer.Body.Close()
	if answer.Header.Get("ETag") == "" {
		return notAStore(errors.New("a write without an answer to it"))
	}
	return nil
}

// remove implements engine.
func (c *container) remove(ctx context.Context, key string) error {
	answer, err := c.ask(ctx, azureRequest{method: http.MethodDelete, key: key})
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// begin implements engine: a container has no folders.
func (c *container) begin(context.Context, string) error { return nil }

// end implements engine.
func (c *container) end(context.Context, string) error { return nil }

// hold implements engine: a container does not come and go.
func (c *container) hold(string, []byte) error { return nil }

// close implements engine.
func (c *container) close() error {
	c.http.CloseIdleConnections()
	return nil
}

// azureRequest is what is asked of a container, or of an object in it.
type azureRequest struct {
	method string
	key    string
	query  url.Values
	header http.Header
	body   []byte
}

// ask makes a request. If it fails because the clock of this PC is wrong, it is made
// once more by the clock of Azure.
func (c *container) ask(ctx context.Context, q azureRequest) (*http.Response, error) {
	answer, err := c.once(ctx, q)
	if err == nil && answer.StatusCode == http.StatusForbidden && c.clockWrong(answer) {
		_ = answer.Body.Close()
		answer, err = c.once(ctx, q)
	}
	switch {
	case err != nil:
		// The error of a request has its address, and with it the signature in it.
		var whole *url.Error
		if errors.As(err, &whole) {
			err = whole.Err
		}
		if on := onNetwork(err); on != nil {
			return nil, on
		}
		return nil, silent(err)
	case answer.StatusCode >= http.StatusMultipleChoices:
		defer func() { _ = answer.Body.Close() }()
		return nil, azureFault(answer, q.key != "")
	}
	return answer, nil
}

// clockWrong reports whether a signature may have failed for the clock of this PC,
// and sets right what is signed next.
func (c *container) clockWrong(answer *http.Response) bool {
	there, err := http.ParseTime(answer.Header.Get("Date"))
	if err != nil || !c.pass.dated() {
		return false
	}
	ahead := time.Until(there)
	if (ahead - time.Duration(c.ahead.Load())).Abs() < clockSlack {
		return false
	}
	c.ahead.Store(int64(ahead))
	return true
}

func (c *container) once(ctx context.Context, q azureRequest) (*http.Response, error) {
	u, err := url.Parse(c.address.Endpoint)
	if err != nil {
		return nil, err
	}
	u.Path = "/" + c.address.Bucket
	if !azureHost.MatchString(u.Hostname()) {
		u.Path = "/" + c.address.Account + u.Path // as the emulator has it
	}
	if q.key != "" {
		u.Path += "/" + c.address.Prefix + q.key
	}
	u.RawQuery = q.query.Encode()
	r, err := http.NewRequestWithContext(ctx, q.method, u.String(), bytes.NewReader(q.body))
	if err != nil {
		return nil, err
	}
	for name, values := range q.header {
		r.Header[name] = values
	}
	r.Header.Set("X-Ms-Version", azureVersion)
	r.Header.Set("X-Ms-Date", time.Now().Add(time.Duration(c.ahead.Load())).UTC().Format(http.TimeFormat))
	c.pass.sign(r)
	return c.http.Do(r)
}

// codesOfAzure says what the codes of Azure mean.
var codesOfAzure = map[string]Kind{
	"BlobNotFound": NotFound, "ResourceNotFound": NotFound,
	"ContainerNotFound": NoBucket, "ContainerBeingDeleted": NoBucket, "InvalidResourceName": NoBucket, "ContainerDisabled": NoBucket,
	"BlobAlreadyExists": Taken, "ConditionNotMet": Taken, "UnauthorizedBlobOverwrite": Taken,
	"AuthenticationFailed": WrongKey, "InvalidAuthenticationInfo": WrongKey, "NoAuthenticationInformation": WrongKey,
	"AuthorizationFailure": Permission, "AuthorizationPermissionMismatch": Permission, "AuthorizationProtocolMismatch": Permission,
	"AuthorizationResourceTypeMismatch": Permission, "AuthorizationServiceMismatch": Permission, "AuthorizationSourceIPMismatch": Permission,
	"InsufficientAccountPermissions": Permission, "AccountIsDisabled": Permission, "KeyBasedAuthenticationNotPermitted": Permission, "PublicAccessNotPermitted": Permission,
	"BlobImmutableDueToPolicy": Permission, "LeaseIdMissing": Permission, "SnapshotsPresent": Permission,
	"ServerBusy": Busy, "OperationTimedOut": Busy, "InternalError": Busy, "AccountBeingCreated": Busy,
}

// azureFault words the answer to a request that failed.
func azureFault(answer *http.Response, object bool) error {
	code := answer.Header.Get("X-Ms-Error-Code")
	if code == "" {
		var said struct {
			XMLName xml.Name `xml:"Error"`
			Code    string
		}
		if xml.NewDecoder(io.LimitReader(answer.Body, 64<<10)).Decode(&said) == nil {
			code = said.Code
		}
	}
	if len(code) > 60 {
		code = code[:60]
	}
	cause := fmt.Errorf("status %d, code %q", answer.StatusCode, code)
	if kind, ok := codesOfAzure[code]; ok {
		return ofKind(kind, cause)
	}
	kind := ofStatus(answer.StatusCode)
	if kind == NotFound && !object {
		kind = NoBucket
	}
	return ofKind(kind, cause)
}

// notAKey says that what was entered as a secret is none of Azure.
func notAKey(cause error) error {
	return fault(WrongKey, cause, data.CodeInvalid, "The secret is not a key of a storage account, nor a shared access signature. Copy it from the Azure portal whole.")
}
