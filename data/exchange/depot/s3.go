package depot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"waymark/data"
)

// bucket is a store in a bucket of S3, or of what speaks like it.
type bucket struct {
	address Address
	http    *http.Client
	s3      *s3.Client
	// marker is an object that is there, as held said.
	key    string
	marker []byte
	once   sync.Mutex
	guards guarding
}

// guarding is whether a server keeps an object from being replaced.
type guarding int

const (
	unknown  guarding = iota
	guards            // it refuses to replace an object if it is asked not to
	replaces          // it does not know that question, so we look before we write
)

func openBucket(p Place, l Limits) (*bucket, error) {
	if p.Keys.ID == "" || p.Keys.Secret == "" {
		return nil, noKeys()
	}
	client := newClient(l)
	keys := aws.Credentials{AccessKeyID: p.Keys.ID, SecretAccessKey: p.Keys.Secret, Source: "waymark"}
	b := &bucket{address: p.Address, http: client}
	// Nothing is taken from the environment or from a cloud's own address for keys:
	// those are of other programs.
	b.s3 = s3.New(s3.Options{
		Region:       p.Address.Region,
		BaseEndpoint: aws.String(p.Address.Endpoint),
		UsePathStyle: p.Address.inPath(),
		Credentials:  aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return keys, nil }),
		HTTPClient:   client,
		Logger:       logging.Nop{},
		// One repeat at once is how the clock of a PC is set right: the answer says
		// the time of the store. Other repeats are the business of patient.
		Retryer: retry.NewStandard(func(o *retry.StandardOptions) {
			o.MaxAttempts = 2
			o.RateLimiter = ratelimit.None
			o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
		}),
		// What is asked of Amazon only, other servers do not know.
		RequestChecksumCalculation:     aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation:     aws.ResponseChecksumValidationWhenRequired,
		DisableMultiRegionAccessPoints: true,
		DisableS3ExpressSessionAuth:    aws.Bool(true),
	})
	return b, nil
}

func noKeys() error {
	return fault(WrongKey, nil, data.CodeInvalid, "Enter the key and the secret that the store gave to your service.")
}

// inPath reports whether the name of the bucket goes into the path. In the name of
// the host, a dot would have no certificate.
func (a Address) inPath() bool {
	if a.Style != ByDefault {
		return a.Style == InPath
	}
	return !amazonHost.MatchString(a.host()) || strings.Contains(a.Bucket, ".")
}

func (b *bucket) name(key string) *string { return aws.String(b.address.Prefix + key) }

// list implements engine.
func (b *bucket) list(ctx context.Context, prefix string) ([]string, error) {
	var keys []string
	err := b.pages(ctx, &s3.ListObjectsV2Input{Prefix: b.name(prefix)}, func(page *s3.ListObjectsV2Output) {
		for _, object := range page.Contents {
			keys = append(keys, strings.TrimPrefix(aws.ToString(object.Key), b.address.Prefix))
		}
	})
	return keys, err
}

// services implements engine.
func (b *bucket) services(ctx context.Context) ([]string, error) {
	var ids []string
	err := b.pages(ctx, &s3.ListObjectsV2Input{Prefix: b.name(""), Delimiter: aws.String("/")}, func(page *s3.ListObjectsV2Output) {
		for _, folder := range page.CommonPrefixes {
			ids = append(ids, strings.TrimSuffix(strings.TrimPrefix(aws.ToString(folder.Prefix), b.address.Prefix), "/"))
		}
	})
	return ids, err
}

// pages reads a whole list. A list that is cut is an error, whatever the reason.
func (b *bucket) pages(ctx context.Context, ask *s3.ListObjectsV2Input, page func(*s3.ListObjectsV2Output)) error {
	ask.Bucket = aws.String(b.address.Bucket)
	for {
		answer, err := b.s3.ListObjectsV2(ctx, ask)
		if err != nil {
			return b.fault(err, NoBucket)
		}
		if answer.Name == nil {
			return notAStore(errors.New("a list without the name of the bucket"))
		}
		page(answer)
		if !aws.ToBool(answer.IsTruncated) {
			return ctx.Err()
		}
		next := aws.ToString(answer.NextContinuationToken)
		if next == "" || next == aws.ToString(ask.ContinuationToken) {
			return ofKind(Odd, errors.New("a list goes on nowhere"))
		}
		ask.ContinuationToken = aws.String(next)
	}
}

// read implements engine.
func (b *bucket) read(ctx context.Context, key string) ([]byte, error) {
	answer, err := b.s3.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String(b.address.Bucket), Key: b.name(key)})
	if err != nil {
		return nil, b.fault(err, NotFound)
	}
	defer func() { _ = answer.Body.Close() }()
	return readBody(answer.Body, aws.ToInt64(answer.ContentLength))
}

// readBody reads an object of a known size whole.
func readBody(body io.Reader, size int64) ([]byte, error) {
	if size > MaxObject {
		return nil, tooLarge(nil)
	}
	whole, err := io.ReadAll(io.LimitReader(body, MaxObject+1))
	switch {
	case err != nil:
		return nil, cut(err)
	case len(whole) > MaxObject:
		return nil, tooLarge(nil)
	case size >= 0 && int64(len(whole)) != size:
		return nil, cut(fmt.Errorf("%d of %d bytes", len(whole), size))
	}
	return whole, nil
}

// cut says that an answer ended before its end.
func cut(cause error) error {
	if errors.Is(cause, context.Canceled) {
		return cause
	}
	return silent(cause)
}

// write implements engine.
func (b *bucket) write(ctx context.Context, key string, body []byte) error {
	how, err := b.guarding(ctx)
	if err != nil {
		return err
	}
	if how != guards {
		switch there, err := b.there(ctx, key); {
		case err != nil:
			return err
		case there:
			return taken(nil)
		}
	}
	err = b.put(ctx, key, body, how != replaces)
	if unknownTo(err) {
		// The look above has to do.
		return b.put(ctx, key, body, false)
	}
	return err
}

// unknownTo reports whether a server says that it does not know what it was asked.
func unknownTo(err error) bool {
	var said smithy.APIError
	var answer *smithyhttp.ResponseError
	return errors.As(err, &said) && said.ErrorCode() == "NotImplemented" ||
		errors.As(err, &answer) && answer.HTTPStatusCode() == http.StatusNotImplemented
}

// guarding finds out whether the server keeps objects from being replaced, by asking
// it to write the marker once more: the same bytes, so nothing is harmed if it does.
func (b *bucket) guarding(ctx context.Context) (guarding, error) {
	b.once.Lock()
	defer b.once.Unlock()
	if b.guards != unknown || b.marker == nil {
		return b.guards, nil
	}
	err := b.put(ctx, b.key, b.marker, true)
	switch {
	case KindOf(err) == Taken:
		b.guards = guards
	case err == nil, unknownTo(err):
		b.guards = replaces
	default:
		return unknown, err
	}
	return b.guards, nil
}

// there reports whether the server shows an object. It asks for one byte of it, since
// the answer to HEAD does not say what is wrong.
func (b *bucket) there(ctx context.Context, key string) (bool, error) {
	answer, err := b.s3.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String(b.address.Bucket), Key: b.name(key), Range: aws.String("bytes=0-0")})
	if err == nil {
		_ = answer.Body.Close()
		return true, nil
	}
	if err = b.fault(err, NotFound); KindOf(err) == NotFound {
		return false, nil
	}
	return false, err
}

func (b *bucket) put(ctx context.Context, key string, body []byte, guarded bool) error {
	ask := &s3.PutObjectInput{
		Bucket: aws.String(b.address.Bucket), Key: b.name(key), Body: bytes.NewReader(body), ContentLength: aws.Int64(int64(len(body))),
		ContentType: aws.String("application/octet-stream"),
	}
	if guarded {
		ask.IfNoneMatch = aws.String("*")
	}
	answer, err := b.s3.PutObject(ctx, ask)
	switch {
	case err != nil:
		return b.fault(err, NoBucket)
	case answer.ETag == nil:
		return notAStore(errors.New("a write without an answer to it"))
	}
	return nil
}

// remove implements engine.
func (b *bucket) remove(ctx context.Context, key string) error {
	_, err := b.s3.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: aws.String(b.address.Bucket), Key: b.name(key)})
	if err != nil {
		return b.fault(err, NotFound)
	}
	return nil
}

// begin implements engine: a bucket has no folders.
func (b *bucket) begin(context.Context, string) error { return nil }

// end implements engine.
func (b *bucket) end(context.Context, string) error { return nil }

// hold implements engine.
func (b *bucket) hold(key string, marker []byte) error {
	b.once.Lock()
	defer b.once.Unlock()
	b.key, b.marker = key, marker
	return nil
}

// close implements engine.
func (b *bucket) close() error {
	b.http.CloseIdleConnections()
	return nil
}

// codesOfS3 says what the codes of S3 and of those who speak like it mean.
var codesOfS3 = map[string]Kind{
	"NoSuchKey":    NotFound,
	"NoSuchBucket": NoBucket, "InvalidBucketName": NoBucket,
	"PreconditionFailed": Taken,
	"InvalidAccessKeyId": WrongKey, "SignatureDoesNotMatch": WrongKey, "InvalidToken": WrongKey, "ExpiredToken": WrongKey, "TokenRefreshRequired": WrongKey,
	"InvalidSecurity": WrongKey, "AuthFailure": WrongKey, "UnrecognizedClientException": WrongKey, "Unauthorized": WrongKey, "InvalidAccessKey": WrongKey,
	"AccessDenied": Permission, "AllAccessDisabled": Permission, "AccountProblem": Permission, "NotSignedUp": Permission, "MethodNotAllowed": Permission,
	"RequestTimeTooSkewed": WrongClock, "RequestExpired": WrongClock, "RequestInTheFuture": WrongClock,
	"SlowDown": Busy, "SlowDownRead": Busy, "SlowDownWrite": Busy, "ServiceUnavailable": Busy, "InternalError": Busy, "RequestTimeout": Busy,
	"ConditionalRequestConflict": Busy, "OperationAborted": Busy, "Throttling": Busy, "ThrottlingException": Busy, "TooManyRequests": Busy, "ServerNotInitialized": Busy,
	"XMinioServerNotInitialized": Busy,
	"QuotaExceeded":              Full, "XMinioStorageFull": Full, "XMinioAdminBucketQuotaExceeded": Full, "InsufficientCapacity": Full,
	"PermanentRedirect": Elsewhere, "TemporaryRedirect": Elsewhere, "AuthorizationHeaderMalformed": Elsewhere, "InvalidRegion": Elsewhere,
	"IllegalLocationConstraintException": Elsewhere,
	"NotImplemented":                     Odd,
}

// fault words an error of the S3 client. absent is what a bare 404 means.
func (b *bucket) fault(err error, absent Kind) error {
	var said smithy.APIError
	if errors.As(err, &said) {
		if kind, ok := codesOfS3[said.ErrorCode()]; ok {
			return ofKind(kind, err)
		}
	}
	var answer *smithyhttp.ResponseError
	if errors.As(err, &answer) && answer.HTTPStatusCode() >= http.StatusBadRequest {
		kind := ofStatus(answer.HTTPStatusCode())
		if kind == NotFound {
			kind = absent
		}
		return ofKind(kind, err)
	}
	if on := onNetwork(err); on != nil {
		return on
	}
	// An answer that cannot be read was cut, or is none.
	return silent(err)
}
